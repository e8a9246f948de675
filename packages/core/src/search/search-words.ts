// Words as the search compares them: small letters without dots and rings, the endings of Finnish, Swedish and English taken off lightly,
// and the Finnish change of consonants made even. A key is for comparing only; nobody reads it.
import type { Language } from '../content/language.ts'

/** Shorter than this nothing is taken off a word. Unit: letters. */
const SHORTEST = 3

/** Endings of cases, plurals and small words, the longest first; what is left keeps at least `SHORTEST` letters. Folded as the words are. */
const ENDINGS: Readonly<Record<Language, readonly string[]>> = {
  fi: order(
    'issa ista illa ilta ille iksi itta iden itten ien iin ihin ina ita ssa sta lla lta lle ksi tta seen een aan oon uun yyn hin hun han kin kaan eja oja ia ta na n t a',
  ),
  sv: order(
    'arnas ernas ornas arna erna orna ande ades aste heten heter het are ade ens ets ar er or en et na as es s a e n t',
  ),
  en: order('ingly ing edly ies ied es ed s'),
}

/** Words whose forms share too little with each other. */
const ODD: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  fi: new Map([
    ['lasta', 'laps'],
    ['toissa', 'tyo'],
    ['toihin', 'tyo'],
    ['toita', 'tyo'],
  ]),
  sv: new Map([['barnen', 'barn']]),
  en: new Map([
    ['children', 'child'],
    ['women', 'woman'],
    ['men', 'man'],
  ]),
}

/** Words that say nothing of what is looked for. */
const EMPTY: Readonly<Record<Language, ReadonlySet<string>>> = {
  fi: new Set(
    'ja tai on ei jos kun mita miten kuka missa mista mihin han se ne voi saa onko mika minne kenelle miksi'.split(' '),
  ),
  sv: new Set('och eller ar inte om nar vad hur vem var det den de en ett att for till av som jag kan far'.split(' ')),
  en: new Set('and or is not if when what how who where the a an of to for in on with i can may do does'.split(' ')),
}

function order(endings: string): string[] {
  return endings.split(' ').sort((one, other) => other.length - one.length)
}

/** Small letters without marks, split where no letter or digit stands. */
export function splitWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word !== '')
}

/** Words of a text that say something; all of them where none does. */
export function tellingWords(text: string, lang: Language): string[] {
  const words = splitWords(text)
  const telling = words.filter((word) => !EMPTY[lang].has(word))
  return telling.length > 0 ? telling : words
}

/** What a word is compared by. */
export function keyOf(word: string, lang: Language): string {
  const odd = ODD[lang].get(word)
  if (odd !== undefined) return odd
  if (/\d/.test(word)) return word
  if (lang === 'fi') return finnishKey(word)
  const stem = withoutEnding(word, ENDINGS[lang])
  return lang === 'en' && word.endsWith('ies') ? `${stem}y` : stem
}

function withoutEnding(word: string, endings: readonly string[]): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= SHORTEST)
  return ending === undefined ? word : word.slice(0, -ending.length)
}

// Strong and weak grade become one: kk and k, pp and p, tt and t, nk and ng, t and d, p and v; -nen and -s- are one word's forms.
function finnishKey(word: string): string {
  const base = finnishBase(word)
  const bare = base.length > SHORTEST ? base.replace(/[aeiouy]$/, '') : base
  return bare
    .replace(/ks$/, 's')
    .replace(/ng/g, 'nk')
    .replace(/([kpt])\1/g, '$1')
    .replace(/d/g, 't')
    .replace(/v/g, 'p')
}

// `korvausta` is a form of `korvaus`, not of a word that ends in `-u`.
function finnishBase(word: string): string {
  if (word.endsWith('nen') && word.length > 5) return `${word.slice(0, -3)}s`
  if (/[uy]sta$/.test(word) && word.length > 6) return word.slice(0, -2)
  return withoutEnding(word, ENDINGS.fi)
}
