// Members that come, leave and come back, what the members decide, the desk that all share, and entries that were signed ahead: logs that
// stand and that each rule refuses, behind a network whose organisations have papers. The cases of vectors/network.json.
import { addDays } from '@apila/core/day.ts'
import type { Device, EntrySignature, OrganisationId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { deriveDemoPapers } from '../src/account/demo-device.ts'
import { signLabelled } from '../src/labels.ts'
import { NO_KEYS, type RosterContent, completeProposal, propose } from '../src/organisation/batch.ts'
import {
  PLEDGE,
  type SignerName,
  TODAY,
  describe,
  deskBody,
  deviceOf,
  entryAfter,
  epochBody,
  genesisBody,
  keepersOf,
  keysOf,
  memberBody,
  papersOf,
  policyBody,
  readWhole,
  sharedEpochBody,
  signText,
} from '../src/organisation/test-network.ts'
import type { RosterCase } from './roster-cases.ts'

type Body = Record<string, unknown>
/** What an entry says, which devices sign it, and whose papers do: those of the name, for the organisation that the entry is about. */
type Step = readonly [Body, readonly SignerName[], string?]

const [ALDER, BIRCH, CEDAR, MAPLE] = ['alder', 'birch', 'cedar', 'maple'].map(keepersOf) as [
  string[],
  string[],
  string[],
  string[],
]
const MOST = [...ALDER, ...BIRCH]
const NEW_KEEPERS = ['alder-keeper-7', 'alder-keeper-8']

async function behind(log: readonly SignedEntry[], steps: readonly Step[]): Promise<SignedEntry[]> {
  const entries = [...log]
  for (const [body, signers, papers] of steps) {
    const entry = await entryAfter(entries, body)
    const signatures: EntrySignature[] = [...(await signText(entry, signers)).signatures]
    if (papers !== undefined) {
      const signature = await signLabelled(await deriveDemoPapers(papers), 'apila/roster/v2', entry)
      signatures.push({ recovery: body['organisation'] as OrganisationId, signature })
    }
    entries.push({ entry, signatures })
  }
  return entries.slice(log.length)
}

const shared = async (n: number, signers: readonly string[] = ALDER): Promise<Step> => [
  await sharedEpochBody(n),
  signers,
]
const key = async (desk: string, n: number, signers: readonly string[] = ALDER): Promise<Step> => [
  await epochBody('alder', desk, n),
  signers,
]
const leave = (id: string, signers: readonly string[] = keepersOf(id)): Step => [
  { kind: 'organisation-remove', id },
  signers,
]
const policy = (topic: string, value: object, signers: readonly string[] = MOST): Step => [
  { kind: 'policy', topic, value },
  signers,
]
const comes = async (changes: Body = {}, signers: readonly string[] = [...MAPLE, ...MOST]): Promise<Step> => [
  await memberBody('maple', changes),
  signers,
]
const comesBack = async (signers: readonly string[], papers = 'alder', changes: Body = {}): Promise<Step> => {
  const place = { roles: ['keeper', 'worker'], desks: ['referral'] }
  const devices = await Promise.all(NEW_KEEPERS.map((id) => describe(id, 'alder', place)))
  const body = { kind: 'recovery', organisation: 'alder', devices, recovery: await papersOf('new-papers') }
  return [{ ...body, ...changes }, signers, papers]
}
const keysAnew = async (): Promise<Step[]> => [
  await key('referral', 1, NEW_KEEPERS),
  await key('evening', 1, NEW_KEEPERS),
]
const change = (id: string, roles: string[], desks: string[]): Step => [
  { kind: 'device-change', id, roles, desks, supervisor: null },
  ALDER,
]
const remove = (id: string): Step => [{ kind: 'device-remove', id }, ALDER]
const releaseKey = async (organisation: string, of: string) => ({
  organisation,
  verifyKey: (await papersOf(of)).verifyKey,
})
const leashKeeper = async (organisation: string) => {
  const [{ recipient }, { verifyKey }] = [await keysOf(organisation, 'leashes'), await papersOf('leashes')]
  return { keeper: { organisation, recipient, verifyKey } }
}

/** A log with every kind of entry, and what a reader knows behind it. */
export async function wholeLife(network: readonly SignedEntry[]): Promise<SignedEntry[]> {
  const keys = [releaseKey('alder', 'r-one'), releaseKey('birch', 'r-two'), releaseKey('cedar', 'r-three')]
  const put = change('alder-worker-1', ['worker'], ['referral', 'network'])
  return behind(network, [
    await shared(0),
    put,
    policy('release-keys', { keys: await Promise.all(keys) }),
    policy('leash-keeper', await leashKeeper('birch')),
    policy('witnesses', { organisations: ['birch', 'cedar'], needed: 2 }),
    policy('suite', { seal: 2, read: [{ suite: 2, until: null }] }),
    await comes(),
    [deskBody('maple', 'referral'), MAPLE],
    leave('cedar'),
    await shared(1),
    remove('alder-worker-1'),
    await key('referral', 1),
    await shared(2, MAPLE),
    await comesBack(['birch-keeper-1']),
    await key('referral', 2, NEW_KEEPERS),
    await key('evening', 1, NEW_KEEPERS),
    await shared(3, NEW_KEEPERS),
    [policyBody({ fromCohort: 2027 }), [...BIRCH, ...MAPLE]],
  ])
}

export async function networkCases(network: readonly SignedEntry[]): Promise<RosterCase[]> {
  const cases: RosterCase[] = []
  const put = (rule: string, name: string, stands: boolean, batch: SignedEntry[], after = network.length) =>
    cases.push({ rule, case: name, after, batch, stands })
  const add = async (rule: string, name: string, stands: boolean, ...steps: Step[]) =>
    put(rule, name, stands, await behind(network, steps))

  await add('who signs', 'a member by its two keepers and two of each of more than half', true, await comes())
  await add('who signs', 'a member by one of three', false, await comes({}, [...MAPLE, ...ALDER]))
  await add('who signs', 'a member without its own two', false, await comes({}, [...MOST, ...CEDAR]))
  const [first] = (await memberBody('maple'))['devices'] as Device[]
  const worker = await describe('maple-keeper-2', 'maple', { roles: ['worker'] })
  await add('who signs', 'a member with one keeper', false, await comes({ devices: [first, worker] }))
  await add('3', 'a member of the name of another', false, await comes({ id: 'alder' }))
  await add('3', "a member with another's papers", false, await comes({ recovery: await papersOf('birch') }))
  const stranger = await describe('alder-keeper-9', 'alder', { roles: ['keeper'] })
  const devices = (await memberBody('maple'))['devices'] as Device[]
  await add('6', "a member with another's device", false, await comes({ devices: [...devices, stranger] }))
  await add('who signs', 'a member leaves', true, leave('cedar'))
  await add('who signs', 'a member by one of its keepers', false, leave('cedar', ['cedar-keeper-1']))
  await add('who signs', 'all the others put a member out', true, leave('cedar', MOST))
  await add('who signs', 'one of two others puts a member out', false, leave('cedar', ALDER))
  await add('14', 'the last member leaves', false, leave('cedar'), leave('birch'), leave('alder'))
  await add('8', 'a member leaves and the shared desk keeps its key', false, await shared(0), leave('cedar'))
  await add(
    '8',
    'a member leaves and the shared desk gets a key',
    true,
    await shared(0),
    leave('cedar'),
    await shared(1),
  )
  await add('2', 'a keeper of a member that has left', false, leave('cedar'), [deskBody('cedar', 'night'), CEDAR])
  const leashes = policy('leash-keeper', await leashKeeper('cedar'))
  await add('14', 'who keeps the leashes leaves', false, leashes, leave('cedar'))
  const handed = policy('leash-keeper', { keeper: null })
  await add('14', 'who keeps the leashes hands them over and leaves', true, leashes, handed, leave('cedar'))
  await add('3', 'keys of a leash keeper of before', false, leashes, handed, leashes)
  await add('3', 'the same leash keeper again', true, leashes, leashes)

  const keys = await Promise.all([
    releaseKey('alder', 'r-one'),
    releaseKey('birch', 'r-two'),
    releaseKey('cedar', 'r-three'),
  ])
  const release = (...named: object[]) => policy('release-keys', { keys: named })
  await add('16', 'three release keys of three members', true, release(...keys))
  await add(
    '16',
    'two release keys of one member',
    false,
    release(...keys.slice(0, 2), await releaseKey('birch', 'r-four')),
  )
  await add(
    '16',
    'a release key of no member',
    false,
    release(...keys.slice(0, 2), await releaseKey('maple', 'r-four')),
  )
  await add(
    '3',
    'a release key under two members',
    false,
    release(...keys.slice(0, 2), { ...keys[1], organisation: 'cedar' }),
  )
  const other = release(...keys.slice(0, 2), await releaseKey('cedar', 'r-four'))
  await add('3', 'a release key changes and two stay', true, release(...keys), other)
  await add('3', 'a release key of before', false, release(...keys), other, release(...keys))
  const swapped = [{ ...keys[1], organisation: 'alder' }, { ...keys[0], organisation: 'birch' }, keys[2]]
  await add('3', 'release keys change their members', false, release(...keys), release(...swapped))
  const witnesses = (organisations: string[], needed: number) => policy('witnesses', { organisations, needed })
  await add('16', 'two witnesses of two', true, witnesses(['birch', 'cedar'], 2))
  await add('16', 'more witnesses than are named', false, witnesses(['birch', 'cedar'], 3))
  await add('16', 'a witness of no member', false, witnesses(['maple'], 1))
  const suite = (seal: number, until: string | null) => policy('suite', { seal, read: [{ suite: 2, until }] })
  await add('suite', 'a suite that stays readable', true, suite(2, null))
  await add('suite', 'a suite that ends', false, suite(2, '2027-01-01'))
  await add('suite', 'a suite that nobody may read', false, suite(3, null))
  await add('who signs', 'a policy by two of four members', false, await comes(), suite(2, null))

  await add('epoch', 'the shared desk gets its first key', true, await shared(0, CEDAR))
  await add(
    'who signs',
    'a key of the shared desk by two of two members',
    false,
    await shared(0, ['alder-keeper-1', 'birch-keeper-1']),
  )
  await add('desk', 'a desk of the name of the shared one', false, [
    deskBody('alder', 'network', { deskKind: 'common' }),
    ALDER,
  ])
  const placed = async (roles: string[], desks: string[], changes: Body = {}): Promise<Step> => [
    { kind: 'device', device: await describe('alder-worker-3', 'alder', { roles, desks, ...changes }) },
    ALDER,
  ]
  await add('12', 'the press on the shared desk', true, await placed(['press'], ['network']))
  await add('12', 'a ringer on the shared desk', false, await placed(['ringer'], ['network']))
  await add(
    '7',
    'a volunteer on the shared desk',
    false,
    await placed(['volunteer'], ['network'], { supervisor: 'alder-worker-2', pledge: PLEDGE }),
  )
  await add('12', 'a ringer of a referral desk', true, await placed(['ringer'], ['referral']))
  await add('12', 'a ringer of a statistics desk', false, await placed(['ringer'], ['numbers']))
  await add('12', 'a ringer with another role', false, await placed(['ringer', 'worker'], ['referral']))
  await add('12', 'the press on a referral desk', false, await placed(['press'], ['referral']))
  const on = change('alder-worker-1', ['worker'], ['referral', 'network'])
  const off = change('alder-worker-1', ['worker'], ['referral'])
  await add('8', 'somebody leaves the shared desk, which keeps its key', false, await shared(0), on, off)
  await add('8', 'somebody leaves the shared desk, which gets a key', true, await shared(0), on, off, await shared(1))
  const between: Step = [deskBody('alder', 'night'), ALDER]
  await add(
    '8',
    'something else before the new key',
    false,
    remove('alder-worker-1'),
    between,
    await key('referral', 1),
  )

  const back = await comesBack(['birch-keeper-1'])
  await add('who signs', 'an organisation comes back by papers and a neighbour', true, back, ...(await keysAnew()))
  const byPapers = async (rule: string, name: string, ...args: Parameters<typeof comesBack>) =>
    add(rule, name, false, await comesBack(...args), ...(await keysAnew()))
  await byPapers('who signs', 'papers without a neighbour', NEW_KEEPERS)
  await byPapers('who signs', "papers and a neighbour's worker", ['birch-worker-1'])
  await byPapers('who signs', 'papers and a keeper of its own', ['alder-keeper-1'])
  await byPapers('2', "another's papers", ['birch-keeper-1'], 'birch')
  await byPapers('3', 'the same papers once more', ['birch-keeper-1'], 'alder', { recovery: await papersOf('alder') })
  const [body] = back
  await add('who signs', 'a neighbour without papers', false, [body, ['birch-keeper-1']], ...(await keysAnew()))
  await add(
    '8',
    'an organisation comes back and a desk keeps its key',
    false,
    back,
    await key('referral', 1, NEW_KEEPERS),
  )
  await add(
    '8',
    'an organisation comes back and the shared desk keeps its key',
    false,
    await shared(0),
    back,
    ...(await keysAnew()),
  )
  await add(
    '2',
    'an earlier keeper signs after its organisation came back',
    false,
    back,
    ...(await keysAnew()),
    between,
  )

  put('13', 'outside a demo an organisation without papers', false, await realGenesis(false), 0)
  put('13', 'outside a demo every organisation has papers', true, await realGenesis(true), 0)
  put('10', 'papers that everybody can derive in a real network', false, await realGenesis(true, 'alder'), 0)
  const isPublic = await realGenesis(true, 'secret-alder', (id) => id !== 'birch-keeper-2')
  put('10', 'a device whose keys everybody can derive in a real network', false, isPublic, 0)
  for (const [rule, name, stands, batch] of await aheadCases(network)) put(rule, name, stands, batch)
  return cases
}

async function realGenesis(
  hasPapers: boolean,
  papersOfAlder = 'secret-alder',
  isSecret: (id: string) => boolean = (id) => id !== '',
): Promise<SignedEntry[]> {
  const secret = (id: string) => ({ id, keysOf: isSecret(id) ? `secret-${id}` : id })
  const [organisations, devices] = await Promise.all([
    Promise.all(
      ['alder', 'birch'].map(async (id) => {
        const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }
        const recovery = await papersOf(id, id === 'alder' ? papersOfAlder : `secret-${id}`)
        return hasPapers ? { id, names, recovery } : { id, names }
      }),
    ),
    Promise.all(
      MOST.map((id) => describe(id, id.split('-')[0] ?? '', { roles: ['keeper'], keysOf: secret(id).keysOf })),
    ),
  ])
  const body = await genesisBody({ demo: false, organisations, devices })
  return behind([], [[body, MOST.map(secret)]])
}

type Ahead = readonly [rule: string, name: string, stands: boolean, batch: SignedEntry[]]

/** Proposals: one keeper of alder has signed ahead, the other signs where the entries have their place. */
async function aheadCases(network: readonly SignedEntry[]): Promise<Ahead[]> {
  const roster = await readWhole(network)
  const [first, second] = await Promise.all(ALDER.map(deviceOf))
  if (!first || !second) throw new Error('two keepers')
  const contents = [deskBody('alder', 'night'), await epochBody('alder', 'night')] as unknown as RosterContent[]
  const proposed = await propose(roster, TODAY, { contents, keys: NO_KEYS }, [first])
  const done = await completeProposal(roster, TODAY, proposed, second)
  if (!done.ok) throw new Error(done.problem)
  const whole = done.entries
  // As completeProposal does it, without asking whether it stands.
  const ahead = async (steps: readonly Step[], order = contents): Promise<SignedEntry[]> => {
    const log = [...network, ...(await behind(network, steps))]
    for (const content of order) {
      const entry = await entryAfter(log, content)
      const { signatures } = await signText(entry, [second.id])
      const given = proposed.signatures.map((each) => ({ ...each, proposal: proposed.proposal }))
      log.push({ entry, signatures: [...given, ...signatures] })
    }
    return log.slice(network.length)
  }
  const elsewhere: Step = [deskBody('birch', 'night'), BIRCH]
  const both = await propose(roster, TODAY, { contents, keys: NO_KEYS }, [first, second])
  const nobody = whole.map(({ entry }) => ({
    entry,
    signatures: both.signatures.map((each) => ({ ...each, proposal: both.proposal })),
  }))
  const late = addDays(TODAY, -15)
  const old = await propose(roster, late, { contents, keys: NO_KEYS }, [first])
  const oldBatch = whole.map(({ entry, signatures }) => ({
    entry,
    signatures: signatures.map((each) =>
      each.proposal === undefined ? each : { ...each, ...old.signatures[0], proposal: old.proposal },
    ),
  }))
  return [
    ['ahead', 'one keeper ahead and one in the place', true, whole],
    ['ahead', 'another organisation writes between', true, await ahead([elsewhere])],
    ['ahead', 'half of what was signed ahead', false, whole.slice(0, 1)],
    ['ahead', 'nobody signs in the place', false, nobody],
    ['ahead', 'a proposal of fifteen days ago', false, oldBatch],
    [
      'ahead',
      'somebody of the organisation left meanwhile',
      false,
      await ahead([remove('alder-worker-1'), await key('referral', 1)]),
    ],
    ['ahead', 'its members changed meanwhile, which is no matter of a desk', true, await ahead([await comes()])],
    ['ahead', 'the second before the first', false, await ahead([], contents.toReversed())],
  ]
}
