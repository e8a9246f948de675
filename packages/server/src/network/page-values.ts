// What the places in the texts of the network's pages are filled with.
import type { Language } from '@apila/core/content/language.ts'
import { FEEDBACK_ANSWER_DAYS, FEEDBACK_KEEP_DAYS, FEEDBACK_MOST_DAYS } from '@apila/core/feedback/wire.ts'
import type { Library } from '../library/library.ts'
import { getNetworkTexts } from './texts.ts'

/** The numbers that the program keeps to, and who runs it. */
export function pageValues({ runBy }: Pick<Library, 'runBy'>, lang: Language): Readonly<Record<string, string>> {
  return {
    days: String(FEEDBACK_ANSWER_DAYS),
    keepDays: String(FEEDBACK_KEEP_DAYS),
    mostDays: String(FEEDBACK_MOST_DAYS),
    operator: runBy === null ? getNetworkTexts(lang).operatorMissing : `${runBy.name[lang]}, ${runBy.contact}`,
  }
}
