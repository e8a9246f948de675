// Whether an entry of the roster may stand: each rule of docs/protocol.md "Roster" is one clause here, and its number stands beside it.
// Pure, and the same for server and device; who calls verifies the signatures that `applyEntries` hands back.
import { type Digest, type Signature } from '../bytes.ts'
import { canonical, parseCanonical } from '../canonical.ts'
import { type Day, addDays, yearOf } from '../day.ts'
import {
  type Device,
  type DeviceId,
  type EntryOf,
  RosterEntry,
  type SignedEntry,
  type SuitePolicy,
  type VerifyKey,
} from './roster.ts'
import { type Draft, closeStay, draftOf, openStay, takeKeys, valueOf } from './roster-draft.ts'
import { isSignedEnough } from './roster-signers.ts'
import { type Roster, deskKey } from './roster-value.ts'

export type RosterProblem =
  | 'not-an-entry'
  | 'wrong-order'
  | 'broken-chain'
  | 'wrong-day'
  | 'unknown-signer'
  | 'not-enough-signatures'
  | 'already-there'
  | 'key-used-before'
  | 'unknown-organisation'
  | 'unknown-desk'
  | 'unknown-device'
  | 'wrong-officers'
  | 'wrong-policy'
  | 'wrong-volunteer'
  | 'supervisor-missing'
  | 'epoch-missing'
  | 'keepers-missing'
  | 'wrong-track'

type Result = RosterProblem | null

/** An entry with the SHA-256 of its text, which core does not compute. */
export type HashedEntry = SignedEntry & { digest: Digest }

/** A signature that still has to be verified over `label ‖ 0 ‖ text`. */
export type SignatureCheck = {
  label: 'apila/roster/v2' | 'apila/device/v2'
  verifyKey: VerifyKey
  text: string
  signature: Signature
}

/** A roster that obeys every rule if each of `signatures` verifies, and if none of `notDemo` has the public demo keys of its id. */
export type Unverified = { ok: true; roster: Roster; signatures: SignatureCheck[]; notDemo: Device[] }
export type Refusal<P extends string = RosterProblem> = { ok: false; problem: P; n: number }

/** The text that a device signs of its own record. */
export const proofText = (record: Omit<Device, 'proof'>): string =>
  canonical(Object.fromEntries(Object.entries(record).filter(([member]) => member !== 'proof')))

/** Applies entries that follow `from` (`null`: from genesis), whole or not at all. `today`: the reader's own day. */
export function applyEntries(from: Roster | null, entries: readonly HashedEntry[], today: Day): Unverified | Refusal {
  const draft = draftOf(from)
  const signatures: SignatureCheck[] = []
  const joined: Device[] = []
  for (const signed of entries) {
    const n = draft.heads.length
    const entry = parseCanonical(signed.entry, RosterEntry)
    if (!entry) return { ok: false, problem: 'not-an-entry', n }
    const refused = checkChain(draft, entry, today) ?? checkSigners(draft, entry, signed, signatures)
    if (refused) return { ok: false, problem: refused, n }
    draft.heads.push(signed.digest)
    draft.lastDay = entry.on
    const broken = applyEntry(draft, entry)
    if (broken) return { ok: false, problem: broken, n }
    const devices = devicesIn(entry)
    signatures.push(...devices.map(proofOf))
    joined.push(...devices)
  }
  const owed = findOwed(draft)
  if (owed) return { ok: false, problem: owed, n: draft.heads.length }
  const roster = valueOf(draft)
  if (!roster) return { ok: false, problem: 'wrong-order', n: 0 }
  return { ok: true, roster, signatures, notDemo: roster.demo ? [] : joined }
}

// 5: the proof is by the device's own key over the record.
const proofOf = (device: Device): SignatureCheck => ({
  label: 'apila/device/v2',
  verifyKey: device.verifyKey,
  text: proofText(device),
  signature: device.proof,
})

const devicesIn = (entry: RosterEntry): readonly Device[] =>
  entry.kind === 'genesis' ? entry.devices : entry.kind === 'device' ? [entry.device] : []

// 1: `n` and `previous` go on with the chain; `on` is not before the last entry's day and at most one day ahead of the reader's.
function checkChain(draft: Draft, entry: RosterEntry, today: Day): Result {
  if (entry.n !== draft.heads.length || (entry.kind === 'genesis') !== (entry.n === 0)) return 'wrong-order'
  if (entry.previous !== (draft.heads.at(-1) ?? null)) return 'broken-chain'
  const isEarlier = draft.lastDay !== null && entry.on < draft.lastDay
  return isEarlier || entry.on > addDays(today, 1) ? 'wrong-day' : null
}

// 2: every signer is active; who signs twice counts for nobody. Whether the signatures are true, the caller finds out.
function checkSigners(draft: Draft, entry: RosterEntry, signed: SignedEntry, checks: SignatureCheck[]): Result {
  const active = entry.kind === 'genesis' ? new Map(entry.devices.map((device) => [device.id, device])) : draft.devices
  const signers = new Map<DeviceId, Device>()
  for (const { device: id, signature } of signed.signatures) {
    const device = active.get(id)
    if (!device || signers.has(id)) return 'unknown-signer'
    signers.set(id, device)
    checks.push({ label: 'apila/roster/v2', verifyKey: device.verifyKey, text: signed.entry, signature })
  }
  // 8, 5.3: a device that is being removed does not count.
  if (entry.kind === 'device-remove') signers.delete(entry.id)
  return isSignedEnough(draft, entry, signers) ? null : 'not-enough-signatures'
}

function applyEntry(draft: Draft, entry: RosterEntry): Result {
  // 8, 7: while a removal owes keys or a supervisor, nothing else may come between.
  const settles = entry.kind === 'epoch' || entry.kind === 'device-change' || entry.kind === 'device-remove'
  const owed = settles ? null : findOwed(draft)
  if (owed) return owed
  switch (entry.kind) {
    case 'genesis':
      return found(draft, entry)
    case 'desk':
      return addDesk(draft, entry)
    case 'device':
      return addDevice(draft, entry.device)
    case 'device-change':
      return changeDevice(draft, entry)
    case 'device-remove':
      return removeDevice(draft, entry.id)
    case 'epoch':
      return addEpoch(draft, entry)
    case 'policy':
      return setPolicy(draft, entry)
  }
}

function found(draft: Draft, genesis: EntryOf<'genesis'>): Result {
  // 11: a purchased service says who buys it and why without gain; no other has a purchaser.
  if ((genesis.track === 'purchased') !== (genesis.purchaser !== null)) return 'wrong-track'
  const { network, demo, track } = genesis
  draft.founded = { network, demo, track }
  for (const organisation of genesis.organisations) {
    if (draft.organisations.has(organisation.id)) return 'already-there'
    draft.organisations.set(organisation.id, organisation)
  }
  for (const device of genesis.devices) {
    const problem = addDevice(draft, device)
    if (problem) return problem
  }
  return genesis.organisations.every(({ id }) => hasTwoKeepers(draft, id)) ? null : 'keepers-missing'
}

function addDesk(draft: Draft, entry: EntryOf<'desk'>): Result {
  const { organisation, id, deskKind: kind, names, volunteers } = entry
  // 6: a desk belongs to its organisation, of which two keepers have signed. 3: its id is used once.
  const key = deskKey({ organisation, desk: id })
  if (draft.desks.has(key)) return 'already-there'
  draft.desks.set(key, { organisation, id, kind, names, volunteers, since: draft.heads.length })
  return null
}

function addDevice(draft: Draft, device: Device): Result {
  // 3: ids are never used twice, those of removed devices neither.
  if (draft.stays.has(device.id)) return 'already-there'
  if (!takeKeys(draft, [device.verifyKey, device.recipient])) return 'key-used-before'
  const problem = checkPlace(draft, device)
  if (problem) return problem
  openStay(draft, device)
  return null
}

// 6 and 7, for a record that comes or changes.
function checkPlace(draft: Draft, device: Device): Result {
  const { organisation } = device
  if (!draft.organisations.has(organisation)) return 'unknown-organisation'
  const desks = device.desks.map((desk) => draft.desks.get(deskKey({ organisation, desk })))
  if (desks.includes(undefined)) return 'unknown-desk'
  if (!device.roles.includes('volunteer')) return device.supervisor === null ? null : 'wrong-volunteer'
  const isAllowed =
    device.roles.length === 1 && device.pledge !== null && desks.every((desk) => desk?.volunteers === true)
  if (!isAllowed) return 'wrong-volunteer'
  return hasSupervisor(draft, device) ? null : 'supervisor-missing'
}

function hasSupervisor(draft: Draft, volunteer: Device): boolean {
  const supervisor = volunteer.supervisor === null ? undefined : draft.devices.get(volunteer.supervisor)
  return (
    supervisor?.organisation === volunteer.organisation &&
    supervisor.roles.includes('worker') &&
    volunteer.desks.every((desk) => supervisor.desks.includes(desk))
  )
}

function changeDevice(draft: Draft, { id, roles, desks, supervisor }: EntryOf<'device-change'>): Result {
  const before = draft.devices.get(id)
  if (!before) return 'unknown-device'
  const after: Device = { ...before, roles, desks, supervisor }
  closeStay(draft, id)
  draft.areSupervisorsDoubtful = true
  const problem = checkPlace(draft, after)
  if (problem) return problem
  openStay(draft, after)
  // 8: a desk that is taken away gets a new key.
  oweEpochs(
    draft,
    before,
    before.desks.filter((desk) => !desks.includes(desk)),
  )
  return hasTwoKeepers(draft, before.organisation) ? null : 'keepers-missing'
}

function removeDevice(draft: Draft, id: DeviceId): Result {
  const device = draft.devices.get(id)
  if (!device) return 'unknown-device'
  closeStay(draft, id)
  draft.areSupervisorsDoubtful = true
  // 9: the two keepers who have signed stay.
  oweEpochs(draft, device, device.desks)
  return null
}

// A desk that has had no key has nothing that could be opened.
function oweEpochs(draft: Draft, { organisation }: Device, desks: Device['desks']): void {
  for (const desk of desks) {
    const key = deskKey({ organisation, desk })
    if (draft.epochs.has(key)) draft.owedEpochs.add(key)
  }
}

// 8: an epoch for each desk that a removed device had. 7: a supervisor for each volunteer.
function findOwed(draft: Draft): Result {
  if (draft.owedEpochs.size > 0) return 'epoch-missing'
  if (!draft.areSupervisorsDoubtful) return null
  const volunteers = [...draft.volunteers].map((id) => draft.devices.get(id))
  if (volunteers.some((volunteer) => volunteer && !hasSupervisor(draft, volunteer))) return 'supervisor-missing'
  draft.areSupervisorsDoubtful = false
  return null
}

function addEpoch(draft: Draft, entry: EntryOf<'epoch'>): Result {
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

function setPolicy(draft: Draft, entry: EntryOf<'policy'>): Result {
  if (entry.topic === 'suite') {
    if (!isReadable(entry.value)) return 'wrong-policy'
    draft.suite = entry.value
    return null
  }
  const policy = entry.value
  // 6: the officers are two active release officers of two organisations.
  const [first, second] = [policy.firstOfficer, policy.secondOfficer].map((id) => draft.devices.get(id))
  const areOfficers = first?.roles.includes('release-officer') && second?.roles.includes('release-officer')
  if (!areOfficers || first?.organisation === second?.organisation) return 'wrong-officers'
  // In force for years that begin after it. Only the first may be for the year in which the network begins.
  if (draft.statistics.length > 0 && policy.fromCohort <= yearOf(entry.on)) return 'wrong-policy'
  draft.statistics.push(policy)
  return null
}

// What is sealed today must be readable for as long as the policy stands.
const isReadable = ({ seal, read }: SuitePolicy): boolean =>
  read.some(({ suite, until }) => suite === seal && until === null)

// 9: each organisation keeps two keepers.
function hasTwoKeepers(draft: Draft, organisation: Device['organisation']): boolean {
  return (draft.keepers.get(organisation)?.size ?? 0) >= 2
}
