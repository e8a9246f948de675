// What goes over the wire: every member, of its one length, and every edge beside it refused.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type * as z from 'zod'
import { STORED_BYTES, STORY_CLASSES, sealedLength } from '../sizes.ts'
import { RECIPIENT, isStrict, refuses, takes, zeros, without } from './test/shapes.ts'
import * as wire from './wire.ts'

const D = zeros(32)
/** Names of three parts: never the same one for two. */
const [K, S, T] = ['A', 'Q', 'g'].map((last) => `${'A'.repeat(21)}${last}`)
const DAY = '2026-11-30'

test('what the server is told: every member, of its one length', () => {
  const sized = (kind: keyof typeof STORED_BYTES) => zeros(STORED_BYTES[kind])
  const note = { list: zeros(16), id: zeros(16), version: 0, blob: sized('note'), until: DAY }
  const line = { n: 0, blob: sized('line') }
  isStrict(wire.NotePut, note)
  isStrict(wire.LinePut, line)
  refuses(wire.NotePut, { ...note, version: -1 })
  refuses(wire.LinePut, { ...line, n: -1 }, { ...line, blob: zeros(STORED_BYTES.line + 3) })
  const knock = { k: K, body: sized('knock'), lock: sized('lock'), leash: sized('leash') }
  const story = {
    s: S,
    body: zeros(sealedLength(STORY_CLASSES[0])),
    lock: sized('lock'),
    leash: sized('leash'),
    receipt: sized('receipt'),
  }
  const other = (value: string, letter: string) => letter + value.slice(1)
  const talk = { t: T, locks: [sized('lock'), sized('lock')], leash: other(sized('leash'), 'B') }
  story.leash = other(story.leash, 'C')
  const [p0, p1, p2, p3, p4, p5, p6] = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((letter) => other(D, letter))
  const proofs = { withdraw: p0, renew: p1, post: p2, turns: { k: p3, s: p4, t: p5, f: p6 } }
  const deposit = {
    v: 2,
    proofs,
    until: DAY,
    sealedOn: DAY,
    roster: 1,
    offline: false,
    line: RECIPIENT,
    knock,
    story,
    talk,
    bell: zeros(104),
    note,
  }
  isStrict(wire.Deposit, deposit)
  for (const size of STORY_CLASSES)
    takes(wire.Deposit, { ...deposit, story: { ...story, body: zeros(sealedLength(size)) } })
  refuses(wire.Deposit, { ...deposit, knock: { ...knock, k: S } }, { ...deposit, talk: { ...talk, t: S } })
  for (const one of ['withdraw', 'renew', 'post'] as const) {
    for (const two of ['withdraw', 'renew', 'post'] as const)
      if (one !== two) refuses(wire.Deposit, { ...deposit, proofs: { ...proofs, [one]: proofs[two] } })
    for (const slot of ['k', 's', 't', 'f'] as const) {
      const turns = { ...proofs.turns, [slot]: proofs[one] }
      refuses(wire.Deposit, { ...deposit, proofs: { ...proofs, turns } })
    }
  }
  for (const slot of ['k', 's', 't'] as const) {
    const turns = { ...proofs.turns, [slot]: proofs.turns.f }
    refuses(wire.Deposit, { ...deposit, proofs: { ...proofs, turns } })
  }
  const bound = (sign: string) => other(sized('boundLeash'), sign)
  const sealed = {
    ...deposit,
    knock: { ...knock, leash: sized('boundLeash') },
    story: { ...story, leash: bound('B') },
    talk: { ...talk, leash: bound('C') },
  }
  assert.ok(wire.Deposit.safeParse(sealed).success, 'sealed to a keeper')
  refuses(wire.Deposit, { ...sealed, talk })
  refuses(wire.Deposit, { ...deposit, story: { ...story, leash: bound('B') } })
  refuses(wire.Deposit, { ...deposit, talk: { ...talk, leash: knock.leash } })
  refuses(wire.Deposit, { ...deposit, story: { ...story, leash: talk.leash } })
  refuses(wire.Deposit, { ...deposit, story: { ...story, leash: knock.leash } })
  refuses(wire.Deposit, { ...deposit, v: 1 }, { ...deposit, roster: 0 })
  refuses(wire.Deposit, { ...deposit, talk: { ...talk, locks: [sized('lock')] } })
  for (const [part, whole] of Object.entries({ knock, story, talk, proofs })) {
    refuses(wire.Deposit, { ...deposit, [part]: { ...whole, more: 1 } })
    for (const member of Object.keys(whole)) refuses(wire.Deposit, { ...deposit, [part]: { ...whole, [member]: 'A' } })
  }
  refuses(wire.Deposit, { ...deposit, proofs: { ...proofs, turns: { ...proofs.turns, more: D } } })
  refuses(wire.Deposit, { ...deposit, story: { ...story, body: sized('knock') } })
  const names = { k: K, s: S, t: T, withdraw: D, until: DAY, sealedOn: DAY }
  isStrict(wire.Names, names)
  refuses(wire.Names, { ...names, s: K }, { ...names, t: K }, { ...names, t: S })
  const lock = { n: 0, blob: sized('lock') }
  isStrict(wire.Lock, lock)
  refuses(wire.Lock, { ...lock, n: -1 })
  const append = { name: zeros(16), slot: 'k', turn: D, lock: sized('lock'), proof: D, roster: 1, line }
  isStrict(wire.LockAppend, append)
  refuses(wire.LockAppend, { ...append, slot: 'x' }, { ...append, roster: 0 })
  isStrict(wire.LockConfirm, { name: zeros(16), slot: 'f', n: 0, turn: D })
  refuses(wire.LockConfirm, { name: zeros(16), slot: 'f', n: -1, turn: D })
  isStrict(wire.Open, { name: zeros(16), line })
  const post = { t: zeros(16), n: 0, post: D, item: sized('item'), line, bell: zeros(104), note: null, roster: 1 }
  isStrict(wire.TalkPost, post)
  takes(wire.TalkPost, { ...post, note })
  refuses(wire.TalkPost, { ...post, n: -1 }, { ...post, item: sized('line') })
  isStrict(wire.TalkName, { t: zeros(16) })
  isStrict(wire.Named, { name: zeros(16) })
  isStrict(wire.NoteList, { list: zeros(16) })
  isStrict(wire.NoteName, { list: zeros(16), id: zeros(16) })
  isStrict(wire.End, { withdraw: D })
  isStrict(wire.Look, { bells: 0, ended: 0 })
  refuses(wire.Look, { bells: -1, ended: 0 }, { bells: 0, ended: -1 })
})

test('what the server answers: every member, of its one length; more is let pass', () => {
  const lock = { n: 0, blob: zeros(STORED_BYTES.lock) }
  const whole: Array<[z.ZodType, Record<string, unknown>]> = [
    [
      wire.Looked,
      {
        bells: Array(128).fill(zeros(104)),
        marks: Array(64).fill(zeros(16)),
        next: { bells: 0, ended: 0 },
        more: false,
        rosterLength: 1,
      },
    ],
    [wire.LookedAt, { line: RECIPIENT, n: 0, before: null }],
    [
      wire.Released,
      {
        body: zeros(STORED_BYTES.knock),
        locks: [lock],
        leash: zeros(77),
        receipt: zeros(STORED_BYTES.receipt),
        until: DAY,
      },
    ],
    [wire.Appended, { n: 0 }],
    [
      wire.Talk,
      {
        leash: zeros(77),
        locks: { t: [lock], f: [] },
        items: [zeros(STORED_BYTES.item)],
        line: { line: RECIPIENT, n: 0, before: D },
        until: DAY,
      },
    ],
    [wire.Book, { lines: [zeros(STORED_BYTES.line)] }],
    [wire.Note, { id: zeros(16), version: 0, blob: zeros(STORED_BYTES.note), until: DAY, dropped: false }],
    [wire.Notes, { notes: [] }],
    [wire.NoteVersion, { version: 0 }],
    [wire.SpentQuota, { device: 'alder-worker-1', name: 'opens', count: 1, most: 2 }],
    [wire.SpentQuotas, { spent: [] }],
  ]
  for (const [schema, answer] of whole) {
    takes(schema, { ...answer, more: 1, ...answer })
    for (const member of Object.keys(answer)) {
      refuses(schema, without(answer, member))
      refuses(schema, { ...answer, [member]: 'A' })
    }
  }
  const released = whole[2]?.[1]
  takes(wire.Released, { ...released, body: zeros(sealedLength(4_194_304)), receipt: null })
  refuses(wire.Released, { ...released, locks: [] }, { ...released, body: zeros(100) })
  const looked = whole[0]?.[1]
  refuses(
    wire.Looked,
    { ...looked, bells: [] },
    { ...looked, marks: [] },
    { ...looked, next: { bells: 0, ended: 0, x: 1 } },
  )
  assert.deepEqual(
    [wire.BELLS_PER_LOOK, wire.MARKS_PER_LOOK, wire.LOOK_BYTES, wire.ITEM_BELL_DAYS, wire.ENDED_LIST_DAYS],
    [128, 64, 20_480, 14, 30],
  )
  assert.equal(wire.OLD_NOTE_DAYS, 30)
})
