// Logs of the test network that may stand and that each rule refuses: the cases of vectors/roster.json.
import type { Device, SignedEntry } from '@apila/core/organisation/roster.ts'
import {
  ALL_KEEPERS,
  PLEDGE,
  type SignerName,
  describe,
  deskBody,
  entryAfter,
  epochBody,
  genesisBody,
  keepersOf,
  keysOf,
  policyBody,
  signText,
  withBatch,
} from '../src/organisation/test-network.ts'

type Body = Record<string, unknown>
type Step = readonly [Body, readonly SignerName[]]

/** `rule`: the number in docs/protocol.md "Roster", or "who signs". `after`: how many entries of the good log come first. */
export type RosterCase = { rule: string; case: string; after: number; batch: SignedEntry[]; stands: boolean }

const ALDER = keepersOf('alder')

export async function rosterCases(network: readonly SignedEntry[]): Promise<RosterCase[]> {
  const cases: RosterCase[] = []
  const add = async (rule: string, name: string, stands: boolean, ...steps: Step[]) => {
    const log = await withBatch(network, ...steps)
    cases.push({ rule, case: name, after: network.length, batch: log.slice(network.length), stands })
  }
  const worker = async (changes: Body = {}, id = 'alder-worker-3'): Promise<Step> => [
    { kind: 'device', device: await describe(id, 'alder', changes) },
    ALDER,
  ]
  const epoch = async (desk: string, n: number, changes: Body = {}): Promise<Step> => [
    { ...(await epochBody('alder', desk, n)), ...changes },
    ALDER,
  ]
  const [body] = await worker()
  const text = async (changed: (text: string) => string, rule: string, name: string) => {
    const batch = [await signText(changed(await entryAfter(network, body)), ALDER)]
    cases.push({ rule, case: name, after: network.length, batch, stands: false })
  }
  await add('1', 'a device more', true, [body, ALDER])
  await text((entry) => entry.replace(`"n":${String(network.length)}`, '"n":1'), '1', 'another number')
  await text((entry) => entry.replace(/"previous":"./, '"previous":"_'), '1', 'another entry before')
  await add('1', 'an earlier day', false, [{ ...body, on: '2026-11-29' }, ALDER])
  await add('1', 'tomorrow', true, [{ ...body, on: '2026-12-01' }, ALDER])
  await add('1', 'the day after tomorrow', false, [{ ...body, on: '2026-12-02' }, ALDER])
  await text((entry) => ` ${entry}`, 'text', 'another spelling')
  await text((entry) => entry.replace('{', '{"a":1,'), 'text', 'an unknown member')
  await text((entry) => entry.replace('"v":2', '"v":2,"v":2'), 'text', 'a member twice')
  await add('2', 'a signature by nobody', false, [body, [...ALDER, 'alder-worker-9']])
  await add('2', 'a signature by another key', false, [
    body,
    [...ALDER, { id: 'birch-worker-1', keysOf: 'alder-worker-1' }],
  ])
  await add('2', 'one device twice', false, [body, [...ALDER, 'alder-keeper-1']])
  await add('3', 'an id of before', false, await worker({ keysOf: 'alder-worker-3' }, 'alder-worker-1'))
  await add('3', 'a key of before', false, await worker({ keysOf: 'alder-worker-1' }))
  const birch = await keysOf('birch', 'referral')
  await add('3', "another desk's recipient", false, await epoch('referral', 1, { recipient: birch.recipient }))
  await add('3', "another desk's bell", false, await epoch('referral', 1, { bell: birch.bellPublic }))
  await add('4', 'a recipient that is no key', false, await epoch('referral', 1, { recipient: 'age1pq1qqqqqqqqqq' }))
  await add('4', 'a bell of low order', false, await epoch('referral', 1, { bell: 'A'.repeat(43) }))
  const record = body['device'] as Device
  const other = await describe('alder-worker-4', 'alder')
  await add('5', "another device's proof", false, [{ ...body, device: { ...record, proof: other.proof } }, ALDER])
  await add('5', 'a record that was changed', false, [{ ...body, device: { ...record, desks: ['referral'] } }, ALDER])
  await add('6', 'a desk of nowhere', false, await worker({ desks: ['nowhere'] }))
  await add('6', 'a key for a desk of nowhere', false, await epoch('nowhere', 0))
  const policy = (changes: Body): Step => [
    policyBody({ fromCohort: 2027, ...changes }),
    [...ALDER, ...keepersOf('birch')],
  ]
  await add('6', 'two officers of two organisations', true, policy({}))
  await add('6', 'one officer twice', false, policy({ secondOfficer: 'alder-officer' }))
  await add('6', 'a worker as officer', false, policy({ secondOfficer: 'birch-worker-1' }))
  await add('14.8', 'a policy for a year that has begun', false, policy({ fromCohort: 2026 }))
  const volunteer = { roles: ['volunteer'], desks: ['evening'], supervisor: 'alder-worker-2', pledge: PLEDGE }
  const joins = (changes: Body) => worker({ ...volunteer, ...changes }, 'alder-volunteer-2')
  await add('7', 'a volunteer', true, await joins({}))
  await add('7', 'a volunteer with another role', false, await joins({ roles: ['volunteer', 'worker'] }))
  await add('7', 'a volunteer on a desk without volunteers', false, await joins({ desks: ['referral'] }))
  await add('7', 'a volunteer without a pledge', false, await joins({ pledge: null }))
  await add('7', 'a volunteer without a supervisor', false, await joins({ supervisor: null }))
  await add('7', 'a supervisor of another desk', false, await joins({ supervisor: 'alder-worker-1' }))
  const remove = (id: string): Step => [{ kind: 'device-remove', id }, ALDER]
  await add('7', 'a supervisor leaves', false, remove('alder-worker-2'), await epoch('evening', 1))
  await add(
    '8',
    'a device leaves and its desk gets a new key',
    true,
    remove('alder-worker-1'),
    await epoch('referral', 1),
  )
  await add('8', 'a device leaves and its desk keeps its key', false, remove('alder-worker-1'))
  await add('8', 'the new key comes too early', false, await epoch('referral', 1), remove('alder-worker-1'))
  const third = await worker({ roles: ['keeper'] }, 'alder-keeper-3')
  await add('8', 'a removed device signs its removal', false, third, remove('alder-keeper-1'))
  await add('9', 'a keeper is a keeper no more', false, [
    { kind: 'device-change', id: 'alder-keeper-2', roles: ['worker'], desks: [], supervisor: null },
    ALDER,
  ])
  await add('who signs', 'one keeper', false, [body, ['alder-keeper-1']])
  await add('who signs', 'keepers of another organisation', false, [body, keepersOf('birch')])
  await add('who signs', 'a policy by one organisation of three', false, [policyBody({ fromCohort: 2027 }), ALDER])
  await add('epoch', 'a key period is left out', false, await epoch('referral', 2))
  await add('desk', 'a desk twice', false, [deskBody('alder', 'referral'), ALDER])

  const found = async (
    rule: string,
    name: string,
    changes: Body,
    stands = false,
    signers: readonly SignerName[] = ALL_KEEPERS,
  ) => {
    const batch = await withBatch([], [await genesisBody(changes), signers])
    cases.push({ rule, case: name, after: 0, batch, stands })
  }
  await found('who signs', 'genesis without one signature', {}, false, ALL_KEEPERS.slice(1))
  await found('11', 'purchased without a purchaser', { track: 'purchased' })
  const names = { fi: 'Kaupunki', sv: 'Staden', en: 'The city' }
  const purchaser = { names, nonProfitBasis: 'Act on public procurement, section 4' }
  await found('11', 'purchased', { track: 'purchased', purchaser }, true)
  await found('11', 'a purchaser on the other track', { purchaser })
  return cases
}
