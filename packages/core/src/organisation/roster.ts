// The signed log of organisations, desks and devices: what an entry says. What it must obey stands in roster-rules.ts, what is known
// after reading it in roster-value.ts. Governed by docs/protocol.md "Roster". The service directory is something else.
import * as z from 'zod'
import { Digest, Recipient, Signature, decodeBytes, exactBytes } from '../bytes.ts'
import { isPlainText } from '../canonical.ts'
import { isEd25519Point, isX25519Key } from '../curve-points.ts'
import { Day } from '../day.ts'

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

/** referral = permissions; statistics = counters of observations. */
export const DeskKind = z.enum(['referral', 'statistics'])
export type DeskKind = z.infer<typeof DeskKind>

/** worker: the desks it is given. volunteer: the same on desks where volunteers work, under a supervisor. keeper: signs roster entries of its
 *  organisation and closes its cohorts. release-officer: draws or checks a release. */
export const Role = z.enum(['worker', 'volunteer', 'keeper', 'release-officer'])
export type Role = z.infer<typeof Role>

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
const Purchaser = z.strictObject({ names: Names, nonProfitBasis: line })

export const Organisation = z.strictObject({ id: OrganisationId, names: Names })
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

const chained = { v: z.literal(2), n: z.int().min(0), previous: Digest.nullable(), on: Day }
const ofDesk = { organisation: OrganisationId, desk: DeskId }

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
  ...ofDesk,
  /** Counts a desk's key periods from 0. */
  epoch: z.int().min(0),
  recipient: Recipient,
  bell: BellKey,
})
const Policy = z.discriminatedUnion('topic', [
  z.strictObject({ ...chained, kind: z.literal('policy'), topic: z.literal('statistics'), value: ReleasePolicy }),
  z.strictObject({ ...chained, kind: z.literal('policy'), topic: z.literal('suite'), value: SuitePolicy }),
])

export const RosterEntry = z.discriminatedUnion('kind', [
  Genesis,
  DeskEntry,
  DeviceEntry,
  DeviceChange,
  DeviceRemove,
  EpochEntry,
  Policy,
])
export type RosterEntry = z.infer<typeof RosterEntry>
export type EntryOf<K extends RosterEntry['kind']> = Extract<RosterEntry, { kind: K }>

/** An entry as stored and sent: the very text that was signed. */
export const SignedEntry = z.strictObject({
  entry: z.string().max(4_000_000),
  signatures: z
    .array(z.strictObject({ device: DeviceId, signature: Signature }))
    .min(1)
    .max(1000),
})
export type SignedEntry = z.infer<typeof SignedEntry>
