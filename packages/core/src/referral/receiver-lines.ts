// What an organisation tells a client before it is chosen: what it is, how it works, what it gives, in which languages and areas, and when
// it reads (D-092). Its own keepers write it; every member's desk reads it out. Nothing of it is about a client.
import * as z from 'zod'
import { isPlainText } from '../canonical.ts'
import { inEachLanguage } from '../content/language.ts'
import { Day } from '../day.ts'
import { OrganisationId } from '../organisation/roster.ts'
import { Purpose } from './permission.ts'

/** Unit: characters. A sentence or two: it is read aloud to somebody. */
export const RECEIVER_LINE_MOST_CHARACTERS = 300

const Said = inEachLanguage(z.string().trim().min(1).max(RECEIVER_LINE_MOST_CHARACTERS).refine(isPlainText))
const eachOnce = (items: readonly unknown[]): boolean => new Set(items).size === items.length

/** When a desk reads, so that nobody waits on a Saturday for a Monday. */
const Reading = z
  .strictObject({
    /** 1 = Monday … 7 = Sunday. */
    days: z.array(z.int().min(1).max(7)).min(1).max(7).refine(eachOnce),
    /** Hours on the desk's own clock. */
    fromHour: z.int().min(0).max(23),
    toHour: z.int().min(1).max(24),
  })
  .refine(({ fromHour, toHour }) => fromHour < toHour, { path: ['toHour'] })

export const ReceiverLines = z.strictObject({
  line: Said,
  way: Said,
  gives: z.array(Purpose).max(Purpose.options.length).refine(eachOnce),
  /** ISO 639 codes that its own workers speak. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(60)
    .refine(eachOnce),
  /** Slugs of the directory's areas, or `all` alone. */
  areas: z
    .array(z.string().regex(/^[a-z][a-z-]{0,39}$/))
    .max(40)
    .refine(eachOnce)
    .refine((areas) => !areas.includes('all') || areas.length === 1),
  reading: Reading,
})
export type ReceiverLines = z.infer<typeof ReceiverLines>

/** POST receivers: what every organisation of the roster tells, where it has said anything. `on`: the day it was written; null: invented. */
export const Receivers = z.object({
  receivers: z.array(z.object({ organisation: OrganisationId, lines: ReceiverLines, on: Day.nullable() })),
})
export type Receivers = z.infer<typeof Receivers>
