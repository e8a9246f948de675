// Telephone numbers written out in words: "nolla neljä nolla ...". Counting aloud, as nurses ask people to do, is not one.
import type { Detector } from './finding.ts'

const WORDS = [
  'nolla|noll|zero|oh',
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
const SPOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${WORDS.join('|')}|${MORE}|\\d{1,4})(?:[ ,-]{1,3}(?:(?:ja|och|and) )?(?=[\\p{L}\\p{N}])|(?![\\p{L}\\p{N}]))){5,20}`,
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

function isNumber(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[ ,-]+/)
    .filter((word) => word !== '')
  const values = words.flatMap((word) => VALUES.get(word) ?? [])
  if (values.length < 3 || words.length < 6) return false
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0))
  const isCounting = steps.every((step) => step === steps[0]) && values.length === words.length
  const begins = words[0] === 'plus' || values[0] === 0 || words[0]?.startsWith('0') === true
  return !isCounting && (begins || words.length >= 8)
}
