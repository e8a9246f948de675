// The guide's content as checked data.
import type * as z from 'zod'
import { CallScript, GuideLines, GuideSteps, SavedTexts, SignGroups } from '@apila/core/guide/schema.ts'
import { readPart } from './read-part.ts'

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
  /** When each part was checked, oldest first. */
  checked: readonly string[]
}

/** Each part as it stands in content/guide. */
export type GuideSources = Record<Exclude<keyof Guide, 'checked'>, unknown>

export function readGuide(sources: GuideSources): Guide {
  const signs = readPart(SignGroups, 'guide/signs.json', sources.signs)
  const lists = {
    alone: readPart(GuideLines, 'guide/alone.json', sources.alone),
    advice: readPart(GuideLines, 'guide/advice.json', sources.advice),
    facts: readPart(GuideLines, 'guide/facts.json', sources.facts),
    interpreter: readPart(GuideLines, 'guide/interpreter.json', sources.interpreter),
    questions: readPart(GuideLines, 'guide/questions.json', sources.questions),
    call: readPart(CallScript, 'guide/call.json', sources.call),
    steps: readPart(GuideSteps, 'guide/steps.json', sources.steps),
    saved: readPart(SavedTexts, 'guide/saved.json', sources.saved),
  }
  const checked = [...signs, ...Object.values(lists)].map(({ provenance }) => provenance.checkedOn).sort()
  return { signs, ...lists, checked }
}
