// The network's pages as checked data. A mistake in them stops the start, not a reader.
import type { Language } from '@apila/core/content/language.ts'
import { FEEDBACK_ANSWER_DAYS, FEEDBACK_KEEP_DAYS, FEEDBACK_MOST_DAYS } from '@apila/core/feedback/wire.ts'
import { NetworkPage, Operator } from '@apila/core/network/page.ts'
import about from '../../../../content/network/about.json' with { type: 'json' }
import press from '../../../../content/network/press.json' with { type: 'json' }
import accessibility from '../../../../content/network/accessibility.json' with { type: 'json' }
import privacy from '../../../../content/network/privacy.json' with { type: 'json' }
import operator from '../../../../content/network/operator.json' with { type: 'json' }
import { getNetworkTexts } from './texts.ts'

export const networkPages: Readonly<Record<NetworkPage['id'], NetworkPage>> = {
  about: NetworkPage.parse(about),
  press: NetworkPage.parse(press),
  accessibility: NetworkPage.parse(accessibility),
  privacy: NetworkPage.parse(privacy),
}

const runBy = Operator.parse(operator)

/** What the places in the pages' texts are filled with: the numbers that the program keeps to, and who runs it. */
export function pageValues(lang: Language): Readonly<Record<string, string>> {
  return {
    days: String(FEEDBACK_ANSWER_DAYS),
    keepDays: String(FEEDBACK_KEEP_DAYS),
    mostDays: String(FEEDBACK_MOST_DAYS),
    operator: runBy === null ? getNetworkTexts(lang).operatorMissing : `${runBy.name[lang]}, ${runBy.contact}`,
  }
}
