// All devices of an organisation are lost: two papers, new keepers and a neighbour bring it back, with its past, and shut the old keys out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import { openWraps, sealWrap } from '../account/desk-keys.ts'
import { deriveDemoPapers } from '../account/demo-device.ts'
import { systemRandom } from '../encoding.ts'
import { completeProposal, propose, signBatch } from './batch.ts'
import { recoveryWrapsFor, wrapsFor } from './key-periods.ts'
import { comeBack, openRecoveryWraps, problemOfReturn } from './recovery.ts'
import { type PapersKey, makePapers, papersKey } from './papers.ts'
import { readRoster } from './roster.ts'
import {
  TODAY,
  describe,
  deviceOf,
  foundNetwork,
  keepersOf,
  keysOf,
  readWhole,
  seedOf,
  which,
  withBatch,
  withPapers,
} from './test-network.ts'

const alder = 'alder' as OrganisationId
// A keeper who works at the desk as well.
const placed = { kind: 'device-change', id: 'alder-keeper-1', roles: ['keeper'], desks: ['referral'], supervisor: null }
const roster = await readWhole(await withBatch(await foundNetwork(await withPapers()), [placed, keepersOf('alder')]))
const papers: PapersKey = { ...(await deriveDemoPapers('alder')), papersOf: alder }
const newPapers = await papersKey(alder, makePapers(systemRandom).seed)
const { recipient, verifyKey } = newPapers
const NEW = ['alder-keeper-7', 'alder-keeper-8']
const records = await Promise.all(
  NEW.map((id) => describe(id, 'alder', { roles: ['keeper', 'worker'], desks: ['referral'] })),
)
const batch = await comeBack(roster, papers, records, { recipient, verifyKey }, systemRandom)

test('the entry and the new keys are one batch, which new keepers, papers and a neighbour sign', async () => {
  assert.deepEqual(
    batch.contents.map((content) => ('desk' in content ? content.desk : content.kind)),
    ['recovery', 'referral', 'evening'],
  )
  const [neighbour, ...keepers] = await Promise.all(['birch-keeper-1', ...NEW].map(deviceOf))
  assert.ok(neighbour)
  const signed = await signBatch(roster, TODAY, batch.contents, [papers, ...keepers, neighbour])
  const together = await readRoster(signed, roster, TODAY)
  assert.ok(together.ok)
  const proposed = await propose(roster, TODAY, batch, [papers, ...keepers])
  const apart = await completeProposal(roster, TODAY, proposed, neighbour)
  assert.ok(apart.ok)
  assert.equal(apart.roster.devices.has(records[0]?.id as never), true)
  const lone = await completeProposal(roster, TODAY, await propose(roster, TODAY, batch, keepers), neighbour)
  assert.deepEqual(lone, { ok: false, problem: 'not-enough-signatures' })
})

test('the papers open the past and none of another organisation; what is foreign is refused and counted', async () => {
  const sealing = { which: which('alder', 'referral'), epoch: 0, seed: await seedOf('alder', 'referral') }
  const right = await recoveryWrapsFor(roster, sealing)
  const [first] = right
  assert.ok(first)
  const birch = { which: which('birch', 'referral'), epoch: 0, seed: await seedOf('birch', 'referral') }
  const theirs = await recoveryWrapsFor(roster, birch)
  const swapped = { ...first, blob: await sealWrap(papers.recipient, birch) }
  const noise = { ...first, blob: await sealWrap(papers.recipient, { ...sealing, seed: systemRandom(32) }) }
  const { held, refused } = await openRecoveryWraps(papers, roster, [...right, ...theirs, swapped, noise])
  assert.deepEqual(
    held.map((desk) => [desk.which, desk.epoch, desk.identity]),
    [[sealing.which, 0, (await keysOf('alder', 'referral')).identity]],
  )
  assert.equal(refused, 2)
})

test('new keepers have the new keys; the lost devices, and the earlier papers, have not', async () => {
  const keepers = await Promise.all(NEW.map(deviceOf))
  const signed = await signBatch(roster, TODAY, batch.contents, [papers, ...keepers, await deviceOf('birch-keeper-1')])
  const after = await readRoster(signed, roster, TODAY)
  assert.ok(after.ok)
  const [keeper] = keepers
  assert.ok(keeper)
  const { desks } = await openWraps(keeper, after.roster, batch.keys.wraps)
  assert.deepEqual(
    desks.map(({ which: desk, epoch }) => [desk.desk, epoch]),
    [['referral', 1]],
  )
  const lost = await deviceOf('alder-keeper-1')
  assert.equal(
    batch.keys.wraps.some(({ device }) => device === lost.id),
    false,
  )
  assert.deepEqual(
    (
      await openWraps(
        lost,
        after.roster,
        batch.keys.wraps.map((wrap) => ({ ...wrap, device: lost.id })),
      )
    ).desks,
    [],
  )
  const earlier = await openRecoveryWraps(papers, after.roster, batch.keys.recovery)
  assert.deepEqual([earlier.held, earlier.refused], [[], batch.keys.recovery.length])
  assert.equal(currentEpoch(after.roster, which('alder', 'referral'))?.epoch, 1)
  // The papers that were used sign nothing more: a second return by them is refused.
  const more = await Promise.all(
    ['alder-keeper-5', 'alder-keeper-6'].map((id) => describe(id, 'alder', { roles: ['keeper', 'worker'] })),
  )
  const next = await papersKey(alder, makePapers(systemRandom).seed)
  const again = await comeBack(
    after.roster,
    papers,
    more,
    { recipient: next.recipient, verifyKey: next.verifyKey },
    systemRandom,
  )
  const signers = await Promise.all(['alder-keeper-5', 'alder-keeper-6', 'birch-keeper-1'].map(deviceOf))
  const twice = await readRoster(
    await signBatch(after.roster, TODAY, again.contents, [papers, ...signers]),
    after.roster,
    TODAY,
  )
  assert.equal(twice.ok, false)
  // What the papers opened of the past goes to the new keepers' devices.
  const old = { which: which('alder', 'referral'), epoch: 0, seed: await seedOf('alder', 'referral') }
  const own = await openWraps(keeper, after.roster, await wrapsFor([...after.roster.devices.values()], old))
  assert.deepEqual(
    own.desks.map(({ epoch }) => epoch),
    [0],
  )
})

test('whoever of the organisation was not lost has the new keys of their own team, and the new papers open all of them', async () => {
  const keepers = await Promise.all(NEW.map(deviceOf))
  const signed = await signBatch(roster, TODAY, batch.contents, [papers, ...keepers, await deviceOf('birch-keeper-1')])
  const after = await readRoster(signed, roster, TODAY)
  assert.ok(after.ok)
  for (const [id, team] of [
    ['alder-worker-1', 'referral'],
    ['alder-worker-2', 'evening'],
    ['alder-volunteer-1', 'evening'],
  ] as const) {
    const { desks } = await openWraps(await deviceOf(id), after.roster, batch.keys.wraps)
    assert.deepEqual(
      desks.map(({ which: desk, epoch }) => [desk.desk, epoch]),
      [[team, 1]],
      id,
    )
  }
  const { held, refused } = await openRecoveryWraps(newPapers, after.roster, batch.keys.recovery)
  assert.deepEqual([held.map(({ which: desk }) => desk.desk), refused], [['referral', 'evening'], 0])
})

test('nobody signs more than the return that was compared aloud', async () => {
  const [entry, ...others] = batch.contents
  assert.ok(entry)
  const tell = (contents: typeof batch.contents, compared = records) =>
    problemOfReturn(roster, alder, compared, contents)
  assert.equal(tell(batch.contents), null)
  assert.equal(tell(batch.contents, records.toReversed()), null, 'in either order')
  const [first, second] = records
  assert.ok(first && second)
  const stranger = await describe('alder-keeper-9', 'alder', { roles: ['keeper', 'worker'], desks: ['referral'] })
  assert.equal(tell(batch.contents, [first, stranger]), 'other-devices')
  assert.equal(tell(batch.contents, [first]), 'other-devices')
  assert.equal(tell(batch.contents, [first, { ...second, roles: ['keeper'] }]), 'other-devices')
  assert.equal(tell(others), 'other-devices')
  assert.equal(tell([]), 'other-devices')
  assert.equal(problemOfReturn(roster, 'birch' as OrganisationId, records, batch.contents), 'other-devices')
  const more: (typeof batch.contents)[number][] = [
    { kind: 'device', device: stranger },
    { kind: 'device-remove', id: 'alder-worker-1' as never },
    { kind: 'organisation-remove', id: 'birch' as OrganisationId },
    entry,
    { ...(others[0] as Extract<(typeof others)[number], { kind: 'epoch' }>), organisation: 'birch' as OrganisationId },
    { kind: 'device-change', id: 'alder-keeper-2' as never, roles: ['keeper'], desks: [], supervisor: null },
  ]
  for (const extra of more) assert.equal(tell([entry, ...others, extra]), 'more-than-return', extra.kind)
})

test('volunteers for whom a lost keeper answered are answered for by the first new one, and keep role and teams', async () => {
  const evening = 'evening'
  const supervisor = {
    kind: 'device-change',
    id: 'alder-keeper-1',
    roles: ['keeper', 'worker'],
    desks: ['referral', evening],
    supervisor: null,
  }
  const volunteer = await describe('alder-helper-1', 'alder', {
    roles: ['volunteer'],
    desks: [evening],
    supervisor: 'alder-keeper-1',
    pledge: { on: TODAY, text: 'I keep it to myself.' },
  })
  const founded = await withPapers()
  const supervised = await withBatch(await foundNetwork(founded), [supervisor, keepersOf('alder')])
  const withHelper = await readWhole(
    await withBatch(supervised, [{ kind: 'device', device: volunteer }, keepersOf('alder')]),
  )
  const placed2 = await Promise.all(
    NEW.map((id) => describe(id, 'alder', { roles: ['keeper', 'worker'], desks: ['referral', evening] })),
  )
  const made = await comeBack(withHelper, papers, placed2, { recipient, verifyKey }, systemRandom)
  assert.equal(problemOfReturn(withHelper, alder, placed2, made.contents), null)
  const change = made.contents.find(({ kind }) => kind === 'device-change')
  assert.deepEqual(change, {
    kind: 'device-change',
    id: 'alder-helper-1',
    roles: ['volunteer'],
    desks: [evening],
    supervisor: NEW[0],
  })
  // Nobody gives a volunteer another team on the way.
  const wider = made.contents.map((content) => (content === change ? { ...change, desks: ['referral'] } : content))
  assert.equal(problemOfReturn(withHelper, alder, placed2, wider as typeof made.contents), 'more-than-return')
  const proposed = await propose(withHelper, TODAY, made, [papers, ...(await Promise.all(NEW.map(deviceOf)))])
  const done = await completeProposal(withHelper, TODAY, proposed, await deviceOf('birch-keeper-1'))
  assert.ok(done.ok, JSON.stringify(done))
  assert.equal(done.roster.devices.get(volunteer.id)?.supervisor, NEW[0])
})
