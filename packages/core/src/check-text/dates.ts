// Days on which something happened. With a place they lead to one person's visit. Asked about.
import type { Detector, Finding } from './finding.ts'

const FI = 'tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu'
const SV = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december'
const EN_LONG = 'january|february|march|april|may|june|july|august|september|october|november|december'
const EN = `${EN_LONG}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec`
const YEAR = '(?:,? (?:19|20)\\d\\d)?'
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
const MONTH = '(?:0?[1-9]|1[0-2])'
/** Laboratory values with a point, as English notes write them, at the end of a sentence. */
const VALUE =
  '(?:sugar|glucose|inr|crp|ph|temp|potassium|creatinine|lactate|urate|tsh|hba1c|sokeri|socker|kalium|feber|lämpö)'
const PATTERNS = [
  `(?<![\\p{L}\\p{N}.,:/-])(?<!(?<!\\p{L})${VALUE} )${DAY}\\. ?${MONTH}\\.(?: ?(?:19|20)?\\d\\d(?![\\d:]))?(?!\\d)`,
  `(?<![\\p{L}\\p{N}.,:/-])${DAY}[/-]${MONTH}[/-](?:19|20)\\d\\d(?!\\d)`,
  `(?<![\\p{L}\\p{N}.,:/-])(?:19|20)\\d\\d-${MONTH}-${DAY}(?!\\d)`,
  `(?<![\\p{L}\\p{N}])${DAY}\\.? (?:päivä(?:nä)? )?(?:${FI})kuu\\p{L}{0,4}${YEAR}`,
  `(?<![\\p{L}\\p{N}])(?:den )?${DAY}(?:[:.]?(?:e|a))? (?:${SV})(?!\\p{L})${YEAR}`,
  `(?<![\\p{L}\\p{N}])${DAY}(?:st|nd|rd|th)?(?: of)? (?:${EN})(?!\\p{L})${YEAR}`,
  `(?<!\\p{L})(?:${EN_LONG}) ${DAY}(?:st|nd|rd|th)?(?![\\d:])${YEAR}`,
  `(?<!\\p{L})(?:synt\\.?|syntynyt|s\\.|född|f\\.|born|dob|date of birth|syntymäaika)[: ]*(?:on|is|är)? ?(\\d{6}|\\d{8})(?![\\d-])`,
].map((pattern) => new RegExp(pattern, 'giu'))

export const dates: Detector = {
  name: 'dates',
  find: ({ text }) =>
    PATTERNS.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match): Finding => {
        const part = match[1] ?? match[0]
        return {
          start: match.index + match[0].length - part.length,
          end: match.index + match[0].length,
          kind: 'date',
          action: 'ask',
          // Care goes by days: a day is marked, never written over.
          stays: true,
        }
      }),
    ),
}
