// The conversation of two desks under one permission: items of one size, numbered, ended with the permission.
// Governed by docs/protocol.md "Conversation". Further kinds come with the issues that need them.
import * as z from 'zod'
import { isPlainText } from '../canonical.ts'
import { Day } from '../day.ts'

const text = (max: number) => z.string().max(max).refine(isPlainText)

/** Why a desk declines is about the desk, never about her. */
export const DeclineReason = z.enum(['full', 'wrong-service', 'closed'])
export type DeclineReason = z.infer<typeof DeclineReason>

/** Where a meeting is. Codes, since an address would tell. */
export const MeetingPlace = z.enum(['ours', 'yours', 'telephone', 'video', 'as-agreed'])
export type MeetingPlace = z.infer<typeof MeetingPlace>

/** The start-meeting sheet (D-088, D-089). A new version stands beside the old ones, which stay readable. */
export const Sheet = z.strictObject({
  tasks: z.array(z.strictObject({ who: text(200), what: text(2000) })).max(30),
  contact: text(2000),
  information: text(2000),
  reviewOn: Day.nullable(),
})
export type Sheet = z.infer<typeof Sheet>
/** Longest sheet as canonical text, so that it fits into an item. Unit: bytes. */
export const LARGEST_SHEET_BYTES = 6000

const numbered = { n: z.int().min(0) }

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
  z.strictObject({ ...numbered, kind: z.literal('opened') }),
  z.strictObject({ ...numbered, kind: z.literal('not-today') }),
  /** The kept ticket at her word: `age[E(to)](24 digits)`, so that only the receiving desk reads it. */
  z.strictObject({ ...numbered, kind: z.literal('ticket'), digits: z.base64url().max(3000) }),
  z.strictObject({ ...numbered, kind: z.literal('sheet'), version: z.int().min(1), sheet: Sheet }),
])
export type Item = z.infer<typeof Item>
export type ItemKind = Item['kind']

type Without<T> = T extends unknown ? Omit<T, 'n'> : never
/** An item before it has its number. */
export type Unnumbered = Without<Item>

/** Which side may write which kind: the receiving desk answers, the sending desk passes a ticket on, both write the sheet. */
export const WRITERS: Readonly<Record<ItemKind, readonly ('from' | 'to')[]>> = {
  accepted: ['to'],
  declined: ['to'],
  time: ['from', 'to'],
  opened: ['to'],
  'not-today': ['to'],
  ticket: ['from'],
  sheet: ['from', 'to'],
}
