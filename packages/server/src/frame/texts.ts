// Sentences of the public and the neutral pages, from content/texts. The compiler refuses a key that a language lacks.
import type { Language } from '@apila/core/content/language.ts'
import publicFi from '../../../../content/texts/fi/public.json' with { type: 'json' }
import publicSv from '../../../../content/texts/sv/public.json' with { type: 'json' }
import publicEn from '../../../../content/texts/en/public.json' with { type: 'json' }
import neutralFi from '../../../../content/texts/fi/neutral.json' with { type: 'json' }
import neutralSv from '../../../../content/texts/sv/neutral.json' with { type: 'json' }
import neutralEn from '../../../../content/texts/en/neutral.json' with { type: 'json' }

export type PublicTexts = typeof publicFi
export type NeutralTexts = typeof neutralFi

const publicTexts: Record<Language, PublicTexts> = { fi: publicFi, sv: publicSv, en: publicEn }
const neutralTexts: Record<Language, NeutralTexts> = { fi: neutralFi, sv: neutralSv, en: neutralEn }

export function getPublicTexts(lang: Language): PublicTexts {
  return publicTexts[lang]
}

export function getNeutralTexts(lang: Language): NeutralTexts {
  return neutralTexts[lang]
}
