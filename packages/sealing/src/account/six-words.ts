// Six words that the program chooses, for a device whose passkey derives nothing. They are made, not taken from a language: two syllables
// of letters that Finnish, Swedish and English speakers write alike when they hear them. Governed by docs/protocol.md "Signing in".
import type { RandomBytes } from '../encoding.ts'

const CONSONANTS = 'hjklmnprstv'
const VOWELS = 'aeiou'
const SYLLABLES = Array.from(CONSONANTS).flatMap((consonant) => Array.from(VOWELS).map((vowel) => consonant + vowel))

/** Six of them: 6 × log2(55²) = 69 bits, stretched by Argon2id. */
export const WORDS = 6

/** Words of the three languages that nobody should have to read aloud. */
const LEFT_OUT = new Set('homo hora hura kuli kusi lesu mulu muna namu pano pilu puta ruma sika tisu'.split(' '))

const BYTE = 256
// Larger bytes would make some syllables likelier than others.
const FAIR = BYTE - (BYTE % SYLLABLES.length)

/** Six new words. */
export function newSixWords(random: RandomBytes): string[] {
  const syllable = (): string => {
    for (;;) {
      const [byte = BYTE] = random(1)
      if (byte < FAIR) return SYLLABLES[byte % SYLLABLES.length] ?? ''
    }
  }
  const word = (): string => {
    for (;;) {
      const drawn = syllable() + syllable()
      if (!LEFT_OUT.has(drawn)) return drawn
    }
  }
  return Array.from({ length: WORDS }, word)
}

/** What somebody typed, in any case and with any spaces; `null` = not six such words. */
export function readSixWords(text: string): string[] | null {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? []
  const isWord = (word: string): boolean =>
    word.length === 4 && SYLLABLES.includes(word.slice(0, 2)) && SYLLABLES.includes(word.slice(2))
  return words.length === WORDS && words.every(isWord) ? words : null
}
