// Whether an entry of the roster may stand: each rule of docs/protocol.md "Roster" is one clause here or in roster-devices.ts and
// roster-members.ts, and its number stands beside it. Pure, and the same for server and device; who calls verifies the signatures that
// `applyEntries` hands back.
import { canonical, parseCanonical } from '../canonical.ts'
import { type Day, addDays } from '../day.ts'
import { type Device, type OrganisationId, type Recovery, RosterEntry } from './roster.ts'
import { type Draft, draftOf, valueOf } from './roster-draft.ts'
import { addDesk, addDevice, addEpoch, changeDevice, findSupervisorOwed, removeDevice } from './roster-devices.ts'
import { addOrganisation, found, recover, removeOrganisation, setPolicy } from './roster-members.ts'
import type { RosterProblem } from './roster-problem.ts'
import { type HashedEntry, type SignatureCheck, checkSigners } from './roster-signers.ts'
import type { Roster } from './roster-value.ts'

/** A device, or an organisation's recovery papers. */
export type KeyOwner = { device: Device['id'] } | { papersOf: OrganisationId }

/** Public keys that came with an entry, and whose: a device's, or those of an organisation's recovery papers. */
export type NewKeys = Recovery & KeyOwner

/** A roster that obeys every rule if each of `signatures` verifies, and if none of `notDemo` are the public demo keys of their owner. */
export type Unverified = { ok: true; roster: Roster; signatures: SignatureCheck[]; notDemo: NewKeys[] }
export type Refusal<P extends string = RosterProblem> = { ok: false; problem: P; n: number }

/** The text that a device signs of its own record. */
export const proofText = (record: Omit<Device, 'proof'>): string =>
  canonical(Object.fromEntries(Object.entries(record).filter(([member]) => member !== 'proof')))

/** Applies entries that follow `from` (`null`: from genesis), whole or not at all. `today`: the reader's own day. */
export function applyEntries(from: Roster | null, entries: readonly HashedEntry[], today: Day): Unverified | Refusal {
  const draft = draftOf(from)
  const signatures: SignatureCheck[] = []
  const joined: NewKeys[] = []
  for (const signed of entries) {
    const n = draft.heads.length
    const entry = parseCanonical(signed.entry, RosterEntry)
    if (!entry) return { ok: false, problem: 'not-an-entry', n }
    const refused = checkChain(draft, entry, today) ?? checkSigners(draft, entry, signed, signatures)
    if (refused) return { ok: false, problem: refused, n }
    draft.heads.push(signed.digest)
    draft.lastDay = entry.on
    const broken = applyEntry(draft, entry, signed)
    if (broken) return { ok: false, problem: broken, n }
    signatures.push(...devicesIn(entry).map(proofOf))
    joined.push(...keysIn(entry))
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
  'devices' in entry ? entry.devices : entry.kind === 'device' ? [entry.device] : []

function keysIn(entry: RosterEntry): NewKeys[] {
  const devices = devicesIn(entry).map(({ id, recipient, verifyKey }) => ({ device: id, recipient, verifyKey }))
  const papers = (papersOf: OrganisationId, recovery: Recovery | undefined) =>
    recovery ? [{ papersOf, ...recovery }] : []
  if (entry.kind === 'genesis')
    return [...devices, ...entry.organisations.flatMap(({ id, recovery }) => papers(id, recovery))]
  if (entry.kind === 'organisation') return [...devices, ...papers(entry.id, entry.recovery)]
  return entry.kind === 'recovery' ? [...devices, ...papers(entry.organisation, entry.recovery)] : devices
}

// 1: `n` and `previous` go on with the chain; `on` is not before the last entry's day and at most one day ahead of the reader's.
function checkChain(draft: Draft, entry: RosterEntry, today: Day): RosterProblem | null {
  if (entry.n !== draft.heads.length || (entry.kind === 'genesis') !== (entry.n === 0)) return 'wrong-order'
  if (entry.previous !== (draft.heads.at(-1) ?? null)) return 'broken-chain'
  const isEarlier = draft.lastDay !== null && entry.on < draft.lastDay
  return isEarlier || entry.on > addDays(today, 1) ? 'wrong-day' : null
}

function applyEntry(draft: Draft, entry: RosterEntry, signed: HashedEntry): RosterProblem | null {
  // 8, 7: while a removal owes keys or a supervisor, nothing else may come between.
  const settles = entry.kind === 'epoch' || entry.kind === 'device-change' || entry.kind === 'device-remove'
  const owed = settles ? null : findKeysOwed(draft)
  if (owed) return owed
  switch (entry.kind) {
    case 'genesis':
      return found(draft, entry)
    case 'organisation':
      return addOrganisation(draft, entry)
    case 'organisation-remove':
      return removeOrganisation(draft, entry.id)
    case 'recovery':
      return recover(draft, entry, signed.signatures)
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

// 8: an epoch for each desk that a removed device had. 7: a supervisor for each volunteer.
const findKeysOwed = (draft: Draft): RosterProblem | null =>
  draft.owedEpochs.size > 0 ? 'epoch-missing' : findSupervisorOwed(draft)

const findOwed = (draft: Draft): RosterProblem | null =>
  findKeysOwed(draft) ?? (draft.batch === null ? null : 'batch-torn')
