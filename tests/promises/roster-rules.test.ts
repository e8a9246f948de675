// Promise: a roster obeys every sentence of docs/protocol.md "Roster", on the server and on each device alike.
// One case for each sentence, with a neighbour that may stand. Both sides judge every log here, and must say the same.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { decodeBech32 } from '@apila/core/bech32.ts'
import { canonical } from '@apila/core/canonical.ts'
import { Day, addDays } from '@apila/core/day.ts'
import type { Device, DeviceId } from '@apila/core/organisation/roster.ts'
import { proofText } from '@apila/core/organisation/roster-rules.ts'
import { signLabelled } from '@apila/sealing/labels.ts'
import {
  ALL_KEEPERS,
  ORGANISATIONS,
  PLEDGE,
  type SignerName,
  TODAY,
  describe,
  deskBody,
  deviceOf,
  entryAfter,
  genesisBody,
  keepersOf,
  keysOf,
  papersOf,
  policyBody,
  readEntry,
  signText,
  spellRecipient,
  withBatch,
} from '@apila/sealing/organisation/test-network.ts'
import {
  ALDER,
  BIRCH,
  type Body,
  type Step,
  after,
  change,
  device,
  epoch,
  genesis,
  network,
  next,
  remove,
  verdict,
} from './roster-verdict.ts'

test('the network of these tests stands', async () => {
  assert.equal(await verdict(network), 'ok')
})

test('1: n and previous continue the chain, and genesis stands at its beginning alone', async () => {
  const step = await device('alder-worker-3')
  const text = await entryAfter(network, step[0])
  const changed = async (fields: Body) =>
    next(await signText(canonical({ ...(JSON.parse(text) as object), ...fields }), ALDER))
  assert.equal(await changed({}), 'ok')
  assert.equal(await changed({ n: network.length + 1 }), 'wrong-order')
  assert.equal(await changed({ n: network.length - 1 }), 'wrong-order')
  assert.equal(await changed({ previous: null }), 'broken-chain')
  const earlier = JSON.parse(network.at(-1)?.entry ?? '') as { previous: string }
  assert.equal(await changed({ previous: earlier.previous }), 'broken-chain')
  assert.equal(await verdict([...network.slice(0, 2), ...network.slice(3)]), 'wrong-order')
  assert.equal(await after([await genesisBody(), ALL_KEEPERS]), 'wrong-order')
  const headless = await signText(canonical({ ...readEntry(network[1]), n: 0, previous: null }), ALDER)
  assert.equal(await verdict([headless]), 'wrong-order')
})

test('1: the day of an entry is not earlier than that of the one before, and at most one day ahead of the reader', async () => {
  const on = async (days: number) => {
    const [body, signers] = await device('alder-worker-3')
    return after([{ ...body, on: addDays(TODAY, days) }, signers])
  }
  assert.deepEqual([await on(0), await on(1), await on(2), await on(-1)], ['ok', 'ok', 'wrong-day', 'wrong-day'])
  assert.equal(await verdict(network, addDays(TODAY, -1)), 'ok')
  assert.equal(await verdict(network, addDays(TODAY, -2)), 'wrong-day')
  assert.equal(await verdict(network, Day.parse('2031-01-01')), 'ok')
})

test('2: every signature verifies and its signer is active; one bad signature spoils the entry', async () => {
  const [body] = await device('alder-worker-3')
  const good = await signText(await entryAfter(network, body), [...ALDER, 'birch-worker-1'])
  assert.equal(await next(good), 'ok', 'a signature more does no harm')
  const [first, second, third] = good.signatures
  assert.ok(first && second && third)
  const spoiled = [
    ['bad-signature', [first, second, { ...third, signature: first.signature }]],
    ['bad-signature', [first, { ...second, signature: third.signature }]],
    ['unknown-signer', [first, second, { ...third, device: 'alder-worker-9' as DeviceId }]],
    ['unknown-signer', [first, second, first]],
  ] as const
  for (const [problem, signatures] of spoiled)
    assert.equal(await next({ ...good, signatures: [...signatures] }), problem)
  const other = await signText(good.entry.replace('alder-worker-3', 'alder-worker-4'), ALDER)
  assert.equal(await next({ ...good, signatures: other.signatures }), 'bad-signature')
  const shortLived = await device('alder-keeper-3', { roles: ['keeper'] })
  const removed = ['alder-keeper-1', 'alder-keeper-3']
  assert.equal(await after(shortLived, [body, removed]), 'ok')
  assert.equal(await after(shortLived, remove('alder-keeper-3'), [body, removed]), 'unknown-signer')
  assert.equal(await after([body, [...ALDER, 'alder-worker-3']]), 'unknown-signer', 'nobody signs itself in')
})

test('3: ids are never used twice, those of removed devices neither', async () => {
  assert.equal(await after(await device('alder-worker-3')), 'ok')
  assert.equal(await after(await device('alder-worker-1', { keysOf: 'alder-worker-3' })), 'already-there')
  assert.equal(await after(await device('birch-worker-1', { keysOf: 'alder-worker-3' })), 'already-there')
  const gone = [remove('alder-worker-1'), await epoch('alder', 'referral', 1)]
  assert.equal(await after(...gone), 'ok')
  assert.equal(await after(...gone, await device('alder-worker-1', { keysOf: 'alder-worker-3' })), 'already-there')
  assert.equal(await after([deskBody('alder', 'morning'), ALDER]), 'ok')
  assert.equal(await after([deskBody('alder', 'referral'), ALDER]), 'already-there')
  const { organisations } = (await genesisBody()) as unknown as { organisations: object[] }
  assert.equal(await verdict(await genesis({ organisations: [...organisations, organisations[0]] })), 'already-there')
})

test('3: no public key is used twice over the whole log, removed ones included', async () => {
  const taken = await describe('alder-worker-1', 'alder')
  const own = await deviceOf('alder-worker-3')
  const twin = async (changes: Partial<Device>, signer: string): Promise<Step> => {
    const record = { ...(await describe('alder-worker-3', 'alder')), ...changes }
    const proof = await signLabelled(await deviceOf(signer), 'apila/device/v2', proofText(record))
    return [{ kind: 'device', device: { ...record, proof } }, ALDER]
  }
  assert.equal(await after(await twin({}, 'alder-worker-3')), 'ok')
  assert.equal(await after(await twin({ verifyKey: taken.verifyKey }, 'alder-worker-1')), 'key-used-before')
  assert.equal(await after(await twin({ recipient: taken.recipient }, 'alder-worker-3')), 'key-used-before')
  const gone = [remove('alder-worker-1'), await epoch('alder', 'referral', 1)]
  assert.equal(await after(...gone, await twin({ recipient: taken.recipient }, 'alder-worker-3')), 'key-used-before')
  const kataja = await keysOf('birch', 'referral')
  assert.equal(await after(await epoch('alder', 'referral', 1)), 'ok')
  for (const changes of [{ recipient: kataja.recipient }, { bell: kataja.bellPublic }, { recipient: own.recipient }]) {
    const step = await epoch('alder', 'referral', 1, changes)
    const worker = 'recipient' in changes && changes.recipient === own.recipient ? [await device('alder-worker-3')] : []
    assert.equal(await after(...worker, step), 'key-used-before', Object.keys(changes).join())
  }
  const earlier = await keysOf('alder', 'referral', 0)
  assert.equal(await after(await epoch('alder', 'referral', 1, { recipient: earlier.recipient })), 'key-used-before')
  const genesisDevices = (await genesisBody())['devices'] as Device[]
  const doubled = await describe('alder-keeper-3', 'alder', { roles: ['keeper'], keysOf: 'alder-keeper-1' })
  const signers = [...ALL_KEEPERS, { id: 'alder-keeper-3', keysOf: 'alder-keeper-1' }]
  assert.equal(await verdict(await genesis({ devices: [...genesisDevices, doubled] }, signers)), 'key-used-before')
})

test('4: recipients decode, and X25519 and Ed25519 keys are of full length and not of low order', async () => {
  const { recipient } = await keysOf('alder', 'referral', 1)
  const { bytes } = decodeBech32(recipient) ?? { bytes: new Uint8Array() }
  const withTail = (tail: Uint8Array) => spellRecipient(new Uint8Array([...bytes.slice(0, 1184), ...tail]))
  const low = new Uint8Array(32)
  const refused = [
    { recipient: 'age1pq1qqqqqqqqqq' },
    { recipient: recipient.toUpperCase() },
    { recipient: `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}` },
    { recipient: spellRecipient(bytes, 'age1pr') },
    { recipient: spellRecipient(bytes.slice(1)) },
    { recipient: spellRecipient(new Uint8Array([...bytes, 0])) },
    { recipient: withTail(low) },
    { bell: 'A'.repeat(43) },
    { bell: `AQ${'A'.repeat(41)}` },
    { bell: 'A'.repeat(42) },
    { bell: '_'.repeat(42) + '8' },
  ]
  assert.equal(await after(await epoch('alder', 'referral', 1, { recipient: spellRecipient(bytes) })), 'ok')
  for (const changes of refused)
    assert.equal(await after(await epoch('alder', 'referral', 1, changes)), 'not-an-entry', canonical(changes))
  for (const changes of [
    { verifyKey: 'A'.repeat(43) },
    { verifyKey: `AQ${'A'.repeat(41)}` },
    { recipient: withTail(low) },
  ]) {
    const [body, signers] = await device('alder-worker-3')
    const record = { ...(body['device'] as Device), ...changes }
    assert.equal(await after([{ ...body, device: record }, signers]), 'not-an-entry')
  }
})

test("5: a device's proof is by its own key over the whole record", async () => {
  const record = await describe('alder-worker-3', 'alder', { desks: ['referral'] })
  const step = (changes: Partial<Device>): Step => [{ kind: 'device', device: { ...record, ...changes } }, ALDER]
  assert.equal(await after(step({})), 'ok')
  const other = await describe('alder-worker-4', 'alder')
  assert.equal(await after(step({ proof: other.proof })), 'bad-signature')
  assert.equal(await after(step({ desks: [] })), 'bad-signature')
  assert.equal(await after(step({ recipient: other.recipient })), 'bad-signature')
  assert.equal(await after(step({ verifyKey: other.verifyKey })), 'bad-signature')
  const asEntry = await signLabelled(await deviceOf('alder-worker-3'), 'apila/roster/v2', proofText(record))
  assert.equal(await after(step({ proof: asEntry })), 'bad-signature', 'under another label')
  const { devices } = (await genesisBody()) as unknown as { devices: Device[] }
  const stolen = devices.map((each, at) => (at === 0 ? { ...each, proof: record.proof } : each))
  assert.equal(await verdict(await genesis({ devices: stolen })), 'bad-signature')
})

test("6: a desk belongs to its organisation, and a device's desks to the device's organisation", async () => {
  assert.equal(await after([deskBody('alder', 'morning'), ALDER], await epoch('alder', 'morning', 0)), 'ok')
  assert.equal(await after([deskBody('maple', 'morning'), ALDER]), 'not-enough-signatures')
  assert.equal(await after(await epoch('alder', 'morning', 0)), 'unknown-desk')
  assert.equal(await after(await epoch('birch', 'evening', 0)), 'unknown-desk', 'the desk of another')
  assert.equal(await after(await device('alder-worker-3', { desks: ['evening'] })), 'ok')
  assert.equal(await after(await device('birch-worker-3', { desks: ['evening'] }, 'birch')), 'unknown-desk')
  assert.equal(await after(change('alder-worker-1', { desks: ['referral', 'evening'] })), 'ok')
  assert.equal(await after(change('birch-worker-1', { desks: ['referral', 'evening'] }, BIRCH)), 'unknown-desk')
  const { devices } = (await genesisBody()) as unknown as { devices: Device[] }
  const stranger = await describe('maple-keeper-1', 'maple', { roles: ['keeper'] })
  assert.equal(await verdict(await genesis({ devices: [...devices, stranger] })), 'unknown-organisation')
  const early = await describe('alder-keeper-3', 'alder', { desks: ['referral'] })
  assert.equal(await verdict(await genesis({ devices: [...devices, early] })), 'unknown-desk')
})

test('6: the officers of the statistics are two different active release officers of two organisations', async () => {
  const signers = [...ALDER, ...BIRCH]
  const officers = (firstOfficer: string, secondOfficer: string, fromCohort = 2027): Step => [
    policyBody({ firstOfficer, secondOfficer, fromCohort }),
    signers,
  ]
  const second = await device('alder-officer-2', { roles: ['release-officer'] })
  assert.equal(await after(officers('birch-officer', 'alder-officer')), 'ok')
  assert.equal(await after(officers('alder-officer', 'alder-officer')), 'wrong-officers')
  assert.equal(await after(second, officers('alder-officer', 'alder-officer-2')), 'wrong-officers')
  assert.equal(await after(second, officers('birch-officer', 'alder-officer-2')), 'ok')
  assert.equal(await after(officers('alder-officer', 'maple-officer')), 'wrong-officers')
  assert.equal(await after(officers('maple-officer', 'alder-officer')), 'wrong-officers')
  assert.equal(await after(officers('alder-worker-1', 'birch-officer')), 'wrong-officers')
  assert.equal(await after(officers('alder-officer', 'birch-worker-1')), 'wrong-officers')
  assert.equal(await after(remove('alder-officer'), officers('alder-officer', 'birch-officer')), 'wrong-officers')
})

test('a policy is in force for years that begin after it; only the first may be for the year of its entry', async () => {
  const from = (fromCohort: number): Step => [policyBody({ fromCohort }), [...ALDER, ...BIRCH]]
  assert.equal(await after(from(2027)), 'ok')
  assert.equal(await after(from(2026)), 'wrong-policy')
  assert.equal(await verdict(await withBatch(network.slice(0, -1), from(2021))), 'ok')
})

test('a suite for new seals must be readable without end', async () => {
  const suite = (read: object[]): Step => [
    { kind: 'policy', topic: 'suite', value: { seal: 3, read } },
    [...ALDER, ...BIRCH],
  ]
  const both = [
    { suite: 2, until: '2027-06-01' },
    { suite: 3, until: null },
  ]
  assert.equal(await after(suite(both)), 'ok')
  assert.equal(await after(suite(both.slice(0, 1))), 'wrong-policy')
  assert.equal(await after(suite([{ suite: 3, until: '2027-06-01' }])), 'wrong-policy')
  const otherEndless = [
    { suite: 2, until: null },
    { suite: 3, until: '2027-06-01' },
  ]
  assert.equal(await after(suite(otherEndless)), 'wrong-policy')
})

test('7: a volunteer has no other role, only desks where volunteers work, a supervisor on all of them, and a pledge', async () => {
  const volunteer = { roles: ['volunteer'], desks: ['evening'], supervisor: 'alder-worker-2', pledge: PLEDGE }
  const with_ = async (changes: Body) => after(await device('alder-volunteer-2', { ...volunteer, ...changes }))
  assert.equal(await with_({}), 'ok')
  assert.equal(await with_({ roles: ['volunteer', 'worker'] }), 'wrong-volunteer')
  assert.equal(await with_({ desks: ['referral'] }), 'wrong-volunteer')
  assert.equal(await with_({ desks: ['evening', 'referral'] }), 'wrong-volunteer')
  assert.equal(await with_({ pledge: null }), 'wrong-volunteer')
  assert.equal(await with_({ supervisor: null }), 'supervisor-missing')
  assert.equal(await with_({ supervisor: 'alder-worker-9' }), 'supervisor-missing')
  assert.equal(await with_({ supervisor: 'alder-worker-1' }), 'supervisor-missing', 'not on the desk')
  assert.equal(await with_({ supervisor: 'alder-volunteer-1' }), 'supervisor-missing', 'a volunteer')
  assert.equal(await with_({ supervisor: 'alder-volunteer-2' }), 'supervisor-missing', 'itself')
  const boss = await device('alder-keeper-3', { roles: ['keeper'], desks: ['evening'] })
  const underBoss = await device('alder-volunteer-2', { ...volunteer, supervisor: 'alder-keeper-3' })
  assert.equal(await after(boss, underBoss), 'supervisor-missing', 'a keeper who is no worker')
  const foreign: Step[] = [
    [deskBody('birch', 'evening', { volunteers: true }), BIRCH],
    await device('birch-worker-3', { desks: ['evening'] }, 'birch'),
    await device('alder-volunteer-2', { ...volunteer, supervisor: 'birch-worker-3' }),
  ]
  assert.equal(await after(...foreign), 'supervisor-missing', 'of another organisation')
  assert.equal(await after(await device('alder-worker-3', { supervisor: 'alder-worker-1' })), 'wrong-volunteer')
  assert.equal(await after(change('alder-worker-2', { roles: ['volunteer'], desks: ['evening'] })), 'wrong-volunteer')
})

test('7: a volunteer who becomes a worker, or leaves, needs no supervisor any more', async () => {
  const hired = change('alder-volunteer-1', { desks: ['evening'] })
  assert.equal(await after(hired), 'ok')
  assert.equal(await after(hired, remove('alder-worker-2'), await epoch('alder', 'evening', 1)), 'ok')
  const left = [remove('alder-volunteer-1'), await epoch('alder', 'evening', 1)]
  assert.equal(await after(...left, remove('alder-worker-2'), await epoch('alder', 'evening', 2)), 'ok')
})

test('7: a supervisor does not leave, or the desk or the role, without a successor in the same batch', async () => {
  const successor = change('alder-worker-1', { desks: ['referral', 'evening'] })
  const handOver = change('alder-volunteer-1', {
    roles: ['volunteer'],
    desks: ['evening'],
    supervisor: 'alder-worker-1',
  })
  const rekey = await epoch('alder', 'evening', 1)
  const leaving = [
    remove('alder-worker-2'),
    change('alder-worker-2', { desks: [] }),
    change('alder-worker-2', { roles: ['keeper'], desks: ['evening'] }),
  ]
  for (const [at, leave] of leaving.entries()) {
    const keys = at < 2 ? [rekey] : []
    assert.equal(await after(leave, ...keys), 'supervisor-missing')
    assert.equal(await after(successor, leave, ...keys), 'supervisor-missing')
    assert.equal(await after(successor, leave, ...keys, handOver), 'ok')
    assert.equal(await after(successor, handOver, leave, ...keys), 'ok')
    assert.equal(
      await after(leave, ...keys, remove('alder-volunteer-1'), await epoch('alder', 'evening', 2)),
      at < 2 ? 'ok' : 'already-there',
    )
    const between = await device('alder-worker-3')
    assert.equal(await after(successor, leave, ...keys, between, handOver), 'supervisor-missing', 'nothing between')
  }
})

test('8: whoever leaves a desk takes its key away: an epoch for each desk comes in the same batch', async () => {
  const both = change('alder-worker-1', { desks: ['referral', 'evening', 'numbers'] })
  const [first, second] = [await epoch('alder', 'referral', 1), await epoch('alder', 'evening', 1)]
  assert.equal(await after(both), 'ok', 'a desk more needs no new key')
  assert.equal(await after(both, remove('alder-worker-1')), 'epoch-missing')
  assert.equal(await after(both, remove('alder-worker-1'), first), 'epoch-missing')
  assert.equal(await after(both, first, second, remove('alder-worker-1')), 'epoch-missing', 'before is too early')
  assert.equal(await after(both, remove('alder-worker-1'), first, second), 'ok', 'a desk without a key needs none')
  assert.equal(await after(both, change('alder-worker-1', { desks: ['referral'] })), 'epoch-missing')
  assert.equal(await after(both, change('alder-worker-1', { desks: ['referral'] }), second), 'ok')
  assert.equal(await after(both, change('alder-worker-1', { desks: ['referral'] }), first), 'epoch-missing')
  const between = [deskBody('birch', 'morning'), BIRCH] as const
  assert.equal(await after(both, remove('alder-worker-1'), between, first, second), 'epoch-missing', 'nothing between')
  const two = [remove('alder-worker-1'), remove('alder-worker-2')]
  const moved = [
    change('alder-volunteer-1', { roles: ['volunteer'], desks: [], supervisor: 'alder-keeper-1' }),
    second,
    first,
  ]
  assert.equal(await after(...two, ...moved), 'ok', 'two removals share their new keys')
  assert.equal(await after(remove('alder-worker-9')), 'unknown-device')
  assert.equal(await after(change('alder-worker-9', {})), 'unknown-device')
})

test('8: a removed device does not count as signer of its own removal, nor of the new keys', async () => {
  const third = await device('alder-keeper-3', { roles: ['keeper'] })
  assert.equal(
    await after(third, remove('alder-keeper-1', ['alder-keeper-1', 'alder-keeper-2'])),
    'not-enough-signatures',
  )
  assert.equal(await after(third, remove('alder-keeper-1', ['alder-keeper-2', 'alder-keeper-3'])), 'ok')
  assert.equal(
    await after(third, remove('alder-keeper-1', ['alder-keeper-1', 'alder-keeper-2', 'alder-keeper-3'])),
    'ok',
  )
  const put = change('alder-keeper-1', { roles: ['keeper', 'worker'], desks: ['referral'] })
  const [body] = await epoch('alder', 'referral', 1)
  const batch = [third, put, remove('alder-keeper-1', ['alder-keeper-2', 'alder-keeper-3'])] as const
  assert.equal(await after(...batch, [body, ['alder-keeper-2', 'alder-keeper-3']]), 'ok')
  assert.equal(await after(...batch, [body, ['alder-keeper-1', 'alder-keeper-2', 'alder-keeper-3']]), 'unknown-signer')
})

test('9: each organisation keeps two keepers', async () => {
  const third = await device('alder-keeper-3', { roles: ['keeper'] })
  const demoted = change('alder-keeper-2', { roles: ['worker'] })
  assert.equal(await after(change('alder-keeper-2', { roles: ['keeper'] })), 'ok')
  assert.equal(await after(demoted), 'keepers-missing')
  assert.equal(await after(third, demoted), 'ok')
  const signers = ['alder-keeper-1', 'alder-keeper-3']
  assert.equal(await after(third, remove('alder-keeper-2', signers)), 'ok')
  assert.equal(await after(third, demoted, remove('alder-keeper-1', signers)), 'not-enough-signatures')
  const { devices } = (await genesisBody()) as unknown as { devices: Device[] }
  const officer = await describe('cedar-keeper-2', 'cedar', { roles: ['worker'] })
  assert.equal(await verdict(await genesis({ devices: [...devices.slice(0, -1), officer] })), 'keepers-missing')
  assert.equal(await verdict(await genesis({ devices: devices.slice(0, -1) })), 'keepers-missing')
  const withoutCedar = devices.filter(({ organisation }) => organisation !== 'cedar')
  assert.equal(await verdict(await genesis({ devices: withoutCedar })), 'keepers-missing')
  const fourth = await describe('cedar-keeper-3', 'cedar', { roles: ['keeper'] })
  assert.equal(await verdict(await genesis({ devices: [...devices, fourth] })), 'ok')
})

test('10: a real network holds no key that everyone can derive', async () => {
  const names = { fi: 'Leppä ry', sv: 'Al rf', en: 'Alder' }
  const secret = (id: string): SignerName => ({ id, keysOf: `secret-${id}` })
  const devices = await Promise.all(
    ALL_KEEPERS.map((id) => describe(id, id.split('-')[0] ?? '', { roles: ['keeper'], keysOf: `secret-${id}` })),
  )
  const organisations = await Promise.all(
    ORGANISATIONS.map(async (id) => ({ id, names, recovery: await papersOf(id, `secret-${id}`) })),
  )
  const real = async (first: Device | undefined, signer: SignerName) =>
    genesis({ demo: false, organisations, devices: [first, ...devices.slice(1)] }, [
      signer,
      ...ALL_KEEPERS.slice(1).map(secret),
    ])
  const [own] = devices
  assert.ok(own)
  const log = await real(own, secret('alder-keeper-1'))
  assert.equal(await verdict(log), 'ok')
  const open = await describe('alder-keeper-1', 'alder', { roles: ['keeper'] })
  assert.equal(await verdict(await real(open, 'alder-keeper-1')), 'demo-key')
  // One of the two keys is enough: the recipient that everyone can open under a key of its own, and the other way round.
  const mix = async (changes: Partial<Device>, signer: string) => {
    const record = { ...own, ...changes }
    return { ...record, proof: await signLabelled(await deviceOf(signer), 'apila/device/v2', proofText(record)) }
  }
  const opened = await mix({ recipient: open.recipient }, 'secret-alder-keeper-1')
  assert.equal(await verdict(await real(opened, secret('alder-keeper-1'))), 'demo-key')
  const signed = await mix({ verifyKey: open.verifyKey }, 'alder-keeper-1')
  assert.equal(await verdict(await real(signed, 'alder-keeper-1')), 'demo-key')
  const keepers = ALDER.map(secret)
  const later = async (keysOf: string) =>
    verdict(
      await withBatch(log, [
        { kind: 'device', device: await describe('alder-worker-1', 'alder', { keysOf }) },
        keepers,
      ]),
    )
  assert.equal(await later('secret-alder-worker-1'), 'ok')
  assert.equal(await later('alder-worker-1'), 'demo-key')
})

test('11: a purchased service says who buys it and why without gain, and no other has a purchaser', async () => {
  const names = { fi: 'Kaupunki', sv: 'Staden', en: 'The city' }
  const purchaser = { names, nonProfitBasis: 'Act on public procurement, section 4' }
  assert.equal(await verdict(await genesis({ track: 'purchased', purchaser })), 'ok')
  assert.equal(await verdict(await genesis({ track: 'purchased' })), 'wrong-track')
  assert.equal(await verdict(await genesis({ purchaser })), 'wrong-track')
  assert.equal(await verdict(await genesis({ track: 'other' })), 'not-an-entry')
  const mute = { ...purchaser, nonProfitBasis: '' }
  assert.equal(await verdict(await genesis({ track: 'purchased', purchaser: mute })), 'not-an-entry')
})

test('who signs: genesis by all its devices', async () => {
  assert.equal(await verdict(await genesis({}, ALL_KEEPERS)), 'ok')
  for (const missing of ALL_KEEPERS)
    assert.equal(
      await verdict(
        await genesis(
          {},
          ALL_KEEPERS.filter((id) => id !== missing),
        ),
      ),
      'not-enough-signatures',
    )
})

test('who signs: desk, device, device-change, device-remove and epoch by two keepers of the organisation', async () => {
  const bodies: Body[] = [
    deskBody('alder', 'morning'),
    (await device('alder-worker-3'))[0],
    change('alder-worker-1', { desks: ['referral', 'evening'] })[0],
    remove('alder-officer')[0],
    (await epoch('alder', 'referral', 1))[0],
  ]
  for (const body of bodies) {
    assert.equal(await after([body, ALDER]), 'ok', String(body['kind']))
    for (const few of [
      ['alder-keeper-1'],
      ['alder-keeper-2', 'alder-worker-1'],
      BIRCH,
      ['alder-keeper-1', 'birch-keeper-1'],
    ])
      assert.equal(await after([body, few]), 'not-enough-signatures', `${String(body['kind'])} ${few.join('+')}`)
  }
})

test('who signs: a policy by two keepers of each of more than half of the members', async () => {
  const policy = policyBody({ fromCohort: 2027 })
  const CEDAR = keepersOf('cedar')
  assert.equal(await after([policy, [...ALDER, ...BIRCH, ...CEDAR]]), 'ok')
  assert.equal(await after([policy, [...BIRCH, ...CEDAR]]), 'ok')
  assert.equal(await after([policy, [...ALDER, 'birch-keeper-1', 'cedar-keeper-1']]), 'not-enough-signatures')
  assert.equal(await after([policy, ALDER]), 'not-enough-signatures')
  // Of two members one is half and not more.
  const { organisations, devices } = (await genesisBody()) as unknown as { organisations: object[]; devices: Device[] }
  const pair = await genesis({ organisations: organisations.slice(0, 2), devices: devices.slice(0, 4) })
  const suite = { kind: 'policy', topic: 'suite', value: { seal: 2, read: [{ suite: 2, until: null }] } }
  assert.equal(await verdict(await withBatch(pair, [suite, [...ALDER, ...BIRCH]])), 'ok')
  assert.equal(await verdict(await withBatch(pair, [suite, ALDER])), 'not-enough-signatures')
})

test('an entry has one spelling and one shape', async () => {
  const [body] = await device('alder-worker-3')
  const text = await entryAfter(network, body)
  const refused = [
    ` ${text}`,
    text.replace('"v":2', '"v":1'),
    text.replace('"v":2', '"v":2,"v":2'),
    text.replace('{', '{"extra":1,'),
    text.replace('"n":', '"n":1e0,"n":'),
    text.replace('"kind":"device"', '"kind":"device-add"'),
    text.replace('["worker"]', '[]'),
    text.replace('["worker"]', '["worker","worker"]'),
    text.replace('"suites":[2]', '"suites":[2,2]'),
    text.replace('"suites":[2]', '"suites":[]'),
    text.replace('"desks":[]', '"desks":["referral","referral"]'),
    text.replace('alder-worker-3', 'Alder'),
    text.replace('alder-worker-3', 'a'),
    text.replace('alder-worker-3', `a${'b'.repeat(41)}`),
    text.replace('"suites":[2]', '"suites":[1,2]'),
    text.replace('"suites":[2]', '"suites":[2,100]'),
    text.replace('"pledge":null', '"pledge":{"on":"2026-11-01","text":""}'),
    text.replace('"pledge":null', `"pledge":{"on":"2026-11-01","text":"${'a'.repeat(2001)}"}`),
    text.replace('"pledge":null', '"pledge":{"on":"2026-11-31","text":"a"}'),
    'null',
    '',
  ]
  for (const changed of refused) {
    assert.notEqual(changed, text)
    assert.equal(await next(await signText(changed, ALDER)), 'not-an-entry', changed.slice(0, 60))
  }
})

test('what is written for people is plain text of a bounded length, and numbers are in their range', async () => {
  const named = async (fi: string) => after([deskBody('alder', 'morning', { names: { fi, sv: 'a', en: 'a' } }), ALDER])
  assert.deepEqual([await named('a'), await named('a'.repeat(200))], ['ok', 'ok'])
  assert.deepEqual([await named(''), await named('a'.repeat(201))], ['not-an-entry', 'not-an-entry'])
  const signers = [...ALDER, ...BIRCH]
  const valued = (changes: Body) => after([policyBody({ fromCohort: 2027, ...changes }), signers])
  const inRange = {
    epsilonMilli: [1, 100_000],
    deltaInverse: [1000, 1001],
    rhoCapMicro: [1, 2],
    fromCohort: [2027, 2200],
  }
  const outside = {
    epsilonMilli: [0, 100_001],
    deltaInverse: [999, -1],
    rhoCapMicro: [0, -1],
    fromCohort: [2019, 2201],
    contributionBound: [0, 2],
  }
  for (const [member, values] of Object.entries(inRange))
    for (const value of values) assert.equal(await valued({ [member]: value }), 'ok', `${member} ${String(value)}`)
  for (const [member, values] of Object.entries(outside))
    for (const value of values)
      assert.equal(await valued({ [member]: value }), 'not-an-entry', `${member} ${String(value)}`)
})

test('a network has at least two organisations and four devices, and an entry at least one signature', async () => {
  const { organisations, devices } = (await genesisBody()) as unknown as { organisations: object[]; devices: Device[] }
  const lone = { organisations: organisations.slice(0, 1), devices: devices.slice(0, 4) }
  assert.equal(await verdict(await genesis(lone)), 'not-an-entry')
  assert.equal(
    await verdict(await genesis({ organisations: organisations.slice(0, 2), devices: devices.slice(0, 3) })),
    'not-an-entry',
  )
  const { entry } = await signText(await entryAfter(network, deskBody('alder', 'morning')), ALDER)
  assert.equal(await next({ entry, signatures: [] }), 'not-enough-signatures')
})
