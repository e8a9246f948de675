// The roster while entries are being applied: copied once for a whole reading and changed in place, so that a thousand devices do not
// copy a map of a thousand a thousand times. Only roster-rules.ts sees it; what comes out is a value.
import { type Digest } from '../bytes.ts'
import type { Day } from '../day.ts'
import {
  type Device,
  type DeviceId,
  NETWORK_DESK,
  type Organisation,
  type OrganisationId,
  type ReleasePolicy,
  SUITE,
} from './roster.ts'
import { type Desk, type Epoch, type FormerOrganisation, type Roster, type Stay, deskKey } from './roster-value.ts'

export type Draft = {
  founded: Pick<Roster, 'network' | 'demo' | 'track' | 'purchaser'> | null
  organisations: Map<OrganisationId, Organisation>
  former: Map<OrganisationId, FormerOrganisation>
  recoveries: Roster['recoveries']
  desks: Map<string, Desk>
  devices: Map<DeviceId, Device>
  stays: Map<DeviceId, Stay[]>
  epochs: Map<string, Epoch[]>
  statistics: ReleasePolicy[]
  policy: Omit<Roster['policy'], 'statistics'>
  otherKeys: string[]
  turns: Map<string, number>
  heads: Digest[]
  lastDay: Day | null
  /** Every public key that was ever written, of devices and desks. */
  keys: Set<string>
  /** Active keepers. */
  keepers: Map<OrganisationId, Set<DeviceId>>
  /** Active volunteers. */
  volunteers: Set<DeviceId>
  /** Desks whose key a removed device had, until they get another. */
  owedEpochs: Set<string>
  /** Somebody left or changed, so that a volunteer may have no supervisor. */
  areSupervisorsDoubtful: boolean
  /** The proposal whose entries are coming: its text, its contents, which of them is next, and the length before the first. */
  batch: { text: string; contents: readonly Digest[]; next: number; start: number } | null
}

// Until the network decides otherwise.
const FIRST_POLICY: Draft['policy'] = {
  suite: { seal: SUITE, read: [{ suite: SUITE, until: null }] },
  releaseKeys: null,
  leashKeeper: null,
  witnesses: null,
}

export function draftOf(roster: Roster | null): Draft {
  const draft: Draft = {
    founded: roster && {
      ...{ network: roster.network, demo: roster.demo },
      ...{ track: roster.track, purchaser: roster.purchaser },
    },
    organisations: new Map(roster?.organisations),
    former: new Map(roster?.former),
    recoveries: [...(roster?.recoveries ?? [])],
    desks: new Map(roster?.desks),
    devices: new Map(),
    stays: new Map(roster?.stays),
    epochs: new Map(roster?.epochs),
    statistics: [...(roster?.policy.statistics ?? [])],
    policy: { ...(roster?.policy ?? FIRST_POLICY) },
    otherKeys: [...(roster?.otherKeys ?? [])],
    turns: new Map(roster?.turns),
    heads: [...(roster?.heads ?? [])],
    lastDay: roster?.lastDay ?? null,
    keys: new Set(),
    keepers: new Map(),
    volunteers: new Set(),
    owedEpochs: new Set(),
    areSupervisorsDoubtful: false,
    batch: null,
  }
  takeKeys(draft, draft.otherKeys)
  for (const stays of draft.stays.values())
    for (const { device } of stays) takeKeys(draft, [device.verifyKey, device.recipient])
  for (const epochs of draft.epochs.values())
    for (const { recipient, bell } of epochs) takeKeys(draft, [recipient, bell])
  for (const device of roster?.devices.values() ?? []) putInRole(draft, device)
  return draft
}

/** The finished value; `null` without a genesis. */
export function valueOf(draft: Draft): Roster | null {
  const { founded, organisations, former, recoveries, desks, devices, stays, epochs, heads, lastDay } = draft
  const { otherKeys, turns } = draft
  const [genesis, head] = [heads[0], heads.at(-1)]
  if (!founded || !genesis || !head || !lastDay) return null
  const policy = { ...draft.policy, statistics: draft.statistics }
  return {
    ...founded,
    ...{ organisations, former, recoveries, desks, devices, stays, epochs, policy, otherKeys, turns },
    ...{ heads, genesis, length: heads.length, head, lastDay },
  }
}

/** Notes public keys as used; false when one of them was used before, or two are the same. */
export function takeKeys({ keys }: Draft, added: readonly string[]): boolean {
  const before = keys.size
  for (const key of added) keys.add(key)
  return keys.size === before + added.length
}

/** The same for keys that belong to no device or desk, which are remembered apart. */
export function takeOtherKeys(draft: Draft, added: readonly string[]): boolean {
  draft.otherKeys.push(...added)
  return takeKeys(draft, added)
}

/** The desk that all members share. */
export function openNetworkDesk(draft: Draft): void {
  const which = { organisation: null, id: NETWORK_DESK }
  const desk: Desk = { ...which, kind: 'common', names: null, volunteers: false, since: 1, until: null }
  draft.desks.set(deskKey({ organisation: null, desk: NETWORK_DESK }), desk)
}

/** From here on a proposal made before is overtaken, where it is about the same. */
export function turn(draft: Draft, ...about: readonly string[]): void {
  for (const key of about) draft.turns.set(key, draft.heads.length)
}

/** A device's record comes into force. */
export function openStay(draft: Draft, device: Device): void {
  const earlier = draft.stays.get(device.id) ?? []
  draft.stays.set(device.id, [...earlier, { device, since: draft.heads.length, until: null }])
  putInRole(draft, device)
}

/** A device's record is in force no longer. */
export function closeStay(draft: Draft, id: DeviceId): void {
  const stays = draft.stays.get(id) ?? []
  draft.stays.set(
    id,
    stays.map((stay) => (stay.until === null ? { ...stay, until: draft.heads.length } : stay)),
  )
  const device = draft.devices.get(id)
  draft.devices.delete(id)
  draft.volunteers.delete(id)
  if (device) draft.keepers.get(device.organisation)?.delete(id)
}

function putInRole(draft: Draft, device: Device): void {
  draft.devices.set(device.id, device)
  if (device.roles.includes('volunteer')) draft.volunteers.add(device.id)
  if (!device.roles.includes('keeper')) return
  const keepers = draft.keepers.get(device.organisation) ?? new Set()
  draft.keepers.set(device.organisation, keepers.add(device.id))
}
