// Lists of words as they travel to a page: in the order of the alphabet, each word begins with the number of letters that it shares
// with the word before. "0akaa1lajärvi3vieska" is akaa, alajärvi, alavieska. A new word may stand at the end with a 0 before it.

export function unpackWords(packed: string): string[] {
  let last = ''
  return Array.from(
    packed.matchAll(/(\d)(\D+)/g),
    ([, shared, rest = '']) => (last = last.slice(0, Number(shared)) + rest),
  )
}
