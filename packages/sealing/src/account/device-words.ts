// Six words that the program chooses for a device whose passkey gives no key. They are made of syllables that are spelled as they are said in
// Finnish, Swedish and English alike: one list for all, typed on any keyboard, 24 letters in all. Decision 0022 says why no list of real words.
import type { RandomBytes } from '../encoding.ts'

const CONSONANTS = 'hjklmnprstv'
const VOWELS = 'aeiou'
const WORDS = 6
const SYLLABLES = CONSONANTS.length * VOWELS.length

// Rude, or hard to have before one's eyes each morning, in one of the three languages.
const LEFT_OUT = new Set([
  ...['homo', 'hora', 'kipu', 'kuse', 'kusi', 'muna', 'mulu', 'nusi', 'paha', 'pano', 'pimu', 'pipi', 'pisu', 'puta'],
  ...['puto', 'rape', 'sika', 'sota', 'tapa', 'tapo', 'tisi', 'tuho', 'vika', 'vitu'],
])

/** About 69 bits: six of some 3,000 words, each as likely as the others. */
export function newDeviceWords(random: RandomBytes): string {
  const words: string[] = []
  while (words.length < WORDS) {
    const [high = 0, low = 0] = random(2)
    const value = high * 256 + low
    // 21 whole rounds of all words fit into two bytes; what lies above would make some words likelier.
    if (value >= Math.floor(65_536 / SYLLABLES ** 2) * SYLLABLES ** 2) continue
    const word = syllable(Math.floor(value / SYLLABLES) % SYLLABLES) + syllable(value % SYLLABLES)
    if (!LEFT_OUT.has(word)) words.push(word)
  }
  return words.join(' ')
}

const syllable = (n: number): string =>
  `${CONSONANTS[Math.floor(n / VOWELS.length)] ?? ''}${VOWELS[n % VOWELS.length] ?? ''}`

/** What somebody typed, as it is stretched: six words of four letters. `null` = not that. */
export function readDeviceWords(typed: string): string | null {
  const letters = typed.toLowerCase().replaceAll(/[^a-z]/g, '')
  const words = letters.match(/.{4}/g) ?? []
  const isWord = (word: string) => new RegExp(`^([${CONSONANTS}][${VOWELS}]){2}$`).test(word)
  return letters.length === 4 * WORDS && words.every(isWord) ? words.join(' ') : null
}
