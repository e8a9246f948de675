// After somebody left: what the desk opens without the client is locked anew under the key that nobody took along. What was there stays until
// a colleague has opened the new lock; done again, or by two at once, it changes nothing; noise is never carried over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lock, Released, Slot, Talk } from '@apila/core/referral/wire.ts'
import { relockKey, leftToRelock, relocksOf, safeSince } from '@apila/core/referral/relocking.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Mode } from '@apila/core/referral/permission.ts'
import { DeskNote } from '@apila/core/referral/notes.ts'
import type { HeldDesk } from '../account/desk-keys.ts'
import { systemRandom, toBase64url } from '../encoding.ts'
import {
  TODAY,
  describe,
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  keysOf,
  readWhole,
  sharedEpochBody,
  which,
  withBatch,
} from '../organisation/test-network.ts'
import { proofOf } from '../ticket.ts'
import { leashIdentity, sealLock } from './locks.ts'
import { openNote, sealNote } from './note.ts'
import { nextLock, openKnock, openStory } from './open.ts'
import { type Relocked, type Relocking, confirmOf, moveNote, relockPart, relockTalk } from './relock.ts'
import { sealPermission } from './seal.ts'
import { permissionDigest } from './signed.ts'
import { openTalk, sealItem } from './talk.ts'
import { AHEAD, inputWith, randomName, randomSecret, releasedKnock, releasedStory } from './test/permission.ts'

const BIRCH = keepersOf('birch')
const before = await foundNetwork()
const colleague = await describe('birch-worker-2', 'birch', { desks: ['referral'] })
const founded = await withBatch(before, [{ kind: 'device', device: colleague }, BIRCH])
const early = await readWhole(founded)
const left = await withBatch(
  founded,
  [{ kind: 'device-remove', id: 'birch-worker-2' }, BIRCH],
  [await epochBody('birch', 'referral', 1), BIRCH],
)
const roster: Roster = await readWhole(left)
const birch = which('birch', 'referral')
const held = async (epoch: number): Promise<HeldDesk> => ({
  ...(await keysOf('birch', 'referral', epoch)),
  which: birch,
  epoch,
})
const [old, now] = [await held(0), await held(1)]
const relocking: Relocking = { desks: [now, old], since: safeSince(roster, birch), random: systemRandom }

const locksOf = (blobs: readonly string[]): Lock[] => blobs.map((blob, n) => ({ n, blob }))

async function sealed(mode: Mode) {
  const changes = mode === 'all-ahead' ? AHEAD : { front: { mode } }
  const input = await inputWith({ ...changes, input: { roster: early } })
  const { deposit, note } = await sealPermission(input)
  const { k, t, keys } = input.reservation
  return {
    input,
    deposit,
    note,
    k,
    t,
    s: keys.name,
    ticket: keys,
    grant: await permissionDigest(input.front, input.back),
  }
}

function appended(relocked: Relocked): string {
  if (relocked.kind !== 'lock') assert.fail(JSON.stringify(relocked))
  return relocked.append.lock
}

const withLocks = (released: Released, ...more: readonly string[]): Released => ({
  ...released,
  locks: locksOf([...released.locks.map(({ blob }) => blob), ...more]),
})

const opens = async (
  slot: 'k' | 's',
  released: Released,
  name: Released['leash'],
  desks: readonly HeldDesk[],
): Promise<boolean> => {
  const opening = { desks, released, name: name as never, roster, today: TODAY }
  try {
    return slot === 'k' ? (await openKnock(opening)).ok : (await openStory({ ...opening, ticket: null })).ok
  } catch {
    return false
  }
}

test('a first contact gets a lock under the new key; with the old locks gone the old key opens nothing', async () => {
  const { deposit, k } = await sealed('knock-ahead')
  const released = releasedKnock(deposit)
  const part = (given: Released, how = relocking) =>
    relockPart('k', { released: given, name: k, roster, today: TODAY }, how)
  const first = await part(released)
  const lock = appended(first)
  assert.ok(first.kind === 'lock')
  const both = withLocks(released, lock)
  assert.deepEqual(
    [await opens('k', both, k, [old]), await opens('k', both, k, [now])],
    [true, true],
    'nothing is hidden yet',
  )
  const confirmed = { ...both, locks: both.locks.slice(1) }
  assert.deepEqual([await opens('k', confirmed, k, [old]), await opens('k', confirmed, k, [now])], [false, true])
  // Again: nothing to do, and a colleague who sees it may confirm.
  const again = await part(both)
  assert.equal(again.kind, 'done')
  const opened = await openKnock({ desks: [now, old], released: both, name: k, roster, today: TODAY })
  assert.ok(opened.ok)
  assert.deepEqual(confirmOf(k, 'k', again), { name: k, slot: 'k', n: 1, turn: opened.opened.lock.turn })
  assert.equal(first.append.proof, await proofOf(opened.opened.lock.turn), "the new lock's own secret")
  assert.deepEqual(await part(confirmed), { kind: 'done', confirm: null })
  assert.equal(confirmOf(k, 'k', await part(confirmed)), null)
  // Two at once: each appended one, and both see that it is done.
  const twice = withLocks(released, lock, appended(await part(released)))
  assert.equal((await part(twice)).kind, 'done')
})

test('a story that is all ahead, or was opened with a Yes, is locked anew; one that needs the ticket stays as it is', async () => {
  const part = (released: Released, s: string) =>
    relockPart('s', { released, name: s as never, roster, today: TODAY }, relocking)
  const ahead = await sealed('all-ahead')
  const open = releasedStory(ahead.deposit)
  const locked = withLocks(open, appended(await part(open, ahead.s)))
  const alone = { ...locked, locks: locked.locks.slice(1) }
  assert.deepEqual([await opens('s', alone, ahead.s, [old]), await opens('s', alone, ahead.s, [now])], [false, true])

  const asked = await sealed('knock-ahead')
  const waiting = releasedStory(asked.deposit)
  assert.deepEqual(await part(waiting, asked.s), { kind: 'closed', problem: 'not-for-us' })
  const first = await openStory({
    desks: [old],
    released: waiting,
    name: asked.s,
    roster: early,
    today: TODAY,
    ticket: asked.ticket,
  })
  assert.ok(first.ok)
  const signing = { device: await deviceOf('birch-worker-1'), roster: early, today: TODAY }
  const answered = async (answer: 'yes' | 'only-now') => {
    const content = await nextLock(first.opened, asked.s, randomSecret(), answer, signing)
    return withLocks(waiting, await sealLock(leashIdentity(waiting.leash), old.recipient, content))
  }
  const yes = await answered('yes')
  const anew = withLocks(yes, appended(await part(yes, asked.s)))
  const only = { ...anew, locks: anew.locks.slice(2) }
  assert.deepEqual([await opens('s', only, asked.s, [old]), await opens('s', only, asked.s, [now])], [false, true])
  assert.deepEqual(await part(await answered('only-now'), asked.s), { kind: 'closed', problem: 'not-for-us' })
})

test('a conversation is locked anew on each side by itself, with and without words', async () => {
  const { deposit, t, input, grant } = await sealed('knock-ahead')
  const { front } = input
  const talkWith = (blobs: readonly string[], items: readonly string[] = []): Talk => ({
    leash: deposit.talk.leash,
    locks: { t: locksOf(blobs), f: locksOf([deposit.talk.locks[1]]) },
    items: [...items],
    line: { line: deposit.line, n: 0, before: null },
    until: deposit.until,
  })
  const base = { t, front, grant, roster, today: TODAY }
  const part = (talk: Talk) => relockTalk({ ...base, side: 'to', talk }, relocking)
  const read = async (talk: Talk, desks: readonly HeldDesk[]) =>
    (await openTalk({ ...base, side: 'to', talk, desks })) !== null
  const [own] = deposit.talk.locks
  const lock = appended(await part(talkWith([own])))
  assert.deepEqual([await read(talkWith([lock]), [old]), await read(talkWith([lock]), [now])], [false, true])
  assert.equal((await part(talkWith([own, lock]))).kind, 'done')
  const opened = await openTalk({ ...base, side: 'to', talk: talkWith([own]), desks: [old] })
  assert.ok(opened)
  const writing = {
    device: await deviceOf('birch-worker-1'),
    roster: early,
    t,
    front,
    grant,
    identity: opened.identity,
    today: TODAY,
  }
  const item = await sealItem(writing, { n: 0, said: TODAY, kind: 'accepted' })
  assert.equal((await part(talkWith([own], [item]))).kind, 'lock')
  assert.equal((await part(talkWith([own, lock], [item]))).kind, 'done')
  const sender: HeldDesk = { ...(await keysOf('alder', 'referral')), which: which('alder', 'referral'), epoch: 0 }
  const theirs = await relockTalk(
    { ...base, side: 'from', talk: talkWith([lock], [item]) },
    { desks: [sender], since: 0, random: systemRandom },
  )
  assert.deepEqual(theirs, { kind: 'done', confirm: null }, 'the other side lost nobody')
  const foreign: HeldDesk = { ...(await keysOf('cedar', 'referral')), which: which('cedar', 'referral'), epoch: 0 }
  assert.deepEqual(
    await relockTalk({ ...base, side: 'to', talk: talkWith([lock]) }, { ...relocking, desks: [foreign] }),
    { kind: 'closed', problem: 'not-for-us' },
  )
  const behind = await sealItem({ ...writing, roster }, { n: 0, said: TODAY, kind: 'accepted' })
  const stale = await relockTalk({ ...base, roster: early, side: 'to', talk: talkWith([own], [behind]) }, relocking)
  assert.deepEqual(stale, { kind: 'closed', problem: 'roster-behind' })
})

test('noise that somebody appended before leaving is not carried over, and hides nothing', async () => {
  const { deposit, k, t, input, grant } = await sealed('knock-ahead')
  const knockLeash = leashIdentity(deposit.knock.leash)
  const noise = (inner: Parameters<typeof sealLock>[2]['inner'], leash: string) =>
    sealLock(leash, old.recipient, { turn: randomSecret(), yes: null, inner })
  const nonsense = await noise('AGE-SECRET-KEY-PQ-1NONSENSE', knockLeash)
  const released = withLocks(releasedKnock(deposit), nonsense, 'A'.repeat(9886))
  const lock = appended(await relockPart('k', { released, name: k, roster, today: TODAY }, relocking))
  const alone = { ...released, locks: locksOf([lock]) }
  assert.equal(await opens('k', alone, k, [now]), true)
  // The same under the new key, by somebody who is still there: it is not taken for done.
  const fresh = await sealLock(knockLeash, now.recipient, {
    turn: randomSecret(),
    yes: null,
    inner: 'AGE-SECRET-KEY-PQ-1NONSENSE',
  })
  assert.equal(
    (await relockPart('k', { released: withLocks(released, fresh), name: k, roster, today: TODAY }, relocking)).kind,
    'lock',
  )
  const talkNoise = await noise(
    { identity: 'AGE-SECRET-KEY-PQ-1NONSENSE', post: randomSecret() },
    leashIdentity(deposit.talk.leash),
  )
  const talk: Talk = {
    leash: deposit.talk.leash,
    locks: { t: locksOf([deposit.talk.locks[0], talkNoise]), f: [] },
    items: [],
    line: { line: deposit.line, n: 0, before: null },
    until: deposit.until,
  }
  const base = { t, front: input.front, grant, roster, today: TODAY, side: 'to' as const }
  const anew = appended(await relockTalk({ ...base, talk }, relocking))
  const opened = await openTalk({ ...base, talk: { ...talk, locks: { t: locksOf([anew]), f: [] } }, desks: [now] })
  const original = await openTalk({
    ...base,
    talk: { ...talk, locks: { t: locksOf([deposit.talk.locks[0]]), f: [] } },
    desks: [old],
  })
  assert.deepEqual([opened?.identity, opened?.post], [original?.identity, original?.post])
})

test('what does not stand, and what no key of the desk opens, is left alone and says why', async () => {
  const { deposit, k } = await sealed('knock-ahead')
  const released = releasedKnock(deposit)
  const part = (changes: object, how = relocking) =>
    relockPart('k', { released, name: k, roster, today: TODAY, ...changes }, how)
  assert.deepEqual(await part({ name: randomName() }), { kind: 'closed', problem: 'not-ours' })
  assert.deepEqual(
    await part({}, { ...relocking, desks: [now] }),
    { kind: 'closed', problem: 'not-for-us' },
    'without the old key',
  )
  assert.deepEqual(await part({}, { ...relocking, desks: [] }), { kind: 'closed', problem: 'not-for-us' })
})

test('notes move to the list of the new key and stay what they are', async () => {
  const { note } = await sealed('knock-ahead')
  const blob = await sealNote(old, note)
  const moved = await moveNote([now, old], blob)
  assert.ok(moved)
  assert.deepEqual(await openNote(now, moved.blob), note)
  assert.equal(await openNote(old, moved.blob), null)
  assert.equal(await moveNote([now, old], moved.blob), null, 'it is there already')
  assert.equal(await moveNote([now], blob), null)
  assert.equal(await moveNote([], blob), null)
  assert.equal(await moveNote([now, old], toBase64url(systemRandom(100))), null)
})

test('the plan: every lock that the desk opens by itself, once, and after a stop what is left', async () => {
  const ahead = await sealed('all-ahead')
  const { note, t } = ahead
  const [k, s, theirs] = [randomName(), randomName(), randomName()]
  const received = DeskNote.parse({
    kind: 'received',
    front: note.front,
    grant: ahead.grant,
    mark: note.mark,
    k,
    s: null,
    t: theirs,
    from: note.front.from,
    lineRecipient: note.lineRecipient,
    lines: { n: 1, last: null },
    state: 'accepted',
    on: TODAY,
    time: null,
    until: note.front.until,
  })
  assert.ok(received.kind === 'received')
  const plan = relocksOf(
    [note, received, { ...received, s }],
    [
      { k, s: null },
      { k: ahead.k, s: ahead.s },
    ],
  )
  const names: [string, Slot][] = plan.map(({ name, slot }) => [name, slot])
  assert.deepEqual(names, [
    [t, 'f'],
    [k, 'k'],
    [theirs, 't'],
    [s, 's'],
    [ahead.k, 'k'],
    [ahead.s, 's'],
  ])
  const done = new Set(plan.slice(0, 4).map(relockKey))
  assert.deepEqual(leftToRelock(plan, done), plan.slice(4))
  assert.deepEqual(leftToRelock(plan, new Set(plan.map(relockKey))), [])
  assert.deepEqual(relocksOf([], []), [])
})

test('from which period on a desk is safe: the one that came with the last who left, and no monthly one', async () => {
  const since = async (...steps: Parameters<typeof withBatch>[1][]) =>
    safeSince(await readWhole(await withBatch(founded, ...steps)), birch)
  const epoch = async (n: number) => [await epochBody('birch', 'referral', n), BIRCH] as const
  const remove = (id: string) => [{ kind: 'device-remove', id }, BIRCH] as const
  const put = (id: string, desks: readonly string[]) =>
    [{ kind: 'device-change', id, roles: ['worker'], desks, supervisor: null }, BIRCH] as const
  assert.equal(await since(), 0)
  assert.equal(await since(await epoch(1), await epoch(2)), 0, 'monthly ones')
  assert.equal(await since(remove('birch-worker-2'), await epoch(1)), 1)
  assert.equal(await since(await epoch(1), remove('birch-worker-2'), await epoch(2), await epoch(3)), 2)
  assert.equal(await since(put('birch-worker-2', []), await epoch(1)), 1, 'the desk was taken away')
  assert.equal(await since(put('birch-worker-2', ['referral']), await epoch(1)), 0, 'a change that keeps it')
  assert.equal(await since(put('birch-worker-2', []), await epoch(1), put('birch-worker-2', ['referral'])), 1)
  assert.equal(await since([{ kind: 'device-remove', id: 'birch-officer' }, BIRCH]), 0, 'who was not on it')
  const shared = { organisation: null, desk: which('birch', 'network').desk }
  const together = await withBatch(
    founded,
    [await sharedEpochBody(0), BIRCH],
    [{ kind: 'organisation-remove', id: 'cedar' }, keepersOf('cedar')],
    [await sharedEpochBody(1), BIRCH],
  )
  assert.deepEqual([safeSince(await readWhole(together), shared), safeSince(await readWhole(together), birch)], [1, 0])
})
