// Finds sentences in which concepts meet that together reveal something: who did it, what was done, to what. Words are compared by their
// beginnings, so nothing here can run away on a hostile text: every step is in proportion to the length.
import type { Language } from '../content/language.ts'
import { NOTE_LANGUAGES } from './finding.ts'
import { CONCEPT_WORDS, CONCEPTS } from './packed-concepts.ts'
import { CONCEPT_RULES } from './packed-rules.ts'
import { unpackWords } from './packed-words.ts'

type Subject = keyof typeof CONCEPT_RULES

interface Rule {
  subject: Subject
  /** Of each group one concept has to be there. */
  groups: readonly (readonly string[])[]
  /** None of these may stand near. */
  without: readonly string[]
  /** Unit: words. */
  within: number
}

const SUBJECTS = Object.keys(CONCEPT_RULES) as Subject[]
/** Concepts meet when they are no further from each other. Unit: words. */
const WITHIN = 12
const WORD = /[\p{L}']+|\d+/gu
/** No listed beginning is longer. Unit: letters. */
const LONGEST = 16

export const RULES: readonly Rule[] = SUBJECTS.flatMap((subject) =>
  CONCEPT_RULES[subject].split('|').map((rule) => {
    const words = rule.replace(/^\d:/, '').split(' ')
    return {
      subject,
      groups: words.filter((word) => !word.startsWith('-')).map((word) => word.split('/')),
      without: words.filter((word) => word.startsWith('-')).map((word) => word.slice(1)),
      within: rule[1] === ':' ? Number(rule[0]) : WITHIN,
    }
  }),
)
const RULES_BY_CONCEPT = Map.groupBy(
  RULES.flatMap((rule) => rule.groups.flat().map((concept) => ({ concept, rule }))),
  ({ concept }) => concept,
)

const NAMES = CONCEPTS.split(' ')
/** Each beginning with its concepts, by language. */
export const LISTED = Object.fromEntries(
  NOTE_LANGUAGES.map((lang) => {
    const words = new Map<string, string[]>()
    CONCEPT_WORDS[lang].split('\n').forEach((line, i) => {
      for (const word of unpackWords(line)) {
        words.set(word, [...(words.get(word) ?? []), NAMES[i] ?? ''])
        // Says that a second word may follow this one.
        if (word.includes('_')) words.set(word.replace(/_.*/, '_'), [])
      }
    })
    return [lang, { words, inner: [...words.keys()].filter((word) => word.startsWith('-')) }]
  }),
)

function conceptsOf(lang: Language, word: string, before: string): readonly string[] {
  const { words, inner = [] } = LISTED[lang] ?? {}
  const keys = inner.filter((one) => word.includes(one.slice(1), 1))
  for (const start of words?.has(`${before}_`) ? ['', `${before}_`] : ['']) {
    keys.push(`${start}${word}.`)
    for (let end = 1; end <= word.length && end <= LONGEST; end += 1) keys.push(start + word.slice(0, end))
  }
  return keys.flatMap((key) => words?.get(key) ?? [])
}

/** What the sentence touches, each once, in the order of the rules. */
export function subjectsOf(sentence: string, lang: Language): Subject[] {
  const words = Array.from(sentence.toLowerCase().matchAll(WORD), ([word]) => word)
  const concepts = words.map((word, i) => conceptsOf(lang, word, words[i - 1] ?? ''))
  const last = new Map<string, number>()
  const met = new Set<Subject>()
  concepts.forEach((found, i) => {
    for (const concept of found) last.set(concept, i)
    const isNear = (concept: string): boolean =>
      concepts.slice(Math.max(0, i - WITHIN), i + WITHIN).some((one) => one.includes(concept))
    for (const { rule } of found.flatMap((concept) => RULES_BY_CONCEPT.get(concept) ?? []))
      if (
        rule.groups.every((group) => group.some((one) => i - (last.get(one) ?? -WITHIN) < rule.within)) &&
        !rule.without.some(isNear)
      )
        met.add(rule.subject)
  })
  return SUBJECTS.filter((subject) => met.has(subject))
}
