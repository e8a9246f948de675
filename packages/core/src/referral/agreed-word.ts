// The word that the client agrees on for ending by telephone. It is the only name of a permission on the desk's list, so it is unique among
// the desk's live words, and long enough that nobody hits on it. Governed by docs/protocol.md "Notes".

/** Shortest single word. Unit: letters and digits. Two words of at least two each may be shorter together. */
export const MIN_WORD_LETTERS = 6
/** Unit: UTF-16 code units. */
export const MAX_WORD_LENGTH = 60
const MIN_PART_LETTERS = 2

export type WordProblem = 'word-short' | 'word-taken'

/** One spelling for what sounds the same on the telephone: case, width and spaces do not count. */
export const plainWord = (word: string): string =>
  word.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('fi')

/** Letters of other alphabets that look like Latin ones, in lower case, and what they look like. After Unicode's confusables (UTS 39). */
const LOOKS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['аαɑ', 'a'],
    ['вβ', 'b'],
    ['сϲ', 'c'],
    ['ԁ', 'd'],
    ['еєε', 'e'],
    ['һн', 'h'],
    ['іιıӏ1l|', 'i'],
    ['јϳ', 'j'],
    ['кκ', 'k'],
    ['мμ', 'm'],
    ['ηո', 'n'],
    ['оοσօ0', 'o'],
    ['рρ', 'p'],
    ['ԛ', 'q'],
    ['г', 'r'],
    ['ѕ', 's'],
    ['тτ', 't'],
    ['υս', 'u'],
    ['ѵν', 'v'],
    ['ѡωԝ', 'w'],
    ['хχ', 'x'],
    ['уγү', 'y'],
    ['ᴢ', 'z'],
  ].flatMap(([letters = '', latin = '']) => [...letters].map((letter) => [letter, latin])),
)

/** The same for two words that look alike on the list: marks without a width do not count, nor which alphabet a letter is of. */
const skeletonOf = (word: string): string =>
  [...plainWord(word).replaceAll(/\p{Cf}|\p{Default_Ignorable_Code_Point}/gu, '')]
    .map((letter) => LOOKS_LIKE[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')

const lettersOf = (text: string): number => [...text.matchAll(/[\p{L}\p{N}]/gu)].length

/** Whether a word may be taken. `live`: words of the desk's permissions that have not ended, those that wait to be sent among them. */
export function checkWord(typed: string, live: readonly string[]): { ok: true } | { ok: false; problem: WordProblem } {
  const word = plainWord(typed)
  const parts = word.split(' ').filter((part) => lettersOf(part) >= MIN_PART_LETTERS)
  if (lettersOf(word) < MIN_WORD_LETTERS && parts.length < 2) return { ok: false, problem: 'word-short' }
  if (live.some((other) => skeletonOf(other) === skeletonOf(word))) return { ok: false, problem: 'word-taken' }
  return { ok: true }
}
