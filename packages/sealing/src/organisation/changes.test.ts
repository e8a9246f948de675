// What keepers do, with real seals: every batch stands by the rules, and its keys open for those who are to have them and for nobody else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Wrap } from '@apila/core/account/session.ts'
import { addDays } from '@apila/core/day.ts'
import type { AnyDesk, DeviceId, OrganisationId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch } from '@apila/core/organisation/roster-value.ts'
import {
  ForeignKey,
  type HeldDesk,
  deskKeys,
  openBellWrap,
  openSeed,
  openWrap,
  openWraps,
  sealBellWrap,
  sealWrap,
  seedOf,
} from '../account/desk-keys.ts'
import { deriveDemoPapers } from '../account/demo-device.ts'
import type { OwnDevice } from '../account/device.ts'
import { systemRandom, toBase64url } from '../encoding.ts'
import { type Batch, completeProposal, judgeBatch, propose, readProposal, signBatch } from './batch.ts'
import { type Making, admit, changeDevices, dismiss, enrol, openDesk, removeDevices, rotate } from './changes.ts'
import { makePeriod, mayForget, missingWraps, periodAge } from './key-periods.ts'
import { readRoster } from './roster.ts'
import {
  TODAY,
  describe,
  deviceOf,
  foundNetwork,
  keepersOf,
  keysOf,
  memberBody,
  papersOf,
  readWhole,
  seedOf as deskSeed,
  which,
  withPapers,
} from './test-network.ts'

const entries = await foundNetwork(await withPapers())
const founded = await readWhole(entries)
const held = async (desk: string, epoch = 0, organisation = 'alder'): Promise<HeldDesk> => ({
  ...(await keysOf(organisation, desk, epoch)),
  which: which(organisation, desk),
  epoch,
})
const making = async (roster: Roster = founded): Promise<Making> => ({
  roster,
  held: [await held('referral'), await held('evening')],
  random: systemRandom,
})
const devices = (ids: readonly string[]): Promise<OwnDevice[]> => Promise.all(ids.map(deviceOf))
const SHARED: AnyDesk = { organisation: null, desk: which('alder', 'network').desk }

/** The roster after a batch that these devices sign at once. */
async function take(
  roster: Roster,
  batch: Batch,
  signers: readonly string[] = keepersOf('alder'),
  today = TODAY,
): Promise<Roster> {
  const signed = await signBatch(roster, today, batch.contents, await devices(signers))
  const reading = await readRoster(signed, roster, today)
  assert.ok(reading.ok, reading.ok ? '' : `${String(reading.n - roster.length)} ${reading.problem}`)
  return reading.roster
}

/** Which wraps of a batch a device opens: desk and period. */
async function opened(roster: Roster, wraps: readonly Wrap[], id: string): Promise<string[]> {
  const { desks, shared, refused } = await openWraps(await deviceOf(id), roster, wraps)
  assert.equal(refused, 0)
  return [...desks, ...shared].map(({ which: desk, epoch }) => `${desk.desk} ${String(epoch)}`).sort()
}

test('a new device gets every period of its desks that the keeper holds, and no other desk', async () => {
  const rotated = await take(founded, await rotate(await making(), [which('alder', 'referral')]))
  const now = { ...(await making(rotated)), held: [...(await making()).held] }
  const record = await describe('alder-worker-3', 'alder', { desks: ['referral'] })
  const batch = await enrol(now, record)
  const roster = await take(rotated, batch)
  assert.deepEqual(await opened(roster, batch.keys.wraps, 'alder-worker-3'), ['referral 0'])
  assert.deepEqual(
    batch.keys.wraps.map(({ device }) => device),
    ['alder-worker-3'],
  )
})

test('whoever leaves has no new key; who stays and the papers have it, a desk without the device keeps its own', async () => {
  const put = await changeDevices(await making(), [
    {
      id: 'alder-keeper-1' as DeviceId,
      roles: ['keeper', 'worker'],
      desks: [which('alder', 'referral').desk],
      supervisor: null,
    },
  ])
  const before = await take(founded, put)
  assert.deepEqual(
    await opened(before, put.keys.wraps, 'alder-keeper-1'),
    ['referral 0'],
    'the old key for a desk that is added',
  )
  const batch = await removeDevices(await making(before), ['alder-worker-1' as DeviceId])
  const roster = await take(before, batch)
  assert.deepEqual(await opened(roster, batch.keys.wraps, 'alder-keeper-1'), ['referral 1'])
  assert.deepEqual(
    batch.keys.wraps.map(({ device }) => device),
    ['alder-keeper-1'],
  )
  assert.equal(currentEpoch(roster, which('alder', 'evening'))?.epoch, 0)
  const papers = await deriveDemoPapers('alder')
  const [forPapers, ...more] = batch.keys.recovery
  assert.ok(forPapers && more.length === 0)
  const seed = await openSeed(papers.identity, roster, forPapers.blob)
  assert.deepEqual(
    [seed?.which, seed?.epoch, seed?.recipient],
    [which('alder', 'referral'), 1, currentEpoch(roster, which('alder', 'referral'))?.recipient],
  )
  assert.equal(await openSeed((await deriveDemoPapers('birch')).identity, roster, forPapers.blob), null)
})

test('a supervisor leaves with a successor in the same batch, who gets the old key, too', async () => {
  const ids = ['alder-worker-2' as DeviceId]
  const evening = which('alder', 'evening').desk
  const refused = await removeDevices(await making(), ids)
  const judged = await judgeBatch(founded, TODAY, refused.contents, keepersOf('alder') as DeviceId[])
  assert.equal(judged?.problem, 'supervisor-missing')
  const batch = await removeDevices(await making(), ids, [
    {
      id: 'alder-worker-1' as DeviceId,
      roles: ['worker'],
      desks: [which('alder', 'referral').desk, evening],
      supervisor: null,
    },
    {
      id: 'alder-volunteer-1' as DeviceId,
      roles: ['volunteer'],
      desks: [evening],
      supervisor: 'alder-worker-1' as DeviceId,
    },
  ])
  assert.equal(await judgeBatch(founded, TODAY, batch.contents, keepersOf('alder') as DeviceId[]), null)
  const roster = await take(founded, batch)
  assert.deepEqual(await opened(roster, batch.keys.wraps, 'alder-worker-1'), ['evening 0', 'evening 1'])
  assert.deepEqual(await opened(roster, batch.keys.wraps, 'alder-volunteer-1'), ['evening 1'])
  assert.equal(
    batch.keys.wraps.some(({ device }) => device === 'alder-worker-2'),
    false,
  )
})

test('a desk that is taken away gets a new key for the others, and none is made for a desk that has had none', async () => {
  const batch = await changeDevices(await making(), [
    {
      id: 'alder-worker-2' as DeviceId,
      roles: ['worker'],
      desks: [which('alder', 'evening').desk, which('alder', 'numbers').desk],
      supervisor: null,
    },
  ])
  assert.deepEqual(
    batch.contents.map(({ kind }) => kind),
    ['device-change'],
  )
  await take(founded, batch)
  const away = await changeDevices(await making(), [
    { id: 'alder-worker-1' as DeviceId, roles: ['worker'], desks: [], supervisor: null },
  ])
  assert.deepEqual(
    away.contents.map(({ kind }) => kind),
    ['device-change', 'epoch'],
  )
  assert.deepEqual(away.keys.wraps, [], 'nobody is left on the desk')
  await take(founded, away)
})

test('a ringer gets the bell and nothing that opens; a seed for it is refused, and a bell for a worker', async () => {
  const ringer = await describe('alder-ringer-1', 'alder', { roles: ['ringer'], desks: ['referral'] })
  const batch = await enrol(await making(), ringer)
  const roster = await take(founded, batch)
  const [wrap] = batch.keys.wraps
  assert.ok(wrap)
  const own = await deviceOf('alder-ringer-1')
  const bell = await openBellWrap(own, roster, wrap.blob)
  assert.equal(bell?.bellPublic, currentEpoch(roster, which('alder', 'referral'))?.bell)
  assert.deepEqual(Object.keys(bell ?? {}).sort(), ['bellPrivate', 'bellPublic', 'epoch', 'which'])
  await assert.rejects(openWrap(own, roster, wrap.blob), ForeignKey)
  assert.equal(await openBellWrap(await deviceOf('alder-worker-1'), roster, wrap.blob), null)
  const sealing = { which: which('alder', 'referral'), epoch: 0, seed: await deskSeed('alder', 'referral') }
  await assert.rejects(openWrap(own, roster, await sealWrap(own.recipient, sealing)), ForeignKey, 'a seed for a ringer')
  await assert.rejects(openBellWrap(own, roster, await sealWrap(own.recipient, sealing)), ForeignKey)
  const worker = await deviceOf('alder-worker-1')
  await assert.rejects(openWrap(worker, roster, await sealBellWrap(worker.recipient, sealing)), ForeignKey)
  const other = { ...sealing, seed: systemRandom(32) }
  await assert.rejects(openBellWrap(own, roster, await sealBellWrap(own.recipient, other)), ForeignKey, 'another bell')
  const elsewhere = { ...sealing, which: which('alder', 'evening'), seed: await deskSeed('alder', 'evening') }
  await assert.rejects(
    openBellWrap(own, roster, await sealBellWrap(own.recipient, elsewhere)),
    ForeignKey,
    'not its desk',
  )
})

test('a desk is opened with its first key and whoever works there', async () => {
  const desk = {
    organisation: 'alder' as OrganisationId,
    id: which('alder', 'night').desk,
    deskKind: 'referral' as const,
    names: { fi: 'Yö', sv: 'Natt', en: 'Night' },
    volunteers: false,
  }
  const batch = await openDesk(await making(), desk, ['alder-worker-1' as DeviceId])
  const roster = await take(founded, batch)
  assert.deepEqual(await opened(roster, batch.keys.wraps, 'alder-worker-1'), ['night 0'])
  assert.deepEqual(roster.devices.get('alder-worker-1' as DeviceId)?.desks, ['referral', 'night'])
})

/** The network with the shared desk in use: one worker of alder and one of birch. */
async function together() {
  const making0 = await making()
  const first = await rotateFirst(making0)
  let roster = await take(founded, first.batch)
  for (const id of ['alder-worker-1', 'birch-worker-1']) {
    const organisation = id.split('-')[0] ?? ''
    const change = {
      id: id as DeviceId,
      roles: ['worker' as const],
      desks: [which(organisation, 'referral').desk, SHARED.desk],
      supervisor: null,
    }
    roster = await take(
      roster,
      await changeDevices({ ...making0, roster, held: [first.held] }, [change]),
      keepersOf(organisation),
    )
  }
  return { roster, held: first.held }
}

async function rotateFirst({ roster, random }: Making) {
  const batch = await makePeriod(roster, SHARED, roster, random, null)
  return { batch, held: { ...(await deskKeys(batch.seed)), which: SHARED, epoch: 0 } }
}

test('the key of the shared desk goes to devices of every member and to the papers of each, with a link to the past', async () => {
  const { roster, held: first } = await together()
  const batch = await rotate({ roster, held: [first], random: systemRandom }, [SHARED])
  const after = await take(roster, batch, keepersOf('birch'))
  for (const id of ['alder-worker-1', 'birch-worker-1'])
    assert.deepEqual(await opened(after, batch.keys.wraps, id), ['network 1'])
  assert.deepEqual(
    batch.keys.recovery.map(({ organisation }) => organisation),
    ['alder', 'birch', 'cedar'],
  )
  const papers = await deriveDemoPapers('cedar')
  const now = await openSeed(papers.identity, after, batch.keys.recovery[2]?.blob ?? '')
  assert.ok(now)
  const [link] = batch.keys.links
  assert.ok(link)
  const past = await openSeed(now.identity, after, link.blob)
  assert.deepEqual([past?.epoch, past?.identity], [0, first.identity], 'today leads to the years before')
  const blind = await rotate({ roster, held: [], random: systemRandom }, [SHARED])
  assert.deepEqual(blind.keys.links, [], 'who does not hold the past links nothing')
  const own = await rotate(await making(), [which('alder', 'referral')])
  assert.deepEqual(own.keys.links, [], 'a desk for clients has no link')
})

test('a member comes with the past open or closed, and leaves with a new key for the others alone', async () => {
  const { roster, held: first } = await together()
  const all = { roster, held: [first], random: systemRandom }
  const { id, names, recovery, devices: coming } = await memberBody('maple')
  const member = { id, names, recovery, devices: coming } as Parameters<typeof admit>[1]
  const open = await admit(all, member, 'open')
  assert.deepEqual(
    open.contents.map(({ kind }) => kind),
    ['organisation'],
  )
  const closed = await admit(all, member, 'closed')
  assert.deepEqual([closed.contents.map(({ kind }) => kind), closed.keys.links], [['organisation', 'epoch'], []])
  const signers = [...keepersOf('maple'), ...keepersOf('alder'), ...keepersOf('birch')]
  const contents = closed.contents
  const texts = await signBatch(roster, TODAY, contents, await devices(signers))
  const after = await readRoster(texts, roster, TODAY)
  assert.ok(after.ok)
  assert.ok(
    closed.keys.recovery.some(({ organisation }) => organisation === 'maple'),
    'its papers open the new key',
  )
  const left = await dismiss(all, 'cedar' as OrganisationId)
  assert.deepEqual(
    left.keys.recovery.map(({ organisation }) => organisation),
    ['alder', 'birch'],
  )
  assert.equal(left.contents.length, 2)
  const both = [...keepersOf('alder'), ...keepersOf('birch')]
  const gone = await take(roster, left, both)
  assert.equal(gone.organisations.has('cedar' as OrganisationId), false)
  assert.deepEqual(await opened(gone, left.keys.wraps, 'birch-worker-1'), ['network 1'])
})

test('a period is due after thirty days, late from the forty-fifth, and its seed is kept for 360 days after it', async () => {
  const referral = which('alder', 'referral')
  const on = (days: number) => addDays(TODAY, days)
  const ages = [0, 29, 30, 44, 45, 400].map((days) => periodAge(founded, referral, on(days)))
  assert.deepEqual(ages, ['fresh', 'fresh', 'due', 'due', 'late', 'late'])
  assert.equal(periodAge(founded, which('alder', 'numbers'), TODAY), 'none')
  const roster = await take(founded, await rotate(await making(), [referral]), keepersOf('alder'), on(30))
  const old = { which: referral, epoch: 0 }
  const forgets = (days: number): boolean => mayForget(roster, old, on(days))
  assert.deepEqual([forgets(0), forgets(390), forgets(391)], [false, false, true])
  assert.equal(mayForget(roster, { which: referral, epoch: 1 }, on(9000)), false, 'the current one')
  const shared = await together()
  const next = await take(
    shared.roster,
    await rotate({ roster: shared.roster, held: [], random: systemRandom }, [SHARED]),
  )
  assert.equal(mayForget(next, { which: SHARED, epoch: 0 }, on(9000)), false, 'of a common desk never')
})

test('whoever lacks a period gets it from a colleague who holds it, and from nobody else', async () => {
  const lacking = await missingWraps(
    founded,
    [await held('evening')],
    [{ device: 'alder-worker-2' as DeviceId, desk: which('alder', 'evening').desk, epoch: 0 }],
    'alder-worker-9' as DeviceId,
  )
  assert.deepEqual(
    lacking.map(({ device }) => device),
    ['alder-volunteer-1'],
  )
  assert.deepEqual(await opened(founded, lacking, 'alder-volunteer-1'), ['evening 0'])
  assert.deepEqual(await missingWraps(founded, [await held('evening')], lacking, 'alder-worker-2' as DeviceId), [])
})

test('a proposal is signed on one day by one keeper and completed on another by the other, between what others write', async () => {
  const [first, second] = (await devices(keepersOf('alder'))) as [OwnDevice, OwnDevice]
  const batch = await rotate(await making(), [which('alder', 'referral')])
  const proposed = await propose(founded, TODAY, batch, [first])
  const birch = await rotate({ ...(await making()), held: [] }, [which('birch', 'referral')])
  const later = addDays(TODAY, 3)
  const meanwhile = await take(founded, birch, keepersOf('birch'))
  const read = await readProposal(meanwhile, proposed)
  assert.deepEqual([read?.signedBy, read?.until, read?.contents], [[first.id], addDays(TODAY, 14), batch.contents])
  const done = await completeProposal(meanwhile, later, proposed, second)
  assert.ok(done.ok)
  assert.equal(done.roster.length, meanwhile.length + 1)
  assert.equal(currentEpoch(done.roster, which('alder', 'referral'))?.epoch, 1)
  const again = await completeProposal(meanwhile, later, proposed, first)
  assert.deepEqual(again, { ok: false, problem: 'not-enough-signatures' }, 'the same keeper is not two')
  const late = await completeProposal(meanwhile, addDays(TODAY, 15), proposed, second)
  assert.deepEqual(late, { ok: false, problem: 'stale-proposal' })
})

test('a proposal that the server changed is none', async () => {
  const [first, second] = (await devices(keepersOf('alder'))) as [OwnDevice, OwnDevice]
  const proposed = await propose(founded, TODAY, await rotate(await making(), [which('alder', 'referral')]), [first])
  const other = await propose(founded, TODAY, await rotate(await making(), [which('alder', 'referral')]), [second])
  const [signature] = proposed.signatures
  assert.ok(signature)
  for (const changed of [
    { ...proposed, contents: other.contents },
    { ...proposed, contents: [...proposed.contents, ...other.contents] },
    { ...proposed, proposal: other.proposal },
    { ...proposed, signatures: other.signatures },
    { ...proposed, signatures: [{ ...signature, device: 'alder-keeper-9' as DeviceId }] },
    { ...proposed, proposal: ` ${proposed.proposal}` },
    { ...proposed, contents: proposed.contents.map((text) => text.replace('"v":2', '"v":2,"x":1')) },
  ]) {
    assert.equal(await readProposal(founded, changed), null)
    assert.deepEqual(await completeProposal(founded, TODAY, changed, second), { ok: false, problem: 'wrong-proposal' })
  }
})

test('the seed of held keys is the one that they came from', async () => {
  const seed = systemRandom(32)
  assert.equal(toBase64url(seedOf(await deskKeys(seed))), toBase64url(seed))
})

test('a batch is dated after the log that it follows, though the own clock is behind', async () => {
  const ahead = await take(
    founded,
    await rotate(await making(), [which('alder', 'evening')]),
    keepersOf('alder'),
    addDays(TODAY, 1),
  )
  const signed: SignedEntry[] = await signBatch(
    ahead,
    TODAY,
    (await rotate(await making(ahead), [which('alder', 'referral')])).contents,
    await devices(keepersOf('alder')),
  )
  assert.equal((await readRoster(signed, ahead, TODAY)).ok, true)
})

test('papers are asked of the roster, not of the server', async () => {
  assert.equal(
    (await papersOf('alder')).recipient,
    founded.organisations.get('alder' as OrganisationId)?.recovery?.recipient,
  )
})
