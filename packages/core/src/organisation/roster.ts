// The signed log of organisations, desks and devices: what an entry says and who may sign it.
// Governed by docs/protocol.md "Roster" (protocol steps 3.2, 3.3). The service directory is something else.
import * as z from 'zod'
import { Digest, Recipient, Signature } from '../bytes.ts'
import { Day } from '../day.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)
export const OrganisationId = slug.brand<'OrganisationId'>()
export type OrganisationId = z.infer<typeof OrganisationId>
export const DeviceId = slug.brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>
export const NetworkId = slug.brand<'NetworkId'>()
export type NetworkId = z.infer<typeof NetworkId>

/** referral = knocks and stories; statistics = counters of observations. */
export const Desk = z.enum(['referral', 'statistics'])
export type Desk = z.infer<typeof Desk>

/** worker: the desks it is given. keeper: signs roster entries of its organisation and closes its cohorts. release-officer: draws or checks a release. */
export const Role = z.enum(['worker', 'keeper', 'release-officer'])
export type Role = z.infer<typeof Role>

const Names = z.object({
  fi: z.string().min(1).max(200),
  sv: z.string().min(1).max(200),
  en: z.string().min(1).max(200),
})

export const Device = z.object({
  id: DeviceId,
  organisation: OrganisationId,
  roles: z.array(Role).min(1),
  desks: z.array(Desk),
  /** Raw Ed25519 public key. */
  verifyKey: Digest,
  recipient: Recipient,
})
export type Device = z.infer<typeof Device>

/** What the network decided before its cohorts opened (docs/statistics.md "Budget"). epsilonMilli and deltaInverse keep fractions out of signed bytes. */
export const ReleasePolicy = z.object({
  epsilonMilli: z.int().min(1).max(100_000),
  deltaInverse: z.int().min(1000),
  contributionBound: z.literal(1),
  /** Hard cap of the ledger, zCDP rho in millionths. */
  rhoCapMicro: z.int().min(1),
  /** Draws the noise. */
  firstOfficer: DeviceId,
  /** Checks it; of another organisation. */
  secondOfficer: DeviceId,
})
export type ReleasePolicy = z.infer<typeof ReleasePolicy>

const Organisation = z.object({ id: OrganisationId, names: Names })

const chained = { n: z.int().min(0), previous: Digest.nullable(), on: Day }

export const RosterEntry = z.discriminatedUnion('kind', [
  z.object({
    ...chained,
    kind: z.literal('genesis'),
    network: NetworkId,
    demo: z.boolean(),
    organisations: z.array(Organisation).min(2),
    keepers: z.array(Device).min(4),
    policy: ReleasePolicy,
  }),
  z.object({ ...chained, kind: z.literal('device-add'), device: Device }),
  z.object({
    ...chained,
    kind: z.literal('epoch'),
    organisation: OrganisationId,
    desk: Desk,
    epoch: z.literal(0),
    recipient: Recipient,
  }),
])
export type RosterEntry = z.infer<typeof RosterEntry>
export type Genesis = Extract<RosterEntry, { kind: 'genesis' }>

/** An entry as stored and sent: the very bytes that were signed. */
export const SignedEntry = z.object({
  entry: z.string().max(200_000),
  signatures: z
    .array(z.object({ device: DeviceId, signature: Signature }))
    .min(1)
    .max(64),
})
export type SignedEntry = z.infer<typeof SignedEntry>

export type Roster = {
  network: NetworkId
  demo: boolean
  policy: ReleasePolicy
  organisations: ReadonlyMap<OrganisationId, z.infer<typeof Organisation>>
  devices: ReadonlyMap<DeviceId, Device>
  /** Key: `organisation/desk`. */
  epochs: ReadonlyMap<string, Recipient>
  /** How many entries were read. */
  length: number
}

export type RosterProblem =
  'not-canonical' | 'wrong-order' | 'wrong-genesis' | 'not-enough-signatures' | 'already-there' | 'unknown-organisation'

/** Key of `Roster.epochs`. */
export const epochKey = (organisation: OrganisationId, desk: Desk): string => `${organisation}/${desk}`

/** The recipient that knocks, stories and sheets for an organisation's desk are sealed to, if it has one. */
export function findEpoch(roster: Roster, organisation: OrganisationId, desk: Desk): Recipient | undefined {
  return roster.epochs.get(epochKey(organisation, desk))
}

/** Applies one entry whose signatures by `signers` have been verified. Pure; the caller verifies signatures and the chain of hashes.
 *  Authority: genesis by every keeper in it; device-add and epoch by two keepers of that organisation (protocol 3.3.2). */
export function applyEntry(
  roster: Roster | null,
  entry: RosterEntry,
  signers: ReadonlySet<DeviceId>,
): { ok: true; roster: Roster } | { ok: false; problem: RosterProblem } {
  if (entry.kind === 'genesis') return roster ? { ok: false, problem: 'wrong-order' } : found(entry, signers)
  if (!roster || entry.n !== roster.length) return { ok: false, problem: 'wrong-order' }
  const organisation = entry.kind === 'epoch' ? entry.organisation : entry.device.organisation
  if (!roster.organisations.has(organisation)) return { ok: false, problem: 'unknown-organisation' }
  const keepers = [...signers].filter((id) => {
    const device = roster.devices.get(id)
    return device?.organisation === organisation && device.roles.includes('keeper')
  })
  if (keepers.length < 2) return { ok: false, problem: 'not-enough-signatures' }
  if (entry.kind === 'device-add') {
    if (roster.devices.has(entry.device.id)) return { ok: false, problem: 'already-there' }
    const devices = new Map(roster.devices).set(entry.device.id, entry.device)
    return { ok: true, roster: { ...roster, devices, length: roster.length + 1 } }
  }
  const key = epochKey(entry.organisation, entry.desk)
  if (roster.epochs.has(key)) return { ok: false, problem: 'already-there' }
  return {
    ok: true,
    roster: { ...roster, epochs: new Map(roster.epochs).set(key, entry.recipient), length: roster.length + 1 },
  }
}

function found(genesis: Genesis, signers: ReadonlySet<DeviceId>): ReturnType<typeof applyEntry> {
  const organisations = new Map(genesis.organisations.map((o) => [o.id, o]))
  const keepersOf = (id: OrganisationId) =>
    genesis.keepers.filter((d) => d.organisation === id && d.roles.includes('keeper'))
  const wellFormed =
    genesis.n === 0 &&
    genesis.previous === null &&
    new Set(genesis.keepers.map((d) => d.id)).size === genesis.keepers.length &&
    [...organisations.keys()].every((id) => keepersOf(id).length >= 2) &&
    genesis.keepers.every((d) => organisations.has(d.organisation))
  if (!wellFormed) return { ok: false, problem: 'wrong-genesis' }
  if (!genesis.keepers.every((d) => signers.has(d.id))) return { ok: false, problem: 'not-enough-signatures' }
  const devices = new Map(genesis.keepers.map((d) => [d.id, d]))
  const { network, demo, policy } = genesis
  return { ok: true, roster: { network, demo, policy, organisations, devices, epochs: new Map(), length: 1 } }
}
