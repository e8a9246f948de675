// Lists of words as they travel to a page. A space begins a word anew; a capital letter begins one with as many letters of the word
// before it: B one, J nine. "akaaBlajärviDvieska" is akaa, alajärvi, alavieska. The lists: content/check-text, by house/write-words.ts.

const MOST_SHARED = 9
const NONE = 65

/** Words in the given order; none has a space or a capital letter. */
export function packOrdered(words: readonly string[]): string {
  let last = ''
  return words
    .map((word) => {
      let shared = 0
      while (shared < MOST_SHARED && shared < last.length && word[shared] === last[shared]) shared += 1
      last = word
      return shared === 0 ? ` ${word}` : String.fromCharCode(NONE + shared) + word.slice(shared)
    })
    .join('')
    .slice(1)
}

/** Words in the order of the alphabet, in which most of them pack best. */
export const packWords = (words: readonly string[]): string => packOrdered(words.toSorted())

export function unpackWords(packed: string): string[] {
  let last = ''
  return Array.from(
    ` ${packed}`.matchAll(/([ B-J])([^ B-J]*)/g),
    ([, sign = '', rest = '']) => (last = (sign === ' ' ? '' : last.slice(0, sign.charCodeAt(0) - NONE)) + rest),
  )
}
