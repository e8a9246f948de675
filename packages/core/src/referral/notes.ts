// A desk's own notes about its permissions, sealed to the desk. Governed by docs/protocol.md "Notes".
// No note carries a key that opens first contact, story or conversation without a leash.
import * as z from 'zod'
import { Digest, Mark, Name, Recipient, Secret, exactBytes } from '../bytes.ts'
import { isPlainText } from '../canonical.ts'
import { Day } from '../day.ts'
import { DeviceId, WhichDesk } from '../organisation/roster.ts'
import { ChildWelfare } from './child-welfare.ts'
import { OwedNotice } from './owed-notice.ts'
import { Back, Front, IfEnded } from './permission.ts'
import { SealedText } from './sealed-text.ts'

/** How much of her book this desk remembers, so that a line that is missing later is noticed. */
const Lines = z.strictObject({ n: z.int().min(0), last: Digest.nullable() })

export const SentNote = z.strictObject({
  kind: z.literal('sent'),
  front: Front,
  back: Back,
  k: Name,
  s: Name,
  t: Name,
  mark: Mark,
  /** What is added to the story later is sealed to this. Null for a question for advice, which has no story. */
  storyRecipient: Recipient.nullable(),
  /** Lines of her book are sealed to this. */
  lineRecipient: Recipient,
  lines: Lines,
  /** Null where she declined to be able to end by telephone. */
  ending: z.strictObject({ withdraw: Secret, word: z.string().max(60).refine(isPlainText) }).nullable(),
  /** Moves the last day, at her word. Null where her ticket does. */
  renew: Secret.nullable(),
  /** The last day after renewals that this desk knows of. Absent while the front's stands. */
  until: Day.optional(),
  /** Null where nobody asked. */
  ifEnded: IfEnded.nullable(),
  /** Where she asked her worker to keep the ticket. */
  keptTicket: z
    .string()
    .regex(/^\d{24}$/)
    .nullable(),
  /** Where there is no ticket: opens her receipt. */
  receiptIdentity: z.string().nullable(),
  onlyDevice: DeviceId.nullable(),
  /** What was asked for advice; identifies nobody. Absent where somebody is referred. */
  asked: SealedText.optional(),
  /** Which permissions were agreed in one sitting for one start meeting: random, and known to this desk alone. Absent where it meets one
   *  other organisation, or none. */
  meets: exactBytes(8).optional(),
  /** For a child (D-198). Absent for an adult. */
  childWelfare: ChildWelfare.optional(),
  /** What the client is told of afterwards. With `urgent` alone. */
  owes: OwedNotice.optional(),
})
export type SentNote = z.infer<typeof SentNote>

/** The receiver's note to its own desk. state "opened" once the story has been opened here. */
export const ReceivedNote = z.strictObject({
  kind: z.literal('received'),
  front: Front,
  /** Digest of the permission, which items name. */
  grant: Digest,
  mark: Mark,
  /** Null where the story came first: all together. */
  k: Name.nullable(),
  /** Null until the story may be opened without her ticket, or has been. */
  s: Name.nullable(),
  t: Name,
  from: WhichDesk,
  lineRecipient: Recipient,
  lines: Lines,
  /** What this desk has answered so far, and on which day. `answer`: a question for advice was answered. */
  state: z.enum(['accepted', 'declined', 'time', 'opened', 'not-today', 'answer']),
  on: Day,
  /** The opened story says that the client only said it and nobody else heard it. Absent where it does not, or is not open yet. */
  spokenAlone: z.literal(true).optional(),
  /** The last time that was proposed from here. */
  time: z.strictObject({ on: Day, at: z.string().max(5) }).nullable(),
  until: Day,
})
export type ReceivedNote = z.infer<typeof ReceivedNote>

/** The last day of a permission as far as a note knows. */
export const notedUntil = (note: { front: Pick<Front, 'until'>; until?: Day | undefined }): Day =>
  note.until ?? note.front.until

export const DeskNote = z.discriminatedUnion('kind', [SentNote, ReceivedNote])
export type DeskNote = z.infer<typeof DeskNote>
