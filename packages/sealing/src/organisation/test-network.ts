// A small network for tests and vectors: three organisations with demo devices, whose keys and signatures are the same each time.
import { bech32 } from '@scure/base'
import { canonical } from '@apila/core/canonical.ts'
import { Day } from '@apila/core/day.ts'
import {
  type Device,
  DeskId,
  DeviceId,
  OrganisationId,
  type Recovery,
  RosterEntry,
  type SignedEntry,
  type WhichDesk,
} from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { demoRecovery, deriveDemoDevice } from '../account/demo-device.ts'
import { type DeskKeys, deskKeys } from '../account/desk-keys.ts'
import { type OwnDevice, describeDevice } from '../account/device.ts'
import { type Bytes, digestOf, sha256, utf8 } from '../encoding.ts'
import { signLabelled } from '../labels.ts'
import { readRoster } from './roster.ts'

export const TODAY = Day.parse('2026-11-30')
export const ORGANISATIONS = ['alder', 'birch', 'cedar'] as const
export const keepersOf = (organisation: string): string[] => [`${organisation}-keeper-1`, `${organisation}-keeper-2`]
export const ALL_KEEPERS = ORGANISATIONS.flatMap(keepersOf)

const names = (name: string) => ({ fi: `${name} ry`, sv: `${name} rf`, en: name })

/** An entry without what the chain gives it. */
export type Body = Record<string, unknown> & { kind: string }

const derived = new Map<string, Promise<OwnDevice>>()

/** A device of the network, with its private keys. */
export function deviceOf(id: string): Promise<OwnDevice> {
  const known = derived.get(id) ?? deriveDemoDevice(id)
  derived.set(id, known)
  return known
}

/** A record with its proof, of a device whose demo keys come from `keysOf` or its id. */
export async function describe(
  id: string,
  organisation: string,
  changes: Record<string, unknown> & { keysOf?: string } = {},
): Promise<Device> {
  const { keysOf, ...placing } = changes
  const own = await deviceOf(keysOf ?? id)
  const fields = { roles: ['worker'], desks: [], supervisor: null, pledge: null, ...placing }
  return describeDevice({ ...own, id: id as Device['id'] }, {
    organisation: OrganisationId.parse(organisation),
    ...fields,
  } as Parameters<typeof describeDevice>[1])
}

/** The public halves of an organisation's papers; those of `keysOf` where a real network may not have the ones that everyone can derive. */
export const papersOf = (organisation: string, keysOf = organisation): Promise<Recovery> => demoRecovery(keysOf)

/** The seed of a desk of the test network; everyone may know it. */
export const seedOf = (organisation: string, desk: string, epoch = 0): Promise<Bytes> =>
  sha256(utf8(`test desk ${organisation}/${desk}/${String(epoch)}`))

export const keysOf = async (organisation: string, desk: string, epoch = 0): Promise<DeskKeys> =>
  deskKeys(await seedOf(organisation, desk, epoch))

export const which = (organisation: string, desk: string): WhichDesk => ({
  organisation: OrganisationId.parse(organisation),
  desk: DeskId.parse(desk),
})

export async function epochBody(organisation: string, desk: string, epoch = 0): Promise<Body> {
  const { recipient, bellPublic: bell } = await keysOf(organisation, desk, epoch)
  return { kind: 'epoch', organisation, desk, epoch, recipient, bell }
}

/** The next key of the desk that all members share. */
export const sharedEpochBody = async (epoch = 0): Promise<Body> => ({
  ...(await epochBody('all', 'network', epoch)),
  organisation: null,
})

/** A member that comes, with two keepers. */
export async function memberBody(id: string, changes: Record<string, unknown> = {}): Promise<Body> {
  const devices = await Promise.all(keepersOf(id).map((each) => describe(each, id, { roles: ['keeper', 'worker'] })))
  return { kind: 'organisation', id, names: names(id), recovery: await papersOf(id), devices, ...changes }
}

export const policyBody = (changes: Record<string, unknown> = {}): Body => ({
  kind: 'policy',
  topic: 'statistics',
  value: {
    epsilonMilli: 2000,
    deltaInverse: 1_000_000,
    contributionBound: 1,
    rhoCapMicro: 2_000_000,
    firstOfficer: 'alder-officer',
    secondOfficer: 'birch-officer',
    fromCohort: 2026,
    ...changes,
  },
})

/** The text of an entry as the next after `before`, whatever shape it has. */
export async function entryAfter(before: readonly SignedEntry[], body: Record<string, unknown>): Promise<string> {
  const last = before.at(-1)
  const previous = last ? await digestOf(last.entry) : null
  return canonical({ v: 2, n: before.length, previous, on: TODAY, ...body })
}

/** Who signs: a device under its own keys, or one under those of another name. */
export type SignerName = string | { id: string; keysOf: string }

export async function signText(entry: string, signers: readonly SignerName[]): Promise<SignedEntry> {
  const sign = async (signer: SignerName) => {
    const { id, keysOf } = typeof signer === 'string' ? { id: signer, keysOf: signer } : signer
    const signature = await signLabelled(await deviceOf(keysOf), 'apila/roster/v2', entry)
    return { device: DeviceId.parse(id), signature }
  }
  return { entry, signatures: await Promise.all(signers.map(sign)) }
}

/** Bytes spelled as a recipient, whether they are one or not. */
export const spellRecipient = (bytes: Uint8Array, prefix = 'age1pq'): string =>
  bech32.encode(prefix, bech32.toWords(bytes), false)

/** `before` and behind it a batch, each entry signed by its signers. */
export async function withBatch(
  before: readonly SignedEntry[],
  ...batch: ReadonlyArray<readonly [Record<string, unknown>, readonly SignerName[]]>
): Promise<SignedEntry[]> {
  const entries = [...before]
  for (const [body, signers] of batch) entries.push(await signText(await entryAfter(entries, body), signers))
  return entries
}

export const deskBody = (organisation: string, id: string, changes: Record<string, unknown> = {}): Body => ({
  kind: 'desk',
  organisation,
  id,
  deskKind: 'referral',
  names: names(id),
  volunteers: false,
  ...changes,
})

/** What changes a genesis so that every organisation has papers. Without it the network is one of before there were any, as the vectors have it. */
export const withPapers = async () => ({
  organisations: await Promise.all(
    ORGANISATIONS.map(async (id) => ({ id, names: names(id), recovery: await papersOf(id) })),
  ),
})

export const PLEDGE = { on: '2026-11-01', text: 'I keep to myself what I read.' }

export async function genesisBody(changes: Record<string, unknown> = {}): Promise<Body> {
  const roles = ['keeper', 'worker']
  return {
    kind: 'genesis',
    network: 'test-network',
    demo: true,
    track: 'ngo-led',
    purchaser: null,
    organisations: ORGANISATIONS.map((id) => ({ id, names: names(id) })),
    devices: await Promise.all(ALL_KEEPERS.map((id) => describe(id, id.split('-')[0] ?? '', { roles }))),
    ...changes,
  }
}

/** The whole log: every organisation has a referral desk, alder also one where volunteers work and one for statistics. */
export async function foundNetwork(changes: Record<string, unknown> = {}): Promise<SignedEntry[]> {
  let entries = await withBatch([], [await genesisBody(changes), ALL_KEEPERS])
  const add = async (body: Body, organisation: string) => {
    entries = await withBatch(entries, [body, keepersOf(organisation)])
  }
  for (const organisation of ORGANISATIONS) {
    await add(deskBody(organisation, 'referral'), organisation)
    await add(await epochBody(organisation, 'referral'), organisation)
    const worker = await describe(`${organisation}-worker-1`, organisation, { desks: ['referral'] })
    await add({ kind: 'device', device: worker }, organisation)
  }
  await add(deskBody('alder', 'evening', { volunteers: true }), 'alder')
  await add(await epochBody('alder', 'evening'), 'alder')
  await add(deskBody('alder', 'numbers', { deskKind: 'statistics' }), 'alder')
  await add({ kind: 'device', device: await describe('alder-worker-2', 'alder', { desks: ['evening'] }) }, 'alder')
  const volunteer = { roles: ['volunteer'], desks: ['evening'], supervisor: 'alder-worker-2', pledge: PLEDGE }
  await add({ kind: 'device', device: await describe('alder-volunteer-1', 'alder', volunteer) }, 'alder')
  for (const organisation of ['alder', 'birch']) {
    const officer = await describe(`${organisation}-officer`, organisation, { roles: ['release-officer'] })
    await add({ kind: 'device', device: officer }, organisation)
  }
  return withBatch(entries, [policyBody(), [...keepersOf('alder'), ...keepersOf('birch')]])
}

/** A roster that must verify. */
export async function readWhole(entries: readonly SignedEntry[]): Promise<Roster> {
  const reading = await readRoster(entries, null, TODAY)
  if (!reading.ok) throw new Error(`entry ${String(reading.n)}: ${reading.problem}`)
  return reading.roster
}

/** An entry's content. */
export const readEntry = (signed: SignedEntry | undefined): RosterEntry =>
  RosterEntry.parse(JSON.parse(signed?.entry ?? ''))
