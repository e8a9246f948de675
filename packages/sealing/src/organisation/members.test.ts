// Members that come and go as proposals that wait: who is the last to sign, what nobody can complete any more, and that whoever goes signs
// nothing behind their going.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonical } from '@apila/core/canonical.ts'
import { addDays } from '@apila/core/day.ts'
import { findMissing } from '@apila/core/organisation/missing-signatures.ts'
import type { AnyDesk, DeviceId, OrganisationId } from '@apila/core/organisation/roster.ts'
import { NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch } from '@apila/core/organisation/roster-value.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import { openWraps } from '../account/desk-keys.ts'
import { digestOf, systemRandom } from '../encoding.ts'
import {
  type Batch,
  NO_KEYS,
  type RosterContent,
  completeProposal,
  findOver,
  judgeBatch,
  judgeProposal,
  propose,
  readProposal,
  signBatch,
  signProposal,
} from './batch.ts'
import { type Making, changeDevices, dismiss, keyForAll } from './changes.ts'
import { readRoster } from './roster.ts'
import {
  TODAY,
  deskBody,
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  memberBody,
  policyBody,
  readWhole,
  withPapers,
} from './test-network.ts'

const founded = await readWhole(await foundNetwork(await withPapers()))
const making = (roster: Roster = founded): Making => ({ roster, held: [], random: systemRandom })
const ids = (...names: string[]) => names as DeviceId[]
const SHARED: AnyDesk = { organisation: null, desk: NETWORK_DESK }
const contentOf = (body: Record<string, unknown>) => body as unknown as RosterContent

async function proposeBy(names: readonly string[], batch: Batch, roster = founded, on = TODAY): Promise<Proposed> {
  return propose(roster, on, batch, await Promise.all(names.map(deviceOf)))
}
const readOf = async (roster: Roster, proposed: Proposed) => {
  const read = await readProposal(roster, proposed)
  assert.ok(read)
  return { proposed, read }
}
const judge = async (proposed: Proposed, last: readonly string[], roster = founded, today = TODAY) =>
  judgeProposal(roster, today, await readOf(roster, proposed), ids(...last))

const over = async (proposed: Proposed, roster = founded, today = TODAY) =>
  findOver(roster, today, await readOf(roster, proposed))

async function admissionBatch(): Promise<Batch> {
  const member = await memberBody('maple')
  const changes = keepersOf('maple').map((id) =>
    contentOf({ kind: 'device-change', id, roles: ['keeper', 'worker'], desks: ['referral'], supervisor: null }),
  )
  const contents = [member, deskBody('maple', 'referral'), await epochBody('maple', 'referral')].map(contentOf)
  return { contents: [...contents, ...changes], keys: NO_KEYS }
}

async function take(roster: Roster, batch: Batch, signers: readonly string[]): Promise<Roster> {
  const signed = await signBatch(roster, TODAY, batch.contents, await Promise.all(signers.map(deviceOf)))
  const reading = await readRoster(signed, roster, TODAY)
  assert.ok(reading.ok, reading.ok ? '' : reading.problem)
  return reading.roster
}

test('a member comes by its own two and two each of more than half; one keeper fewer, and it waits', async () => {
  const batch = await admissionBatch()
  const ahead = [...keepersOf('maple'), ...keepersOf('alder'), 'birch-keeper-1']
  const proposed = await proposeBy(ahead, batch)
  assert.equal(await judge(proposed, []), 'not-enough-signatures')
  assert.equal(await judge(proposed, ['cedar-keeper-1']), 'not-enough-signatures', 'a third member with one')
  assert.equal(await judge(proposed, ['birch-keeper-2']), null)
  const { read } = await readOf(founded, proposed)
  const missing = findMissing(founded, read.contents, read.signedBy)
  assert.deepEqual(missing.must, [])
  assert.equal(missing.members?.more, 1)
  assert.deepEqual(
    missing.members.among.map(({ organisation, count }) => [organisation, count]),
    [
      ['birch', 1],
      ['cedar', 2],
    ],
  )
  const done = await completeProposal(founded, TODAY, proposed, await deviceOf('birch-keeper-2'))
  assert.ok(done.ok)
  assert.ok(done.roster.organisations.has('maple' as OrganisationId))
  assert.deepEqual(done.roster.devices.get('maple-keeper-1' as DeviceId)?.desks, ['referral'])
  const without = await proposeBy([...keepersOf('alder'), 'birch-keeper-1', 'maple-keeper-1'], batch)
  assert.equal(await judge(without, ['birch-keeper-2']), 'not-enough-signatures', 'one of its own is missing')
})

test('a proposal is over after fourteen days, after another decision on the topic, and for a foreign log', async () => {
  const batch: Batch = { contents: [contentOf(policyBody({ fromCohort: 2027 }))], keys: NO_KEYS }
  const proposed = await proposeBy(['alder-keeper-1'], batch)
  assert.equal(await over(proposed), null)
  assert.equal(await over(proposed, founded, addDays(TODAY, 14)), null)
  assert.equal(await over(proposed, founded, addDays(TODAY, 15)), 'stale-proposal')
  const other: Batch = { contents: [contentOf(policyBody({ fromCohort: 2028 }))], keys: NO_KEYS }
  const decided = await take(founded, other, [...keepersOf('birch'), ...keepersOf('cedar')])
  assert.equal(await over(proposed, decided), 'stale-proposal')
  const fork = { ...founded, heads: [...founded.heads.slice(0, -1), founded.genesis], head: founded.genesis } as Roster
  assert.equal(await over(proposed, fork), 'wrong-proposal', 'a log that its maker has not read')
})

test('a member goes by its own two; where all share a key another member makes the next, and whoever goes has no part in it', async () => {
  const alone = await proposeBy(['cedar-keeper-1'], await dismiss(making(), 'cedar' as OrganisationId))
  assert.equal(await judge(alone, ['cedar-keeper-2']), null)
  assert.equal(await judge(alone, ['alder-keeper-1']), 'not-enough-signatures')

  const on = ids('alder-keeper-1', 'alder-keeper-2').map((id) => {
    const device = founded.devices.get(id)
    assert.ok(device)
    return { id, roles: device.roles, desks: [...device.desks, NETWORK_DESK], supervisor: null }
  })
  const first = await keyForAll(making(), on)
  assert.deepEqual(
    first.contents.map(({ kind }) => kind),
    ['device-change', 'device-change', 'epoch'],
  )
  const roster = await take(founded, first, keepersOf('alder'))
  const batch = await dismiss(making(roster), 'cedar' as OrganisationId)
  const all = ids(...['alder', 'birch', 'cedar'].flatMap(keepersOf))
  assert.equal(await judgeBatch(roster, TODAY, batch.contents, all), null, 'asked before it is proposed')
  const proposed = await proposeBy(['alder-keeper-1', ...keepersOf('cedar')], batch, roster)
  assert.equal(await judge(proposed, ['alder-keeper-2'], roster), null)
  assert.notEqual(await judge(proposed, ['cedar-keeper-2'], roster), null, 'whoever goes cannot be the last')
  const done = await completeProposal(roster, TODAY, proposed, await deviceOf('alder-keeper-2'))
  assert.ok(done.ok, done.ok ? '' : done.problem)
  const [removal, epoch] = done.entries
  const signersOf = (entry: typeof removal) =>
    entry?.signatures.map((each) => ('device' in each ? each.device : '')).sort()
  assert.deepEqual(signersOf(removal), ['alder-keeper-1', 'alder-keeper-2', ...keepersOf('cedar')])
  assert.deepEqual(signersOf(epoch), ['alder-keeper-1', 'alder-keeper-2'])
  assert.equal(currentEpoch(done.roster, SHARED)?.epoch, 1)
  const { shared } = await openWraps(await deviceOf('cedar-keeper-1'), roster, batch.keys.wraps)
  assert.deepEqual(shared, [])
  assert.equal(
    batch.keys.recovery.some(({ organisation }) => organisation === 'cedar'),
    false,
  )
})

test('the others put a member out only all together, and the list says both ways', async () => {
  const proposed = await proposeBy(['alder-keeper-1'], await dismiss(making(), 'cedar' as OrganisationId))
  const { read } = await readOf(founded, proposed)
  const { must, orElse, members } = findMissing(founded, read.contents, read.signedBy)
  assert.deepEqual([must, members], [[{ organisation: 'cedar', count: 2 }], null])
  assert.deepEqual(orElse, [
    { organisation: 'alder', count: 1 },
    { organisation: 'birch', count: 2 },
  ])
  assert.equal(await judge(proposed, ['alder-keeper-2', 'birch-keeper-1']), 'not-enough-signatures')
  assert.equal(await judge(proposed, ['alder-keeper-2', ...keepersOf('birch')]), null)
})

test('the next key of the team that all share goes to every device in it, of all members, and to nobody else', async () => {
  const change = async (roster: Roster, id: string, organisation: string, batch: typeof changeDevices | null) => {
    const device = roster.devices.get(id as DeviceId)
    assert.ok(device)
    const changes = [{ id: device.id, roles: device.roles, desks: [...device.desks, NETWORK_DESK], supervisor: null }]
    const made = batch ? await batch(making(roster), changes) : await keyForAll(making(roster), changes)
    return { roster: await take(roster, made, keepersOf(organisation)), made }
  }
  const first = await change(founded, 'alder-keeper-1', 'alder', null)
  const second = await change(first.roster, 'birch-keeper-1', 'birch', changeDevices)
  assert.deepEqual(second.made.keys.wraps, [], 'who does not hold the key gives none')
  const opener = await openWraps(await deviceOf('alder-keeper-1'), second.roster, first.made.keys.wraps)
  const next = await keyForAll({ roster: second.roster, held: opener.shared, random: systemRandom })
  assert.deepEqual(next.keys.wraps.map(({ device }) => device).sort(), ['alder-keeper-1', 'birch-keeper-1'])
  assert.equal(next.keys.links.length, 1, 'the past stays readable')
  assert.deepEqual(
    next.keys.recovery.map(({ organisation }) => organisation),
    ['alder', 'birch', 'cedar'],
  )
  const after = await take(second.roster, next, keepersOf('alder'))
  for (const [id, count] of [
    ['birch-keeper-1', 1],
    ['birch-worker-1', 0],
  ] as const)
    assert.equal((await openWraps(await deviceOf(id), after, next.keys.wraps)).shared.length, count, id)
})

test('a volunteer never comes into the team that all share', async () => {
  const device = founded.devices.get('alder-volunteer-1' as DeviceId)
  assert.ok(device)
  const { id, roles, supervisor } = device
  const batch = await changeDevices(making(), [{ id, roles, desks: [...device.desks, NETWORK_DESK], supervisor }])
  assert.equal(await judge(await proposeBy(['alder-keeper-1'], batch), ['alder-keeper-2']), 'wrong-volunteer')
})

test('contents that are spelled otherwise are no proposal, though a keeper has signed them so', async () => {
  const keeper = await deviceOf('alder-keeper-1')
  const batch = { contents: [contentOf(deskBody('alder', 'night'))], keys: NO_KEYS }
  const proposed = await propose(founded, TODAY, batch, [keeper])
  const said = JSON.parse(proposed.proposal) as object
  const readAs = async (spell: (text: string) => string) => {
    const contents = proposed.contents.map(spell)
    const proposal = canonical({ ...said, contents: await Promise.all(contents.map((text) => digestOf(text))) })
    const signatures = [await signProposal(keeper, proposal)]
    return readProposal(founded, { ...proposed, contents, proposal, signatures })
  }
  assert.deepEqual((await readAs((text) => text))?.signedBy, [keeper.id])
  for (const spell of [
    (text: string) => ` ${text}`,
    (text: string) => text.replace('{', '{ '),
    (text: string) => text.replace('"v":2', '"v":3'),
    (text: string) => text.replace('"kind":"desk"', '"kind":"desk","kind":"desk"'),
    () => 'null',
    () => '',
  ])
    assert.equal(await readAs(spell), null, spell('{"kind":"desk","v":2}'))
})
