// Words that no reader meets: a client's gender where none is known, words that only the code knows, and a second word for a thing that
// has one. What users read instead stands beside each word. Governed by GLOSSARY.md and CONTRIBUTING.md "People".
import { type ContentFile, isObject } from './content-file.ts'
import { LANGUAGES, type Language } from './language.ts'

interface Avoided {
  /** A whole word or phrase, as it stands in a sentence. */
  words: RegExp
  instead: string
}

const word = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu')

const AVOIDED: Readonly<Record<Language, readonly Avoided[]>> = {
  fi: [
    { words: word('lip(?:pu|un|pua|ulla|ussa|pusi|punsa|pujen)'), instead: 'koodi' },
    { words: word('koput(?:us|uksen|usta|ukset|uksia)'), instead: 'yhteydenottopyyntö' },
    { words: word('(?:työpiste|työpisteen|työpistettä|työpisteenne|työpisteessä|työpisteellä)'), instead: 'tiimi' },
    { words: word('avaintenhaltija\\p{L}*'), instead: 'pääkäyttäjä' },
    { words: word('julkaisuvastaava\\p{L}*'), instead: 'tilaston julkaisija' },
    { words: word('tilikirja\\p{L}*'), instead: 'käytetty tietosuoja' },
    { words: word('laske ja unohda'), instead: 'lisää tilastoon ja poista vastaukset' },
    // "Päätä hänen puolestaan" reads as "decide for the client".
    {
      words: word(
        'päät(?!ty)\\p{L}+ (?:\\p{L}+ ){0,2}(?:luvan|lupasi|lupaa)|(?:luvan|lupasi) (?:\\p{L}+ )?päättä\\p{L}+',
      ),
      instead: 'perua',
    },
    { words: word('ei löytynyt'), instead: 'emme tiedä' },
  ],
  sv: [
    { words: word('hon|henne|hennes|honom'), instead: 'klienten' },
    { words: word('biljett\\p{L}*'), instead: 'sifferkod' },
    { words: word('knackning\\p{L}*'), instead: 'förfrågan' },
    { words: word('nyckelförvaltare\\p{L}*'), instead: 'huvudanvändare' },
    { words: word('publiceringsansvarig\\p{L}*'), instead: 'den som publicerar statistiken' },
    { words: word('(?:ditt|klientens|personens|utan) tillstånd'), instead: 'samtycke' },
    { words: word('socialtjänst\\p{L}*'), instead: 'socialservice' },
    { words: word('på (?:hennes|klientens) ord'), instead: 'på klientens begäran' },
    { words: word('hittades inte'), instead: 'vi vet inte' },
  ],
  en: [
    { words: word('she|her|hers|herself|he|him|his|himself'), instead: 'the client, they' },
    { words: word('tickets?'), instead: 'code' },
    { words: word('keepers?'), instead: 'administrator' },
    { words: word('release officers?'), instead: 'statistics publisher' },
    { words: word('at (?:her|the client’s) word'), instead: 'at the client’s request' },
    { words: word('(?:met|meets?|meeting) (?:with )?(?:sexual )?violence'), instead: 'experience' },
    { words: word('answerable for'), instead: 'responsible for' },
    { words: word('was not found|were not found'), instead: 'we do not know' },
  ],
}
/** Lists of words to find, and what programs read. */
const NO_SENTENCES = /^content\/check-text\//

/** Where a text may use a word that others may not: the whole text, with why. */
const ALLOWED: readonly { text: RegExp; why: string }[] = [
  {
    text: /ei löytynyt mitään|tunnuksia ei löytynyt/i,
    why: 'what a search or the check of a note found, not what nobody could learn',
  },
  { text: /\bHE \d+\/\d{4}/, why: 'the sign of a government proposal' },
  { text: /^(?:sidan|page|sivu).*hittades inte$/i, why: 'a page that is not there' },
  {
    text: /utan tillstånd i|uppehållstillstånd|arbetade utan tillstånd|utan tillstånd fråga|människor utan tillstånd/i,
    why: 'a residence permit',
  },
]

/** One line for each text that has such a word. */
export function problemsOfWords(files: readonly ContentFile[]): string[] {
  return files
    .filter(({ path }) => !NO_SENTENCES.test(path))
    .flatMap(({ path, lang, value }) =>
      [...textsOf(value, lang)].flatMap(({ at, text, lang: own }) =>
        wordsToAvoid(text, own).map(({ found, instead }) => `${path}: ${at}: “${found}”: write “${instead}”`),
      ),
    )
}

/** What of a sentence is to be said otherwise. */
export function wordsToAvoid(text: string, lang: Language): { found: string; instead: string }[] {
  if (ALLOWED.some(({ text: allowed }) => allowed.test(text))) return []
  return AVOIDED[lang].flatMap(({ words, instead }) => {
    const found = words.exec(text)?.[0]
    return found === undefined ? [] : [{ found, instead }]
  })
}

const isLanguage = (key: string): key is Language => (LANGUAGES as readonly string[]).includes(key)

/** Every text with its language: that of its file, or that of the nearest key that names one. */
function* textsOf(
  value: unknown,
  lang: string | null,
  at = '',
): Generator<{ at: string; text: string; lang: Language }> {
  if (typeof value === 'string') {
    if (lang !== null && isLanguage(lang)) yield { at, text: value, lang }
    return
  }
  if (!isObject(value) && !Array.isArray(value)) return
  for (const [key, inner] of Object.entries(value)) {
    const named = lang === null && isLanguage(key) ? key : lang
    yield* textsOf(inner, named, at === '' ? key : `${at}.${key}`)
  }
}
