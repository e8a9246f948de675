// Finnish personal identity codes: day, month, year, century sign, three digits, check character.
// Signs: + 1800s; - Y X W V U 1900s; A B C D E F 2000s (Government Decree 690/2022). 900-999 are for tests only and count too.
import type { Detector, Finding } from './finding.ts'

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY'
// Letters of other alphabets that look the same on paper, and the letters O, I and l in the place of digits.
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
}
const D = '[0-9OIl]'
const CODE = new RegExp(
  `(?<![0-9])(${D} ?${D})[ .]?(${D} ?${D})[ .]?(?:19|20)?(${D} ?${D})(?:\\s?([-+A-FU-YАВСЕХУ_/])\\s?|\\s?)(${D} ?${D} ?${D}) ?([0-9A-FHJ-NPR-YАВСЕНКМРТХУ])(?!\\p{N})`,
  'giu',
)
const NAMED =
  /(?:hetu|henkilö\p{L}*|sotu|sosiaaliturva\p{L}*|personbeteckning\p{L}*|personnummer\p{L}*|identity (?:code|number)|ssn)[^\p{L}\p{N}]{0,3}(?:on|är|is)?[^\p{L}\p{N}]{0,3}$/iu

export const hetu: Detector = {
  name: 'hetu',
  find: ({ text }) =>
    [...text.matchAll(CODE)].flatMap((match): Finding[] => {
      const [all, day = '', month = '', year = '', sign, individual = '', check = ''] = match
      const digits = asDigits(day + month + year + individual)
      if (!isDay(digits) || Number(digits.slice(6)) < 2) return []
      const span = { start: match.index, end: match.index + all.length }
      const isRight = CHECK_CHARACTERS[Number(digits) % 31] === plainLetter(check)
      const isNamed = NAMED.test(text.slice(Math.max(0, match.index - 40), match.index))
      // Glued to a word, only a whole and right one is known.
      if (/\p{L}/u.test(text[span.end] ?? '') && !((isRight || isNamed) && sign !== undefined)) return []
      // Without its sign a run of digits may be anything: a letter at its end or the word before it must say so.
      if (isRight && (sign !== undefined || /\p{L}/u.test(check) || isNamed))
        return [{ ...span, kind: 'hetu', action: 'block' }]
      if (isNamed) return [{ ...span, kind: 'hetu', action: 'block' }]
      // A slip of one letter still leads to the person.
      return sign !== undefined && /[-+A-Y]/i.test(sign) ? [{ ...span, kind: 'number', action: 'ask' }] : []
    }),
}

const asDigits = (text: string): string => text.replaceAll(' ', '').replaceAll(/o/gi, '0').replaceAll(/[il]/gi, '1')

function plainLetter(letter: string): string {
  const upper = letter.toUpperCase()
  return LOOKALIKES[upper] ?? upper
}

function isDay(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  return day >= 1 && day <= 31 && month >= 1 && month <= 12
}
