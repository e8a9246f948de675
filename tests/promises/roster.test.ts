// Promise: the server cannot add a device, swap a key or show two histories (docs/threat-model.md). Every device verifies the roster itself,
// against what it saw before; what each entry must obey is tested in roster-rules.test.ts.
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { canonical } from '@apila/core/canonical.ts'
import { Day } from '@apila/core/day.ts'
import { type DeviceId, RosterEntry, type SignedEntry } from '@apila/core/organisation/roster.ts'
import { applyEntries } from '@apila/core/organisation/roster-rules.ts'
import {
  type Pin,
  Roster,
  currentEpoch,
  findDesk,
  findDeviceAt,
  findEpoch,
  findEpochByRecipient,
  findEverDevice,
  findReleasePolicy,
  findSuiteFor,
  headAt,
  isActiveAt,
  isActiveDeskAt,
  isOnDesk,
  mayReadSuite,
} from '@apila/core/organisation/roster-value.ts'
import { digestOf } from '@apila/sealing/encoding.ts'
import { readRoster, signEntry } from '@apila/sealing/organisation/roster.ts'
import {
  TODAY,
  describe,
  deskBody,
  deviceOf,
  entryAfter,
  epochBody,
  foundNetwork,
  genesisBody,
  ALL_KEEPERS,
  keepersOf,
  keysOf,
  policyBody,
  readWhole,
  signText,
  which,
  withBatch,
} from '@apila/sealing/organisation/test-network.ts'

const [ALDER, BIRCH] = [keepersOf('alder'), keepersOf('birch')]
let entries: SignedEntry[]
let roster: Roster
before(async () => {
  entries = await foundNetwork()
  roster = await readWhole(entries)
})

const problemOf = async (log: readonly SignedEntry[], from: Roster | Pin | null) => {
  const reading = await readRoster(log, from, TODAY)
  return reading.ok ? 'ok' : reading.problem
}
const pinOf = ({ genesis, length, head }: Roster): Pin => ({ genesis, length, head })
const withWorker = async (log: readonly SignedEntry[], id = 'alder-worker-3') =>
  withBatch(log, [{ kind: 'device', device: await describe(id, 'alder', { desks: ['referral'] }) }, ALDER])

test('a shorter, a forked and a foreign roster are refused by a device that has seen ours', async () => {
  const pin = pinOf(roster)
  assert.equal(await problemOf(entries, pin), 'ok')
  assert.equal(await problemOf(await withWorker(entries), pin), 'ok')
  assert.equal(await problemOf(entries.slice(0, -1), pin), 'shorter')
  assert.equal(await problemOf([], pin), 'shorter')
  assert.equal(await problemOf([], null), 'shorter')
  const longer = pinOf(await readWhole(await withWorker(entries)))
  assert.equal(await problemOf(await withWorker(entries, 'alder-worker-4'), longer), 'forked')
  assert.equal(await problemOf(await withWorker(await withWorker(entries, 'alder-worker-4')), longer), 'forked')
  const foreign = await withBatch([], [await genesisBody({ network: 'other-network' }), ALL_KEEPERS])
  assert.equal(await problemOf(foreign, { ...pinOf(roster), length: 1 }), 'other-network')
  assert.equal(await problemOf(foreign, null), 'ok')
})

test('an entry that devices sign together is one that stands', async () => {
  const body = JSON.parse(await entryAfter(entries, deskBody('alder', 'morning'))) as unknown
  const signed = await signEntry(RosterEntry.parse(body), await Promise.all(ALDER.map(deviceOf)))
  assert.deepEqual(signed, await signText(canonical(body), ALDER))
  assert.equal(await problemOf([signed], roster), 'ok')
})

test('of no entries nothing is made', () => {
  assert.deepEqual(applyEntries(null, [], TODAY), { ok: false, problem: 'wrong-order', n: 0 })
  const again = applyEntries(roster, [], TODAY)
  assert.deepEqual(again, { ok: true, roster, signatures: [], notDemo: [] })
})

test('reading goes on from what the device has verified, and only from there', async () => {
  const more = await withWorker(await withWorker(entries), 'alder-worker-4')
  const added = more.slice(entries.length)
  const reading = await readRoster(added, roster, TODAY)
  assert.ok(reading.ok)
  assert.deepEqual(reading.roster, await readWhole(more))
  assert.equal(await problemOf([], roster), 'ok')
  assert.equal(await problemOf(added.slice(1), roster), 'wrong-order')
  assert.equal(await problemOf(more, roster), 'wrong-order')
  const twig = await readWhole(await withWorker(entries, 'alder-worker-5'))
  assert.equal(await problemOf(added.slice(1), twig), 'broken-chain')
  const forged = added.map((signed) => ({ ...signed, signatures: added[0]?.signatures ?? [] }))
  assert.equal(await problemOf(forged, roster), 'bad-signature')
  assert.deepEqual(roster, await readWhole(entries), 'reading on leaves the earlier value as it was')
})

test('what was used before the kept roster counts: keys, ids, keepers, debts', async () => {
  const gone = await withBatch(
    entries,
    [{ kind: 'device-remove', id: 'alder-worker-1' }, ALDER],
    [await epochBody('alder', 'referral', 1), ALDER],
  )
  const kept = await readWhole(gone)
  const next = async (body: Record<string, unknown>, signers: string[] = ALDER) =>
    problemOf((await withBatch(gone, [body, signers])).slice(gone.length), kept)
  assert.equal(await next({ kind: 'device', device: await describe('alder-worker-1', 'alder') }), 'already-there')
  const keysAgain = await describe('alder-worker-3', 'alder', { keysOf: 'alder-worker-1' })
  assert.equal(await next({ kind: 'device', device: keysAgain }), 'key-used-before')
  const old = await epochBody('alder', 'referral', 0)
  assert.equal(await next({ ...old, epoch: 2 }), 'key-used-before')
  const bellOnly = await epochBody('alder', 'referral', 2)
  assert.equal(await next({ ...bellOnly, bell: old['bell'] }), 'key-used-before')
  assert.equal(await next(bellOnly), 'ok')
  assert.equal(await next({ kind: 'device-remove', id: 'alder-keeper-1' }), 'not-enough-signatures')
  const demoted = { kind: 'device-change', id: 'alder-keeper-1', roles: ['worker'], desks: [], supervisor: null }
  assert.equal(await next(demoted), 'keepers-missing')
  const away = { kind: 'device-change', id: 'alder-worker-2', roles: ['worker'], desks: [], supervisor: null }
  const batch = await withBatch(gone, [away, ALDER], [await epochBody('alder', 'evening', 1), ALDER])
  assert.equal(await problemOf(batch.slice(gone.length), kept), 'supervisor-missing')
})

test('a device keeps the roster as a value and reads it back unchanged; a changed one is not read', async () => {
  const kept: unknown = structuredClone(roster)
  assert.deepEqual(Roster.parse(kept), roster)
  const added = (await withWorker(entries)).slice(entries.length)
  assert.equal(await problemOf(added, Roster.parse(kept)), 'ok')
  for (const broken of [
    { ...roster, head: 'x' },
    { ...roster, devices: {} },
    { ...roster, more: 1 },
    { ...roster, heads: [] },
    { ...roster, length: 0 },
    pinOf(roster),
    null,
  ])
    assert.equal(Roster.safeParse(broken).success, false)
})

test('a length says who was active then, in which role and on which desk', async () => {
  const id = 'alder-worker-1' as DeviceId
  const moved = await withBatch(
    entries,
    [
      { kind: 'device-change', id, roles: ['worker', 'keeper'], desks: ['referral', 'evening'], supervisor: null },
      ALDER,
    ],
    [{ kind: 'device-remove', id }, ALDER],
    [await epochBody('alder', 'referral', 1), ALDER],
    [await epochBody('alder', 'evening', 1), ALDER],
  )
  const later = await readWhole(moved)
  const since =
    entries.findIndex(({ entry }) => entry.includes(`"id":"${id}"`) && entry.includes('"kind":"device"')) + 1
  assert.ok(since > 1)
  const at = (length: number) => findDeviceAt(later, id, length)
  assert.equal(at(since - 1), undefined)
  assert.equal(findDeviceAt(roster, id, roster.length)?.id, id, 'the last length that was read')
  assert.deepEqual([at(since)?.roles, at(since)?.desks], [['worker'], ['referral']])
  assert.deepEqual(at(entries.length)?.roles, ['worker'])
  assert.deepEqual([at(entries.length + 1)?.roles.length, at(entries.length + 1)?.desks.length], [2, 2])
  assert.equal(at(entries.length + 2), undefined)
  assert.equal(at(moved.length), undefined)
  assert.equal(findDeviceAt(roster, id, entries.length + 1), undefined, 'a length that was not read yet')
  assert.deepEqual([isActiveAt(later, id, since), isActiveAt(later, id, moved.length)], [true, false])
  assert.equal(isActiveAt(later, 'nobody' as DeviceId, 1), false)
  assert.deepEqual(findEverDevice(later, id)?.desks, ['referral', 'evening'])
  assert.equal(later.devices.has(id), false)
  assert.equal(roster.devices.has(id), true)
})

test('desks, their keys and the heads are found by name, period, key and length', async () => {
  const desk = which('alder', 'referral')
  const rotated = await readWhole(await withBatch(entries, [await epochBody('alder', 'referral', 1), ALDER]))
  const [first, second] = [await keysOf('alder', 'referral', 0), await keysOf('alder', 'referral', 1)]
  assert.equal(currentEpoch(roster, desk)?.recipient, first.recipient)
  assert.equal(currentEpoch(rotated, desk)?.recipient, second.recipient)
  assert.equal(currentEpoch(rotated, desk)?.since, rotated.length)
  assert.equal(currentEpoch(rotated, desk)?.on, TODAY)
  assert.equal(findEpoch(rotated, desk, 0)?.bell, first.bellPublic)
  assert.equal(findEpoch(rotated, desk, 1)?.bell, second.bellPublic)
  assert.equal(findEpoch(rotated, desk, 2), undefined)
  assert.deepEqual(findEpochByRecipient(rotated, second.recipient), { which: desk, epoch: findEpoch(rotated, desk, 1) })
  assert.deepEqual(findEpochByRecipient(rotated, first.recipient)?.epoch.epoch, 0)
  assert.equal(findEpochByRecipient(roster, second.recipient), undefined)
  assert.equal(currentEpoch(roster, which('alder', 'numbers')), undefined)
  assert.equal(findDesk(roster, which('alder', 'evening'))?.volunteers, true)
  assert.equal(findDesk(roster, which('alder', 'numbers'))?.kind, 'statistics')
  assert.equal(findDesk(roster, which('birch', 'evening')), undefined)
  const since = findDesk(roster, desk)?.since ?? 0
  assert.equal(since, 2)
  const lengths = [since - 1, since, roster.length, roster.length + 1]
  assert.deepEqual(
    lengths.map((length) => isActiveDeskAt(roster, desk, length)),
    [false, true, true, false],
  )
  assert.equal(isActiveDeskAt(roster, which('birch', 'evening'), roster.length), false)
  assert.equal(headAt(roster, 0), undefined)
  assert.equal(headAt(roster, 1), roster.genesis)
  assert.equal(headAt(roster, roster.length), roster.head)
  assert.equal(headAt(roster, roster.length + 1), undefined)
  assert.equal(roster.head, await digestOf(entries.at(-1)?.entry ?? ''))
  assert.equal(roster.lastDay, TODAY)
  const worker = roster.devices.get('birch-worker-1' as DeviceId)
  assert.ok(worker)
  assert.deepEqual([isOnDesk(worker, which('birch', 'referral')), isOnDesk(worker, desk)], [true, false])
  assert.equal(isOnDesk(worker, which('birch', 'evening')), false)
})

test('a policy is asked by the year, a suite by the desk and the day', async () => {
  const signers = [...ALDER, ...BIRCH]
  const value = {
    seal: 3,
    read: [
      { suite: 2, until: '2027-06-01' },
      { suite: 3, until: null },
    ],
  }
  const log = await withBatch(
    entries,
    [policyBody({ fromCohort: 2028, epsilonMilli: 3000 }), signers],
    [policyBody({ fromCohort: 2027, epsilonMilli: 4000 }), signers],
    [{ kind: 'policy', topic: 'suite', value }, signers],
  )
  const decided = await readWhole(log)
  const epsilon = (cohort: number) => findReleasePolicy(decided, cohort)?.epsilonMilli
  assert.deepEqual([2025, 2026, 2027, 2028, 2029].map(epsilon), [undefined, 2000, 4000, 4000, 4000])
  const desk = which('alder', 'referral')
  assert.equal(findSuiteFor(roster, desk, [2]), 2)
  assert.equal(findSuiteFor(roster, desk, []), undefined, 'a program that does not know the suite')
  assert.equal(findSuiteFor(decided, desk, [2, 3]), undefined, 'a device that does not')
  assert.equal(findSuiteFor(decided, which('alder', 'numbers'), [2, 3]), 3, 'nobody is there who would not')
  const may = (suite: number, day: string) => mayReadSuite(decided, suite, Day.parse(day))
  assert.deepEqual([may(2, '2027-06-01'), may(2, '2027-06-02'), may(3, '2040-01-01')], [true, false, true])
  assert.deepEqual([mayReadSuite(roster, 2, TODAY), mayReadSuite(roster, 3, TODAY)], [true, false])
})
