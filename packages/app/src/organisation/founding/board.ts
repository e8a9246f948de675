// What stands at a founding, as one device may believe it: which batch is the one to sign, who is in it, and whom it leaves out. Only what people
// have compared aloud counts, so that no record of a stranger or of a device that is gone holds anybody up. Governed by docs/protocol.md "Founding".
import type { Digest } from '@apila/core/bytes.ts'
import type { FoundingNetwork, FoundingRecord, FoundingSigned } from '@apila/core/account/founding.ts'
import { type Device, type OrganisationId, RosterEntry } from '@apila/core/organisation/roster.ts'
import { canonical, parseCanonical } from '@apila/core/canonical.ts'

/** What one device has put together. `digest`: of its last entry, which every signature names. */
export interface Together {
  round: number
  entries: readonly string[]
  digest: Digest
}

/** What was heard from one other device, or from this one. */
export interface Founder {
  from: Digest
  record: FoundingRecord
  batch: Together | null
  signed: FoundingSigned | null
}

export interface Heard {
  /** This device's own place. */
  own: Digest
  /** Who named the network first, and is asked first to put everything together. */
  collector: Digest | null
  network: FoundingNetwork | null
  founders: readonly Founder[]
  /** Somebody is named who answers for the server. */
  hasOperator: boolean
}

/** Which records were read aloud and are the same, by their proofs. */
export type Compared = ReadonlySet<string>

export interface Standing {
  /** Own record and those that were compared: what this device would put together. */
  chosen: readonly Founder[]
  /** Everybody else on the board. */
  rest: readonly Founder[]
  /** The batch that is to be signed now; null where nobody who was compared has put one together. */
  batch: (Together & { by: Founder }) | null
  /** Who is in it, of those who still say the same record. */
  members: readonly Founder[]
  /** Devices in it that nobody on the board says any more: it can never be whole. */
  gone: readonly Device[]
  isOwnIn: boolean
  /** Others in it whom this device has not compared yet. */
  notCompared: readonly Founder[]
  signedBy: readonly Founder[]
  isWhole: boolean
}

/** Which organisations there are so far, by their first devices; one that was named twice stands there twice. */
export const organisationsOf = (founders: readonly Founder[]) =>
  founders.flatMap(({ record: { record, organisation } }) =>
    organisation ? [{ id: record.organisation, ...organisation }] : [],
  )

export type CollectProblem = 'two-organisations' | 'two-devices' | 'same-name' | 'no-first-device'

/** What is missing before these can be put together; null = nothing. */
export function missingOf(founders: readonly Founder[]): CollectProblem | null {
  const organisations = organisationsOf(founders)
  const ids = new Set(organisations.map(({ id }) => id))
  if (ids.size < organisations.length) return 'same-name'
  // Only the first device of an organisation has the keys of its desk and its papers.
  if (founders.some(({ record }) => !ids.has(record.record.organisation))) return 'no-first-device'
  if (organisations.length < 2) return 'two-organisations'
  const hasTwo = ({ id }: { id: OrganisationId }) =>
    founders.filter(({ record }) => record.record.organisation === id).length >= 2
  return organisations.every(hasTwo) ? null : 'two-devices'
}

const devicesIn = (entries: readonly string[]): readonly Device[] => {
  const genesis = parseCanonical(entries[0] ?? '', RosterEntry)
  return genesis?.kind === 'genesis' ? genesis.devices : []
}

/** The newest batch of those who were compared; of two of one round that of the smaller name, the same on every screen. */
function currentOf(believed: readonly Founder[]): Standing['batch'] {
  const [newest] = believed
    .flatMap((by) => (by.batch ? [{ ...by.batch, by }] : []))
    .sort((a, b) => b.round - a.round || (a.by.from < b.by.from ? -1 : 1))
  return newest ?? null
}

export function standingOf({ own, founders }: Pick<Heard, 'own' | 'founders'>, compared: Compared): Standing {
  const isBelieved = ({ from, record }: Founder) => from === own || compared.has(record.record.proof)
  const chosen = founders.filter(isBelieved)
  const rest = founders.filter((each) => !isBelieved(each))
  const batch = currentOf(chosen)
  const devices = devicesIn(batch?.entries ?? [])
  const saysOf = (device: Device) =>
    founders.find(({ record: { record } }) => record.proof === device.proof && canonical(record) === canonical(device))
  const members = devices.flatMap((device) => saysOf(device) ?? [])
  const signedBy = members.filter(({ signed }) => batch && signed?.batch === batch.digest)
  return {
    chosen,
    rest,
    batch,
    members,
    gone: devices.filter((device) => !saysOf(device)),
    isOwnIn: members.some(({ from }) => from === own),
    notCompared: members.filter((each) => !isBelieved(each)),
    signedBy,
    isWhole: batch !== null && devices.length > 0 && signedBy.length === devices.length,
  }
}

/** Up to here a round is passed by whoever puts together, also where its maker was not compared: others may believe that one still. A stranger
 *  who says a higher one moves nobody. */
const HEEDED_ROUNDS = 500

/** The round of what this device would put together now. */
export function nextRound({ own, founders }: Pick<Heard, 'own' | 'founders'>, compared: Compared): number {
  const believed = standingOf({ own, founders }, compared).batch?.round ?? 0
  const heeded = founders.map(({ batch }) => batch?.round ?? 0).filter((round) => round <= HEEDED_ROUNDS)
  return 1 + Math.max(believed, ...heeded)
}
