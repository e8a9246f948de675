// The guide's content as checked data.
import type * as z from 'zod'
import { CallScript, GuideLines, GuideSteps, SavedTexts, SignGroups, VolunteerGuide } from '@apila/core/guide/schema.ts'

export interface Guide {
  signs: z.infer<typeof SignGroups>
  alone: GuideLines
  advice: GuideLines
  facts: GuideLines
  interpreter: GuideLines
  questions: GuideLines
  call: CallScript
  steps: z.infer<typeof GuideSteps>
  saved: z.infer<typeof SavedTexts>
  volunteer: VolunteerGuide
  /** When each part was checked, oldest first. */
  checked: readonly string[]
}

/** Each part as it stands in content/guide. */
export type GuideSources = Record<Exclude<keyof Guide, 'checked'>, unknown>

export function readGuide(sources: GuideSources): Guide {
  const signs = SignGroups.parse(sources.signs)
  const lists = {
    alone: GuideLines.parse(sources.alone),
    advice: GuideLines.parse(sources.advice),
    facts: GuideLines.parse(sources.facts),
    interpreter: GuideLines.parse(sources.interpreter),
    questions: GuideLines.parse(sources.questions),
    call: CallScript.parse(sources.call),
    steps: GuideSteps.parse(sources.steps),
    saved: SavedTexts.parse(sources.saved),
    volunteer: VolunteerGuide.parse(sources.volunteer),
  }
  const checked = [...signs, ...Object.values(lists)].map(({ provenance }) => provenance.checkedOn).sort()
  return { signs, ...lists, checked }
}
