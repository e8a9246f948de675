// Where a reader finds a service's own page, in her language where one is known.
import type { Language } from '../content/language.ts'
import type { Service } from './schema.ts'

/** `only`: the page is in this other language alone, which its reader is told. */
export interface WebPlace {
  address: string
  only?: Language
}

export function webFor(
  { web, webIn, webLanguage }: Pick<Service, 'web' | 'webIn' | 'webLanguage'>,
  lang: Language,
): WebPlace {
  if (webIn !== undefined) return { address: webIn[lang] }
  return { address: web, ...(webLanguage !== undefined && webLanguage !== lang && { only: webLanguage }) }
}
