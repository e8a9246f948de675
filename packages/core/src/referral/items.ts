// The conversation of two desks under one permission: items of one size, numbered, ended with the permission.
// Governed by docs/protocol.md "Conversation". What may follow what: fits-conversation.ts.
import * as z from 'zod'
import { Signature } from '../bytes.ts'
import { isPlainText } from '../canonical.ts'
import { Day } from '../day.ts'
import { sealedAs } from '../sizes.ts'
import { Renewal, ToldItem } from './permission.ts'
import { SealedText } from './sealed-text.ts'

const text = (max: number) => z.string().max(max).refine(isPlainText)

/** Why a desk declines is about the desk, never about her. `may-identify`: a question for advice in which somebody may be recognised. */
export const DeclineReason = z.enum(['full', 'wrong-service', 'closed', 'may-identify'])
export type DeclineReason = z.infer<typeof DeclineReason>

/** Where a meeting is. Codes, since an address would tell. */
export const MeetingPlace = z.enum(['ours', 'yours', 'telephone', 'video', 'as-agreed'])
export type MeetingPlace = z.infer<typeof MeetingPlace>

/** The start-meeting sheet (D-088, D-089). A new version stands beside the old ones, which stay readable. */
export const Sheet = z.strictObject({
  /** `done`: the day on which somebody ticked it; absent while it is to do. */
  tasks: z.array(z.strictObject({ who: text(200), what: text(2000), done: Day.optional() })).max(30),
  contact: text(2000),
  information: text(2000),
  reviewOn: Day.nullable(),
})
export type Sheet = z.infer<typeof Sheet>
/** Longest sheet as canonical text, so that it fits into an item. Unit: bytes. */
export const LARGEST_SHEET_BYTES = 6000

/** Longest addition. More than that is told under a new permission. Unit: bytes. Source: docs/protocol.md "Additions". */
export const LARGEST_ADDITION_BYTES = 1900

/** What is answered to a proposed time. `other`: another time, please. */
export const TimeAnswer = z.enum(['yes', 'no', 'other'])
export type TimeAnswer = z.infer<typeof TimeAnswer>

/** `said`: the day on which it was said, by the device's clock. */
const numbered = { n: z.int().min(0), said: Day }
/** The number of the item that is answered. */
const of = z.int().min(0)

export const Item = z.discriminatedUnion('kind', [
  z.strictObject({ ...numbered, kind: z.literal('accepted') }),
  z.strictObject({ ...numbered, kind: z.literal('declined'), reason: DeclineReason }),
  /** A time of day is sealed here and nowhere else. */
  z.strictObject({
    ...numbered,
    kind: z.literal('time'),
    on: Day,
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    place: MeetingPlace.nullable(),
  }),
  z.strictObject({ ...numbered, kind: z.literal('time-answer'), of, answer: TimeAnswer }),
  z.strictObject({ ...numbered, kind: z.literal('question'), text: SealedText }),
  /** `of` null: the question for advice, which stands in the first contact. */
  z.strictObject({ ...numbered, kind: z.literal('answer'), of: of.nullable(), text: SealedText }),
  z.strictObject({ ...numbered, kind: z.literal('opened') }),
  z.strictObject({ ...numbered, kind: z.literal('not-today') }),
  /** The kept ticket at her word: `age[E(to)](24 digits)`, so that only the receiving desk reads it. */
  z.strictObject({ ...numbered, kind: z.literal('ticket'), digits: z.base64url().max(3000) }),
  /** Her new word on the last day. `signature`: of the device that writes the item, over the renewal. */
  z.strictObject({ ...numbered, kind: z.literal('renewed'), renewal: Renewal, signature: Signature }),
  z.strictObject({ ...numbered, kind: z.literal('sheet'), version: z.int().min(1), sheet: Sheet }),
  /** What another desk of a meeting of many would change. `version`: the one that it has read; 0 where it has none. */
  z.strictObject({ ...numbered, kind: z.literal('sheet-wish'), version: z.int().min(0), text: SealedText }),
  /** Her correction of what was told, or what she adds to it: `age[P](text)`, so that it waits for her as the story does. */
  z.strictObject({ ...numbered, kind: z.literal('addition'), part: ToldItem, text: sealedAs('addition') }),
])
export type Item = z.infer<typeof Item>
export type ItemKind = Item['kind']

type Without<T> = T extends unknown ? Omit<T, 'n' | 'said'> : never
/** An item before it has its number and its day. */
export type Unnumbered = Without<Item>

/** Of the two desks: the one that sent the permission, or the one that received it. */
export type Side = 'from' | 'to'

/** Which side may write which kind: the receiving desk accepts, the sending desk passes a ticket on, both ask, answer,
 *  write the sheet and write down that it goes on. Who writes the sheet of a meeting of many: fits-conversation.ts. */
export const WRITERS: Readonly<Record<ItemKind, readonly Side[]>> = {
  accepted: ['to'],
  declined: ['to'],
  time: ['from', 'to'],
  'time-answer': ['from', 'to'],
  question: ['from', 'to'],
  answer: ['from', 'to'],
  opened: ['to'],
  'not-today': ['to'],
  ticket: ['from'],
  renewed: ['from', 'to'],
  sheet: ['from', 'to'],
  'sheet-wish': ['to'],
  addition: ['from', 'to'],
}
