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

const lettersOf = (text: string): number => [...text.matchAll(/[\p{L}\p{N}]/gu)].length

/** Whether a word may be taken. `live`: words of the desk's permissions that have not ended, those that wait to be sent among them. */
export function checkWord(typed: string, live: readonly string[]): { ok: true } | { ok: false; problem: WordProblem } {
  const word = plainWord(typed)
  const parts = word.split(' ').filter((part) => lettersOf(part) >= MIN_PART_LETTERS)
  if (lettersOf(word) < MIN_WORD_LETTERS && parts.length < 2) return { ok: false, problem: 'word-short' }
  if (live.some((other) => plainWord(other) === word)) return { ok: false, problem: 'word-taken' }
  return { ok: true }
}
