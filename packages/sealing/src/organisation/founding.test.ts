// The founding as pure steps: what every device sees before it signs, what makes it refuse, and what stands when all have signed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonical } from '@apila/core/canonical.ts'
import { addDays } from '@apila/core/day.ts'
import type { Device, DeviceId, NetworkId, Organisation, OrganisationId } from '@apila/core/organisation/roster.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import { describeDevice } from '../account/device.ts'
import { openWraps } from '../account/desk-keys.ts'
import { deviceFrom, newDeviceSeed, newSigningKey } from '../account/new-device.ts'
import { systemRandom } from '../encoding.ts'
import { checkFounding, collectFounding, foundingDigest, mergeFounding, signFounding } from './founding.ts'
import { makePapers, papersKey } from './papers.ts'
import { readRoster } from './roster.ts'
import { genesisGroups, isGenesisOnPaper, keeperGroups, recordGroups } from './spoken.ts'
import { TODAY, describe, deviceOf, which } from './test-network.ts'

const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }
const ids = ['alder', 'birch'] as OrganisationId[]
const own = await Promise.all(
  ids.flatMap((organisation) =>
    ['1', '2'].map(async (n) => {
      const id = `${organisation}-keeper-${n}` as DeviceId
      const device = await deviceFrom(id, await newSigningKey(), newDeviceSeed(systemRandom))
      const placing = {
        organisation,
        roles: ['keeper' as const, 'worker' as const],
        desks: [],
        supervisor: null,
        pledge: null,
      }
      return { device, record: await describeDevice(device, placing) }
    }),
  ),
)
const organisations: Organisation[] = await Promise.all(
  ids.map(async (id) => {
    const { recipient, verifyKey } = await papersKey(id, makePapers(systemRandom).seed)
    return { id, names, recovery: { recipient, verifyKey } }
  }),
)
const plan = {
  network: 'real-network' as NetworkId,
  track: 'ngo-led' as const,
  purchaser: null,
  demo: false,
  organisations,
  devices: own.map(({ record }) => record),
  desks: ids.map((organisation) => ({
    desk: {
      organisation,
      id: which(organisation, 'referral').desk,
      deskKind: 'referral' as const,
      names,
      volunteers: false,
    },
    devices: own.map(({ record }) => record.id),
  })),
  together: own.slice(0, 3).map(({ record }) => record.id),
}
const { texts, keys } = await collectFounding(plan, TODAY, systemRandom)
const [first] = own
assert.ok(first)
const mine = { record: first.record, recovery: organisations[0]?.recovery }

test('a network that is no demo is founded: everybody agrees, everybody signs, and every desk has its key', async () => {
  for (const { record } of own) {
    const recovery = organisations.find(({ id }) => id === record.organisation)?.recovery
    assert.equal(await checkFounding(texts, { record, recovery }, TODAY), null)
  }
  const entries = mergeFounding(texts, await Promise.all(own.map(({ device }) => signFounding(device, texts))))
  const reading = await readRoster(entries, null, TODAY)
  assert.ok(reading.ok, reading.ok ? '' : reading.problem)
  const { roster } = reading
  assert.equal(roster.demo, false)
  for (const organisation of ids) assert.equal(currentEpoch(roster, which(organisation, 'referral'))?.epoch, 0)
  for (const [at, { device }] of own.entries()) {
    const { desks, shared, refused } = await openWraps(device, roster, keys.wraps)
    assert.deepEqual([desks.length, shared.length, refused], [1, at < 3 ? 1 : 0, 0])
  }
  assert.equal(keys.recovery.length, 2 + 2, 'each desk for its own papers, the shared one for all')
  assert.equal(await foundingDigest(texts), roster.genesis)
})

test('one who has not signed is missed', async () => {
  const signed = await Promise.all(own.slice(1).map(({ device }) => signFounding(device, texts)))
  const reading = await readRoster(mergeFounding(texts, signed), null, TODAY)
  assert.deepEqual(reading, { ok: false, problem: 'not-enough-signatures', n: 0 })
})

test('a device refuses texts in which its record, its papers or a rule is not as it should be', async () => {
  const changed = async (changes: Partial<typeof plan>) =>
    (await collectFounding({ ...plan, ...changes }, TODAY, systemRandom)).texts
  const tell = async (these: readonly string[], today = TODAY) =>
    (await checkFounding(these, mine, today))?.problem ?? 'ok'
  const other = await deviceFrom(first.record.id, await newSigningKey(), newDeviceSeed(systemRandom))
  const { organisation, roles, desks, supervisor, pledge } = first.record
  const inPlace = await describeDevice(other, { organisation, roles, desks, supervisor, pledge })
  assert.equal(await tell(await changed({ devices: [inPlace, ...plan.devices.slice(1)] })), 'not-my-record')
  const more: Device['roles'] = ['keeper', 'worker', 'press']
  const widened = { ...first.record, roles: more }
  assert.equal(await tell(await changed({ devices: [widened, ...plan.devices.slice(1)] })), 'bad-signature')
  const papers = await papersKey('alder' as OrganisationId, makePapers(systemRandom).seed)
  const swapped = organisations.map((each, at) =>
    at === 0 ? { ...each, recovery: { recipient: papers.recipient, verifyKey: papers.verifyKey } } : each,
  )
  assert.equal(await tell(await changed({ organisations: swapped })), 'not-my-papers')
  const bare = organisations.map(({ id }) => ({ id, names }))
  assert.equal(await tell(await changed({ organisations: bare })), 'recovery-missing')
  assert.equal(
    await tell(await changed({ devices: plan.devices.slice(0, 3), together: [], desks: [] })),
    'not-these-texts',
  )
  assert.equal(await tell(await changed({ track: 'purchased' as never })), 'wrong-track')
  assert.equal(await tell(texts, addDays(TODAY, 1)), 'wrong-day')
  assert.equal(await tell(texts.slice(1)), 'not-these-texts')
  assert.equal(await tell([]), 'not-these-texts')
  assert.equal(await tell([...texts, '{']), 'not-these-texts')
  assert.equal(await tell([texts[0] ?? '', texts[2] ?? '']), 'not-these-texts', 'the chain')
})

test('demo keys found no real network', async () => {
  const device = await describe('alder-keeper-1', 'alder', { roles: ['keeper', 'worker'] })
  const { texts: open } = await collectFounding(
    { ...plan, devices: [device, ...plan.devices.slice(1)] },
    TODAY,
    systemRandom,
  )
  const signers = own.slice(1).map(({ device: each }) => each)
  const entries = mergeFounding(
    open,
    await Promise.all([await deviceOf('alder-keeper-1'), ...signers].map((each) => signFounding(each, open))),
  )
  assert.deepEqual(
    await readRoster(entries, null, TODAY).then((reading) => (reading.ok ? 'ok' : reading.problem)),
    'demo-key',
  )
})

test('both keys of a leash keeper are read as one number, the same as its machine says', async () => {
  const keys = { recipient: 'age1pq1example', verifyKey: 'abc' }
  assert.equal((await keeperGroups(keys)).join(' '), '1645 1152 8068 6923 9656 9323 4565 5903')
  for (const other of [{ recipient: 'age1pq1exampla' }, { verifyKey: 'abd' }])
    assert.notDeepEqual(await keeperGroups({ ...keys, ...other }), await keeperGroups(keys))
})

test('what people read to each other stands for the whole record, and what is on paper for the genesis', async () => {
  const groups = await recordGroups(first.record)
  assert.match(groups.join(' '), /^(\d{4} ){7}\d{4}$/)
  assert.deepEqual(await recordGroups(JSON.parse(canonical(first.record)) as Device), groups)
  for (const { record } of own.slice(1)) assert.notDeepEqual(await recordGroups(record), groups)
  assert.notDeepEqual(await recordGroups({ ...first.record, roles: ['keeper'] }), groups)
  const digest = await foundingDigest(texts)
  const onPaper = genesisGroups(digest)
  assert.match(onPaper.join(' '), /^([0-9a-f]{4} ){9}[0-9a-f]{4}$/)
  assert.equal(isGenesisOnPaper(onPaper.join(' ').toUpperCase(), digest), true)
  assert.equal(isGenesisOnPaper(onPaper.slice(1).join(' '), digest), false)
  assert.equal(isGenesisOnPaper('', digest), false)
  const wrong = onPaper.join('').replace(/.$/, (sign) => (sign === '0' ? '1' : '0'))
  assert.equal(isGenesisOnPaper(wrong, digest), false)
})
