// The rules of desks, devices and key periods. Numbers are those of docs/protocol.md "Roster".
import type { Device, DeskId, EntryOf, OrganisationId } from './roster.ts'
import { NETWORK_DESK } from './roster.ts'
import { type Draft, closeStay, openStay, takeKeys, turn } from './roster-draft.ts'
import type { RosterProblem } from './roster-problem.ts'
import { type Desk, deskKey, deskOf } from './roster-value.ts'
import { ROLES, mayBeOnDesk } from './roles.ts'

type Result = RosterProblem | null

export function addDesk(draft: Draft, entry: EntryOf<'desk'>): Result {
  const { organisation, id, deskKind: kind, names, volunteers } = entry
  // 6: a desk belongs to its organisation, of which two keepers have signed. 3: its id is used once.
  const key = deskKey({ organisation, desk: id })
  if (id === NETWORK_DESK || draft.desks.has(key)) return 'already-there'
  draft.desks.set(key, { organisation, id, kind, names, volunteers, since: draft.heads.length, until: null })
  return null
}

export function addDevice(draft: Draft, device: Device): Result {
  // 3: ids are never used twice, those of removed devices neither.
  if (draft.stays.has(device.id)) return 'already-there'
  if (!takeKeys(draft, [device.verifyKey, device.recipient])) return 'key-used-before'
  const problem = checkPlace(draft, device)
  if (problem) return problem
  openStay(draft, device)
  return null
}

const findDesk = (draft: Draft, organisation: OrganisationId, desk: DeskId): Desk | undefined =>
  draft.desks.get(deskKey(deskOf(organisation, desk)))

// 6, 7 and 12, for a record that comes or changes.
function checkPlace(draft: Draft, device: Device): Result {
  const { organisation, roles } = device
  if (!draft.organisations.has(organisation)) return 'unknown-organisation'
  const desks = device.desks.flatMap((desk) => findDesk(draft, organisation, desk) ?? [])
  if (desks.length < device.desks.length) return 'unknown-desk'
  const isVolunteer = roles.includes('volunteer')
  if (!isVolunteer && device.supervisor !== null) return 'wrong-volunteer'
  if (isVolunteer && (roles.length > 1 || device.pledge === null || !desks.every(({ volunteers }) => volunteers)))
    return 'wrong-volunteer'
  if (roles.length > 1 && roles.some((role) => ROLES[role].isAlone)) return 'wrong-role'
  const mayBeThere = ({ organisation: of, kind }: Desk) =>
    mayBeOnDesk(roles, kind) && (of !== null || roles.some((role) => ROLES[role].isOnNetworkDesk))
  if (!desks.every(mayBeThere)) return 'wrong-role'
  return !isVolunteer || hasSupervisor(draft, device) ? null : 'supervisor-missing'
}

function hasSupervisor(draft: Draft, volunteer: Device): boolean {
  const supervisor = volunteer.supervisor === null ? undefined : draft.devices.get(volunteer.supervisor)
  return (
    supervisor?.organisation === volunteer.organisation &&
    supervisor.roles.includes('worker') &&
    volunteer.desks.every((desk) => supervisor.desks.includes(desk))
  )
}

export function changeDevice(draft: Draft, { id, roles, desks, supervisor }: EntryOf<'device-change'>): Result {
  const before = draft.devices.get(id)
  if (!before) return 'unknown-device'
  const after: Device = { ...before, roles, desks, supervisor }
  closeStay(draft, id)
  draft.areSupervisorsDoubtful = true
  const problem = checkPlace(draft, after)
  if (problem) return problem
  openStay(draft, after)
  turn(draft, before.organisation)
  // 8: a desk that is taken away gets a new key.
  oweEpochs(
    draft,
    before,
    before.desks.filter((desk) => !desks.includes(desk)),
  )
  return hasTwoKeepers(draft, before.organisation) ? null : 'keepers-missing'
}

export function removeDevice(draft: Draft, id: Device['id']): Result {
  const device = draft.devices.get(id)
  if (!device) return 'unknown-device'
  closeStay(draft, id)
  draft.areSupervisorsDoubtful = true
  turn(draft, device.organisation)
  // 9: the two keepers who have signed stay.
  oweEpochs(draft, device, device.desks)
  return null
}

/** A desk that has had no key has nothing that could be opened. */
export function oweEpochs(draft: Draft, { organisation }: Pick<Device, 'organisation'>, desks: Device['desks']): void {
  for (const desk of desks) {
    const key = deskKey(deskOf(organisation, desk))
    if (draft.epochs.has(key)) draft.owedEpochs.add(key)
  }
}

/** 7: a supervisor for each volunteer. */
export function findSupervisorOwed(draft: Draft): Result {
  if (!draft.areSupervisorsDoubtful) return null
  const volunteers = [...draft.volunteers].map((id) => draft.devices.get(id))
  if (volunteers.some((volunteer) => volunteer && !hasSupervisor(draft, volunteer))) return 'supervisor-missing'
  draft.areSupervisorsDoubtful = false
  return null
}

export function addEpoch(draft: Draft, entry: EntryOf<'epoch'>): Result {
  const { organisation, desk, epoch, recipient, bell, on } = entry
  const key = deskKey({ organisation, desk })
  // 6: the desk belongs to its organisation.
  if (!draft.desks.has(key)) return 'unknown-desk'
  const earlier = draft.epochs.get(key) ?? []
  if (epoch !== earlier.length) return 'already-there'
  // 3: nobody registers another desk's key as its own.
  if (!takeKeys(draft, [recipient, bell])) return 'key-used-before'
  draft.epochs.set(key, [...earlier, { epoch, recipient, bell, on, since: draft.heads.length }])
  draft.owedEpochs.delete(key)
  return null
}

/** 9: each organisation keeps two keepers. */
export const hasTwoKeepers = (draft: Draft, organisation: OrganisationId): boolean =>
  (draft.keepers.get(organisation)?.size ?? 0) >= 2
