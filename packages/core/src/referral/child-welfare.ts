// Child welfare in a referral of a child or of an age that nobody knows: who tells it, as a duty only where the law makes it one, and
// whether the child was told, which is a tap of its own. Sources: docs/guide-rules.md (child-notify-*), docs/protocol.md "Duty notices".
import * as z from 'zod'
import { Day } from '../day.ts'
import { tagsOf } from '../guide/act-answers.ts'

/** How the worker describes their own work, in the words of the guide's first two questions. */
export const CHILD_WORKS = {
  health: ['health', 'service'],
  service: ['unknown', 'service'],
  listed: ['listed', 'office'],
  'own-work': ['other', 'ngo'],
  unsure: ['unknown', 'unknown'],
} as const satisfies Record<string, Parameters<typeof tagsOf>>
export type ChildWork = keyof typeof CHILD_WORKS

export type NotifyDuty = 'duty' | 'offer' | 'unclear'

/** Whether the law binds this worker to tell child welfare (Child Welfare Act 25(1)), or lets them (25(2)). */
export function dutyOf(work: ChildWork): NotifyDuty {
  const [profession, track] = CHILD_WORKS[work]
  const tags = tagsOf(profession, track)
  return tags.has('must-notify') ? 'duty' : tags.has('may-notify') ? 'offer' : 'unclear'
}

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
