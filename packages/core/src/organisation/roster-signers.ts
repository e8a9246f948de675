// Who must sign an entry of the roster, and what a signature that was given ahead, on a proposal, is worth. Governed by docs/protocol.md
// "Roster" and "Proposals".
import type { Digest, Signature } from '../bytes.ts'
import { parseCanonical } from '../canonical.ts'
import { addDays } from '../day.ts'
import { PROPOSAL_DAYS, Proposal, contentOf } from './proposal.ts'
import {
  type Device,
  type DeviceId,
  type EntrySignature,
  type OrganisationId,
  type RosterEntry,
  type SignedEntry,
  type VerifyKey,
} from './roster.ts'
import type { Draft } from './roster-draft.ts'
import type { RosterProblem } from './roster-problem.ts'

/** A signature that still has to be verified over `label ‖ 0 ‖ text`. */
export type SignatureCheck = {
  label: 'apila/roster/v2' | 'apila/device/v2' | 'apila/proposal/v2'
  verifyKey: VerifyKey
  text: string
  signature: Signature
}

/** An entry with the SHA-256 of its text and, where a signature was given ahead, of its content; core computes neither. */
export type HashedEntry = SignedEntry & { digest: Digest; content: Digest | null }

/** The content to hash of an entry; `null` = no signature was given ahead. */
export const aheadContent = ({ entry, signatures }: SignedEntry): string | null =>
  signatures.some(({ proposal }) => proposal !== undefined) ? contentOf(entry) : null

type Signers = ReadonlyMap<DeviceId, Device>

/** 2: every signer is active; who signs twice counts for nobody. Whether the signatures are true, the caller finds out: they are added to
 *  `checks`. */
export function checkSigners(
  draft: Draft,
  entry: RosterEntry,
  signed: HashedEntry,
  checks: SignatureCheck[],
): RosterProblem | null {
  const own = 'devices' in entry ? entry.devices : []
  const active = new Map<DeviceId, Device>([...own.map((each) => [each.id, each] as const), ...draft.devices])
  const signers = new Map<DeviceId, Device>()
  let hasRecoveryKey = false
  for (const each of signed.signatures) {
    const device = 'device' in each ? active.get(each.device) : undefined
    const verifyKey = device?.verifyKey ?? recoveryKeyOf(draft, entry, each)
    if (!verifyKey || (device ? signers.has(device.id) : hasRecoveryKey)) return 'unknown-signer'
    if (device) signers.set(device.id, device)
    else hasRecoveryKey = true
    const [label, text] =
      each.proposal === undefined
        ? (['apila/roster/v2', signed.entry] as const)
        : (['apila/proposal/v2', each.proposal] as const)
    checks.push({ label, verifyKey, text, signature: each.signature })
  }
  // 8, 5.3: a device that is being removed does not count.
  if (entry.kind === 'device-remove') signers.delete(entry.id)
  if (!isSignedEnough(draft, entry, signers, hasRecoveryKey)) return 'not-enough-signatures'
  return checkProposal(draft, entry, signed)
}

function recoveryKeyOf(draft: Draft, entry: RosterEntry, signature: EntrySignature): VerifyKey | undefined {
  const isOwn = 'recovery' in signature && entry.kind === 'recovery' && entry.organisation === signature.recovery
  return isOwn ? draft.organisations.get(signature.recovery)?.recovery?.verifyKey : undefined
}

function isSignedEnough(draft: Draft, entry: RosterEntry, signers: Signers, hasRecoveryKey: boolean): boolean {
  const members = [...draft.organisations.keys()]
  const hasTwo = (id: OrganisationId) => keepersAmong(signers, id).length >= 2
  const isMajority = () => members.filter(hasTwo).length * 2 > members.length
  switch (entry.kind) {
    // All that are in it.
    case 'genesis':
      return entry.devices.every(({ id }) => signers.has(id))
    case 'desk':
      return hasTwo(entry.organisation)
    // The key of the desk that all members share comes from two keepers of any one of them.
    case 'epoch':
      return entry.organisation === null ? members.some(hasTwo) : hasTwo(entry.organisation)
    case 'device':
      return hasTwo(entry.device.organisation)
    case 'device-change':
    case 'device-remove': {
      const device = draft.devices.get(entry.id)
      // Of a device that is not there nobody needs to sign anything: the rules refuse it.
      return device === undefined || hasTwo(device.organisation)
    }
    // Its own two, and two of each of more than half of the members.
    case 'organisation':
      return hasTwo(entry.id) && isMajority()
    // It leaves by its own two, or all the others put it out.
    case 'organisation-remove': {
      const others = members.filter((id) => id !== entry.id)
      return hasTwo(entry.id) || (others.length > 0 && others.every(hasTwo))
    }
    case 'policy':
      return isMajority()
    // The papers, and a keeper of another member who has seen the people.
    case 'recovery':
      return hasRecoveryKey && members.some((id) => id !== entry.organisation && keepersAmong(signers, id).length > 0)
  }
}

const keepersAmong = (signers: Signers, organisation: OrganisationId): Device[] =>
  [...signers.values()].filter((device) => device.organisation === organisation && device.roles.includes('keeper'))

/** What an entry is about, as far as a proposal may be overtaken by others of its kind. */
function subjectsOf(draft: Draft, entry: RosterEntry): string[] {
  switch (entry.kind) {
    case 'genesis':
      return []
    case 'desk':
    case 'epoch':
    case 'recovery':
      return entry.organisation === null ? [] : [entry.organisation]
    case 'device':
      return [entry.device.organisation]
    case 'device-change':
    case 'device-remove':
      return [draft.devices.get(entry.id)?.organisation ?? '']
    case 'organisation':
    case 'organisation-remove':
      return ['members']
    case 'policy':
      return ['members', `policy/${entry.topic}`]
  }
}

// A signature that was given ahead counts for fourteen days, for the whole batch or for nothing, and not after something was taken away from
// what it is about. Where the entry stands in the chain, somebody has signed as well.
function checkProposal(draft: Draft, entry: RosterEntry, signed: HashedEntry): RosterProblem | null {
  const texts = new Set(signed.signatures.flatMap(({ proposal }) => proposal ?? []))
  const [text, second] = texts
  if (text === undefined) return draft.batch === null ? null : 'batch-torn'
  const proposal = parseCanonical(text, Proposal)
  if (second !== undefined || !proposal || entry.kind === 'genesis') return 'wrong-proposal'
  if (signed.signatures.every((each) => each.proposal !== undefined)) return 'not-enough-signatures'
  draft.batch ??= { text, contents: proposal.contents, next: 0, start: draft.heads.length }
  const { batch } = draft
  if (batch.text !== text || batch.contents[batch.next] !== signed.content) return 'batch-torn'
  batch.next += 1
  if (draft.heads[proposal.length - 1] !== proposal.head) return 'wrong-proposal'
  if (entry.on < proposal.on || entry.on > addDays(proposal.on, PROPOSAL_DAYS)) return 'stale-proposal'
  const isOvertaken = (subject: string) => {
    const turned = draft.turns.get(subject) ?? 0
    return turned > proposal.length && turned <= batch.start
  }
  if (subjectsOf(draft, entry).some(isOvertaken)) return 'stale-proposal'
  if (batch.next === batch.contents.length) draft.batch = null
  return null
}
