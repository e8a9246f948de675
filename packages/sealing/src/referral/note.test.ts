// Notes and locks: one length, for their desk alone, and nothing of another shape.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { canonical } from '@apila/core/canonical.ts'
import type { ReceivedNote } from '@apila/core/referral/notes.ts'
import { LOCK_BYTES, NOTE_BYTES, STORED_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal, newIdentity, recipientOf, seal, sealText } from '../age.ts'
import { digestOf, fromBase64url, toBase64url, utf8 } from '../encoding.ts'
import { TODAY, keysOf } from '../organisation/test-network.ts'
import { padTo } from '../padding.ts'
import { leashIdentity, openLocks, sealLock } from './locks.ts'
import { openNote, sealNote } from './note.ts'
import { frontOf, randomName, randomSecret, randomText } from './test/permission.ts'

const alder = await keysOf('alder', 'referral')
const birch = await keysOf('birch', 'referral')
const front = frontOf()
const note: ReceivedNote = {
  kind: 'received',
  front,
  grant: await digestOf('a permission'),
  mark: randomText(16) as ReceivedNote['mark'],
  k: randomName(),
  s: null,
  t: randomName(),
  from: front.from,
  lineRecipient: await recipientOf(await newIdentity()),
  lines: { n: 1, last: null },
  state: 'accepted',
  on: TODAY,
  time: null,
  until: front.until,
}

test('a note opens for its desk, in one length, and for no other desk', async () => {
  const blob = await sealNote(birch, note)
  assert.deepEqual(await openNote(birch, blob), note)
  assert.equal(await openNote(alder, blob), null)
  assert.equal(fromBase64url(blob).length, STORED_BYTES.note)
  await assert.rejects(sealNote(birch, { ...note, front: { ...front, id: 'A'.repeat(9000) } }), RangeError)
})

test('a note of another shape, spelling or size is broken', async () => {
  const sealed = (text: string, size = NOTE_BYTES) => sealText(birch.recipient, padTo(utf8(text), size))
  const bad = [
    await sealed(canonical({ ...note, more: 1 })),
    await sealed(canonical({ ...note, state: 'lost' })),
    await sealed(canonical({ ...note, storyIdentity: await newIdentity() })),
    await sealed(` ${canonical(note)}`),
    await sealed(''),
    await sealed(canonical(note), NOTE_BYTES * 2),
    '',
  ]
  for (const [at, blob] of bad.entries()) await assert.rejects(openNote(birch, blob), BrokenSeal, `case ${at}`)
})

test('a lock opens with leash and desk, newest first, each in one length', async () => {
  const leash = await newIdentity()
  const content = (inner: string) => ({ turn: randomSecret(), yes: null, inner })
  const lock = (inner: string, desk = birch) => sealLock(leash, desk.recipient, content(inner))
  const locks = [
    { n: 3, blob: await lock('three') },
    { n: 0, blob: await lock('zero') },
    { n: 12, blob: await lock('twelve', alder) },
    { n: 5, blob: toBase64url(new Uint8Array(STORED_BYTES.lock)) },
  ]
  const read = async (desks: readonly (typeof birch)[], of = leash) => {
    const found: unknown[] = []
    for await (const { lock: opened, desk } of openLocks(of, desks, locks))
      found.push([opened.inner, opened.n, opened.broken, desk === alder ? 'alder' : 'birch'])
    return found
  }
  assert.deepEqual(await read([birch]), [
    ['three', 3, 2, 'birch'],
    ['zero', 0, 3, 'birch'],
  ])
  assert.deepEqual(await read([birch, alder]), [
    ['twelve', 12, 0, 'alder'],
    ['three', 3, 2, 'birch'],
    ['zero', 0, 3, 'birch'],
  ])
  assert.deepEqual(await read([]), [])
  assert.deepEqual(await read([birch], await newIdentity()), [])
  assert.deepEqual(await read([birch], 'no leash'), [])
  for (const { blob } of locks) assert.equal(fromBase64url(blob).length, STORED_BYTES.lock)
})

test('a lock of another shape or size opens to nothing', async () => {
  const leash = await newIdentity()
  const good = { v: 2, turn: randomSecret(), yes: null, inner: 'key' }
  const opens = async (value: object, size = LOCK_BYTES, swapped = false) => {
    const padded = padTo(utf8(canonical(value)), size)
    const [inside, outside] = swapped
      ? [await recipientOf(leash), birch.recipient]
      : [birch.recipient, await recipientOf(leash)]
    const blob = await sealText(outside, await seal(inside, padded))
    for await (const { lock } of openLocks(leash, [birch], [{ n: 0, blob }])) return lock
    return null
  }
  assert.deepEqual(await opens(good), { ...good, n: 0, broken: 0 })
  const talk = { identity: 'key', post: randomSecret() }
  assert.deepEqual((await opens({ ...good, inner: talk }))?.inner, talk)
  for (const bad of [
    { ...good, v: 1 },
    { ...good, turn: randomText(31) },
    { ...good, turn: undefined, more: 1 },
    { ...good, more: 1 },
    { ...good, yes: 1 },
    { ...good, inner: null },
    { ...good, inner: { identity: 'key' } },
    { ...good, inner: { ...talk, more: 1 } },
  ])
    assert.equal(await opens(JSON.parse(JSON.stringify(bad)) as object), null, JSON.stringify(bad))
  assert.equal(await opens(good, LOCK_BYTES * 2), null)
  assert.equal(await opens(good, LOCK_BYTES, true), null, 'the leash is the outer one')
})

test('a leash is text', () => {
  assert.equal(leashIdentity(toBase64url(utf8('AGE'))), 'AGE')
  assert.throws(() => leashIdentity(toBase64url(Uint8Array.from([0xff]))), BrokenSeal)
})
