// Sentences around the network's pages and of the feedback form. The compiler refuses a key that a language lacks.
import type { Language } from '@apila/core/content/language.ts'
import fi from '../../../../content/texts/fi/network.json' with { type: 'json' }
import sv from '../../../../content/texts/sv/network.json' with { type: 'json' }
import en from '../../../../content/texts/en/network.json' with { type: 'json' }

export type NetworkTexts = typeof fi

const texts: Record<Language, NetworkTexts> = { fi, sv, en }

export function getNetworkTexts(lang: Language): NetworkTexts {
  return texts[lang]
}
