// The grant: the record of one permission. Stored only inside sealed parcels and her receipt, never in a column.
// Fields follow ISO/IEC TS 27560 (docs/protocol.md "Grant"; D-053). No name, no birth date, no contact.
import * as z from 'zod'
import { Digest, bytesUpTo } from '../bytes.ts'
import { Day, daysBetween } from '../day.ts'
import { OrganisationId } from '../organisation/roster.ts'

/** knock-ahead: codes before, story with her. all-ahead: "they read before, so you need not repeat". all-together: "nobody there knows you come". */
export const Mode = z.enum(['knock-ahead', 'all-ahead', 'all-together'])
export type Mode = z.infer<typeof Mode>

/** First question of every referral. unsure counts as child everywhere (D-197). */
export const Age = z.enum(['adult', 'child', 'unsure'])
export type Age = z.infer<typeof Age>

/** What may be told. Each is asked by itself. */
export const ToldItem = z.enum(['safe-contact', 'situation', 'needs', 'clarified'])
export type ToldItem = z.infer<typeof ToldItem>

export const Purpose = z.enum(['support', 'legal-advice', 'housing', 'crisis', 'health', 'return', 'consultation'])
export type Purpose = z.infer<typeof Purpose>

/** Where the ticket is. worker: sealed to the sender's desk, which weakens two locks to two organisations, and the screen says so. */
export const TicketKeep = z.enum(['paper', 'memory', 'worker', 'none'])
export type TicketKeep = z.infer<typeof TicketKeep>

export const Consequence = z.enum(['cannot-unread', 'duty-to-tell', 'may-say-no', 'can-end'])
export type Consequence = z.infer<typeof Consequence>

export const Grant = z.object({
  v: z.literal(1),
  id: bytesUpTo(8),
  mode: Mode,
  age: Age,
  from: OrganisationId,
  to: OrganisationId,
  /** SHA-256 of the receiver's recipient, so that a parcel cannot be forwarded under another key. */
  toEpoch: Digest,
  what: z.array(ToldItem).min(1),
  why: Purpose,
  consequencesExplained: z.array(Consequence),
  alternativesOffered: z.boolean(),
  notBefore: Day,
  until: Day,
  how: z.enum(['written', 'spoken']),
  /** SHA-256 of the text that was on the screen turned towards her. */
  noticeVersion: Digest,
  lang: z.string().regex(/^[a-z]{2,3}$/),
  interpreter: z.enum(['none', 'independent', 'phone']),
  keep: TicketKeep,
})
export type Grant = z.infer<typeof Grant>

/** Longest that an unopened parcel waits for its ticket. Unit: days. Source: docs/protocol.md "Expiry". Shortening is safe. */
export const UNOPENED_DAYS = 14
/** Longest permission. Unit: days. Source: protocol 3.6. The server refuses later dates without knowing what they belong to. */
export const LONGEST_GRANT_DAYS = 90
/** Suggested length of a permission. Unit: days. Source: protocol 3.6. */
export const DEFAULT_GRANT_DAYS = 30

export type GrantProblem =
  | 'ends-before-it-begins'
  | 'too-long'
  | 'child-goes-ahead'
  | 'ticket-needed'
  | 'same-organisation'
  | 'nothing-permitted'

/** Whether a grant can stand at all. Pure rule of docs/protocol.md "Grant". */
export function checkGrant(grant: Grant): { ok: true } | { ok: false; problem: GrantProblem } {
  const days = daysBetween(grant.notBefore, grant.until)
  if (days < 0) return { ok: false, problem: 'ends-before-it-begins' }
  if (days > LONGEST_GRANT_DAYS) return { ok: false, problem: 'too-long' }
  if (grant.from === grant.to) return { ok: false, problem: 'same-organisation' }
  if (grant.what.length === 0) return { ok: false, problem: 'nothing-permitted' }
  // No ticket goes home with a child: found on her it endangers her, and she need not carry the decision (docs/protocol.md).
  if (grant.age !== 'adult' && (grant.mode !== 'all-ahead' || grant.keep !== 'none'))
    return { ok: false, problem: 'child-goes-ahead' }
  if (grant.mode !== 'all-ahead' && grant.keep === 'none') return { ok: false, problem: 'ticket-needed' }
  return { ok: true }
}
