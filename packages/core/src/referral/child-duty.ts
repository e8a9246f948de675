// Whether the law binds a worker to tell child welfare, by how they describe their own work. Source: docs/guide-rules.md (child-notify-*).
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
