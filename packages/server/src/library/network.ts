// The network's pages as checked data: the build turns their Markdown into it. A mistake in them stops the start, not a reader.
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

/** Who runs the server; null while nobody is named. */
export const runBy = Operator.parse(operator)
