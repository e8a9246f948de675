// The permission: what the client agreed to, in two halves. The front is told at first contact, so that the rule can be checked there;
// the back stands in the story and in her receipt only, since a first contact must not tell where she keeps a ticket.
// Fields follow ISO/IEC TS 27560 (D-053). No name, no birth date, no contact. Governed by docs/protocol.md "Permission".
import * as z from 'zod'
import { Digest, Signature, exactBytes } from '../bytes.ts'
import { Day } from '../day.ts'
import { DeviceId, OrganisationId, WhichDesk } from '../organisation/roster.ts'

/** referral: the client is brought in. consult: a question that identifies nobody. urgent: sent without her, since life is in danger. */
export const Kind = z.enum(['referral', 'consult', 'urgent'])
export type Kind = z.infer<typeof Kind>

/** knock-ahead: codes before, story with her. all-ahead: "they read before, so you need not repeat". all-together: "nobody there knows you come". */
export const Mode = z.enum(['knock-ahead', 'all-ahead', 'all-together'])
export type Mode = z.infer<typeof Mode>

/** First question of every referral. unsure counts as child everywhere (D-197). not-asked: in a consultation only. */
export const Age = z.enum(['adult', 'child', 'unsure', 'not-asked'])
export type Age = z.infer<typeof Age>

/** What may be told. Each is asked by itself. */
export const ToldItem = z.enum(['safe-contact', 'situation', 'needs', 'clarified'])
export type ToldItem = z.infer<typeof ToldItem>

export const Purpose = z.enum(['support', 'legal-advice', 'housing', 'crisis', 'health', 'return', 'consultation'])
export type Purpose = z.infer<typeof Purpose>

/** Where the ticket is; none of them: there is no ticket. worker: sealed to the sender's desk, which weakens two locks to two organisations, and the screen says so. */
export const TicketKeep = z.enum(['paper', 'memory', 'worker'])
export type TicketKeep = z.infer<typeof TicketKeep>

/** How she said yes. without-her: urgent only. nobody: a consultation that concerns no person. */
export const How = z.enum(['shown', 'spoken', 'without-her', 'nobody'])
export type How = z.infer<typeof How>

export const Consequence = z.enum(['cannot-unread', 'duty-to-tell', 'may-say-no', 'can-end'])
export type Consequence = z.infer<typeof Consequence>

/** Codes of languages; `other` and `not-asked` are answers too. */
export const LanguageCode = z.string().regex(/^([a-z]{2,3}|other|not-asked)$/)

/** Lengths that a permission can have, from its first to its last day, in every kind and mode. Unit: days. Source: docs/protocol.md "Permission". */
export const PERMISSION_DAYS = [3, 7, 14, 30, 60, 90] as const
export const LONGEST_PERMISSION_DAYS = 90
/** Longest urgent permission, and longest question for advice. Unit: days. */
export const LONGEST_URGENT_DAYS = 7
export const LONGEST_CONSULT_DAYS = 30
/** A permission, or a renewal, that was spoken and that no colleague heard. Unit: days. */
export const UNWITNESSED_DAYS = 3
/** How often she can move the last day. */
export const MOST_RENEWALS = 3

/** Organisations at one start meeting, the host among them. */
export const MOST_AT_MEETING = 6

export const Front = z.strictObject({
  v: z.literal(2),
  id: exactBytes(8),
  kind: Kind,
  mode: Mode,
  from: WhichDesk,
  to: WhichDesk,
  /** Whether all of her matter is meant or a part of it; null where nobody asked. */
  extent: z.enum(['whole', 'part']).nullable(),
  why: Purpose,
  /** Whether the desks may write words to each other about her; null, where nobody asked, reads as codes. */
  talk: z.enum(['codes', 'words']).nullable(),
  /** All organisations that may see the start-meeting sheet, this permission's two among them; empty: no meeting was agreed. */
  meeting: z.array(OrganisationId).max(MOST_AT_MEETING),
  notBefore: Day,
  until: Day,
  /** The permission of a consultation that this one grew from. */
  grows: Digest.nullable(),
})
export type Front = z.infer<typeof Front>

/** What was said and shown; each is null unless somebody tapped it (docs/protocol.md "True record"). */
export const Said = z.strictObject({
  explained: z.array(Consequence).nullable(),
  alternatives: z.boolean().nullable(),
  language: LanguageCode.nullable(),
  /** SHA-256 of the text that was on the screen turned towards her, and its language. */
  shown: z.strictObject({ digest: Digest, language: LanguageCode }).nullable(),
  interpreter: z.enum(['none', 'independent', 'phone']).nullable(),
  knowsInterpreter: z.enum(['yes', 'no', 'does-not-know']).nullable(),
})
export type Said = z.infer<typeof Said>

/** A colleague's word: heard her say yes, or agrees that it is urgent. Over the grant without signatures. */
export const SecondSignature = z.strictObject({
  device: DeviceId,
  as: z.enum(['witness', 'second']),
  signature: Signature,
})
export type SecondSignature = z.infer<typeof SecondSignature>

export const Back = z.strictObject({
  age: Age,
  what: z.array(ToldItem),
  how: How,
  keep: z.array(TicketKeep),
  /** Why it is urgent; null for everything else. */
  reason: z.enum(['life', 'health']).nullable(),
  said: Said,
  signatures: z.array(SecondSignature).max(4),
})
export type Back = z.infer<typeof Back>

/** How she said that it goes on. ticket: with her digits. Where there is no ticket, shown: on the screen that was turned towards her; spoken:
 *  in any other way. */
export const RenewalHow = z.enum(['ticket', 'shown', 'spoken'])
export type RenewalHow = z.infer<typeof RenewalHow>

/** A later last day, by her new word, signed on the device where she said it. */
export const Renewal = z.strictObject({
  grant: Digest,
  until: Day,
  on: Day,
  how: RenewalHow,
  /** Who heard it; counts for nothing until a witness signs. */
  witness: DeviceId.optional(),
})
export type Renewal = z.infer<typeof Renewal>

/** What she agreed the desks do if the permission ends suddenly. */
export const IfEnded = z.enum(['do-nothing', 'worker-reaches-me', 'wait'])
export type IfEnded = z.infer<typeof IfEnded>

/** unsure counts as child. */
export const isChild = (age: Age): boolean => age === 'child' || age === 'unsure'
