// The network's pages as checked data: the build turns their Markdown into it. A mistake in them stops the start, not a reader.
import type { Language } from '@apila/core/content/language.ts'
import { FEEDBACK_ANSWER_DAYS, FEEDBACK_KEEP_DAYS, FEEDBACK_MOST_DAYS } from '@apila/core/feedback/wire.ts'
import { NetworkPage, Operator } from '@apila/core/network/page.ts'
import { page as aboutFi } from '../../../../content/network/fi/about.md'
import { page as aboutSv } from '../../../../content/network/sv/about.md'
import { page as aboutEn } from '../../../../content/network/en/about.md'
import { page as pressFi } from '../../../../content/network/fi/press.md'
import { page as pressSv } from '../../../../content/network/sv/press.md'
import { page as pressEn } from '../../../../content/network/en/press.md'
import { page as accessibilityFi } from '../../../../content/network/fi/accessibility.md'
import { page as accessibilitySv } from '../../../../content/network/sv/accessibility.md'
import { page as accessibilityEn } from '../../../../content/network/en/accessibility.md'
import { page as privacyFi } from '../../../../content/network/fi/privacy.md'
import { page as privacySv } from '../../../../content/network/sv/privacy.md'
import { page as privacyEn } from '../../../../content/network/en/privacy.md'
import operator from '../../../../content/network/operator.json' with { type: 'json' }
import { getNetworkTexts } from './texts.ts'

export const networkPages: Readonly<Record<NetworkPage['id'], NetworkPage>> = {
  about: NetworkPage.parse({ id: 'about', fi: aboutFi, sv: aboutSv, en: aboutEn }),
  press: NetworkPage.parse({ id: 'press', fi: pressFi, sv: pressSv, en: pressEn }),
  accessibility: NetworkPage.parse({
    id: 'accessibility',
    fi: accessibilityFi,
    sv: accessibilitySv,
    en: accessibilityEn,
  }),
  privacy: NetworkPage.parse({ id: 'privacy', fi: privacyFi, sv: privacySv, en: privacyEn }),
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
