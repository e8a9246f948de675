// What is known after reading a roster: plain values that a device may keep and go on from, and the questions asked of them.
// Governed by docs/protocol.md "Roster". A length counts entries: entry n is in force at every length above n.
import * as z from 'zod'
import { Digest, Recipient } from '../bytes.ts'
import { Day, addDays } from '../day.ts'
import { DeskKind } from './roles.ts'
import {
  type AnyDesk,
  BellKey,
  Device,
  DeviceId,
  DeskId,
  LeashKeeper,
  NETWORK_DESK,
  NetworkId,
  Organisation,
  OrganisationId,
  ReleaseKeys,
  ReleasePolicy,
  SuitePolicy,
  Purchaser,
  Track,
  type WhichDesk,
  Witnesses,
} from './roster.ts'

const Length = z.int().min(1)

const Desk = z.strictObject({
  /** `null`: the desk that all members share. */
  organisation: OrganisationId.nullable(),
  id: DeskId,
  kind: DeskKind,
  /** `null`: the desk that all members share, which the program names. */
  names: Organisation.shape.names.nullable(),
  /** Whether volunteers may work there; whoever is asked is told so. */
  volunteers: z.boolean(),
  since: Length,
  /** The first length at which it does not stand any more, since its organisation has left. */
  until: Length.nullable(),
})
export type Desk = z.infer<typeof Desk>

/** A device's record over the lengths in which it stood so. `until`: the first length at which it does not any more. */
const Stay = z.strictObject({ device: Device, since: Length, until: Length.nullable() })
export type Stay = z.infer<typeof Stay>

const Epoch = z.strictObject({
  epoch: z.int().min(0),
  recipient: Recipient,
  bell: BellKey,
  /** The day of its entry. */
  on: Day,
  since: Length,
})
export type Epoch = z.infer<typeof Epoch>

/** An organisation that has left: its name stands under what it sent. */
const FormerOrganisation = z.strictObject({ organisation: Organisation, until: Length })
export type FormerOrganisation = z.infer<typeof FormerOrganisation>

/** That an organisation was brought back by its papers: everyone is shown it for thirty days. */
const Recovered = z.strictObject({ organisation: OrganisationId, on: Day, since: Length, seenBy: z.array(DeviceId) })
export type Recovered = z.infer<typeof Recovered>

const readonlyMap = <K extends z.core.SomeType, V extends z.core.SomeType>(key: K, value: V) =>
  z.map(key, value).readonly()

/** `Roster.safeParse` reads one that a device has kept. */
export const Roster = z.strictObject({
  network: NetworkId,
  demo: z.boolean(),
  track: Track,
  /** Who buys the service, and why without gain; `null` where nobody does. */
  purchaser: Purchaser.nullable(),
  /** Members now. */
  organisations: readonlyMap(OrganisationId, Organisation),
  /** Those that have left. */
  former: readonlyMap(OrganisationId, FormerOrganisation),
  recoveries: z.array(Recovered),
  /** Key: `deskKey`. */
  desks: readonlyMap(z.string(), Desk),
  /** Active now. */
  devices: readonlyMap(DeviceId, Device),
  /** All that there ever were, removed ones too: earliest first. */
  stays: readonlyMap(DeviceId, z.array(Stay)),
  /** Key: `deskKey`. Earliest first; the last is the current one. */
  epochs: readonlyMap(z.string(), z.array(Epoch)),
  policy: z.strictObject({
    /** Earliest first; ask `findReleasePolicy`. */
    statistics: z.array(ReleasePolicy),
    suite: SuitePolicy,
    releaseKeys: ReleaseKeys.nullable(),
    leashKeeper: LeashKeeper.nullable(),
    witnesses: Witnesses.nullable(),
  }),
  /** Keys that were ever written and belong to no device or key period: of papers, releases and leash keepers. */
  otherKeys: z.array(z.string()),
  /** By what a proposal may be overtaken (an organisation, a topic of the policy, who is a member): the last length at which it was. */
  turns: readonlyMap(z.string(), Length),
  /** SHA-256 of each entry. */
  heads: z.array(Digest).min(1),
  genesis: Digest,
  /** How many entries were read. */
  length: Length,
  head: Digest,
  /** The day of the last entry. */
  lastDay: Day,
})
export type Roster = Readonly<z.infer<typeof Roster>>

/** What a device remembers of the roster, so that a shorter, forked or foreign one is refused. A roster is one, too. */
export const Pin = z.strictObject({ genesis: Digest, length: Length, head: Digest })
export type Pin = z.infer<typeof Pin>

/** Key of `Roster.desks` and `Roster.epochs`. */
export const deskKey = ({ organisation, desk }: AnyDesk): string => `${organisation ?? ''}/${desk}`

/** Which desk a device of an organisation means by a desk's name. */
export const deskOf = (organisation: OrganisationId, desk: DeskId): AnyDesk => ({
  organisation: desk === NETWORK_DESK ? null : organisation,
  desk,
})

/** A device as it stood at a length, today's removals aside; undefined: not active then, or the length was not read yet. */
export function findDeviceAt(roster: Roster, id: DeviceId, length: number): Device | undefined {
  if (length > roster.length) return undefined
  const holds = ({ since, until }: Stay) => since <= length && (until === null || length < until)
  return roster.stays.get(id)?.find(holds)?.device
}

/** Whether a device was active at a length. */
export const isActiveAt = (roster: Roster, id: DeviceId, length: number): boolean =>
  findDeviceAt(roster, id, length) !== undefined

/** A device's last record, whether it is active or not. */
export const findEverDevice = (roster: Roster, id: DeviceId): Device | undefined => roster.stays.get(id)?.at(-1)?.device

/** A desk as it is known now. */
export const findDesk = (roster: Roster, which: AnyDesk): Desk | undefined => roster.desks.get(deskKey(which))

/** Whether a desk stood at a length. */
export function isActiveDeskAt(roster: Roster, which: AnyDesk, length: number): boolean {
  const desk = findDesk(roster, which)
  if (desk === undefined || length > roster.length) return false
  return desk.since <= length && (desk.until === null || length < desk.until)
}

/** Whether a device works on a desk: of its organisation or of all, and put there by its keepers. */
export const isOnDesk = (device: Device, which: AnyDesk): boolean =>
  deskKey(deskOf(device.organisation, which.desk)) === deskKey(which) && device.desks.includes(which.desk)

/** The keys that a desk's permissions are sealed to now, if it has any. */
export const currentEpoch = (roster: Roster, which: AnyDesk): Epoch | undefined =>
  roster.epochs.get(deskKey(which))?.at(-1)

/** A desk's keys of a certain period. */
export const findEpoch = (roster: Roster, which: AnyDesk, epoch: number): Epoch | undefined =>
  roster.epochs.get(deskKey(which))?.[epoch]

/** Whose key this is, of all desks and periods. */
export function findEpochByRecipient(
  roster: Roster,
  recipient: Recipient,
): { which: WhichDesk; epoch: Epoch } | undefined {
  for (const { organisation, id } of roster.desks.values()) {
    if (organisation === null) continue
    const which = { organisation, desk: id }
    const epoch = roster.epochs.get(deskKey(which))?.find((each) => each.recipient === recipient)
    if (epoch) return { which, epoch }
  }
  return undefined
}

/** The SHA-256 of the last of `length` entries; undefined where so many were not read. Two of them at one length are a fork. */
export const headAt = (roster: Roster, length: number): Digest | undefined => roster.heads[length - 1]

/** What is in force for the statistics of a calendar year, if the network has decided anything. */
export const findReleasePolicy = (roster: Roster, cohort: number): ReleasePolicy | undefined =>
  roster.policy.statistics.findLast((policy) => policy.fromCohort <= cohort)

/** The members whose ringers sign each day, and how many of them are needed; those that have left count no more. */
export function witnessesOf(roster: Roster): Witnesses {
  const { organisations, needed } = roster.policy.witnesses ?? { organisations: [], needed: 0 }
  const members = organisations.filter((id) => roster.organisations.has(id))
  return { organisations: members, needed: Math.min(needed, members.length) }
}

/** How long everyone is shown that an organisation was brought back by its papers. Unit: days. */
export const RECOVERY_SHOWN_DAYS = 30

export const recentRecoveries = (roster: Roster, today: Day): Recovered[] =>
  roster.recoveries.filter(({ on }) => today <= addDays(on, RECOVERY_SHOWN_DAYS))

/** An organisation's name, also when it has left. */
export const findEverOrganisation = (roster: Roster, id: OrganisationId): Organisation | undefined =>
  roster.organisations.get(id) ?? roster.former.get(id)?.organisation

/** The suite for a new seal to a desk; undefined: a device there does not understand it, or it is one that this program does not know. */
export function findSuiteFor(roster: Roster, which: AnyDesk, known: readonly number[]): number | undefined {
  const suite = roster.policy.suite.seal
  const receiving = [...roster.devices.values()].filter((device) => isOnDesk(device, which))
  return known.includes(suite) && receiving.every((device) => device.suites.includes(suite)) ? suite : undefined
}

/** Whether what is sealed in a suite may be read on a day. */
export const mayReadSuite = (roster: Roster, suite: number, today: Day): boolean =>
  roster.policy.suite.read.some((each) => each.suite === suite && (each.until === null || today <= each.until))
