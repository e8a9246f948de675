// The guide's content as checked data. A mistake in it stops the start, not a reader.
import { CallScript, GuideLines, GuideSteps, SavedTexts, SignGroups } from '@apila/core/guide/schema.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { getService } from './directory.ts'
import signs from '../../../../content/guide/signs.json' with { type: 'json' }
import alone from '../../../../content/guide/alone.json' with { type: 'json' }
import advice from '../../../../content/guide/advice.json' with { type: 'json' }
import facts from '../../../../content/guide/facts.json' with { type: 'json' }
import interpreter from '../../../../content/guide/interpreter.json' with { type: 'json' }
import questions from '../../../../content/guide/questions.json' with { type: 'json' }
import steps from '../../../../content/guide/steps.json' with { type: 'json' }
import saved from '../../../../content/guide/saved.json' with { type: 'json' }
import call from '../../../../content/guide/call.json' with { type: 'json' }

export const guideContent = {
  signs: SignGroups.parse(signs),
  alone: GuideLines.parse(alone),
  advice: GuideLines.parse(advice),
  facts: GuideLines.parse(facts),
  interpreter: GuideLines.parse(interpreter),
  questions: GuideLines.parse(questions),
  call: CallScript.parse(call),
  steps: GuideSteps.parse(steps),
  saved: SavedTexts.parse(saved),
}

/** The line that advises without names at every hour (D-055). Throws on content that names none. */
export const ADVICE_LINE: Phone = firstPhone(guideContent.call.numbers[1]?.service)

function firstPhone(service = ''): Phone {
  const [phone] = getService(service).phones
  if (phone === undefined) throw new Error('the second number of the call has no telephone')
  return phone
}

const { signs: groups, ...lists } = guideContent

/** When each part of the guide was checked, oldest first. */
export const guideChecked: readonly string[] = [...groups, ...Object.values(lists)]
  .map(({ provenance }) => provenance.checkedOn)
  .sort()
