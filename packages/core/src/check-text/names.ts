// Names of people and places: short lists, and any capital letter inside a sentence. Always asked, never blocked.
import { findAddresses, isStreetName } from './addresses.ts'
import { wordForms } from './inflection.ts'
import type { Detector, Finding } from './finding.ts'
import {
  BEFORE_FAMILY,
  CAPITAL_NAMES,
  CAPITAL_PLACES,
  CLEAR_NAMES,
  CLEAR_PLACES,
  EVERYDAY_NAMES,
  MEDICINES,
  NOT_ASKED,
  ORIGINS,
} from './packed-lists.ts'
import { unpackWords } from './packed-words.ts'

const isOrigin = new RegExp(`^(?:${ORIGINS})`, 'iu')
const clearName = wordForms(unpackWords(CLEAR_NAMES))
const capitalName = wordForms(unpackWords(CAPITAL_NAMES))
const medicine = wordForms(unpackWords(MEDICINES))
const clearPlace = wordForms(unpackWords(CLEAR_PLACES))
const capitalPlace = wordForms(unpackWords(CAPITAL_PLACES))

/** A shorter stem is taken for a name with a capital letter only. Unit: letters. */
const SAFE_STEM = 5

const WORD = /(?<![\p{L}\p{M}\p{N}@_])\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]*)*(?::\p{Ll}{1,4})?(?![\p{N}_@])/gu
/** Everyday words in lists of names by their forms. */
const notNames = new Set(unpackWords(EVERYDAY_NAMES))
/** First names that are everyday words as well. At the beginning of a sentence only a family name behind it tells which: "Anna Virtanen". */
const firstNames = new Set([
  ...unpackWords(BEFORE_FAMILY),
  ...[...unpackWords(CLEAR_NAMES), ...unpackWords(CAPITAL_NAMES)].filter((word) => notNames.has(word)),
])
/** What may stand between the two: "M.", "von", "de la". */
const FAMILY_NAME =
  /^ (?:(?:\p{Lu}\.|v[ao]n|de[rn]?|af|[dl]a|[ae]l) ?)*(\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*)(?![\p{L}\p{N}_@]| *\d)/u
/** Capital letters that name nobody: authorities, the network's usual words, days and months in English, the pronoun I. */
const notAsked = new Set(unpackWords(NOT_ASKED))
const CUE =
  /(?<!\p{L})(nimi on|nimeltään|nimensä on|nimeni on|heter|namnet är|hette|name is|named|called|kutsutaan nimellä|käyttää nimeä|kallas)[ :]+["']?(\p{L}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)/giu
const CUE_NOT = /^(?:the|a|an|the|her|him|me|back|again|en|ett|det|takaisin|up|off|for|in|on|to|that|them|us|112)$/i
/** Fields of a form, and verbs before a place that is also an everyday word. */
const FIELDS = [
  [
    /(?<!\p{L})(?:pt:n|pot\.?|potilaan|asiakkaan|lapsen|tulkin|(?:pat|patient|klient|barn)(?:en)?s|pt|patient|client|child'?s?|the child'?s|interpreter'?s?) (?:nimi|namn|name)[ :]{1,3}(\p{L}[\p{L}'-]+(?: \p{L}[\p{L}'-]+){0,2})(?=[ ]*(?:$|[\n,.;(]))/giu,
    'name',
  ],
  [
    /(?<!\p{L})(?:asuu|asunut|muutti|muuttanut|muuttaa|kotoisin|kotikunta|kotipaikka|hemkommun|hemort|bor i|bott i|flyttade till|lives in|lived in|moved to|home town)[ :]{1,3}(\p{L}+)(?!\p{L})/giu,
    'place',
  ],
] as const satisfies readonly (readonly [RegExp, 'name' | 'place'])[]
const FIELD_NOT =
  /^(?:on|ei|är|inte|is|not|was|puutt|saknas|missing|unknown|okänt|tuntem|vaihtu|muuttu|muutet|tarkist|kirjat|changed|checked|bytt|kontroll|sama|same|samma)/iu

export const names: Detector = {
  name: 'names',
  find: ({ text }) => {
    const found: Finding[] = []
    for (const match of text.matchAll(WORD)) {
      const isFirst = startsSentence(text, match.index)
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + LONGEST_FAMILY_NAME)
      const seen = kindOf(match[0], isFirst) ?? (isFirst && isFirstName(match[0], after) ? 'name' : null)
      if (seen === null) continue
      const kind = seen === 'unknown' ? 'name' : seen
      const orPlace = kind === 'name' && mayBePlace(match[0], text.slice(Math.max(0, match.index - 12), match.index))
      const end = match.index + match[0].length
      // "Babinski", "Colles": a capital letter alone may stand for a finding. At the beginning "Kolarissa" may be a crash.
      const stays =
        seen === 'unknown' || ((isFirst || /^\p{Lu}+$/u.test(match[0])) && capitalPlace(match[0].toLowerCase()) > 0)
      found.push({ start: match.index, end, kind, action: 'ask', ...(orPlace && { orPlace }), ...(stays && { stays }) })
    }
    for (const match of text.matchAll(CUE)) {
      const [, cue = '', name = ''] = match
      // "Called as a witness": these words bring a name only with a capital letter.
      if (CUE_NOT.test(name) || (/^(?:called|kallas|named)$/i.test(cue) && !/^\p{Lu}/u.test(name))) continue
      const start = match.index + match[0].length - name.length
      found.push({ start, end: start + name.length, kind: 'name', action: 'ask' })
    }
    for (const [pattern, kind] of FIELDS) {
      for (const { 0: all, 1: part = '', index } of text.matchAll(pattern)) {
        const start = index + all.length - part.length
        if (kind === 'name' ? !FIELD_NOT.test(part) : capitalPlace(part.toLowerCase()) > 0)
          found.push({ start, end: start + part.length, kind, action: 'ask' })
      }
    }
    // The longer one first: where two begin at one place, an address is more than its street's name.
    return [...findAddresses(text), ...found.sort((a, b) => b.end - b.start - (a.end - a.start))]
  },
}

function kindOf(word: string, isFirst: boolean): 'name' | 'place' | 'unknown' | null {
  const lower = word.toLowerCase()
  const isCapital = /^\p{Lu}/u.test(word) && (/\p{Ll}/u.test(word) || /^(?:\p{Lu}-?){5,}$/u.test(word))
  // "HUS:n", "PDF:stä"
  const base = word.replace(/:\p{Ll}+$/u, '')
  if (notAsked.has(lower) || notAsked.has(base.toLowerCase()) || medicine(lower) > 0) return null
  // Short capitals are abbreviations.
  const isWord = !/^\p{Lu}+$/u.test(base) || base.length > 3
  if (isWord && clearPlace(lower) > 0 && !notNames.has(lower)) return 'place'
  if (isCapital && (capitalPlace(lower) > 0 || isStreetName(word))) return 'place'
  // Where somebody comes from is weighed with other facts (combinations.ts).
  if (isOrigin.test(lower) || (isFirst && notNames.has(lower))) return null
  const stem = clearName(lower)
  // "aino-maija"
  const parts = lower.split('-')
  if (parts.length === 2 && parts.every((part) => clearName(part) >= SAFE_STEM - 1)) return 'name'
  // "Anna-Maija": two capital letters, whatever the first half may mean by itself.
  if (/^\p{Lu}\p{Ll}+-\p{Lu}/u.test(word) && parts.some((part) => clearName(part) + capitalName(part) > 0))
    return 'name'
  if (isWord && stem >= SAFE_STEM && !notNames.has(lower)) return 'name'
  if (isCapital && (stem > 0 || capitalName(lower) > 0)) return 'name'
  // A word in another alphabet than the note's is most often somebody's name.
  if (!/\p{Script=Latin}/u.test(word)) return 'name'
  return isCapital && !isFirst && word.length > 2 && (isWord || base === word) ? 'unknown' : null
}

/** Unit: letters looked at behind a first name. */
const LONGEST_FAMILY_NAME = 60

/** "Anna Virtanen", and not "Anna Buranaa" or "Anna Marevan 5 mg": what follows is a name, or may be one and is no object of a verb. */
function isFirstName(word: string, after: string): boolean {
  if (!/^\p{Lu}/u.test(word) || !firstNames.has(word.toLowerCase())) return false
  const [, family = ''] = FAMILY_NAME.exec(after) ?? []
  const kind = family === '' ? null : kindOf(family, false)
  return kind === 'name' || (kind === 'unknown' && !/[aeiouyäö][aä]$/u.test(family))
}

const BEFORE_PLACE =
  /(?<!\p{L})(?:asuu|asui|asunut|muutti|muuttanut|bor|bodde|bott|i|till|från|lives|lived|in|from|near) $/iu
const PLACE_ENDING = /(?:ss|st|ll|lt)[aä]$|lle$/u

function mayBePlace(word: string, before: string): boolean {
  const lower = word.toLowerCase()
  const isKnown = clearName(lower) > 0 || capitalName(lower) > 0
  return !isKnown && (BEFORE_PLACE.test(before) || PLACE_ENDING.test(lower))
}

// At the beginning of a sentence, of a line, of a list's item or of a quotation every word has a capital letter.
export function startsSentence(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 12), index)
  return (
    before.trim() === '' ||
    /(?:[.!?:;]|\n)["'»”“(\[\s-]*$/u.test(before) ||
    /["“”»]\s*$/u.test(before) ||
    /\n\s*(?:[-*•–]|\d{1,2}[.)])\s*$/u.test(before)
  )
}
