// Finds what people look for among short documents: by words in any of their forms, by parts of long Finnish and Swedish words, and with a
// slip of the finger. Pure and small: an index of some hundred documents is made once and asked in a few milliseconds.
import type { Language } from '../content/language.ts'
import { keyOf, splitWords, tellingWords } from './search-words.ts'

export interface SearchDocument {
  /** What it is, which every result says. */
  kind: string
  title: string
  /** What one reads under the title. */
  text: string
  /** Found by, never shown: names of needs, of areas, of the organisation. */
  also?: string
  href: string
}

export interface SearchIndex<Found extends SearchDocument = SearchDocument> {
  lang: Language
  documents: readonly Found[]
  /** Key of a word to the documents that have it, each with how much it counts there. */
  words: ReadonlyMap<string, readonly (readonly [number, number])[]>
}

/** Longest that is read of what was typed. Units: characters, words. Both bound the work for one question. */
const MOST_CHARACTERS = 100
const MOST_WORDS = 8
/** More results than this are read by nobody. Unit: documents. */
export const MOST_FOUND = 20

const TITLE = 3
const ALSO = 1.5
const TEXT = 1

export function makeIndex<Found extends SearchDocument>(
  documents: readonly Found[],
  lang: Language,
): SearchIndex<Found> {
  const words = new Map<string, [number, number][]>()
  documents.forEach(({ title, text, also = '' }, place) => {
    const weights = new Map<string, number>()
    for (const [part, weight] of [
      [title, TITLE],
      [also, ALSO],
      [text, TEXT],
    ] as const)
      for (const word of splitWords(part)) {
        const key = keyOf(word, lang)
        weights.set(key, Math.max(weights.get(key) ?? 0, weight))
      }
    for (const [key, weight] of weights) words.set(key, [...(words.get(key) ?? []), [place, weight]])
  })
  return { lang, documents, words }
}

/** The best first. Documents that have every word; where there are none, those that have at least half of them. */
export function findDocuments<Found extends SearchDocument>(index: SearchIndex<Found>, typed: string): Found[] {
  const asked = tellingWords(typed.slice(0, MOST_CHARACTERS), index.lang).slice(0, MOST_WORDS)
  const keys = [...new Set(asked.map((word) => keyOf(word, index.lang)))]
  if (keys.length === 0) return []
  const scores = new Map<number, { sum: number; hits: number }>()
  for (const key of keys) {
    const best = new Map<number, number>()
    for (const [word, places] of index.words) {
      const near = nearness(key, word)
      if (near === 0) continue
      const rare = Math.log(1 + index.documents.length / places.length)
      for (const [place, weight] of places) best.set(place, Math.max(best.get(place) ?? 0, near * weight * rare))
    }
    for (const [place, score] of best) {
      const { sum, hits } = scores.get(place) ?? { sum: 0, hits: 0 }
      scores.set(place, { sum: sum + score, hits: hits + 1 })
    }
  }
  const found = [...scores].map(([place, score]) => ({ place, ...score }))
  const whole = found.filter(({ hits }) => hits === keys.length)
  const fitting = whole.length > 0 ? whole : found.filter(({ hits }) => hits >= Math.ceil(keys.length / 2))
  return fitting
    .sort((one, other) => other.hits - one.hits || other.sum - one.sum || one.place - other.place)
    .slice(0, MOST_FOUND)
    .flatMap(({ place }) => index.documents[place] ?? [])
}

/** How near a word of a document is to one that is asked for: 1 the same, 0 nothing in common that helps. */
export function nearness(asked: string, word: string): number {
  if (asked === word) return 1
  if (/\d/.test(asked)) return word.startsWith(asked) && asked.length >= 3 ? 0.7 : 0
  if (asked.length >= 3 && word.startsWith(asked)) return 0.75
  if (asked.length >= 3 && word.length >= asked.length + 4 && word.endsWith(asked)) return 0.6
  if (asked.length >= 5 && word.includes(asked)) return 0.5
  // A long word that somebody typed where the document has its first part: `turvakotipaikka` finds `turvakoti`.
  if (word.length >= 6 && asked.startsWith(word)) return 0.5
  const slips = asked.length >= 9 ? 2 : asked.length >= 5 ? 1 : 0
  const isShortSlip = asked.length === 4 && asked.slice(0, 3) === word.slice(0, 3) && word.length <= 5
  if (isShortSlip) return 0.4
  return slips > 0 && isWithin(asked, word, slips) ? 0.45 : 0
}

/** Whether one word becomes the other by at most so many letters left out, put in, changed, or two that changed places. */
function isWithin(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most) return false
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1]
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next.push(cost)
    }
    if (Math.min(...next) > most) return false
    before = row
    row = next
  }
  return (row[other.length] ?? most + 1) <= most
}
