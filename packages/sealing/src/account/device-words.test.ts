// The six words of a device: none that hurts is ever among them, whichever bytes come.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newDeviceWords } from './device-words.ts'

const [CONSONANTS, VOWELS] = ['hjklmnprstv', 'aeiou']
const syllable = (text: string): number => CONSONANTS.indexOf(text[0] ?? '') * 5 + VOWELS.indexOf(text[1] ?? '')
/** The two bytes from which a word is made. */
function bytesOf(word: string): Uint8Array {
  const value = syllable(word.slice(0, 2)) * 55 + syllable(word.slice(2))
  return Uint8Array.of(value >> 8, value & 255)
}
/** Rude, or hard to have before one's eyes each morning, in Finnish, Swedish or English. */
const HURTING = [
  ...['homo', 'hora', 'kipu', 'kuse', 'kusi', 'muna', 'mulu', 'nusi', 'paha', 'pano', 'pimu', 'pipi', 'pisu', 'puta'],
  ...['puto', 'rape', 'sika', 'sota', 'tapa', 'tapo', 'tisi', 'tuho', 'vika', 'vitu'],
]

test('a word that hurts is passed over, and the next one is taken', () => {
  for (const word of HURTING) {
    const given = [word, 'kala', 'lumi', 'vene', 'puro', 'sana', 'tuli']
    const words = newDeviceWords(() => bytesOf(given.shift() ?? 'meri'))
    assert.equal(words, 'kala lumi vene puro sana tuli', word)
  }
})
