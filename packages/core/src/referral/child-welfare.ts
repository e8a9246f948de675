// Child welfare in a referral of a child or of an age that nobody knows: who tells it, as a duty only where the law makes it one, and
// whether the child was told, which is a tap of its own. Sources: docs/guide-rules.md (child-notify-*), docs/protocol.md "Notes".
import * as z from 'zod'
import { Day } from '../day.ts'

export const ChildCaller = z.enum(['me', 'colleague', 'already', 'not-now'])
export type ChildCaller = z.infer<typeof ChildCaller>

/** Why nobody tells child welfare now. Codes only. */
export const NotNowReason = z.enum(['advice-first', 'no-worry-of-care', 'not-known-enough'])
export type NotNowReason = z.infer<typeof NotNowReason>

export const ChildTold = z.enum(['told', 'not-yet', 'not-safe', 'not-asked'])
export type ChildTold = z.infer<typeof ChildTold>

/** What the sending desk notes; each is null unless somebody tapped it. `on`: the day of the permission. */
export const ChildWelfare = z.strictObject({
  caller: ChildCaller.nullable(),
  notNow: NotNowReason.nullable(),
  childTold: ChildTold.nullable(),
  on: Day,
})
export type ChildWelfare = z.infer<typeof ChildWelfare>
