// Who telephones to end a permission names its agreed word. Comes after the list of the day.
import { plainWord } from '@apila/core/referral/agreed-word.ts'
import type { SentEntry } from './today.ts'

/** Finds permissions by the word that the client chose for ending by telephone. Case, accents' order and outer spaces do not matter. */
export function findByWord(entries: readonly SentEntry[], word: string): SentEntry[] {
  const wanted = plainWord(word)
  return wanted === ''
    ? []
    : entries.filter((entry) => entry.held.note.ending && plainWord(entry.held.note.ending.word) === wanted)
}
