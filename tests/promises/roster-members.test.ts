// Promise: who comes, leaves or comes back does so by the sentences of docs/protocol.md "Roster", and what the members decide, too. Both sides
// judge every log here, and must say the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@apila/core/day.ts'
import type { Device, EntrySignature, OrganisationId, SignedEntry } from '@apila/core/organisation/roster.ts'
import {
  findDesk,
  findEverOrganisation,
  isActiveAt,
  isActiveDeskAt,
  recentRecoveries,
  witnessesOf,
} from '@apila/core/organisation/roster-value.ts'
import { deriveDemoPapers } from '@apila/sealing/account/demo-device.ts'
import { signLabelled } from '@apila/sealing/labels.ts'
import {
  TODAY,
  describe,
  deskBody,
  entryAfter,
  genesisBody,
  keepersOf,
  keysOf,
  memberBody,
  papersOf,
  readWhole,
  sharedEpochBody,
  signText,
  which,
  withBatch,
} from '@apila/sealing/organisation/test-network.ts'
import {
  ALDER,
  BIRCH,
  type Body,
  CEDAR,
  type Step,
  after,
  change,
  device,
  epoch,
  genesis,
  network,
  next,
  remove,
  roster,
  verdict,
} from './roster-verdict.ts'

const MAPLE = keepersOf('maple')
const id = (organisation: string) => organisation as OrganisationId
const shared = async (n: number, signers: readonly string[] = ALDER): Promise<Step> => [
  await sharedEpochBody(n),
  signers,
]
const leave = (organisation: string, signers: readonly string[] = keepersOf(organisation)): Step => [
  { kind: 'organisation-remove', id: organisation },
  signers,
]

test('who signs: a member comes by its own two keepers and by two of each of more than half of the members', async () => {
  const body = await memberBody('maple')
  const by = (...signers: readonly string[]) => after([body, signers])
  assert.equal(await by(...MAPLE, ...ALDER, ...BIRCH), 'ok')
  assert.equal(await by(...MAPLE, ...ALDER, ...BIRCH, ...CEDAR), 'ok')
  assert.equal(await by(...MAPLE, ...ALDER), 'not-enough-signatures')
  assert.equal(await by(...MAPLE, ...ALDER, 'birch-keeper-1', 'cedar-keeper-1'), 'not-enough-signatures')
  assert.equal(await by(...ALDER, ...BIRCH, ...CEDAR), 'not-enough-signatures')
  assert.equal(await by('maple-keeper-1', ...ALDER, ...BIRCH), 'not-enough-signatures')
  assert.equal(await by(...MAPLE), 'not-enough-signatures')
})

test('a member that comes brings two keepers of its own, papers, and nothing that was used before', async () => {
  const signers = [...MAPLE, ...ALDER, ...BIRCH]
  const comes = async (changes: Body, who: readonly string[] = signers) =>
    after([await memberBody('maple', changes), who])
  assert.equal(await comes({}), 'ok')
  const devices = (await memberBody('maple'))['devices'] as Device[]
  const worker = await describe('maple-keeper-2', 'maple', { roles: ['worker'] })
  assert.equal(await comes({ devices: [devices[0], worker] }), 'not-enough-signatures')
  const third = await describe('maple-keeper-3', 'maple', { roles: ['keeper'] })
  assert.equal(await comes({ devices: [...devices, third] }), 'ok')
  const stranger = await describe('alder-keeper-9', 'alder', { roles: ['keeper'] })
  assert.equal(await comes({ devices: [...devices, stranger] }), 'unknown-organisation')
  assert.equal(await comes({ devices: devices.slice(0, 1) }), 'not-an-entry')
  assert.equal(await comes({ recovery: undefined }).catch(() => 'not-an-entry'), 'not-an-entry')
  assert.equal(await comes({ recovery: await papersOf('alder') }), 'key-used-before')
  const { recipient } = await papersOf('maple')
  const { verifyKey } = await papersOf('birch')
  assert.equal(await comes({ recovery: { recipient, verifyKey } }), 'key-used-before', 'one of the two is enough')
  const taken = await memberBody('maple', { id: 'alder' })
  assert.equal(await after([taken, signers]), 'already-there', 'not under the name of another')
})

test('a member that has come works like any other, and its keepers count', async () => {
  const comes: Step = [await memberBody('maple'), [...MAPLE, ...ALDER, ...BIRCH]]
  const desk: Step = [deskBody('maple', 'referral'), MAPLE]
  assert.equal(await after(comes, desk, await epoch('maple', 'referral', 0)), 'ok')
  assert.equal(await after(desk), 'unknown-signer')
  const suite = { kind: 'policy', topic: 'suite', value: { seal: 2, read: [{ suite: 2, until: null }] } }
  assert.equal(await after(comes, [suite, [...ALDER, ...BIRCH]]), 'not-enough-signatures', 'two of four are half')
  assert.equal(await after(comes, [suite, [...ALDER, ...BIRCH, ...MAPLE]]), 'ok')
})

test('who signs: a member leaves by its own two keepers, or all the others put it out', async () => {
  assert.equal(await after(leave('cedar')), 'ok')
  assert.equal(await after(leave('cedar', ['cedar-keeper-1'])), 'not-enough-signatures')
  assert.equal(await after(leave('cedar', [...ALDER, ...BIRCH])), 'ok')
  assert.equal(await after(leave('cedar', ALDER)), 'not-enough-signatures')
  assert.equal(await after(leave('cedar', [...ALDER, 'birch-keeper-1', 'cedar-keeper-1'])), 'not-enough-signatures')
  assert.equal(await after(leave('maple', ALDER)), 'not-enough-signatures')
  assert.equal(await after(leave('maple', [...ALDER, ...BIRCH, ...CEDAR])), 'unknown-organisation')
})

test('whoever has left has no device and no desk any more; what it sent before stands, and its name is known', async () => {
  const gone = await readWhole(await withBatch(network, leave('cedar')))
  const cedar = which('cedar', 'referral')
  const worker = 'cedar-worker-1' as Device['id']
  assert.deepEqual([...gone.organisations.keys()], ['alder', 'birch'])
  assert.equal(
    [...gone.devices.values()].some(({ organisation }) => organisation === 'cedar'),
    false,
  )
  assert.deepEqual(
    [isActiveDeskAt(gone, cedar, roster.length), isActiveDeskAt(gone, cedar, gone.length)],
    [true, false],
  )
  assert.deepEqual([isActiveAt(gone, worker, roster.length), isActiveAt(gone, worker, gone.length)], [true, false])
  assert.equal(findEverOrganisation(gone, id('cedar'))?.names.en, 'cedar')
  assert.equal(findDesk(gone, which('alder', 'referral'))?.until, null)
  const later = async (step: Step) => after(leave('cedar'), step)
  assert.equal(await later([deskBody('cedar', 'night'), CEDAR]), 'unknown-signer')
  assert.equal(await later(await epoch('cedar', 'referral', 1)), 'unknown-signer')
  const back = await memberBody('cedar')
  const fresh = await Promise.all(
    ['cedar-keeper-8', 'cedar-keeper-9'].map((each) => describe(each, 'cedar', { roles: ['keeper'] })),
  )
  const again = { ...back, recovery: await papersOf('maple'), devices: fresh }
  const signers = ['cedar-keeper-8', 'cedar-keeper-9', ...ALDER, ...BIRCH]
  assert.equal(await later([again, signers]), 'already-there', 'ids are never used twice')
})

test('the last member does not leave', async () => {
  const two = [leave('cedar'), leave('birch')]
  assert.equal(await after(...two), 'ok')
  assert.equal(await after(...two, leave('alder')), 'last-organisation')
})

test('8: with a member that leaves the desk that all share gets a new key, which two keepers of another sign', async () => {
  const first = await shared(0)
  assert.equal(await after(first, leave('cedar')), 'epoch-missing')
  assert.equal(await after(first, leave('cedar'), await shared(1)), 'ok')
  assert.equal(await after(first, leave('cedar'), await shared(1, BIRCH)), 'ok')
  assert.equal(await after(first, leave('cedar'), await shared(1, CEDAR)), 'unknown-signer')
  assert.equal(
    await after(first, leave('cedar'), [deskBody('alder', 'night'), ALDER], await shared(1)),
    'epoch-missing',
  )
})

test('14: who keeps the leashes hands them over before it leaves', async () => {
  const keys = await keysOf('cedar', 'leashes')
  const signing = await papersOf('leashes')
  const policy = (keeper: object | null): Step => [
    { kind: 'policy', topic: 'leash-keeper', value: { keeper } },
    [...ALDER, ...BIRCH],
  ]
  const by = (organisation: string) => ({ organisation, recipient: keys.recipient, verifyKey: signing.verifyKey })
  assert.equal(await after(policy(by('cedar'))), 'ok')
  assert.equal(await after(policy(by('maple'))), 'unknown-organisation')
  assert.equal(await after(policy(by('cedar')), leave('cedar')), 'leash-keeper-leaves')
  assert.equal(await after(policy(by('cedar')), leave('birch')), 'ok')
  assert.equal(await after(policy(by('cedar')), policy(null), leave('cedar')), 'ok')
  assert.equal(await after(policy(by('cedar')), policy(by('cedar'))), 'ok', 'the same keys again')
  assert.equal(await after(policy(by('cedar')), policy(null), policy(by('cedar'))), 'key-used-before')
  const taken = await keysOf('birch', 'referral')
  assert.equal(await after(policy({ ...by('cedar'), recipient: taken.recipient })), 'key-used-before')
  const { verifyKey } = await describe('alder-worker-1', 'alder')
  assert.equal(await after(policy({ ...by('cedar'), verifyKey })), 'key-used-before')
  assert.equal(
    await after(policy(by('cedar')), await device('alder-worker-3'), [
      { kind: 'policy', topic: 'leash-keeper', value: {} },
      [...ALDER, ...BIRCH],
    ]),
    'not-an-entry',
  )
})

test('16: release keys are of three different members and of nobody else; a key that stays may be named again', async () => {
  const key = async (organisation: string, of: string) => ({ organisation, verifyKey: (await papersOf(of)).verifyKey })
  const policy = (keys: readonly object[]): Step => [
    { kind: 'policy', topic: 'release-keys', value: { keys } },
    [...ALDER, ...BIRCH],
  ]
  const three = await Promise.all([key('alder', 'r-one'), key('birch', 'r-two'), key('cedar', 'r-three')])
  const other = await key('cedar', 'r-four')
  assert.equal(await after(policy(three)), 'ok')
  assert.equal(await after(policy(three.slice(0, 2))), 'not-an-entry')
  assert.equal(await after(policy([...three.slice(0, 2), await key('birch', 'r-three')])), 'wrong-policy')
  assert.equal(await after(policy([...three.slice(0, 2), await key('maple', 'r-three')])), 'unknown-organisation')
  assert.equal(await after(policy([...three.slice(0, 2), { ...three[1], organisation: 'cedar' }])), 'key-used-before')
  assert.equal(await after(policy(three), policy([...three.slice(0, 2), other])), 'ok')
  assert.equal(await after(policy(three), policy([...three.slice(0, 2), other]), policy(three)), 'key-used-before')
  const { verifyKey } = await describe('alder-worker-1', 'alder')
  assert.equal(await after(policy([{ organisation: 'alder', verifyKey }, ...three.slice(1)])), 'key-used-before')
  const swapped = [{ ...three[0], organisation: 'birch' }, { ...three[1], organisation: 'alder' }, three[2]]
  assert.equal(await after(policy(three), policy(swapped)), 'key-used-before', 'a key keeps its member')
})

test('16: witnesses are members, each once, and no more are needed than are named; who leaves witnesses no more', async () => {
  const policy = (organisations: readonly string[], needed: number): Step => [
    { kind: 'policy', topic: 'witnesses', value: { organisations, needed } },
    [...ALDER, ...BIRCH],
  ]
  assert.equal(await after(policy(['alder', 'cedar'], 2)), 'ok')
  assert.equal(await after(policy([], 0)), 'ok')
  assert.equal(await after(policy(['alder', 'cedar'], 3)), 'wrong-policy')
  assert.equal(await after(policy(['alder', 'maple'], 1)), 'unknown-organisation')
  assert.equal(await after(policy(['alder', 'alder'], 1)), 'not-an-entry')
  assert.deepEqual(witnessesOf(roster), { organisations: [], needed: 0 })
  const left = await readWhole(await withBatch(network, policy(['alder', 'cedar'], 2), leave('cedar')))
  assert.deepEqual(witnessesOf(left), { organisations: ['alder'], needed: 1 })
})

test('the shared desk: genesis brings it, no organisation has one of that name, its key comes from two keepers of any one', async () => {
  assert.deepEqual(findDesk(roster, { organisation: null, desk: which('alder', 'network').desk })?.kind, 'common')
  assert.equal(await after([deskBody('alder', 'network', { deskKind: 'common' }), ALDER]), 'already-there')
  assert.equal(
    await after([deskBody('alder', 'own', { deskKind: 'common' }), ALDER], await epoch('alder', 'own', 0)),
    'ok',
  )
  for (const signers of [ALDER, BIRCH, CEDAR]) assert.equal(await after(await shared(0, signers)), 'ok')
  assert.equal(await after(await shared(0, ['alder-keeper-1', 'birch-keeper-1'])), 'not-enough-signatures')
  assert.equal(await after(await shared(1)), 'already-there')
  assert.equal(await after([{ ...(await sharedEpochBody(0)), organisation: 'alder' }, ALDER]), 'unknown-desk')
  assert.equal(await after([{ ...(await sharedEpochBody(0)), desk: 'referral' }, ALDER]), 'unknown-desk')
})

test('12: on the shared desk are those whose role allows it, of any member; whoever leaves it takes its key away', async () => {
  const on = async (roles: readonly string[], changes: Body = {}) =>
    after(await device('alder-worker-3', { roles, desks: ['network'], ...changes }))
  for (const role of ['worker', 'coordinator', 'press', 'keeper', 'release-officer'])
    assert.equal(await on([role]), 'ok', role)
  assert.equal(await after(await device('birch-worker-3', { desks: ['network'] }, 'birch')), 'ok')
  const pledge = { on: '2026-11-01', text: 'I keep to myself what I read.' }
  assert.equal(await on(['volunteer'], { supervisor: 'alder-worker-2', pledge }), 'wrong-volunteer')
  assert.equal(await on(['ringer']), 'wrong-role')
  const put = change('alder-worker-1', { desks: ['referral', 'network'] })
  assert.equal(await after(await shared(0), put, change('alder-worker-1', { desks: ['referral'] })), 'epoch-missing')
  assert.equal(
    await after(await shared(0), put, change('alder-worker-1', { desks: ['referral'] }), await shared(1)),
    'ok',
  )
  const gone = [remove('alder-worker-1'), await epoch('alder', 'referral', 1)]
  assert.equal(await after(await shared(0), put, ...gone), 'epoch-missing')
  assert.equal(await after(await shared(0), put, ...gone, await shared(1, BIRCH)), 'ok')
})

test('12: a role that stands alone has no other beside it, and a desk takes only the roles that work on its kind', async () => {
  const placed = async (roles: readonly string[], desks: readonly string[]) =>
    after(await device('alder-worker-3', { roles, desks }))
  assert.equal(await placed(['ringer'], ['referral']), 'ok')
  assert.equal(await placed(['ringer', 'worker'], ['referral']), 'wrong-role')
  assert.equal(await placed(['ringer'], ['numbers']), 'wrong-role')
  assert.equal(await placed(['keeper', 'coordinator', 'press', 'worker'], ['referral']), 'ok')
  for (const role of ['coordinator', 'press', 'release-officer']) {
    assert.equal(await placed([role], []), 'ok')
    assert.equal(await placed([role], ['referral']), 'wrong-role', role)
    assert.equal(await placed([role], ['numbers']), 'wrong-role', role)
    assert.equal(await placed([role, 'worker'], ['referral']), 'ok', role)
  }
  assert.equal(await placed(['operator'], []), 'not-an-entry')
  assert.equal(await after(change('alder-worker-1', { roles: ['press'], desks: ['referral'] })), 'wrong-role')
})

test('13: outside a demo every organisation has papers', async () => {
  const bare = (await genesisBody())['organisations'] as ReadonlyArray<{ id: string; names: object }>
  const organisations = bare.map(({ id: name, names }) => ({ id: name, names }))
  assert.equal(await verdict(await genesis({ organisations })), 'ok', 'a demo from before there were papers')
  assert.equal(await verdict(await genesis({ demo: false, organisations })), 'recovery-missing')
  const twice = await Promise.all(organisations.map(async (each) => ({ ...each, recovery: await papersOf('alder') })))
  assert.equal(await verdict(await genesis({ organisations: twice })), 'key-used-before')
})

test('10: nor does a real network hold papers that everyone can derive', async () => {
  const secret = (each: string) => ({ id: each, keysOf: `secret-${each}` })
  const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }
  const founded = async (papersOfAlder: string) => {
    const organisations = await Promise.all(
      ['alder', 'birch'].map(async (each) => ({
        id: each,
        names,
        recovery: await papersOf(each, each === 'alder' ? papersOfAlder : `secret-${each}`),
      })),
    )
    const devices = await Promise.all(
      [...ALDER, ...BIRCH].map((each) =>
        describe(each, each.split('-')[0] ?? '', { roles: ['keeper'], keysOf: `secret-${each}` }),
      ),
    )
    return genesis({ demo: false, organisations, devices }, [...ALDER, ...BIRCH].map(secret))
  }
  assert.equal(await verdict(await founded('secret-alder')), 'ok')
  assert.equal(await verdict(await founded('alder')), 'demo-key')
})

const NEW_KEEPERS = ['alder-keeper-7', 'alder-keeper-8']
const comingBack = async (changes: Body = {}): Promise<Body> => ({
  kind: 'recovery',
  organisation: 'alder',
  devices: await Promise.all(
    NEW_KEEPERS.map((each) => describe(each, 'alder', { roles: ['keeper', 'worker'], desks: ['referral'] })),
  ),
  recovery: await papersOf('alder', 'new-papers'),
  ...changes,
})

/** A recovery behind `log`, signed by devices and by the papers of `papers`. */
async function recovered(
  body: Body,
  signers: readonly string[],
  papers: string | null = 'alder',
  log = network,
): Promise<SignedEntry> {
  const text = await entryAfter(log, body)
  const { signatures } = await signText(text, signers)
  if (papers === null) return { entry: text, signatures }
  const signature = await signLabelled(await deriveDemoPapers(papers), 'apila/roster/v2', text)
  const byPapers: EntrySignature = { recovery: id('alder'), signature }
  return { entry: text, signatures: [...signatures, byPapers] }
}

/** The epochs that a recovery of alder owes, signed by its new keepers. */
async function recoveredWith(entry: SignedEntry, ...steps: readonly Step[]): Promise<SignedEntry[]> {
  return (await withBatch([...network, entry], ...steps)).slice(network.length)
}
const keysAnew = async (): Promise<Step[]> => [
  [(await epoch('alder', 'referral', 1))[0], NEW_KEEPERS],
  [(await epoch('alder', 'evening', 1))[0], NEW_KEEPERS],
]

test('who signs: an organisation comes back by its papers and a keeper of another member', async () => {
  const tell = async (signers: readonly string[], papers: string | null = 'alder') =>
    next(...(await recoveredWith(await recovered(await comingBack(), signers, papers), ...(await keysAnew()))))
  assert.equal(await tell(['birch-keeper-1']), 'ok')
  assert.equal(await tell(['birch-keeper-1'], null), 'not-enough-signatures')
  assert.equal(await tell([]), 'not-enough-signatures')
  assert.equal(await tell(['birch-worker-1']), 'not-enough-signatures')
  assert.equal(await tell(['alder-keeper-1']), 'not-enough-signatures', 'of its own')
  assert.equal(await tell(NEW_KEEPERS), 'not-enough-signatures')
  assert.equal(await tell(['birch-keeper-1'], 'birch'), 'bad-signature', "another's papers")
  const twice = await recovered(await comingBack(), ['birch-keeper-1'])
  const doubled = { ...twice, signatures: [...twice.signatures, ...twice.signatures.slice(-1)] }
  assert.equal(await next(...(await recoveredWith(doubled, ...(await keysAnew())))), 'unknown-signer')
  const elsewhere = await entryAfter(network, deskBody('alder', 'night'))
  const signature = await signLabelled(await deriveDemoPapers('alder'), 'apila/roster/v2', elsewhere)
  const { signatures } = await signText(elsewhere, ALDER)
  const signed = { entry: elsewhere, signatures: [...signatures, { recovery: id('alder'), signature }] }
  assert.equal(await next(signed), 'unknown-signer', 'papers sign nothing else')
})

test('15: who comes back has new keepers; the earlier ones leave, other devices stay', async () => {
  const entry = await recovered(await comingBack(), ['birch-keeper-1'])
  const log = [...network, ...(await recoveredWith(entry, ...(await keysAnew())))]
  const back = await readWhole(log)
  const has = (each: string) => back.devices.has(each as Device['id'])
  assert.deepEqual([...ALDER, ...NEW_KEEPERS, 'alder-worker-1', 'alder-officer'].map(has), [
    false,
    false,
    true,
    true,
    true,
    true,
  ])
  assert.equal(
    back.organisations.get(id('alder'))?.recovery?.verifyKey,
    (await papersOf('alder', 'new-papers')).verifyKey,
  )
  assert.deepEqual(
    recentRecoveries(back, addDays(TODAY, 30)).map(({ organisation, seenBy }) => [organisation, seenBy]),
    [['alder', ['birch-keeper-1']]],
  )
  assert.deepEqual(recentRecoveries(back, addDays(TODAY, 31)), [])
  const tell = async (body: Body, signers: readonly string[]) =>
    verdict((await withBatch(log, [body, signers])).slice(log.length), TODAY, back)
  assert.equal(await tell(deskBody('alder', 'night'), ALDER), 'unknown-signer')
  assert.equal(await tell(deskBody('alder', 'night'), NEW_KEEPERS), 'ok')
  const once = await recovered(
    await comingBack({
      recovery: await papersOf('alder', 'third-papers'),
      devices: await Promise.all(
        ['alder-keeper-3', 'alder-keeper-4'].map((each) => describe(each, 'alder', { roles: ['keeper'] })),
      ),
    }),
    ['birch-keeper-1'],
    'alder',
    log,
  )
  const anew = async (desk: string, n: number): Promise<Step> => [
    (await epoch('alder', desk, n))[0],
    ['alder-keeper-3', 'alder-keeper-4'],
  ]
  const again = await withBatch([...log, once], await anew('referral', 2), await anew('evening', 2))
  assert.equal(await verdict(again.slice(log.length), TODAY, back), 'bad-signature', 'the earlier papers open nothing')
})

test('8: after a recovery every desk of the organisation has a new key, and the shared one', async () => {
  const entry = await recovered(await comingBack(), ['birch-keeper-1'])
  const keys = await keysAnew()
  assert.equal(await next(...(await recoveredWith(entry))), 'epoch-missing')
  assert.equal(await next(...(await recoveredWith(entry, ...keys.slice(1)))), 'epoch-missing')
  const log = await withBatch(network, await shared(0))
  const from = await readWhole(log)
  const later = await recovered(await comingBack(), ['birch-keeper-1'], 'alder', log)
  const tell = async (...steps: readonly Step[]) =>
    verdict((await withBatch([...log, later], ...steps)).slice(log.length), TODAY, from)
  assert.equal(await tell(...keys), 'epoch-missing')
  assert.equal(await tell(...keys, await shared(1, NEW_KEEPERS)), 'ok')
})

test('a recovery names a member, two keepers of it, and papers that were never used', async () => {
  const tell = async (changes: Body) =>
    next(
      ...(await recoveredWith(await recovered(await comingBack(changes), ['birch-keeper-1']), ...(await keysAnew()))),
    )
  assert.equal(await tell({}), 'ok')
  assert.equal(await tell({ recovery: await papersOf('alder') }), 'key-used-before', 'the papers that were used')
  assert.equal(await tell({ recovery: await papersOf('birch') }), 'key-used-before')
  const [first] = (await comingBack())['devices'] as Device[]
  const worker = await describe('alder-keeper-8', 'alder', { roles: ['worker'] })
  assert.equal(await tell({ devices: [first, worker] }), 'keepers-missing')
  const stranger = await describe('birch-keeper-8', 'birch', { roles: ['keeper'] })
  assert.equal(
    await tell({ devices: [...((await comingBack())['devices'] as Device[]), stranger] }),
    'unknown-organisation',
  )
  assert.equal(await tell({ organisation: 'birch' }), 'unknown-signer', "another's name")
})

test('7: a supervisor who was a keeper leaves with the recovery, and the volunteer needs another', async () => {
  const boss = change('alder-keeper-1', { roles: ['keeper', 'worker'], desks: ['evening'] })
  const volunteer = (supervisor: string) =>
    change('alder-volunteer-1', { roles: ['volunteer'], desks: ['evening'], supervisor })
  const log = await withBatch(network, boss, volunteer('alder-keeper-1'))
  const from = await readWhole(log)
  const entry = await recovered(await comingBack(), ['birch-keeper-1'], 'alder', log)
  const tell = async (...steps: readonly Step[]) =>
    verdict((await withBatch([...log, entry], ...steps)).slice(log.length), TODAY, from)
  const keys = await keysAnew()
  assert.equal(await tell(...keys), 'supervisor-missing')
  const [body] = volunteer('alder-worker-2')
  assert.equal(await tell(...keys, [body, NEW_KEEPERS]), 'ok')
})
