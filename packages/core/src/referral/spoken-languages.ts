// Languages that a client may speak with the desks: what is offered by name, and in which order a reader of some language finds them.
// Anything else is `other` with its name; `not-asked` is an answer too.

/** The commonest first languages of people who moved to Finland: Statistics Finland, "Vieraskieliset", end of 2019; Ukrainian since 2022. */
export const COMMONEST_LANGUAGES = ['ru', 'et', 'ar', 'en', 'so', 'uk'] as const

/** Codes of ISO 639. */
export const SPOKEN_LANGUAGES = [
  ...[
    'fi',
    'sv',
    'am',
    'bg',
    'bn',
    'ckb',
    'es',
    'fa',
    'fr',
    'hi',
    'hu',
    'kmr',
    'lt',
    'lv',
    'my',
    'ne',
    'pa',
    'pl',
    'prs',
  ],
  ...['ps', 'pt', 'ro', 'si', 'sk', 'sq', 'sw', 'ta', 'th', 'ti', 'tl', 'tr', 'ur', 'uz', 'vi', 'yo', 'zh'],
  ...COMMONEST_LANGUAGES,
] as const

/** The commonest ones as they stand, then the others by the word that the reader knows them by. `nameOf` gives that word. */
export function orderLanguages(nameOf: (code: string) => string, reader: string): string[] {
  const rest = SPOKEN_LANGUAGES.filter((code) => !(COMMONEST_LANGUAGES as readonly string[]).includes(code))
  const { compare } = new Intl.Collator(reader)
  return [...COMMONEST_LANGUAGES, ...[...rest].sort((a, b) => compare(nameOf(a), nameOf(b)))]
}
