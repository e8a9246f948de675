// What a new member's device signs: its own records, team and papers as both devices said them, and nothing that somebody put beside them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FoundingRecord } from '@apila/core/account/founding.ts'
import { MemberSigned } from '@apila/core/account/member-join.ts'
import { canonical } from '@apila/core/canonical.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import { signCredential } from '@apila/sealing/account/new-device.ts'
import { systemRandom, toBase64url } from '@apila/sealing/encoding.ts'
import type { Batch } from '@apila/sealing/organisation/batch.ts'
import {
  TODAY,
  describe,
  deviceOf,
  foundNetwork,
  keysOf,
  papersOf,
  policyBody,
  readWhole,
  withPapers,
} from '@apila/sealing/organisation/test-network.ts'
import {
  admission,
  gatherAdmission,
  isOurAdmission,
  pairOf,
  problemOfAdmission,
  proposeAdmission,
  signAdmission,
} from './member-work.ts'

const roster = await readWhole(await foundNetwork(await withPapers()))
const making = { roster, held: [], random: systemRandom }
const names = { fi: 'Vaahtera', sv: 'Lönn', en: 'Maple' }

async function recordOf(id: string, isFirst: boolean): Promise<FoundingRecord> {
  const record = await describe(id, 'maple', { roles: ['keeper', 'worker'] })
  const credential = await signCredential(await deviceOf(id), roster.network, {
    id: toBase64url(systemRandom(16)) as never,
    publicKey: toBase64url(systemRandom(91)),
    algorithm: -7,
    origin: 'http://localhost:3000',
  })
  const { recipient, bellPublic: bell } = await keysOf('maple', 'work')
  const organisation = isFirst
    ? { names, recovery: await papersOf('maple'), desk: { id: 'work', names, recipient, bell } }
    : null
  return FoundingRecord.parse({ v: 2, record, credential, organisation })
}

const first = await recordOf('maple-one', true)
const second = await recordOf('maple-two', false)
const pair = [first, second] as const
const inviter = await deviceOf('alder-keeper-1')
const askOf = async (batch: Batch) => (await proposeAdmission(roster, TODAY, batch, inviter)).asked
const batch = await admission(making, pair, 'open')

test('both devices of one member are a pair, whoever else has typed the code', async () => {
  const stranger = await recordOf('maple-three', false)
  assert.deepEqual(pairOf({ records: [second, first, stranger] }), [first, second])
  assert.equal(pairOf({ records: [first] }), null)
  assert.equal(pairOf({ records: [second, stranger] }), null)
})

test('what both said is signed by each of them, and stands by the rules', async () => {
  assert.equal(await problemOfAdmission(roster, TODAY, batch), null)
  const asked = await askOf(batch)
  for (const own of pair) assert.equal(isOurAdmission(asked, own, pair), true)
})

test('nothing else is signed: another name, key, role, paper, a third device, a decision beside it, or one left out', async () => {
  const third = await describe('maple-three', 'maple', { roles: ['keeper', 'worker'] })
  const other = await keysOf('maple', 'other')
  type Content = Batch['contents'][number]
  const swapped = (kind: Content['kind'], change: object): Batch => ({
    ...batch,
    contents: batch.contents.map((content) => (content.kind === kind ? { ...content, ...change } : content)),
  })
  const tries: Record<string, Batch> = {
    name: swapped('organisation', { names: { ...names, en: 'Another' } }),
    papers: swapped('organisation', { recovery: await papersOf('other') }),
    'a third device': swapped('organisation', { devices: [first.record, second.record, third] }),
    'a key of somebody else': swapped('epoch', { recipient: other.recipient }),
    role: swapped('device-change', { roles: ['worker'] }),
    team: swapped('desk', { volunteers: true }),
    'a decision beside it': { ...batch, contents: [...batch.contents, policyBody() as unknown as Content] },
    'the team left out': { ...batch, contents: batch.contents.filter(({ kind }) => kind !== 'desk') },
  }
  for (const [what, wrong] of Object.entries(tries))
    assert.equal(isOurAdmission(await askOf(wrong), first, pair), false, what)
  const stranger = await recordOf('maple-three', false)
  assert.equal(isOurAdmission(await askOf(batch), stranger, pair), false, 'a device that is not in it')
})

test('the past stays closed by a new key of the team that all share, and only such a key may stand beside', async () => {
  assert.equal(currentEpoch(roster, { organisation: null, desk: 'network' as never }), undefined)
  const key = await keysOf('all', 'network')
  const common = { kind: 'epoch', organisation: null, desk: 'network', epoch: 0, recipient: key.recipient } as const
  const beside = { ...common, bell: key.bellPublic } as unknown as Batch['contents'][number]
  const asked = await askOf({ ...batch, contents: [...batch.contents, beside] })
  assert.equal(isOurAdmission(asked, first, pair), true)
})

test('the proposal is whole once both have signed, and not with a signature of something else', async () => {
  const { proposed, asked } = await proposeAdmission(roster, TODAY, batch, inviter)
  const signedBy = async (id: string, text = asked) =>
    MemberSigned.parse({ v: 2, ...(await signAdmission(await deviceOf(id), text)), wraps: [], recovery: [] })
  const [one, two] = [await signedBy('maple-one'), await signedBy('maple-two')]
  assert.equal(await gatherAdmission(roster, proposed, pair, [one]), null)
  const whole = await gatherAdmission(roster, proposed, pair, [one, two])
  assert.ok(whole)
  assert.deepEqual(
    whole.signatures.map((each) => ('device' in each ? each.device : '')),
    ['alder-keeper-1', 'maple-one', 'maple-two'],
  )
  assert.equal(whole.credentials?.length, 2)
  const elsewhere = await signedBy('maple-two', {
    ...asked,
    proposal: canonical({ ...(JSON.parse(asked.proposal) as object), on: '2026-12-01' }),
  })
  assert.equal(await gatherAdmission(roster, proposed, pair, [one, elsewhere]), null)
})
