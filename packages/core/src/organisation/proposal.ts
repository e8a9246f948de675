// A batch of entries that one keeper has signed and that waits for others: its content without a place in the chain, so that what other
// organisations do meanwhile does not spoil it. Governed by docs/protocol.md "Proposals".
import * as z from 'zod'
import { Digest, Signature } from '../bytes.ts'
import { canonical } from '../canonical.ts'
import { Day } from '../day.ts'
import { DeviceId, OrganisationId } from './roster.ts'

/** How long a proposal may wait for the last signature. Unit: days. */
export const PROPOSAL_DAYS = 14

/** What is signed ahead, under `apila/proposal/v2`. */
export const Proposal = z.strictObject({
  v: z.literal(2),
  /** The day on which it was made. */
  on: Day,
  /** How many entries its maker had read, and the hash of the last. */
  length: z.int().min(1),
  head: Digest,
  /** SHA-256 of each entry's content (`contentOf`), in order. All of them come into the log together, or none. */
  contents: z
    .array(Digest)
    .min(1)
    .max(1000)
    .refine((items) => new Set(items).size === items.length),
})
export type Proposal = z.infer<typeof Proposal>

const PLACED = new Set(['n', 'previous', 'on'])

/** An entry's text without what its place gives it: `n`, `previous` and `on`. `null` = not the text of an object. */
export function contentOf(entry: string): string | null {
  try {
    const members = Object.entries(JSON.parse(entry) as object).filter(([member]) => !PLACED.has(member))
    return canonical(Object.fromEntries(members))
  } catch {
    return null
  }
}

/** Who has signed a proposal: a device, or the key of an organisation's recovery papers. */
export const ProposalSignature = z.union([
  z.strictObject({ device: DeviceId, signature: Signature }),
  z.strictObject({ recovery: OrganisationId, signature: Signature }),
])
export type ProposalSignature = z.infer<typeof ProposalSignature>
