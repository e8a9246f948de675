// The rules of members that come, leave or come back by their papers, and of what the members decide. Numbers are those of docs/protocol.md
// "Roster".
import { yearOf } from '../day.ts'
import type { Device, EntryOf, EntrySignature, OrganisationId, Recovery, SuitePolicy } from './roster.ts'
import { NETWORK_DESK } from './roster.ts'
import { type Draft, closeStay, openNetworkDesk, takeOtherKeys, turn } from './roster-draft.ts'
import { addDevice, hasTwoKeepers, oweEpochs } from './roster-devices.ts'
import type { RosterProblem } from './roster-problem.ts'

type Result = RosterProblem | null

export function found(draft: Draft, genesis: EntryOf<'genesis'>): Result {
  // 11: a purchased service says who buys it and why without gain; no other has a purchaser.
  if ((genesis.track === 'purchased') !== (genesis.purchaser !== null)) return 'wrong-track'
  const { network, demo, track, purchaser } = genesis
  draft.founded = { network, demo, track, purchaser }
  openNetworkDesk(draft)
  for (const organisation of genesis.organisations) {
    if (draft.organisations.has(organisation.id)) return 'already-there'
    // 13: the way back, but for demo networks that were founded before there were papers.
    if (!demo && organisation.recovery === undefined) return 'recovery-missing'
    draft.organisations.set(organisation.id, organisation)
    if (!takePapers(draft, organisation.recovery)) return 'key-used-before'
  }
  return addDevices(draft, genesis.devices) ?? checkKeepers(draft, genesis.organisations)
}

const takePapers = (draft: Draft, recovery: Recovery | undefined): boolean =>
  recovery === undefined || takeOtherKeys(draft, [recovery.recipient, recovery.verifyKey])

function addDevices(draft: Draft, devices: readonly Device[]): Result {
  for (const device of devices) {
    const problem = addDevice(draft, device)
    if (problem) return problem
  }
  return null
}

const checkKeepers = (draft: Draft, organisations: ReadonlyArray<{ id: OrganisationId }>): Result =>
  organisations.every(({ id }) => hasTwoKeepers(draft, id)) ? null : 'keepers-missing'

export function addOrganisation(draft: Draft, { id, names, recovery, devices }: EntryOf<'organisation'>): Result {
  // 3: ids are never used twice, those of members that have left neither.
  if (draft.organisations.has(id) || draft.former.has(id)) return 'already-there'
  if (devices.some(({ organisation }) => organisation !== id)) return 'unknown-organisation'
  draft.organisations.set(id, { id, names, recovery })
  if (!takePapers(draft, recovery)) return 'key-used-before'
  turn(draft, 'members')
  return addDevices(draft, devices) ?? checkKeepers(draft, [{ id }])
}

export function removeOrganisation(draft: Draft, id: OrganisationId): Result {
  const organisation = draft.organisations.get(id)
  if (!organisation) return 'unknown-organisation'
  if (draft.organisations.size === 1) return 'last-organisation'
  // 14: who keeps the leashes hands them over first; with them every live permission would be gone.
  if (draft.policy.leashKeeper?.keeper?.organisation === id) return 'leash-keeper-leaves'
  draft.organisations.delete(id)
  draft.former.set(id, { organisation, until: draft.heads.length })
  for (const device of [...draft.devices.values()]) if (device.organisation === id) closeStay(draft, device.id)
  for (const [key, desk] of draft.desks)
    if (desk.organisation === id) draft.desks.set(key, { ...desk, until: draft.heads.length })
  // 8: its papers open the key of the desk that all members share, whoever of it was on that desk.
  oweEpochs(draft, { organisation: id }, [NETWORK_DESK])
  turn(draft, id, 'members')
  return null
}

export function recover(draft: Draft, entry: EntryOf<'recovery'>, signatures: readonly EntrySignature[]): Result {
  const { organisation: id, devices, recovery, on } = entry
  const organisation = draft.organisations.get(id)
  if (!organisation) return 'unknown-organisation'
  if (devices.some((device) => device.organisation !== id)) return 'unknown-organisation'
  const seenBy = signatures.flatMap((each) => {
    const device = 'device' in each ? draft.devices.get(each.device) : undefined
    return device && device.organisation !== id && device.roles.includes('keeper') ? [device.id] : []
  })
  if (!takePapers(draft, recovery)) return 'key-used-before'
  draft.organisations.set(id, { ...organisation, recovery })
  // 15: keepers whose devices are lost sign no more, whoever has the devices.
  for (const keeper of draft.keepers.get(id) ?? []) closeStay(draft, keeper)
  draft.areSupervisorsDoubtful = true
  const problem = addDevices(draft, devices) ?? checkKeepers(draft, [organisation])
  if (problem) return problem
  draft.recoveries.push({ organisation: id, on, since: draft.heads.length, seenBy })
  // 8: the papers open every key of the organisation's desks, and that of the desk that all members share.
  const desks = [...draft.desks.values()].filter((desk) => desk.organisation === id)
  oweEpochs(draft, { organisation: id }, [...desks.map((desk) => desk.id), NETWORK_DESK])
  turn(draft, id)
  return null
}

export function setPolicy(draft: Draft, entry: EntryOf<'policy'>): Result {
  const problem = checkPolicy(draft, entry)
  if (problem) return problem
  turn(draft, `policy/${entry.topic}`)
  switch (entry.topic) {
    case 'statistics':
      draft.statistics.push(entry.value)
      return null
    case 'suite':
      draft.policy.suite = entry.value
      return null
    case 'release-keys':
      draft.policy.releaseKeys = entry.value
      return null
    case 'leash-keeper':
      draft.policy.leashKeeper = entry.value
      return null
    case 'witnesses':
      draft.policy.witnesses = entry.value
      return null
  }
}

function checkPolicy(draft: Draft, entry: EntryOf<'policy'>): Result {
  switch (entry.topic) {
    case 'statistics':
      return checkStatistics(draft, entry)
    case 'suite':
      return isReadable(entry.value) ? null : 'wrong-policy'
    case 'release-keys':
      return checkReleaseKeys(draft, entry.value.keys)
    case 'leash-keeper': {
      const { keeper } = entry.value
      if (keeper === null) return null
      if (!draft.organisations.has(keeper.organisation)) return 'unknown-organisation'
      const before = draft.policy.leashKeeper?.keeper
      const known = [before?.recipient, before?.verifyKey]
      const added = [keeper.recipient, keeper.verifyKey].filter((key) => !known.includes(key))
      return takeOtherKeys(draft, added) ? null : 'key-used-before'
    }
    case 'witnesses': {
      const { organisations, needed } = entry.value
      if (!organisations.every((id) => draft.organisations.has(id))) return 'unknown-organisation'
      return needed <= organisations.length ? null : 'wrong-policy'
    }
  }
}

function checkStatistics(draft: Draft, { value, on }: Extract<EntryOf<'policy'>, { topic: 'statistics' }>): Result {
  // 6: the officers are two active release officers of two organisations.
  const [first, second] = [value.firstOfficer, value.secondOfficer].map((id) => draft.devices.get(id))
  const areOfficers = first?.roles.includes('release-officer') && second?.roles.includes('release-officer')
  if (!areOfficers || first?.organisation === second?.organisation) return 'wrong-officers'
  // In force for years that begin after it. Only the first may be for the year in which the network begins.
  return draft.statistics.length > 0 && value.fromCohort <= yearOf(on) ? 'wrong-policy' : null
}

// What is sealed today must be readable for as long as the policy stands.
const isReadable = ({ seal, read }: SuitePolicy): boolean =>
  read.some(({ suite, until }) => suite === seal && until === null)

type ReleaseKey = Extract<EntryOf<'policy'>, { topic: 'release-keys' }>['value']['keys'][number]

// Three members, so that two who sign are of two. A key that stays keeps its member.
function checkReleaseKeys(draft: Draft, keys: readonly ReleaseKey[]): Result {
  if (!keys.every(({ organisation }) => draft.organisations.has(organisation))) return 'unknown-organisation'
  if (new Set(keys.map(({ organisation }) => organisation)).size < keys.length) return 'wrong-policy'
  const before = draft.policy.releaseKeys?.keys ?? []
  const isKept = (key: ReleaseKey) =>
    before.some(({ organisation, verifyKey }) => organisation === key.organisation && verifyKey === key.verifyKey)
  const added = keys.filter((key) => !isKept(key)).map(({ verifyKey }) => verifyKey)
  return takeOtherKeys(draft, added) ? null : 'key-used-before'
}
