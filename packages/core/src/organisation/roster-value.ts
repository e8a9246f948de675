// What is known after reading a roster: plain values that a device may keep and go on from, and the questions asked of them.
// Governed by docs/protocol.md "Roster". A length counts entries: entry n is in force at every length above n.
import * as z from 'zod'
import { Digest, Recipient } from '../bytes.ts'
import { Day } from '../day.ts'
import {
  BellKey,
  Device,
  DeviceId,
  DeskId,
  DeskKind,
  NetworkId,
  Organisation,
  OrganisationId,
  ReleasePolicy,
  SuitePolicy,
  Track,
  type WhichDesk,
} from './roster.ts'

const Length = z.int().min(1)

const Desk = z.strictObject({
  organisation: OrganisationId,
  id: DeskId,
  kind: DeskKind,
  names: Organisation.shape.names,
  /** Whether volunteers may work there; whoever is asked is told so. */
  volunteers: z.boolean(),
  since: Length,
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

const readonlyMap = <K extends z.core.SomeType, V extends z.core.SomeType>(key: K, value: V) =>
  z.map(key, value).readonly()

/** `Roster.safeParse` reads one that a device has kept. */
export const Roster = z.strictObject({
  network: NetworkId,
  demo: z.boolean(),
  track: Track,
  organisations: readonlyMap(OrganisationId, Organisation),
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
  }),
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
export const deskKey = ({ organisation, desk }: WhichDesk): string => `${organisation}/${desk}`

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
export const findDesk = (roster: Roster, which: WhichDesk): Desk | undefined => roster.desks.get(deskKey(which))

/** Whether a desk stood at a length. */
export function isActiveDeskAt(roster: Roster, which: WhichDesk, length: number): boolean {
  const desk = findDesk(roster, which)
  return desk !== undefined && desk.since <= length && length <= roster.length
}

/** Whether a device works on a desk: of its organisation, and put there by its keepers. */
export const isOnDesk = (device: Device, which: WhichDesk): boolean =>
  device.organisation === which.organisation && device.desks.includes(which.desk)

/** The keys that a desk's permissions are sealed to now, if it has any. */
export const currentEpoch = (roster: Roster, which: WhichDesk): Epoch | undefined =>
  roster.epochs.get(deskKey(which))?.at(-1)

/** A desk's keys of a certain period. */
export const findEpoch = (roster: Roster, which: WhichDesk, epoch: number): Epoch | undefined =>
  roster.epochs.get(deskKey(which))?.[epoch]

/** Whose key this is, of all desks and periods. */
export function findEpochByRecipient(
  roster: Roster,
  recipient: Recipient,
): { which: WhichDesk; epoch: Epoch } | undefined {
  for (const { organisation, id } of roster.desks.values()) {
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

/** The suite for a new seal to a desk; undefined: a device there does not understand it, or it is one that this program does not know. */
export function findSuiteFor(roster: Roster, which: WhichDesk, known: readonly number[]): number | undefined {
  const suite = roster.policy.suite.seal
  const receiving = [...roster.devices.values()].filter((device) => isOnDesk(device, which))
  return known.includes(suite) && receiving.every((device) => device.suites.includes(suite)) ? suite : undefined
}

/** Whether what is sealed in a suite may be read on a day. */
export const mayReadSuite = (roster: Roster, suite: number, today: Day): boolean =>
  roster.policy.suite.read.some((each) => each.suite === suite && (each.until === null || today <= each.until))
