// First contact and story: what opens, what does not stand and why, and that no lock that is appended hides one before it.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { type Day, addDays } from '@apila/core/day.ts'
import { canonical } from '@apila/core/canonical.ts'
import { BrokenSeal, newIdentity, recipientOf, sealText } from '../age.ts'
import { digestOf, fromBase64url, fromUtf8, toBase64url, utf8 } from '../encoding.ts'
import {
  TODAY,
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  keysOf,
  readWhole,
  withBatch,
} from '../organisation/test-network.ts'
import { sealLock } from './locks.ts'
import { wrongParts } from './test/wrong.ts'
import { nextLock, openDigits, openKnock, openStory, sealDigits, signYes } from './open.ts'
import { signPart } from './signed.ts'
import {
  AHEAD,
  CODES,
  type Crafted,
  TOLD,
  craft,
  freshTicket,
  randomName,
  randomSecret,
  testRoster,
  withLock,
} from './test/permission.ts'

const roster = await testRoster()
const birch = await keysOf('birch', 'referral')
const cedar = await keysOf('cedar', 'referral')
const ticket = await freshTicket()

const knockOf = (made: Crafted, changes: Partial<Parameters<typeof openKnock>[0]> = {}) =>
  openKnock({ desks: [birch], released: made.released, name: made.name, roster, today: TODAY, ...changes })
const storyOf = (made: Crafted, changes: Partial<Parameters<typeof openStory>[0]> = {}) =>
  openStory({ desks: [birch], released: made.released, name: made.name, roster, today: TODAY, ticket, ...changes })
/** The problem, "opens", or "broken". */
const said = async (opening: Promise<{ ok: true } | { ok: false; problem: string }>): Promise<string> => {
  try {
    const result = await opening
    return result.ok ? 'opens' : result.problem
  } catch (error) {
    assert.ok(error instanceof BrokenSeal, String(error))
    return 'broken'
  }
}

test('a first contact opens for its desk, with all that leads on', async () => {
  const made = await craft()
  const result = await knockOf(made, { desks: [cedar, birch] })
  assert.ok(result.ok)
  const { opened } = result
  assert.deepEqual([opened.front, opened.codes, opened.grant], [made.front, CODES, made.grant])
  assert.deepEqual([opened.desk, opened.leash], [birch, made.leash])
  assert.deepEqual([opened.lock.n, opened.lock.broken, opened.lock.turn], [0, 0, made.turn])
  assert.equal(await said(knockOf(made, { desks: [cedar] })), 'not-for-us')
  assert.equal(await said(knockOf(made, { desks: [] })), 'not-for-us')
})

test('a story opens with her ticket, or ahead without one; not with another ticket and not without', async () => {
  const made = await craft({ part: 'story', ticket })
  const result = await storyOf(made)
  assert.ok(result.ok)
  assert.deepEqual([result.opened.told, result.opened.back], [TOLD, made.back])
  assert.equal(result.opened.storyIdentity, made.identity)
  assert.notEqual(result.opened.inner, made.identity)
  assert.equal(await said(storyOf(made, { ticket: null })), 'not-for-us')
  assert.equal(await said(storyOf(made, { ticket: await freshTicket() })), 'not-for-us')
  assert.equal(await said(storyOf(made, { desks: [cedar] })), 'not-for-us')
  const ahead = await craft({ part: 'story', ...AHEAD })
  assert.equal(await said(storyOf(ahead, { ticket: null })), 'opens')
})

const birchWorker = await deviceOf('birch-worker-1')
const shift = (days: number): Day => addDays(TODAY, days)

for (const [name, changes, says, today = TODAY] of await wrongParts(roster))
  test(`${name}: ${says}`, async () => {
    assert.equal(await said(knockOf(await craft(changes), { today })), says)
    assert.equal(await said(storyOf(await craft({ ...changes, part: 'story', ticket }), { today })), says)
  })

test('on its first and its last day it stands', async () => {
  for (const made of [await craft(), await craft({ front: { notBefore: shift(-30), until: TODAY } })])
    assert.equal(await said(knockOf(made)), 'opens')
  assert.equal(await said(knockOf(await craft({ until: shift(29) }))), 'opens', 'a server that keeps less')
})

test('what the story tells and what she permitted are the same', async () => {
  const permitted = (what: never[]) => craft({ part: 'story', ticket, back: { what } })
  assert.equal(await said(storyOf(await permitted(['situation'] as never))), 'other-parts')
  assert.equal(await said(storyOf(await permitted(['needs', 'situation'] as never))), 'other-parts')
  const child = await craft({ part: 'story', ticket, back: { age: 'child', what: ['needs'] } })
  assert.equal(await said(storyOf(child)), 'child-or-ticket')
})

test("a changed signature, and content changed under it, is nobody's", async () => {
  const changed = (from: RegExp, to: string) => (bytes: Uint8Array) => utf8(fromUtf8(bytes).replace(from, to))
  const forged = changed(/"signature":"(.)(.)/, '"signature":"$2$1')
  assert.equal(await said(knockOf(await craft({ bytes: forged }))), 'not-ours')
  assert.equal(await said(knockOf(await craft({ bytes: changed(/"language":"fi"/, '"language":"sv"') }))), 'not-ours')
})

test('a damaged body is broken, a swapped one too; a lock or leash that is damaged opens nothing', async () => {
  const made = await craft()
  const other = await craft()
  const flip = (text: string, at: number) => {
    const bytes = fromBase64url(text)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return toBase64url(bytes)
  }
  const { released } = made
  const [lock] = released.locks
  assert.ok(lock)
  const opens = (changes: Partial<typeof released>) => said(knockOf({ ...made, released: { ...released, ...changes } }))
  assert.equal(await opens({ body: flip(released.body, 5000) }), 'broken')
  assert.equal(await opens({ body: other.released.body }), 'broken')
  assert.equal(await opens({ body: 'AB' }), 'broken')
  for (const at of [2000, 7000])
    assert.equal(await opens({ locks: [{ n: 0, blob: flip(lock.blob, at) }] }), 'not-for-us')
  assert.equal(await opens({ locks: other.released.locks }), 'not-for-us')
  assert.equal(await opens({ leash: other.released.leash }), 'not-for-us')
  assert.equal(await opens({ leash: toBase64url(utf8('no leash')) }), 'not-for-us')
  assert.equal(await opens({ leash: toBase64url(Uint8Array.from([0xff])) }), 'broken')
})

test('a lock that is forwarded to a third desk opens there and does not stand', async () => {
  for (const part of ['knock', 'story'] as const) {
    const made = await craft({ part, ...(part === 'story' && AHEAD) })
    const forwarded = await sealLock(made.leash, cedar.recipient, {
      turn: randomSecret(),
      yes: null,
      inner: made.identity,
    })
    const released = withLock(made.released, forwarded)
    const open = part === 'knock' ? knockOf : storyOf
    assert.equal(await said(open({ ...made, released }, { desks: [cedar] })), 'not-ours')
    assert.equal(await said(open({ ...made, released })), 'opens')
  }
})

test('no lock that is appended hides one before it: noise, nonsense in a good shape, no Yes, a forged Yes', async () => {
  const made = await craft({ part: 'story', ticket })
  const elsewhere = await craft({ part: 'story', ticket })
  const lock = (content: Partial<Parameters<typeof sealLock>[2]>, desk = birch.recipient) =>
    sealLock(made.leash, desk, { turn: randomSecret(), yes: null, inner: made.identity, ...content })
  const forgedYes = fromUtf8(
    await signPart(
      await deviceOf('cedar-worker-1'),
      {
        part: 'yes',
        network: roster.network,
        at: made.name,
        receiver: await digestOf(birch.recipient),
        grant: made.grant,
        roster: { length: roster.length, head: roster.head },
      },
      { grant: made.grant, on: TODAY },
    ),
  )
  const noise = [
    toBase64url(new Uint8Array(7414)),
    await sealText(await recipientOf(made.leash), new Uint8Array(100)),
    await lock({}, cedar.recipient),
    await lock({ inner: await newIdentity() }),
    await lock({ inner: 'AGE-SECRET-KEY-PQ-1' }),
    await lock({ inner: '' }),
    await lock({ inner: 'nonsense!' }),
    await lock({ inner: elsewhere.identity }),
    await lock({ inner: { identity: made.identity, post: randomSecret() } }),
    await lock({}),
    await lock({ yes: forgedYes }),
    await lock({ yes: 'no part' }),
  ]
  for (const [at, blob] of noise.entries()) {
    const result = await storyOf({ ...made, released: withLock(made.released, blob) })
    assert.ok(result.ok, `noise ${at}`)
    assert.deepEqual([result.opened.lock.n, result.opened.lock.broken], [0, 1], `noise ${at}`)
  }
  const all = noise.reduce(withLock, made.released)
  const result = await storyOf({ ...made, released: { ...all, locks: all.locks.toReversed() } })
  assert.ok(result.ok)
  assert.deepEqual([result.opened.lock.n, result.opened.lock.broken], [0, noise.length])
  // Without her ticket: the reason of the rule, where one lock leads that far; else that a key is missing.
  assert.equal(await said(storyOf({ ...made, released: all }, { ticket: null })), 'not-without-her')
  const nonsense = withLock(made.released, await lock({ inner: 'nonsense!' }))
  assert.equal(await said(storyOf({ ...made, released: nonsense }, { ticket: null })), 'not-for-us')
  const alone = {
    ...made.released,
    locks: [{ n: 0, blob: await lock({ inner: { identity: made.identity, post: randomSecret() } }) }],
  }
  assert.equal(await said(storyOf({ ...made, released: alone })), 'broken')
  assert.equal(await said(knockOf({ ...made, released: alone })), 'broken')
})

test('of several reasons that of the rule is told first, then that a key is missing, then that something is damaged', async () => {
  const made = await craft({ part: 'story', ticket })
  const lock = (inner: string) => sealLock(made.leash, birch.recipient, { turn: randomSecret(), yes: null, inner })
  const [underTicket, readable, damaged] = [
    made.released.locks[0]?.blob ?? assert.fail(),
    await lock(made.identity),
    await lock(await newIdentity()),
  ]
  const says = (...blobs: string[]) =>
    said(
      storyOf(
        { ...made, released: { ...made.released, locks: blobs.map((blob, n) => ({ n, blob })) } },
        { ticket: null },
      ),
    )
  // The last one is the newest and is tried first.
  for (const blobs of [
    [underTicket, readable],
    [readable, underTicket],
    [readable, damaged],
    [damaged, readable],
    [damaged, readable, underTicket],
    [readable, underTicket, damaged],
  ])
    assert.equal(await says(...blobs), 'not-without-her')
  for (const blobs of [[underTicket], [underTicket, damaged], [damaged, underTicket], []])
    assert.equal(await says(...blobs), 'not-for-us')
  for (const blobs of [[damaged], [damaged, await lock(await newIdentity())]])
    assert.equal(await says(...blobs), 'broken')
})

test('after her Yes the desk reads again without her; after "only now" it does not; all ahead needs no Yes', async () => {
  const made = await craft({ part: 'story', ticket })
  const first = await storyOf(made)
  assert.ok(first.ok)
  const signing = { device: birchWorker, roster, today: TODAY }
  const turn = randomSecret()
  const yes = await nextLock(first.opened, made.name, turn, 'yes', signing)
  assert.deepEqual([yes.turn, yes.inner], [turn, made.identity])
  const onlyNow = await nextLock(first.opened, made.name, turn, 'only-now', signing)
  assert.deepEqual(onlyNow, { turn, yes: null, inner: first.opened.inner })
  const after = async (content: typeof yes, from = made) =>
    storyOf(
      { ...from, released: withLock(from.released, await sealLock(from.leash, birch.recipient, content)) },
      { ticket: null },
    )
  const again = await after(yes)
  assert.ok(again.ok)
  assert.deepEqual([again.opened.lock.n, again.opened.lock.broken, again.opened.inner], [1, 0, made.identity])
  assert.equal(await said(after(onlyNow)), 'not-for-us')
  const ahead = await craft({ part: 'story', ...AHEAD })
  const read = await storyOf(ahead, { ticket: null })
  assert.ok(read.ok)
  assert.deepEqual(await nextLock(read.opened, ahead.name, turn, 'yes', signing), {
    turn,
    yes: null,
    inner: ahead.identity,
  })
})

test('a Yes counts for this permission, this name and this desk, by a device of the desk on our log', async () => {
  const made = await craft({ part: 'story', ticket })
  const head = {
    part: 'yes' as const,
    network: roster.network,
    at: made.name,
    receiver: await digestOf(birch.recipient),
    grant: made.grant,
    roster: { length: roster.length, head: roster.head },
  }
  const content = { grant: made.grant, on: TODAY }
  const other = await digestOf('another')
  const opensWith = async (text: string) => {
    const lock = await sealLock(made.leash, birch.recipient, { turn: randomSecret(), yes: text, inner: made.identity })
    return said(storyOf({ ...made, released: withLock(made.released, lock) }, { ticket: null }))
  }
  const yes = async (changes: object = {}, said: object = content, by = birchWorker) =>
    opensWith(fromUtf8(await signPart(by, { ...head, ...changes }, said)))
  assert.equal(await yes(), 'opens')
  const wrong: Array<[string, Promise<string>]> = [
    ['another part', yes({ part: 'line' })],
    ['another network', yes({ network: 'another-network' })],
    ['another name', yes({ at: randomName() })],
    ['another desk', yes({ receiver: await digestOf(cedar.recipient) })],
    ['another permission', yes({ grant: other }, { ...content, grant: other })],
    ['another permission in the head', yes({ grant: other })],
    ['another permission inside', yes({}, { ...content, grant: other })],
    ['another suite', yes({ suite: 3 })],
    ['a fork', yes({ roster: { length: roster.length, head: other } })],
    ['a longer log', yes({ roster: { length: roster.length + 1, head: other } })],
    ['by the sender', yes({}, content, await deviceOf('alder-worker-1'))],
    ['by a third organisation', yes({}, content, await deviceOf('cedar-worker-1'))],
    ['by a keeper of ours without this desk', yes({}, content, await deviceOf('birch-keeper-1'))],
    ['in the name of a colleague', yes({ device: 'birch-worker-1' }, content, await deviceOf('birch-keeper-1'))],
    ['more inside', yes({}, { ...content, more: 1 })],
    ['no text', opensWith('')],
  ]
  for (const [name, says] of wrong) assert.equal(await says, 'not-without-her', name)
})

test('after a new key period of the desk what was sealed before opens, and so does a lock of the new one', async () => {
  const entries = await withBatch(await foundNetwork(), [await epochBody('birch', 'referral', 1), keepersOf('birch')])
  const later = await readWhole(entries)
  const now = await keysOf('birch', 'referral', 1)
  const made = await craft({ part: 'story', ticket })
  const opening = { desks: [now, birch], roster: later }
  const first = await storyOf(made, opening)
  assert.ok(first.ok)
  assert.equal(first.opened.desk, birch)
  const next = await nextLock(first.opened, made.name, randomSecret(), 'yes', {
    device: birchWorker,
    roster: later,
    today: TODAY,
  })
  const released = withLock(made.released, await sealLock(made.leash, now.recipient, next))
  const again = await storyOf({ ...made, released }, { ...opening, ticket: null })
  assert.ok(again.ok)
  assert.deepEqual([again.opened.lock.n, again.opened.desk], [1, now])
  // The newest lock counts, whichever key it is under.
  const older = withLock(released, await sealLock(made.leash, birch.recipient, next))
  const newest = await storyOf({ ...made, released: older }, { ...opening, ticket: null })
  assert.ok(newest.ok)
  assert.equal(newest.opened.lock.n, 2)
})

test('a Yes says on which day and for what', async () => {
  const made = await craft({ part: 'story', ticket })
  const first = await storyOf(made)
  assert.ok(first.ok)
  const text = await signYes(first.opened, made.name, { device: birchWorker, roster, today: TODAY })
  const { head, content } = JSON.parse(text) as { head: Record<string, unknown>; content: unknown }
  assert.equal(text, canonical(JSON.parse(text)))
  assert.deepEqual(content, { grant: made.grant, on: TODAY })
  assert.deepEqual(
    [head['v'], head['suite'], head['part'], head['at'], head['device']],
    [2, 2, 'yes', made.name, 'birch-worker-1'],
  )
})

test('digits go to one desk alone, and damaged ones are broken', async () => {
  const sealed = await sealDigits(birch.recipient, '123456789012345678901233')
  assert.equal(await openDigits(birch, sealed), '123456789012345678901233')
  assert.equal(await openDigits(cedar, sealed), null)
  for (const text of ['', 'A', '=', sealed.slice(0, -4)]) await assert.rejects(openDigits(birch, text), BrokenSeal)
  const notText = await sealText(birch.recipient, Uint8Array.from([0xff]))
  await assert.rejects(openDigits(birch, notText), BrokenSeal)
})
