// Sentences of the service directory and of the organisations' pages. The compiler refuses a key that a language lacks.
import type { Language } from '@apila/core/content/language.ts'
import fi from '../../../../content/texts/fi/directory.json' with { type: 'json' }
import sv from '../../../../content/texts/sv/directory.json' with { type: 'json' }
import en from '../../../../content/texts/en/directory.json' with { type: 'json' }

export type DirectoryTexts = typeof fi

const texts: Record<Language, DirectoryTexts> = { fi, sv, en }

export function getDirectoryTexts(lang: Language): DirectoryTexts {
  return texts[lang]
}
