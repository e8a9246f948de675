// What sealing a permission makes: one shape in every kind and mode, no key or secret twice, nothing that does not stand.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Day, addDays } from '@apila/core/day.ts'
import type { Asked } from '@apila/core/referral/content.ts'
import { LARGEST_CONTENT_BYTES, STORED_BYTES, STORY_CLASSES, sealedLength } from '@apila/core/sizes.ts'
import type { Mode } from '@apila/core/referral/permission.ts'
import { Deposit, ENDED_LIST_DAYS } from '@apila/core/referral/wire.ts'
import { open, openText, recipientOf, textOf } from '../age.ts'
import { hearBell } from '../bell.ts'
import { fromBase64url, systemRandom } from '../encoding.ts'
import {
  TODAY,
  deviceOf,
  foundNetwork,
  keepersOf,
  keysOf,
  policyBody,
  readWhole,
  which,
  withBatch,
} from '../organisation/test-network.ts'
import { markOf, proofOf } from '../ticket.ts'
import { leashIdentity, openLocks } from './locks.ts'
import { openNote } from './note.ts'
import { openKnock, openReceipt, openStory } from './open.ts'
import { DoesNotStand } from './does-not-stand.ts'
import { namesOf, reserve, sealPermission } from './seal.ts'
import { digestOfRecipient, permissionDigest, signSecond } from './signed.ts'
import {
  AHEAD,
  CODES,
  type Changes,
  OWES,
  TOLD,
  backOf,
  freshTicket,
  frontOf,
  inputWith,
  releasedKnock,
  releasedStory,
  testRoster,
} from './test/permission.ts'

const roster = await testRoster()
const alder = await keysOf('alder', 'referral')
const birch = await keysOf('birch', 'referral')
const cedar = await keysOf('cedar', 'referral')
const MODES: readonly Mode[] = ['knock-ahead', 'all-ahead', 'all-together']
const inMode = (mode: Mode): Changes => ({ front: { mode } })

async function sealed(changes: Changes = {}) {
  const input = await inputWith(changes)
  return { input, ...(await sealPermission(input)) }
}

test('a permission opens for both desks and for her, and says the same to each', async () => {
  for (const mode of MODES) {
    const { input, deposit, note } = await sealed(inMode(mode))
    assert.deepEqual(Deposit.parse(deposit), deposit)
    const { reservation, front, back } = input
    const opening = { desks: [birch], roster, today: TODAY }
    const knock = await openKnock({ ...opening, released: releasedKnock(deposit), name: reservation.k })
    const story = await openStory({
      ...opening,
      released: releasedStory(deposit),
      name: reservation.keys.name,
      ticket: reservation.keys,
    })
    assert.ok(knock.ok && story.ok, mode)
    const receipt = await openReceipt(deposit.story, reservation.keys.name, reservation.keys.receiptIdentity, roster)
    assert.deepEqual(knock.opened.codes, CODES)
    assert.deepEqual([story.opened.told, story.opened.back], [TOLD, back])
    assert.deepEqual([receipt?.front, receipt?.back, receipt?.refused], [front, back, ['clarified']])
    const grant = await permissionDigest(front, back)
    const mark = await markOf(await proofOf(reservation.keys.withdraw))
    const line = await digestOfRecipient(deposit.line)
    for (const { opened } of [knock, story])
      assert.deepEqual(
        [opened.front, opened.grant, opened.mark, opened.talk, opened.line],
        [front, grant, mark, reservation.t, line],
      )
    assert.equal(await recipientOf(receipt?.bookIdentity ?? ''), deposit.line)
    assert.equal(await recipientOf(story.opened.storyIdentity), note.storyRecipient)
    assert.equal(story.opened.inner === story.opened.storyIdentity, mode === 'all-ahead')
    assert.deepEqual([deposit.until, deposit.sealedOn, deposit.roster], [front.until, TODAY, roster.length])
    assert.deepEqual(await openNote(alder, deposit.note.blob), note)
    assert.deepEqual(
      [deposit.note.list, deposit.note.version, deposit.note.until],
      [alder.list, 0, addDays(front.until, ENDED_LIST_DAYS)],
    )
  }
})

test('the receipt opens with its own key, name and leash and with no other', async () => {
  const { input, deposit } = await sealed()
  const other = await sealed()
  const { name, receiptIdentity, openIdentity } = input.reservation.keys
  assert.equal(await openReceipt(deposit.story, name, openIdentity, roster), null)
  assert.equal(await openReceipt({ ...deposit.story, receipt: null }, name, receiptIdentity, roster), null)
  assert.equal(
    await openReceipt({ ...deposit.story, leash: other.deposit.story.leash }, name, receiptIdentity, roster),
    null,
  )
  await assert.rejects(openReceipt(deposit.story, input.reservation.k, receiptIdentity, roster), { name: 'BrokenSeal' })
  // The outer seal alone opens nothing: a guess of a ticket needs the leash, and the leash alone gives no receipt.
  const outer = await openText(leashIdentity(deposit.story.leash), deposit.story.receipt)
  assert.ok(outer)
  assert.equal(await open(leashIdentity(deposit.story.leash), outer), null)
  assert.equal(await openText(receiptIdentity, deposit.story.receipt), null)
})

const ASKED: Asked = { purpose: 'consultation', text: 'may somebody change work on such a permit?' }

test('a question for advice opens at the other desk, and the own note keeps its words', async () => {
  const { input, deposit, note } = await sealed({
    front: { kind: 'consult', mode: 'all-ahead', talk: 'words', meeting: [], why: 'consultation' },
    back: { keep: [], what: [], age: 'not-asked', how: 'nobody' },
    input: { told: { ...TOLD, needs: null }, ending: { word: '' }, codes: null, asked: ASKED },
  })
  const opening = { desks: [birch], roster, today: TODAY, released: releasedKnock(deposit), name: input.reservation.k }
  const knock = await openKnock(opening)
  assert.ok(knock.ok)
  assert.deepEqual([knock.opened.asked, knock.opened.codes], [ASKED, undefined])
  assert.equal(note.asked, ASKED.text)
  assert.equal((await sealed()).note.asked, undefined)
})

test('every kind and mode has one shape: the same members, each of one length', async () => {
  const shapes = new Set<string>()
  const shape = (value: unknown): unknown => {
    if (typeof value === 'string') return value.length
    if (Array.isArray(value)) return value.map(shape)
    if (value === null || typeof value !== 'object') return typeof value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shape(member)]))
  }
  const advice: Changes = {
    front: { kind: 'consult', mode: 'all-ahead', talk: 'words', meeting: [], why: 'consultation' },
    back: { keep: [], what: [], age: 'not-asked', how: 'nobody' },
    input: { told: { ...TOLD, needs: null }, ending: null, codes: null, asked: ASKED },
  }
  const longestAdvice: Changes = {
    ...advice,
    input: { ...advice.input, ending: { word: '' }, asked: { ...ASKED, text: 'ä'.repeat(2000) } },
  }
  const longest = { ...TOLD, needs: 'ä'.repeat(5000) }
  const front = frontOf({ kind: 'urgent', mode: 'all-ahead', until: shift(7) })
  const back = backOf({ keep: [], how: 'without-her', reason: 'life' })
  const signatures = [await signSecond(await deviceOf('alder-worker-2'), 'second', front, back)]
  const urgent: Changes = { front, back: { ...back, signatures }, input: { owes: OWES } }
  for (const changes of [
    ...MODES.map(inMode),
    AHEAD,
    urgent,
    advice,
    longestAdvice,
    { front: {}, input: { told: longest, offline: true } },
  ]) {
    const { deposit } = await sealed(changes)
    shapes.add(JSON.stringify(shape(deposit)))
    const bytes = (text: string) => fromBase64url(text).length
    assert.equal(bytes(deposit.knock.body), STORED_BYTES.knock)
    assert.equal(bytes(deposit.story.body), sealedLength(STORY_CLASSES[0]))
    assert.equal(bytes(deposit.story.receipt), STORED_BYTES.receipt)
    assert.equal(bytes(deposit.note.blob), STORED_BYTES.note)
    for (const lock of [deposit.knock.lock, deposit.story.lock, ...deposit.talk.locks])
      assert.equal(bytes(lock), STORED_BYTES.lock)
  }
  assert.equal(shapes.size, 1)
})

test('no two locks, leashes, identities, turns or proofs of a permission are the same, and each has its full length', async () => {
  for (const mode of MODES) {
    const { input, deposit } = await sealed(inMode(mode))
    const { keys, k, t } = input.reservation
    const only = async (leash: string, lock: string, desk = birch) => {
      for await (const { lock: opened } of openLocks(leashIdentity(leash), [desk], [{ n: 0, blob: lock }]))
        return opened
      throw new Error('the lock does not open')
    }
    const { knock, story, talk } = deposit
    const slots = {
      k: await only(knock.leash, knock.lock),
      s: await only(story.leash, story.lock),
      t: await only(talk.leash, talk.locks[0]),
      f: await only(talk.leash, talk.locks[1], alder),
    }
    for (const slot of ['k', 's', 't', 'f'] as const) {
      assert.equal(slots[slot].yes, null)
      assert.equal(await proofOf(slots[slot].turn), deposit.proofs.turns[slot], slot)
    }
    assert.deepEqual(slots.t.inner, slots.f.inner)
    const talkKey = slots.t.inner
    assert.ok(typeof talkKey !== 'string' && typeof slots.k.inner === 'string' && typeof slots.s.inner === 'string')
    assert.equal(await proofOf(talkKey.post), deposit.proofs.post)
    assert.equal(await proofOf(keys.withdraw), deposit.proofs.withdraw)
    assert.equal(await proofOf(keys.renew), deposit.proofs.renew)
    const ticketInner = mode === 'all-ahead' ? null : await openText(keys.openIdentity, slots.s.inner)
    const storyIdentity = ticketInner ? textOf(ticketInner) : slots.s.inner
    const receipt = await openReceipt(story, keys.name, keys.receiptIdentity, roster)
    const identities = [
      ...[knock.leash, story.leash, talk.leash].map(leashIdentity),
      slots.k.inner,
      storyIdentity,
      talkKey.identity,
      receipt?.bookIdentity ?? '',
      keys.openIdentity,
      keys.receiptIdentity,
    ]
    assert.equal(new Set(identities).size, 9)
    for (const identity of identities) assert.match(identity, /^AGE-SECRET-KEY-PQ-1[0-9A-Z]{58}$/)
    const secrets = [...Object.values(slots).map(({ turn }) => turn), talkKey.post, keys.withdraw, keys.renew]
    assert.equal(new Set(secrets).size, 7)
    for (const secret of secrets) assert.equal(fromBase64url(secret).length, 32)
    const { withdraw, renew, post, turns } = deposit.proofs
    assert.equal(new Set([withdraw, renew, post, ...Object.values(turns), ...secrets]).size, 14)
    const names = [k, keys.name, t, deposit.note.id, deposit.note.list]
    assert.equal(new Set(names).size, 5)
    for (const name of names) assert.equal(fromBase64url(name).length, 16)
  }
})

test('two permissions of the same words share no name, key, secret or seal', async () => {
  const leaves = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(leaves) : []
  const days = new Set<string>([TODAY, addDays(TODAY, 30), addDays(TODAY, 30 + ENDED_LIST_DAYS), alder.list])
  const [a, b] = [await sealed(), await sealed()]
  const all = [...leaves(a.deposit), ...leaves(b.deposit)].filter((text) => !days.has(text))
  assert.equal(new Set(all).size, all.length)
})

test('random bytes are asked for in full', async () => {
  const asked: number[] = []
  const random = (length: number) => {
    asked.push(length)
    return systemRandom(length)
  }
  await sealed({ input: { random } })
  assert.deepEqual(
    asked.toSorted((x, y) => x - y),
    [16, 32, 32, 32, 32, 32],
  )
  asked.length = 0
  await reserve(null, TODAY, random)
  assert.deepEqual(asked, [16, 16, 32])
})

test('only the receiving desk hears the bell: of first contact, of the story where it goes ahead, of nothing where nobody is told', async () => {
  const hears = async (mode: Mode, desk = birch) => {
    const { input, deposit } = await sealed(inMode(mode))
    const { k, keys } = input.reservation
    const ring = await hearBell(desk.bellPrivate, roster.network, deposit.bell)
    return ring && [ring.kind, ring.name === k, ring.other && ring.other === keys.name]
  }
  assert.deepEqual(await hears('knock-ahead'), ['permission', true, null])
  assert.deepEqual(await hears('all-ahead'), ['permission', true, true])
  assert.equal(await hears('all-together'), null)
  assert.equal(await hears('knock-ahead', alder), null)
})

test("the sender's note holds what she agreed to and nothing more", async () => {
  const { input, note } = await sealed()
  const { keys, k, t } = input.reservation
  assert.deepEqual([note.k, note.s, note.t, note.front, note.back], [k, keys.name, t, input.front, input.back])
  assert.deepEqual([note.lines, note.ifEnded], [{ n: 0, last: null }, 'wait'])
  assert.deepEqual(note.ending, { withdraw: keys.withdraw, word: 'bluebell' })
  assert.deepEqual([note.renew, note.receiptIdentity, note.keptTicket, note.onlyDevice], [null, null, null, null])
  assert.equal('childWelfare' in note, false)
  const declined = await sealed({ input: { ending: null } })
  assert.equal(declined.note.ending, null)
  const without = await sealed(AHEAD)
  assert.equal(without.note.renew, without.input.reservation.keys.renew)
  assert.equal(without.note.receiptIdentity, without.input.reservation.keys.receiptIdentity)
  const digits = '123456789012345678901233'
  const { id } = await deviceOf('alder-worker-1')
  const kept = await sealed({ back: { keep: ['worker'] }, input: { keptTicket: digits, onlyDevice: id } })
  assert.deepEqual([kept.note.keptTicket, kept.note.onlyDevice], [digits, id])
  const childWelfare = { caller: 'me', notNow: null, childTold: 'told' } as const
  const child = await sealed({ ...AHEAD, back: { keep: [], age: 'unsure' }, input: { childWelfare, ifEnded: null } })
  assert.deepEqual(child.note.childWelfare, { ...childWelfare, on: TODAY })
  assert.equal(child.note.ifEnded, null)
  const text = JSON.stringify(note)
  for (const key of [keys.openIdentity, keys.receiptIdentity, keys.renew]) assert.equal(text.includes(key), false)
  assert.equal(text.includes('AGE-SECRET-KEY'), false)
})

const refused = async (changes: Changes, problem: string, name = problem) => {
  const input = await inputWith(changes)
  await assert.rejects(sealPermission(input), (error: unknown) => {
    assert.ok(error instanceof DoesNotStand, name)
    assert.equal(error.problem, problem, name)
    assert.equal(error.name, 'DoesNotStand')
    return true
  })
}
const shift = (days: number): Day => addDays(TODAY, days)

test('what does not stand is not sealed, and the sealer says why', async () => {
  const urgent: Changes = {
    front: { kind: 'urgent', mode: 'all-ahead', until: shift(7) },
    back: { keep: [], how: 'without-her', reason: 'life' },
    input: { owes: OWES },
  }
  const advice: Changes = {
    front: { kind: 'consult', mode: 'all-ahead', talk: 'words', meeting: [], until: shift(60) },
    back: { keep: [], what: [], age: 'not-asked', how: 'nobody' },
    input: { told: { ...TOLD, needs: null }, codes: null, asked: ASKED },
  }
  const keeper = await deviceOf('alder-keeper-1')
  const cases: Array<[string, Changes, string]> = [
    ['to a desk that is not there', { front: { to: which('birch', 'nowhere') } }, 'no-such-desk'],
    ['to its own organisation', { front: { to: which('alder', 'evening') } }, 'no-such-desk'],
    ['to a desk without a key', { front: { to: which('alder', 'numbers') } }, 'no-such-desk'],
    ['by a keeper without the desk', { input: { device: keeper } }, 'wrong-writer'],
    ['from a desk on which the writer does not work', { front: { from: which('cedar', 'referral') } }, 'wrong-writer'],
    ['with the keys of another desk', { input: { senderDesk: cedar } }, 'wrong-key'],
    ['for 31 days', { front: { until: shift(31) } }, 'not-these-days'],
    ['for ever', { front: { until: shift(3650) } }, 'not-these-days'],
    ['backwards', { front: { until: shift(-3) } }, 'not-these-days'],
    ['from tomorrow on', { front: { notBefore: shift(1), until: shift(31) } }, 'not-these-days'],
    ['from yesterday on', { front: { notBefore: shift(-1), until: shift(29) } }, 'not-these-days'],
    ['sealed the day after the names were kept', { input: { today: shift(31) } }, 'not-these-days'],
    ['more told than permitted', { back: { what: ['situation'] } }, 'other-parts'],
    ['nothing permitted', { back: { what: [] } }, 'other-parts'],
    ['a child with a ticket', { back: { age: 'child' } }, 'child-or-ticket'],
    ['age not asked', { back: { age: 'not-asked' } }, 'child-or-ticket'],
    ['nobody keeps the ticket', { back: { keep: [] } }, 'child-or-ticket'],
    ['urgent and nobody seconds it', urgent, 'urgent-not-right'],
    ['without her and not urgent', { back: { how: 'without-her' } }, 'urgent-not-right'],
    ['spoken and heard by nobody', { back: { how: 'spoken' } }, 'no-witness'],
    ['advice for 60 days', advice, 'not-a-question'],
    ['digits kept where she did not ask for it', { input: { keptTicket: '1'.repeat(24) } }, 'child-or-ticket'],
  ]
  for (const [name, changes, problem] of cases) await refused(changes, problem, name)
})

test('she holds a ticket exactly where the permission says so', async () => {
  const withTicket = await reserve(await freshTicket(), TODAY, systemRandom)
  const without = await reserve(null, TODAY, systemRandom)
  await refused({ ...AHEAD, input: { reservation: withTicket } }, 'child-or-ticket')
  await refused({ input: { reservation: without } }, 'child-or-ticket')
  assert.deepEqual([withTicket.hasTicket, without.hasTicket], [true, false])
  assert.deepEqual([withTicket.sealedOn, new Set([withTicket.k, withTicket.t, without.k, without.t]).size], [TODAY, 4])
})

test('sealed is with the current key alone, in the suite of the policy, where the receiving desk reads it', async () => {
  const entries = await foundNetwork()
  const suite = { kind: 'policy', topic: 'suite' }
  const all = ['alder', 'birch', 'cedar'].flatMap(keepersOf)
  const value = {
    seal: 3,
    read: [
      { suite: 2, until: null },
      { suite: 3, until: null },
    ],
  }
  const moved = await readWhole(await withBatch(entries, [{ ...suite, value }, all]))
  await refused({ input: { roster: moved } }, 'no-common-suite')
  const forbidden = { seal: 3, read: [{ suite: 3, until: null }] }
  const strict = await readWhole(await withBatch(entries, [{ ...suite, value: forbidden }, all]))
  await refused({ input: { roster: strict } }, 'no-common-suite')
  const more = await readWhole(await withBatch(entries, [policyBody({ fromCohort: 2027 }), all]))
  assert.ok((await sealed({ input: { roster: more } })).deposit)
})

test('a spoken permission stands with a colleague who heard it, an urgent one with a colleague who agrees', async () => {
  const keeper = await deviceOf('alder-keeper-1')
  for (const [as, front, back, input] of [
    ['witness', frontOf(), backOf({ how: 'spoken' }), {}],
    [
      'second',
      frontOf({ kind: 'urgent', mode: 'all-ahead', until: shift(7) }),
      backOf({ keep: [], how: 'without-her', reason: 'life' }),
      { owes: OWES },
    ],
  ] as const) {
    const signature = await signSecond(keeper, as, front, back)
    const { note } = await sealed({ front, back: { ...back, signatures: [signature] }, input })
    assert.deepEqual(note.owes, as === 'second' ? OWES : undefined)
    const forged = { ...signature, device: (await deviceOf('alder-worker-2')).id }
    const problem = as === 'witness' ? 'no-witness' : 'urgent-not-right'
    await refused({ front, back: { ...back, signatures: [forged] }, input }, problem)
  }
})

test('nothing is sealed without her while no notice is written down, and no notice is owed of what she allowed', async () => {
  const keeper = await deviceOf('alder-keeper-1')
  const front = frontOf({ kind: 'urgent', mode: 'all-ahead', until: shift(3) })
  const back = backOf({ keep: [], how: 'without-her', reason: 'health' })
  const signatures = [await signSecond(keeper, 'second', front, back)]
  await refused({ front, back: { ...back, signatures } }, 'urgent-not-right')
  await refused({ input: { owes: OWES } }, 'urgent-not-right')
  assert.ok((await sealed({ front, back: { ...back, signatures }, input: { owes: OWES } })).deposit)
})

test('what is too large is a RangeError and no cut content', async () => {
  const told = { safeContact: null, situation: 'a'.repeat(200_000), needs: '"'.repeat(50_000), clarified: null }
  const back = { what: ['situation', 'needs'] as const }
  const { deposit } = await sealed({ back: { what: [...back.what] }, input: { told } })
  assert.equal(fromBase64url(deposit.story.body).length, sealedLength(1_048_576))
  const most = { ...told, situation: 'a'.repeat(LARGEST_CONTENT_BYTES) }
  await assert.rejects(sealed({ back: { what: [...back.what] }, input: { told: most } }))
  const wide = { ...CODES, days: Array<'mon'>(5000).fill('mon') }
  await assert.rejects(sealed({ input: { codes: wide } }), RangeError)
})

test('the names that the server keeps are those of what is sealed', async () => {
  const { input, deposit } = await sealed()
  const names = await namesOf(input.reservation, input.front.until)
  assert.deepEqual(names, {
    k: deposit.knock.k,
    s: deposit.story.s,
    t: deposit.talk.t,
    withdraw: deposit.proofs.withdraw,
    until: deposit.until,
    sealedOn: deposit.sealedOn,
  })
})

test('any told text comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
      const needs = text.replace(/[^\P{Cc}\n]|\p{Cs}/gu, '')
      const { input, deposit } = await sealed({ input: { told: { ...TOLD, needs } } })
      const story = await openStory({
        desks: [birch],
        roster,
        today: TODAY,
        released: releasedStory(deposit),
        name: input.reservation.keys.name,
        ticket: input.reservation.keys,
      })
      assert.ok(story.ok)
      assert.equal(story.opened.told.needs, needs)
    }),
    { numRuns: 8 },
  )
})
