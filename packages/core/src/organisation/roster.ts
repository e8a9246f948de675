// The signed log of organisations, desks and devices: what an entry says. What it must obey stands in roster-rules.ts, what is known
// after reading it in roster-value.ts. Governed by docs/protocol.md "Roster". The service directory is something else.
import * as z from 'zod'
import { Digest, Recipient, Signature, decodeBytes, exactBytes } from '../bytes.ts'
import { isPlainText } from '../canonical.ts'
import { isEd25519Point, isX25519Key } from '../curve-points.ts'
import { Day } from '../day.ts'
import { DeskKind, Role } from './roles.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)
export const OrganisationId = slug.brand<'OrganisationId'>()
export type OrganisationId = z.infer<typeof OrganisationId>
export const DeviceId = slug.brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>
export const NetworkId = slug.brand<'NetworkId'>()
export type NetworkId = z.infer<typeof NetworkId>

/** Names a desk within its organisation. */
export const DeskId = slug.brand<'DeskId'>()
export type DeskId = z.infer<typeof DeskId>

/** Which desk of which organisation. */
export const WhichDesk = z.strictObject({ organisation: OrganisationId, desk: DeskId })
export type WhichDesk = z.infer<typeof WhichDesk>

/** The desk that all members share, which genesis brings; no organisation may call its own so. */
export const NETWORK_DESK = DeskId.parse('network')

/** A desk of an organisation, or the one that all members share, which is of none. */
export const AnyDesk = z.strictObject({ organisation: OrganisationId.nullable(), desk: DeskId })
export type AnyDesk = z.infer<typeof AnyDesk>

/** The only suite of today: docs/protocol.md "Suite". */
export const SUITE = 2
/** A number of a suite, also of one that this program does not know. */
export const Suite = z.int().min(SUITE).max(99)

/** An organisation-led network, or one for a service that somebody purchases. They never meet (D-018). */
export const Track = z.enum(['ngo-led', 'purchased'])
export type Track = z.infer<typeof Track>

const line = z.string().min(1).max(200).refine(isPlainText)
const Names = z.strictObject({ fi: line, sv: line, en: line })

const eachOnce = (items: readonly unknown[]): boolean => new Set(items).size === items.length

/** Raw Ed25519 public key, in its one spelling and not of low order. */
export const VerifyKey = exactBytes(32)
  .refine((text) => isEd25519Point(decodeBytes(text)))
  .brand<'VerifyKey'>()
export type VerifyKey = z.infer<typeof VerifyKey>

/** Raw X25519 public key that a desk's bells are made for. */
export const BellKey = exactBytes(32)
  .refine((text) => isX25519Key(decodeBytes(text)))
  .brand<'BellKey'>()
export type BellKey = z.infer<typeof BellKey>

/** What a volunteer promised, and when. */
const Pledge = z.strictObject({ on: Day, text: z.string().min(1).max(2000).refine(isPlainText) })

const roles = z.array(Role).min(1).refine(eachOnce)
const desks = z.array(DeskId).max(50).refine(eachOnce)

export const Device = z.strictObject({
  id: DeviceId,
  organisation: OrganisationId,
  roles,
  desks,
  verifyKey: VerifyKey,
  recipient: Recipient,
  /** Suites that the device can read. */
  suites: z.array(Suite).min(1).max(20).refine(eachOnce),
  /** Who answers for a volunteer; `null` for everybody else. */
  supervisor: DeviceId.nullable(),
  pledge: Pledge.nullable(),
  /** By `verifyKey` over the record without this member: nobody enrols a key of somebody else's. */
  proof: Signature,
})
export type Device = z.infer<typeof Device>

/** Why the network may buy its service without gain (D-020), where it is purchased. */
export const Purchaser = z.strictObject({ names: Names, nonProfitBasis: line })
export type Purchaser = z.infer<typeof Purchaser>

/** The public halves of what an organisation's recovery papers give: desk seeds are sealed to one, the other signs new devices in. */
export const Recovery = z.strictObject({ recipient: Recipient, verifyKey: VerifyKey })
export type Recovery = z.infer<typeof Recovery>

export const Organisation = z.strictObject({
  id: OrganisationId,
  names: Names,
  /** Only an organisation of a demo network may have none. */
  recovery: Recovery.optional(),
})
export type Organisation = z.infer<typeof Organisation>

/** What the network decided before its cohorts opened (docs/statistics.md "Budget"). epsilonMilli and deltaInverse keep fractions out of signed bytes. */
export const ReleasePolicy = z.strictObject({
  epsilonMilli: z.int().min(1).max(100_000),
  deltaInverse: z.int().min(1000),
  contributionBound: z.literal(1),
  /** Hard cap of the ledger, zCDP rho in millionths. */
  rhoCapMicro: z.int().min(1),
  /** Draws the noise. */
  firstOfficer: DeviceId,
  /** Checks it; of another organisation. */
  secondOfficer: DeviceId,
  /** First calendar year that it is in force for. */
  fromCohort: z.int().min(2020).max(2200),
})
export type ReleasePolicy = z.infer<typeof ReleasePolicy>

/** Which suite new seals use, and which may still be read; `until` `null`: for as long as the policy stands. */
export const SuitePolicy = z.strictObject({
  seal: Suite,
  read: z.array(z.strictObject({ suite: Suite, until: Day.nullable() })).max(20),
})
export type SuitePolicy = z.infer<typeof SuitePolicy>

/** Three keys of three members; two of them sign a release of the program. */
export const ReleaseKeys = z.strictObject({
  keys: z.array(z.strictObject({ organisation: OrganisationId, verifyKey: VerifyKey })).length(3),
})
export type ReleaseKeys = z.infer<typeof ReleaseKeys>

/** Who keeps the leashes: a member on a machine of its own; `null`: the process beside the server. */
export const LeashKeeper = z.strictObject({
  keeper: z.strictObject({ organisation: OrganisationId, recipient: Recipient, verifyKey: VerifyKey }).nullable(),
})
export type LeashKeeper = z.infer<typeof LeashKeeper>

/** Whose ringers sign the head of each day, and how many of these members must have done so. */
export const Witnesses = z.strictObject({
  organisations: z.array(OrganisationId).max(200).refine(eachOnce),
  needed: z.int().min(0).max(200),
})
export type Witnesses = z.infer<typeof Witnesses>

const chained = { v: z.literal(2), n: z.int().min(0), previous: Digest.nullable(), on: Day }

const Genesis = z.strictObject({
  ...chained,
  kind: z.literal('genesis'),
  network: NetworkId,
  demo: z.boolean(),
  track: Track,
  purchaser: Purchaser.nullable(),
  organisations: z.array(Organisation).min(2).max(200),
  devices: z.array(Device).min(4).max(1000),
})
/** A member that comes later, with its first keepers. */
const OrganisationEntry = z.strictObject({
  ...chained,
  kind: z.literal('organisation'),
  id: OrganisationId,
  names: Names,
  recovery: Recovery,
  devices: z.array(Device).min(2).max(100),
})
const OrganisationRemove = z.strictObject({ ...chained, kind: z.literal('organisation-remove'), id: OrganisationId })
/** After the loss of an organisation's keepers: new ones, and papers of new keys. */
const RecoveryEntry = z.strictObject({
  ...chained,
  kind: z.literal('recovery'),
  organisation: OrganisationId,
  devices: z.array(Device).min(2).max(100),
  recovery: Recovery,
})
const DeskEntry = z.strictObject({
  ...chained,
  kind: z.literal('desk'),
  organisation: OrganisationId,
  id: DeskId,
  deskKind: DeskKind,
  names: Names,
  volunteers: z.boolean(),
})
const DeviceEntry = z.strictObject({ ...chained, kind: z.literal('device'), device: Device })
const DeviceChange = z.strictObject({
  ...chained,
  kind: z.literal('device-change'),
  id: DeviceId,
  roles,
  desks,
  supervisor: DeviceId.nullable(),
})
const DeviceRemove = z.strictObject({ ...chained, kind: z.literal('device-remove'), id: DeviceId })
const EpochEntry = z.strictObject({
  ...chained,
  kind: z.literal('epoch'),
  /** `null`: of the desk that all members share. */
  organisation: OrganisationId.nullable(),
  desk: DeskId,
  /** Counts a desk's key periods from 0. */
  epoch: z.int().min(0),
  recipient: Recipient,
  bell: BellKey,
})
const policyOf = <T extends string, V extends z.ZodType>(topic: T, value: V) =>
  z.strictObject({ ...chained, kind: z.literal('policy'), topic: z.literal(topic), value })
const Policy = z.discriminatedUnion('topic', [
  policyOf('statistics', ReleasePolicy),
  policyOf('suite', SuitePolicy),
  policyOf('release-keys', ReleaseKeys),
  policyOf('leash-keeper', LeashKeeper),
  policyOf('witnesses', Witnesses),
])

export const RosterEntry = z.discriminatedUnion('kind', [
  Genesis,
  OrganisationEntry,
  OrganisationRemove,
  RecoveryEntry,
  DeskEntry,
  DeviceEntry,
  DeviceChange,
  DeviceRemove,
  EpochEntry,
  Policy,
])
export type RosterEntry = z.infer<typeof RosterEntry>
export type EntryOf<K extends RosterEntry['kind']> = Extract<RosterEntry, { kind: K }>

/** A signature of an entry: by an active device, or by the key of an organisation's recovery papers. `proposal`: where it was given before
 *  the entry had its place; then it is over that text (`Proposal`), which names the entry's content. */
export const EntrySignature = z.union([
  z.strictObject({ device: DeviceId, signature: Signature, proposal: z.string().max(100_000).optional() }),
  z.strictObject({ recovery: OrganisationId, signature: Signature, proposal: z.string().max(100_000).optional() }),
])
export type EntrySignature = z.infer<typeof EntrySignature>

/** An entry as stored and sent: the very text that was signed. */
export const SignedEntry = z.strictObject({
  entry: z.string().max(4_000_000),
  signatures: z.array(EntrySignature).min(1).max(1000),
})
export type SignedEntry = z.infer<typeof SignedEntry>
