// Lists of words as they travel to a page: in the order of the alphabet, each word begins with the number of letters that it shares
// with the word before. "0akaa1lajärvi3vieska" is akaa, alajärvi, alavieska. The lists: content/detector, packed by house/write-words.ts.

/** One digit tells how many letters are shared. */
const MOST_SHARED = 9

/** Each word once, without a digit. */
export function packWords(words: readonly string[]): string {
  let last = ''
  return words
    .toSorted()
    .map((word) => {
      let shared = 0
      while (shared < MOST_SHARED && shared < last.length && word[shared] === last[shared]) shared += 1
      last = word
      return `${String(shared)}${word.slice(shared)}`
    })
    .join('')
}

export function unpackWords(packed: string): string[] {
  let last = ''
  return Array.from(
    packed.matchAll(/(\d)(\D+)/g),
    ([, shared, rest = '']) => (last = last.slice(0, Number(shared)) + rest),
  )
}
