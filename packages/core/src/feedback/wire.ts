// Feedback on the pages: what the form takes, what keepers see, and how long it stays. Governed by docs/data.md "feedback" and by the
// accessibility statement (answered within 14 days).
import * as z from 'zod'
import { Language } from '../content/language.ts'
import { Day, addDays } from '../day.ts'
import { isWritten } from '../written.ts'

/** Time to answer, told to whoever writes. Unit: days. Source: practice under the Act on the Provision of Digital Services (306/2019). */
export const FEEDBACK_ANSWER_DAYS = 14
/** How long an answered text stays, so that a second keeper can look it up. Unit: days. Shortening it is safe. */
export const FEEDBACK_KEEP_DAYS = 30
/** How long any text stays. Unit: days. Shortening it is safe. */
export const FEEDBACK_MOST_DAYS = 365
/** Unit: characters, about two pages. */
export const FEEDBACK_MOST_CHARACTERS = 4000

const short = z.string().normalize().trim().max(200)

/** The form as a browser sends it. Only the message must be there. */
export const FeedbackForm = z.object({
  message: z.string().normalize().trim().max(FEEDBACK_MOST_CHARACTERS).refine(isWritten),
  page: short.default(''),
  contact: short.default(''),
})
export type FeedbackForm = z.infer<typeof FeedbackForm>

export const FeedbackId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .brand<'FeedbackId'>()
export type FeedbackId = z.infer<typeof FeedbackId>

const Feedback = z.object({
  id: FeedbackId,
  day: Day,
  /** Last day for an answer. */
  dueDay: Day,
  lang: Language,
  page: z.string(),
  message: z.string(),
  /** Goes when the feedback is marked as answered. */
  contact: z.string().nullable(),
  answeredDay: Day.nullable(),
})
export type Feedback = z.infer<typeof Feedback>

export const FeedbackList = z.object({ feedback: z.array(Feedback) })
export const FeedbackAnswered = z.strictObject({ id: FeedbackId })

export const dueDay = (day: Day): Day => addDays(day, FEEDBACK_ANSWER_DAYS)
