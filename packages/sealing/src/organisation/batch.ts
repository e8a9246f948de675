// Entries on their way into the roster: what they say, where they stand in the chain, who signs them at once, and a proposal that waits for
// its last signature. Pure steps; nothing is sent here. Governed by docs/protocol.md "Roster" and "Proposals".
import type { Digest } from '@apila/core/bytes.ts'
import { type Signature } from '@apila/core/bytes.ts'
import { canonical, parseCanonical } from '@apila/core/canonical.ts'
import type { BatchKeys } from '@apila/core/account/session.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import { PROPOSAL_DAYS, Proposal, type ProposalSignature, contentOf } from '@apila/core/organisation/proposal.ts'
import {
  type DeviceId,
  type EntrySignature,
  type OrganisationId,
  RosterEntry,
  type SignedEntry,
} from '@apila/core/organisation/roster.ts'
import { applyEntries } from '@apila/core/organisation/roster-rules.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { OwnDevice } from '../account/device.ts'
import { digestOf, toBase64url } from '../encoding.ts'
import { type Signer, isSignedBy, signLabelled } from '../labels.ts'
import { type ReadingProblem, areTrue, hashEntry, readRoster } from './roster.ts'

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** What an entry says, without what its place in the chain gives it. */
export type RosterContent = Without<RosterEntry, 'v' | 'n' | 'previous' | 'on'>

/** What goes into the log together, and the desk keys that travel with it. */
export type Batch = { contents: readonly RosterContent[]; keys: BatchKeys }

export const NO_KEYS: BatchKeys = { wraps: [], recovery: [], links: [] }

/** Several batches as one, in order. */
export const joinBatches = (...batches: readonly Batch[]): Batch => ({
  contents: batches.flatMap(({ contents }) => contents),
  keys: {
    wraps: batches.flatMap(({ keys }) => keys.wraps),
    recovery: batches.flatMap(({ keys }) => keys.recovery),
    links: batches.flatMap(({ keys }) => keys.links),
  },
})

/** Who signs: a device, or the key that an organisation's recovery papers give. */
export type Signatory = OwnDevice | (Signer & { papersOf: OrganisationId })

const nameOf = (signatory: Signatory): { device: DeviceId } | { recovery: OrganisationId } =>
  'papersOf' in signatory ? { recovery: signatory.papersOf } : { device: signatory.id }

/** The texts of entries behind a roster (`null`: a new log), each naming the one before it. */
export async function placeEntries(
  roster: Roster | null,
  today: Day,
  contents: readonly RosterContent[],
): Promise<string[]> {
  let [n, previous] = [roster?.length ?? 0, roster?.head ?? null]
  // Somebody whose clock is ahead may have written tomorrow's day.
  const on = roster && roster.lastDay > today ? roster.lastDay : today
  const texts: string[] = []
  for (const content of contents) {
    const text = canonical({ v: 2, n, previous, on, ...content })
    texts.push(text)
    n += 1
    previous = await digestOf(text)
  }
  return texts
}

/** A signatory's signatures of entries, in order. */
export const signTexts = (signatory: Signatory, texts: readonly string[]): Promise<EntrySignature[]> =>
  Promise.all(
    texts.map(async (text) => ({
      ...nameOf(signatory),
      signature: await signLabelled(signatory, 'apila/roster/v2', text),
    })),
  )

/** Entries signed at once by everybody who is at hand. A recovery key signs the entry of its organisation's recovery alone. */
export async function signBatch(
  roster: Roster | null,
  today: Day,
  contents: readonly RosterContent[],
  signatories: readonly Signatory[],
): Promise<SignedEntry[]> {
  const texts = await placeEntries(roster, today, contents)
  const signed = await Promise.all(
    texts.map((text, at) => {
      const fitting = signatories.filter((each) => maySign(each, contents[at]))
      return Promise.all(fitting.map((each) => signTexts(each, [text])))
    }),
  )
  return texts.map((entry, at) => ({ entry, signatures: signed[at]?.flat() ?? [] }))
}

const maySign = (signatory: Signatory, content: RosterContent | undefined): boolean =>
  !('papersOf' in signatory) || (content?.kind === 'recovery' && content.organisation === signatory.papersOf)

/** The first rule that refuses a batch which these devices are going to sign; `null` = none does. Nothing is taken for signed by it. */
export async function judgeBatch(
  roster: Roster | null,
  today: Day,
  contents: readonly RosterContent[],
  signers: readonly DeviceId[],
): Promise<{ problem: ReadingProblem; n: number } | null> {
  const texts = await placeEntries(roster, today, contents)
  const hashed = await Promise.all(
    texts.map((entry, at) => {
      const gone = roster ? goneBefore(roster, contents, at) : new Set<DeviceId>()
      const there = signers.filter((device) => !gone.has(device))
      return hashEntry({ entry, signatures: there.map((device) => ({ device, signature: UNSIGNED })) })
    }),
  )
  const read = applyEntries(roster, hashed, today)
  if (!read.ok) return { problem: read.problem, n: read.n }
  const proofs = read.signatures.filter(({ label }) => label === 'apila/device/v2')
  return (await areTrue(proofs)) ? null : { problem: 'bad-signature', n: read.roster.length }
}

// A signature that stands for one that is still to come; nothing that verifies takes it.
const UNSIGNED = toBase64url(new Uint8Array(64)) as Signature

/** Signs a batch ahead: its place in the chain is found when the last signature comes. */
export async function propose(
  roster: Roster,
  on: Day,
  { contents, keys }: Batch,
  signatories: readonly Signatory[],
): Promise<Proposed> {
  const texts = contents.map((content) => canonical({ v: 2, ...content }))
  const digests = await Promise.all(texts.map((text) => digestOf(text)))
  const proposal = canonical({ v: 2, on, length: roster.length, head: roster.head, contents: digests })
  const signatures = await Promise.all(signatories.map((each) => signProposal(each, proposal)))
  return { proposal, contents: texts, signatures, keys }
}

/** One more signature ahead. */
export const signProposal = async (signatory: Signatory, proposal: string): Promise<ProposalSignature> => ({
  ...nameOf(signatory),
  signature: await signLabelled(signatory, 'apila/proposal/v2', proposal),
})

/** What a proposal is called. */
export const proposalId = (proposed: Pick<Proposed, 'proposal'>): Promise<Digest> => digestOf(proposed.proposal)

export type ReadProposal = {
  id: Digest
  on: Day
  /** The last day on which it may be completed. */
  until: Day
  contents: RosterContent[]
  /** Whose signatures ahead are right: active devices, by id. */
  signedBy: DeviceId[]
}

/** Reads what the server hands out as a proposal. `null` = not one: its texts are not those that were signed, or a signature is wrong. */
export async function readProposal(roster: Roster, proposed: Proposed): Promise<ReadProposal | null> {
  const proposal = parseCanonical(proposed.proposal, Proposal)
  if (!proposal || proposal.contents.length !== proposed.contents.length) return null
  const digests = await Promise.all(proposed.contents.map((text) => digestOf(text)))
  if (digests.some((digest, at) => digest !== proposal.contents[at])) return null
  const contents = proposed.contents.flatMap((text) => readContent(text) ?? [])
  if (contents.length < proposed.contents.length) return null
  const signedBy: DeviceId[] = []
  const coming = contents.flatMap((content) => ('devices' in content ? content.devices : []))
  for (const each of proposed.signatures) {
    if (!('device' in each)) continue
    const device = roster.devices.get(each.device) ?? coming.find(({ id }) => id === each.device)
    const isTrue =
      device && (await isSignedBy(device.verifyKey, each.signature, 'apila/proposal/v2', proposed.proposal))
    if (!isTrue) return null
    signedBy.push(each.device)
  }
  const { on } = proposal
  return { id: await proposalId(proposed), on, until: addDays(on, PROPOSAL_DAYS), contents, signedBy }
}

const PLACE = { n: 1, previous: 'A'.repeat(43), on: '2026-01-01' }

function readContent(text: string): RosterContent | null {
  try {
    const parsed = RosterEntry.safeParse({ ...(JSON.parse(text) as object), ...PLACE })
    if (!parsed.success || contentOf(canonical(parsed.data)) !== text) return null
    return Object.fromEntries(
      Object.entries(parsed.data).filter(([member]) => !(member in PLACE) && member !== 'v'),
    ) as RosterContent
  } catch {
    return null
  }
}

export type Completed = { ok: true; entries: SignedEntry[]; roster: Roster } | { ok: false; problem: ReadingProblem }

/** Signs a proposal's entries in the place that they have now, and says whether the log takes them. */
export async function completeProposal(
  roster: Roster,
  today: Day,
  proposed: Proposed,
  signatory: OwnDevice,
): Promise<Completed> {
  const read = await readProposal(roster, proposed)
  if (!read) return { ok: false, problem: 'wrong-proposal' }
  const texts = await placeEntries(roster, today, read.contents)
  const own = await signTexts(signatory, texts)
  const entries = entriesWith(roster, { proposed, read, texts }, [signatory.id], (_, at) => own[at])
  const reading = await readRoster(entries, roster, today)
  return reading.ok ? { ok: true, entries, roster: reading.roster } : { ok: false, problem: reading.problem }
}

/** Why nobody can complete a proposal any more, whoever signs; `null` = somebody still can. Who has signed ahead does not count anew, since
 *  their word is what grows old. */
export async function findOver(
  roster: Roster,
  today: Day,
  waiting: { proposed: Proposed; read: ReadProposal },
): Promise<ReadingProblem | null> {
  const keepers = [...roster.devices.values()].filter(({ roles }) => roles.includes('keeper')).map(({ id }) => id)
  const others = keepers.filter((id) => !waiting.read.signedBy.includes(id))
  const judged = await judgeProposal(roster, today, waiting, others)
  return judged === 'not-enough-signatures' ? null : judged
}

/** The first rule that refuses a proposal which these devices sign last; `null` = none does. Nothing is taken for signed by it. */
export async function judgeProposal(
  roster: Roster,
  today: Day,
  { proposed, read }: { proposed: Proposed; read: ReadProposal },
  last: readonly DeviceId[],
): Promise<ReadingProblem | null> {
  const texts = await placeEntries(roster, today, read.contents)
  const unsigned = (device: DeviceId) => ({ device, signature: UNSIGNED })
  const entries = entriesWith(roster, { proposed, read, texts }, last, unsigned)
  const judged = applyEntries(roster, await Promise.all(entries.map(hashEntry)), today)
  return judged.ok ? null : judged.problem
}

type Placed = { proposed: Proposed; read: ReadProposal; texts: readonly string[] }

function entriesWith(
  roster: Roster,
  { proposed, read, texts }: Placed,
  last: readonly DeviceId[],
  sign: (device: DeviceId, at: number) => EntrySignature | undefined,
): SignedEntry[] {
  return texts.map((entry, at): SignedEntry => {
    const gone = goneBefore(roster, read.contents, at)
    const ahead = proposed.signatures.filter(
      (each) =>
        mayStandAt(each, read.contents, at) &&
        !('device' in each && (last.includes(each.device) || gone.has(each.device))),
    )
    const own = last.filter((device) => !gone.has(device)).flatMap((device) => sign(device, at) ?? [])
    return { entry, signatures: [...ahead.map((each) => ({ ...each, proposal: proposed.proposal })), ...own] }
  })
}

// Who has left by an earlier entry of the same batch signs nothing that follows it.
function goneBefore(roster: Roster, contents: readonly RosterContent[], at: number): ReadonlySet<DeviceId> {
  const gone = new Set<DeviceId>()
  for (const content of contents.slice(0, at)) {
    if (content.kind === 'device-remove') gone.add(content.id)
    if (content.kind === 'organisation-remove')
      for (const { id, organisation } of roster.devices.values()) if (organisation === content.id) gone.add(id)
  }
  return gone
}

// The papers' key signs the recovery alone; a device that comes with a recovery signs what follows it.
function mayStandAt(each: ProposalSignature, contents: readonly RosterContent[], at: number): boolean {
  const content = contents[at]
  return 'device' in each || (content?.kind === 'recovery' && content.organisation === each.recovery)
}
