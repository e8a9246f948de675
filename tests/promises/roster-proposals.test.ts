// Promise: a signature that was given ahead, on a proposal, counts by the sentences of docs/protocol.md "Proposals" and by no others. Both sides
// judge every log here, and must say the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonical } from '@apila/core/canonical.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { contentOf } from '@apila/core/organisation/proposal.ts'
import type { DeviceId, EntrySignature, OrganisationId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { headAt } from '@apila/core/organisation/roster-value.ts'
import { deriveDemoPapers } from '@apila/sealing/account/demo-device.ts'
import { digestOf } from '@apila/sealing/encoding.ts'
import { signLabelled } from '@apila/sealing/labels.ts'
import {
  TODAY,
  describe,
  deskBody,
  deviceOf,
  entryAfter,
  epochBody,
  genesisBody,
  keepersOf,
  memberBody,
  papersOf,
  policyBody,
  readWhole,
  sharedEpochBody,
  signText,
  withBatch,
} from '@apila/sealing/organisation/test-network.ts'
import {
  ALDER,
  BIRCH,
  type Body,
  CEDAR,
  type Step,
  change,
  device,
  epoch,
  network,
  remove,
  roster,
  verdict,
} from './roster-verdict.ts'

const [FIRST, SECOND] = ['alder-keeper-1', 'alder-keeper-2']

type Ahead = {
  bodies: readonly Body[]
  ahead?: readonly string[]
  last?: readonly string[]
  /** What happened between the proposal and its last signature. */
  between?: readonly Step[]
  on?: Day
  today?: Day
  changes?: Record<string, unknown>
  log?: readonly SignedEntry[]
}

/** The proposal of bodies as `signers` sign it ahead. */
async function proposalOf(
  bodies: readonly Body[],
  { on = TODAY, changes = {}, log = network }: Ahead,
): Promise<string> {
  const contents = await Promise.all(bodies.map((body) => digestOf(canonical({ v: 2, ...body }))))
  const from = await readWhole(log)
  return canonical({ v: 2, on, length: from.length, head: from.head, contents, ...changes })
}

const signAhead = async (id: string, proposal: string): Promise<EntrySignature> => ({
  device: id as DeviceId,
  signature: await signLabelled(await deviceOf(id), 'apila/proposal/v2', proposal),
  proposal,
})

/** What both sides say to a batch of which the first signatures were given ahead. */
async function complete(given: Ahead): Promise<string> {
  const { bodies, ahead = [FIRST], last = [SECOND], between = [], log = network, today = TODAY } = given
  const proposal = await proposalOf(bodies, given)
  const then = await withBatch(log, ...between)
  const entries = await withAhead(then, bodies, proposal, ahead, last, today)
  return verdict(entries, today, await readWhole(then))
}

async function withAhead(
  log: readonly SignedEntry[],
  bodies: readonly Body[],
  proposal: string,
  ahead: readonly string[],
  last: readonly string[],
  on: Day = TODAY,
): Promise<SignedEntry[]> {
  const all = [...log]
  for (const body of bodies) {
    const { entry, signatures } = await signText(await entryAfter(all, { ...body, on }), last)
    const given = await Promise.all(ahead.map((id) => signAhead(id, proposal)))
    all.push({ entry, signatures: [...given, ...signatures] })
  }
  return all.slice(log.length)
}

const worker = async (id = 'alder-worker-3') => (await device(id))[0]
const night = deskBody('alder', 'night')
const nights = [night]
const removal = async (): Promise<Body[]> => [remove('alder-worker-1')[0], (await epoch('alder', 'referral', 1))[0]]

test('one keeper signs ahead, the other in the place: the two are enough, and neither alone', async () => {
  assert.equal(await complete({ bodies: [night] }), 'ok')
  assert.equal(await complete({ bodies: await removal() }), 'ok')
  assert.equal(await complete({ bodies: [night], last: ['alder-worker-1'] }), 'not-enough-signatures')
  assert.equal(await complete({ bodies: [night], last: ['birch-keeper-1'] }), 'not-enough-signatures')
  assert.equal(await complete({ bodies: [night], ahead: ['alder-worker-1'] }), 'not-enough-signatures')
  assert.equal(await complete({ bodies: [night], last: [FIRST] }), 'unknown-signer', 'the same keeper twice')
})

test('at least one signature is over the entry itself: what all signed ahead nobody has put in its place', async () => {
  assert.equal(await complete({ bodies: [night], ahead: ALDER, last: [] }), 'not-enough-signatures')
  assert.equal(await complete({ bodies: [night], ahead: ALDER, last: ['birch-worker-1'] }), 'ok')
})

test('what other organisations write meanwhile spoils nothing', async () => {
  const between: Step[] = [
    [deskBody('birch', 'night'), BIRCH],
    remove('cedar-worker-1', CEDAR),
    await epoch('cedar', 'referral', 1),
  ]
  assert.equal(await complete({ bodies: [night], between }), 'ok')
  assert.equal(await complete({ bodies: await removal(), between }), 'ok')
  assert.equal(
    await complete({ bodies: [night], between: [await device('alder-worker-3')] }),
    'ok',
    'nor what one adds oneself',
  )
})

test('the contents are those that were signed, all of them, in order, one behind the other', async () => {
  const bodies = [night, await worker(), await worker('alder-worker-4')]
  const proposal = await proposalOf(bodies, { bodies })
  const tell = async (these: readonly Body[], more: SignedEntry[] = []) =>
    verdict([...(await withAhead(network, these, proposal, [FIRST], [SECOND])), ...more], TODAY, roster)
  const [a, b, c] = bodies as [Body, Body, Body]
  assert.equal(await tell([a, b, c]), 'ok')
  for (const these of [[a], [a, b], [b, c], [a, c], [b, a, c], [a, b, b], [a, b, c, c]])
    assert.equal(await tell(these), 'batch-torn')
  assert.equal(await tell([{ ...a, names: { fi: 'Yö', sv: 'Natt', en: 'Other' } }, b, c]), 'batch-torn')
  const entries = await withAhead(network, [a, b], proposal, [FIRST], [SECOND])
  const between = (await withBatch([...network, ...entries], [deskBody('birch', 'night'), BIRCH])).slice(network.length)
  assert.equal(await verdict(between, TODAY, roster), 'batch-torn', 'nothing between')
  const rest = await withAhead([...network, ...between], [c], proposal, [FIRST], [SECOND])
  assert.equal(await verdict([...between, ...rest], TODAY, roster), 'batch-torn', 'nor where the rest follows')
  const direct = await withBatch([...network, ...entries], [c, ALDER])
  assert.equal(await verdict(direct.slice(network.length), TODAY, roster), 'batch-torn', 'nor without the proposal')
})

test('a signature ahead is over the proposal, which has one spelling, and no entry has two', async () => {
  const proposal = await proposalOf([night], { bodies: [night] })
  const [entry] = await withAhead(network, [night], proposal, [FIRST], [SECOND])
  assert.ok(entry)
  const [given, direct] = entry.signatures
  assert.ok(given && direct)
  const tell = (...signatures: EntrySignature[]) => verdict([{ ...entry, signatures }], TODAY, roster)
  assert.equal(await tell(given, direct), 'ok')
  assert.equal(await tell({ ...given, signature: direct.signature }, direct), 'bad-signature')
  assert.equal(await tell({ ...given, proposal: ` ${proposal}` }, direct), 'wrong-proposal')
  assert.equal(await tell({ ...given, proposal: '{}' }, direct), 'wrong-proposal')
  const asEntry = await signLabelled(await deviceOf(FIRST), 'apila/roster/v2', proposal)
  assert.equal(await tell({ ...given, signature: asEntry }, direct), 'bad-signature', 'under another label')
  const other = await proposalOf([night], { bodies: [night], on: addDays(TODAY, -1) })
  assert.equal(await tell(given, await signAhead('birch-keeper-1', other), direct), 'wrong-proposal')
  assert.equal(await tell(given, await signAhead('birch-keeper-1', proposal), direct), 'ok')
  const founding = await genesisBody()
  const text = await entryAfter([], founding)
  const { signatures } = await signText(text, [...ALDER, ...BIRCH, ...CEDAR])
  const ahead = await signAhead('birch-keeper-1', proposal)
  const mixed = signatures.map((each) => ('device' in each && each.device === 'birch-keeper-1' ? ahead : each))
  assert.equal(await verdict([{ entry: text, signatures: mixed }]), 'wrong-proposal', 'no genesis is proposed')
})

test('it counts from its day for fourteen days', async () => {
  const late = (days: number) => complete({ bodies: [night], today: addDays(TODAY, days) })
  assert.deepEqual([await late(0), await late(14), await late(15)], ['ok', 'ok', 'stale-proposal'])
  assert.equal(await complete({ bodies: [night], on: addDays(TODAY, 1) }), 'stale-proposal', 'not before its day')
  assert.equal(await complete({ bodies: [night], on: addDays(TODAY, 1), today: addDays(TODAY, 1) }), 'ok')
})

test('it names the log that its signer had read', async () => {
  const head = headAt(roster, roster.length - 1)
  assert.equal(
    await complete({ bodies: [night], changes: { length: roster.length - 1, head } }),
    'ok',
    'an earlier one',
  )
  assert.equal(await complete({ bodies: [night], changes: { head } }), 'wrong-proposal')
  assert.equal(await complete({ bodies: [night], changes: { length: roster.length + 1 } }), 'wrong-proposal')
  assert.equal(await complete({ bodies: [night], changes: { length: 0 } }), 'wrong-proposal')
})

test('nothing counts after something was taken away from the same organisation', async () => {
  const boss: Step = await device('alder-keeper-3', { roles: ['keeper'] })
  const log = await withBatch(network, boss)
  const away: ReadonlyArray<readonly Step[]> = [
    [remove('alder-worker-1'), await epoch('alder', 'referral', 1)],
    [change('alder-worker-1', { desks: ['referral', 'evening'] })],
    [remove('alder-officer')],
  ]
  const bodies: ReadonlyArray<readonly Body[]> = [
    [night],
    [await worker()],
    [remove('alder-keeper-3')[0]],
    [change('alder-worker-2', { roles: ['worker', 'press'], desks: ['evening'] })[0]],
    [(await epoch('alder', 'evening', 1))[0]],
  ]
  for (const between of away)
    for (const these of bodies)
      assert.equal(
        await complete({ bodies: these, between, log }),
        'stale-proposal',
        JSON.stringify(these).slice(0, 60),
      )
  const back = change('alder-worker-1', { desks: ['referral'] })
  const played = [change('alder-worker-1', { desks: ['referral', 'evening'] })[0]]
  const undone = [
    change('alder-worker-1', { desks: ['referral', 'evening'] }),
    back,
    await epoch('alder', 'evening', 1),
  ]
  assert.equal(
    await complete({ bodies: played, between: undone, log }),
    'stale-proposal',
    'a change is not played again',
  )
})

test('a removal that comes in the batch itself does not overtake it', async () => {
  assert.equal(await complete({ bodies: [...(await removal()), night] }), 'ok')
  const two = [remove('alder-worker-1')[0], (await epoch('alder', 'referral', 1))[0], remove('alder-officer')[0]]
  assert.equal(await complete({ bodies: two }), 'ok')
})

test('a signer must be active where the entry stands', async () => {
  const third: Step = await device('alder-keeper-3', { roles: ['keeper'] })
  const log = await withBatch(network, third)
  const between = [remove(FIRST, [SECOND, 'alder-keeper-3'])]
  assert.equal(await complete({ bodies: [deskBody('alder', 'night')], between, log }), 'unknown-signer')
  const demoted = [change(FIRST, { roles: ['worker'] }, [SECOND, 'alder-keeper-3'])]
  assert.equal(await complete({ bodies: [night], between: demoted, log }), 'not-enough-signatures')
})

test('a policy is overtaken by one of its topic and by members that come or leave, and by nothing else', async () => {
  const bodies = [policyBody({ fromCohort: 2027 })]
  const given = { bodies, ahead: [...ALDER, 'birch-keeper-1'], last: ['birch-keeper-2'] }
  const most = [...ALDER, ...BIRCH]
  const suite: Step = [{ kind: 'policy', topic: 'suite', value: { seal: 2, read: [{ suite: 2, until: null }] } }, most]
  assert.equal(await complete(given), 'ok')
  assert.equal(await complete({ ...given, between: [suite] }), 'ok')
  assert.equal(
    await complete({ ...given, between: [remove('cedar-worker-1', CEDAR), await epoch('cedar', 'referral', 1)] }),
    'ok',
  )
  const other: Step = [policyBody({ fromCohort: 2028 }), most]
  assert.equal(await complete({ ...given, between: [other] }), 'stale-proposal')
  const comes: Step = [await memberBody('maple'), [...keepersOf('maple'), ...most]]
  assert.equal(
    await complete({ ...given, between: [comes], ahead: [...ALDER, 'birch-keeper-1', ...CEDAR] }),
    'stale-proposal',
  )
  const leaves: Step = [{ kind: 'organisation-remove', id: 'cedar' }, CEDAR]
  assert.equal(await complete({ ...given, between: [leaves] }), 'stale-proposal')
})

test('members come, leave and come back by proposals, too', async () => {
  const maple = keepersOf('maple')
  const bodies = [await memberBody('maple')]
  assert.equal(
    await complete({ bodies, ahead: [...maple, ...ALDER, 'birch-keeper-1'], last: ['birch-keeper-2'] }),
    'ok',
  )
  const leaving = [{ kind: 'organisation-remove', id: 'cedar' }]
  assert.equal(await complete({ bodies: leaving, ahead: ['cedar-keeper-1'], last: ['cedar-keeper-2'] }), 'ok')
  const shared: Step = [await sharedEpochBody(0), ALDER]
  const log = await withBatch(network, shared)
  const both = [...leaving, await sharedEpochBody(1)]
  const proposal = await proposalOf(both, { bodies: both, log })
  const entries = await withAhead(log, both, proposal, ['cedar-keeper-1', ...ALDER], ['birch-keeper-1'])
  assert.equal(await verdict(entries, TODAY, await readWhole(log)), 'not-enough-signatures', 'one of its own')
})

test('the papers sign ahead as well, with the new keepers; the neighbour signs the place', async () => {
  const keepers = ['alder-keeper-7', 'alder-keeper-8']
  const devices = await Promise.all(keepers.map((id) => describe(id, 'alder', { roles: ['keeper'] })))
  const recovery = await papersOf('alder', 'new-papers')
  const bodies: Body[] = [
    { kind: 'recovery', organisation: 'alder', devices, recovery },
    await epochBody('alder', 'referral', 1),
    await epochBody('alder', 'evening', 1),
  ]
  const proposal = await proposalOf(bodies, { bodies })
  const byPapers = {
    recovery: 'alder' as OrganisationId,
    signature: await signLabelled(await deriveDemoPapers('alder'), 'apila/proposal/v2', proposal),
    proposal,
  }
  const entries = await withAhead(network, bodies, proposal, keepers, ['birch-keeper-1'])
  const withPapers = entries.map((signed, at) =>
    at === 0 ? { ...signed, signatures: [byPapers, ...signed.signatures] } : signed,
  )
  assert.equal(await verdict(withPapers, TODAY, roster), 'ok')
  assert.equal(await verdict(entries, TODAY, roster), 'not-enough-signatures')
  // What somebody proposed before the return is over, whoever of the new keepers signs it.
  const log = [...network, ...withPapers]
  const [one = '', other = ''] = keepers
  for (const [from, said] of [
    [network, 'stale-proposal'],
    [log, 'ok'],
  ] as const) {
    const late = await withAhead(log, nights, await proposalOf(nights, { bodies: nights, log: from }), [one], [other])
    assert.equal(await verdict(late, TODAY, await readWhole(log)), said)
  }
})

test('the content of an entry is its text without its place', () => {
  const [first] = network
  assert.ok(first)
  const text = contentOf(first.entry)
  assert.ok(text)
  const whole = JSON.parse(first.entry) as Record<string, unknown>
  const place = { n: whole['n'], previous: whole['previous'], on: whole['on'] }
  assert.deepEqual({ ...(JSON.parse(text) as object), ...place }, whole)
  assert.deepEqual(
    Object.keys(JSON.parse(text) as object).filter((member) => member in place),
    [],
  )
  assert.equal(contentOf('{'), null)
})
