// Telephone numbers written out in words: "nolla neljä nolla ...". Counting aloud, as nurses ask people to do, is not one.
import type { Detector } from './finding.ts'

const WORDS = [
  'nolla|noll|zero|nought|oh',
  'yksi|yks|ett|en|one',
  'kaksi|kaks|två|tva|two',
  'kolme|kolm|tre|three',
  'neljä|nelja|fyra|four',
  'viisi|viis|fem|five',
  'kuusi|kuus|sex|six',
  'seitsemän|seittemän|seiska|sju|seven',
  'kahdeksan|kaheksan|kasi|åtta|eight',
  'yhdeksän|yheksän|ysi|nio|nine',
]
const MORE =
  'plus|double|triple|tupla|kymmenen|\\p{L}{3,9}kymmentä\\p{L}{0,9}|\\p{L}{3,9}toista|ten|eleven|twelve|\\p{L}{3,5}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|tio|elva|tolv|\\p{L}{3,5}ton|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)\\p{L}{0,5}|sata|hundra|hundred'
/** "Nelkyt", "viisviis": tens and pairs as people say them. */
const PAIRS =
  '(?:yks|kaks|kolme|kolm|neljä|nel|viis|kuus|seittemän|seit|kaheksan|kahe|yheksän|yhe){2}|(?:kaks|kolm|nel|viis|kuus|seit|kahe|yhe)kyt(?:yks|kaks|kolme|neljä|viis|kuus|seittemän|kaheksan|yheksän)?'
const SPOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${WORDS.join('|')}|${PAIRS}|${MORE}|\\d{1,4})(?:[ ,./…-]{1,5}(?:(?:ja|och|and) )?(?=[\\p{L}\\p{N}])|(?![\\p{L}\\p{N}]))){4,20}`,
  'giu',
)
const VALUES = new Map(WORDS.flatMap((words, value) => words.split('|').map((word) => [word, value] as const)))

export const spokenNumber: Detector = {
  name: 'spoken-number',
  find: ({ text }) =>
    [...text.matchAll(SPOKEN)]
      .filter(([all]) => isNumber(all))
      .map((match) => ({
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        kind: 'phone',
        action: 'block',
      })),
}

const TWO_DIGITS = new RegExp(
  `^(?:${PAIRS}|\\p{L}{3,9}kymmentä\\p{L}{0,9}|\\p{L}{3,9}toista|\\p{L}{3,6}(?:teen|ty|tio|ton)\\p{L}{0,5}|ten|tio|kymmenen)$`,
  'iu',
)
/** Fewest digits of a number that begins with zero. */
const FEWEST_DIGITS = 7
/** Fewer words of letters among figures are times and rows. */
const FEWEST_SPELLED = 3

function isNumber(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[ ,./…-]+/)
    .filter((word) => word !== '')
  const values = words.flatMap((word) => VALUES.get(word) ?? [])
  const digits = words.reduce((sum, word) => sum + digitsOf(word), 0)
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0))
  // "... eight nine ten" counts as well.
  const isCounting = values.length >= 3 && steps.every((step) => step === steps[0])
  const spelled = words.filter((word) => /^\p{L}/u.test(word)).length
  const begins = words[0] === 'plus' || values[0] === 0 || words[0]?.startsWith('0') === true
  if (begins && spelled >= FEWEST_SPELLED)
    return digits >= FEWEST_DIGITS && !(isCounting && values.length === words.length)
  return values.length >= 3 && words.length >= 6 && !isCounting && (begins || words.length >= 8)
}

function digitsOf(word: string): number {
  if (/^\d+$/.test(word)) return word.length
  if (VALUES.has(word)) return 1
  return TWO_DIGITS.test(word) ? 2 : 0
}
