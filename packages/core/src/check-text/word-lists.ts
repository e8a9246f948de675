// The detector's plain lists under content/check-text: their shapes, and how each is packed for the page (packed-lists.ts,
// packed-concepts.ts). Only house/write-words.ts and tests read this; a page gets the packed form alone.
import * as z from 'zod'
import { packOrdered, packWords } from './packed-words.ts'

const Provenance = z.strictObject({
  owner: z.string().min(1),
  source: z.strictObject({ fi: z.string().min(1), sv: z.string().min(1), en: z.string().min(1) }),
  checkedOn: z.iso.date(),
})
/** Who answers for a list, and what it is for. */
const head = { provenance: Provenance, about: z.string().min(1) }

const each = (entry: z.ZodString) =>
  z
    .array(entry)
    .min(1)
    .refine((entries) => new Set(entries).size === entries.length, 'an entry is listed twice')
const Words = each(z.string().regex(/^[\p{Ll}\p{M}'-]+$/u, 'a word is in lower case'))
const isPattern = (text: string): boolean => {
  try {
    return new RegExp(patternOf([text]), 'u') instanceof RegExp
  } catch {
    return false
  }
}
const Patterns = each(z.string().min(1).refine(isPattern, 'this is no pattern'))

export const WORD_LISTS = {
  'first-names': z.strictObject({ ...head, clear: Words, capital: Words, everyday: Words, 'before-family': Words }),
  municipalities: z.strictObject({ ...head, clear: Words, capital: Words }),
  'place-names': z.strictObject({ ...head, clear: Words, capital: Words, origins: Patterns }),
  medicines: z.strictObject({ ...head, words: Words }),
  'not-asked': z.strictObject({ ...head, words: Words }),
  workplaces: z.strictObject({
    ...head,
    trades: Patterns,
    eateries: Patterns,
    after: Words,
    stems: z.strictObject({ fi: Patterns, sv: Patterns, en: Patterns }),
  }),
  'rare-facts': z.strictObject({ ...head, only: Patterns, work: Patterns, family: Patterns, body: Patterns }),
} as const
export type WordLists = { [Name in keyof typeof WORD_LISTS]: z.infer<(typeof WORD_LISTS)[Name]> }

/** "lukit" meets lukittu; a point ends the word, a hyphen before it lets it stand inside another, "_" parts two words. */
const Beginnings = each(
  z.string().regex(/^-?[\p{Ll}\p{M}\d']+(?:_[\p{Ll}\p{M}\d']+)?\.?$/u, 'this is no beginning of a word'),
)
const Name = z.string().regex(/^[a-z][a-z_]*$/, 'a name has letters and "_" only')
/** "a or b": either. */
const Choice = z.string().regex(/^[a-z_]+(?: or [a-z_]+)*$/, 'concepts are parted by " or "')
const Rule = z.strictObject({
  meet: z.array(Choice).min(1),
  without: z.array(Name).min(1).optional(),
  /** Unit: words. */
  within: z.int().min(2).max(9).optional(),
})
type Rule = z.infer<typeof Rule>

export const Concepts = z.strictObject({
  ...head,
  concepts: z.record(Name, z.strictObject({ fi: Beginnings, sv: Beginnings, en: Beginnings })),
})
export type Concepts = z.infer<typeof Concepts>
export const ConceptRules = z.strictObject({ ...head, rules: z.record(Name, z.array(Rule).min(1)) })
export type ConceptRules = z.infer<typeof ConceptRules>

/** What the two files owe each other, one line a fault. */
export function problemsOfConcepts({ concepts }: Concepts, { rules }: ConceptRules): string[] {
  const named = new Set(
    Object.values(rules)
      .flat()
      .flatMap(({ meet, without = [] }) => [...meet.flatMap((choice) => choice.split(' or ')), ...without]),
  )
  const there = new Set(Object.keys(concepts))
  return [
    ...[...named]
      .filter((name) => !there.has(name))
      .map((name) => `a rule names the concept ${name}, which has no words`),
    ...[...there].filter((name) => !named.has(name)).map((name) => `no rule names the concept ${name}`),
  ]
}

/** Alternatives of a pattern, in their order. A point at the end of one ends the word. */
const patternOf = (alternatives: readonly string[]): string =>
  alternatives.map((one) => one.replace(/(?<!\\)\.$/, '(?!\\p{L})')).join('|')

/** What packed-lists.ts exports, by name. */
export function packLists(lists: WordLists): Record<string, string> {
  const names = lists['first-names']
  const { municipalities, workplaces, 'place-names': places, 'rare-facts': facts } = lists
  return {
    CLEAR_NAMES: packWords(names.clear),
    CAPITAL_NAMES: packWords(names.capital),
    EVERYDAY_NAMES: packWords(names.everyday),
    BEFORE_FAMILY: packWords(names['before-family']),
    NOT_ASKED: packWords(lists['not-asked'].words),
    MEDICINES: packWords(lists.medicines.words),
    CLEAR_PLACES: packWords([...new Set([...municipalities.clear, ...places.clear])]),
    CAPITAL_PLACES: packWords([...new Set([...municipalities.capital, ...places.capital])]),
    ORIGINS: patternOf(places.origins),
    TRADES: patternOf(workplaces.trades),
    EATERIES: patternOf(workplaces.eateries),
    AFTER_EATERY: workplaces.after.join('|'),
    WORKPLACES: patternOf([...workplaces.stems.fi, ...workplaces.stems.sv, ...workplaces.stems.en]),
    ONLY_ONE: patternOf(facts.only),
    WORK: patternOf(facts.work),
    FAMILY: patternOf(facts.family),
    BODY: patternOf(facts.body),
  }
}

/** A line for each concept. Languages and words stand in the order in which they pack best. */
export function packConcepts({ concepts }: Concepts): { names: string; words: Record<'en' | 'fi' | 'sv', string> } {
  const wordsIn = (lang: 'en' | 'fi' | 'sv') =>
    Object.values(concepts)
      .map((words) => packOrdered(words[lang].toSorted().reverse()))
      .join('\n')
  return { names: Object.keys(concepts).join(' '), words: { en: wordsIn('en'), sv: wordsIn('sv'), fi: wordsIn('fi') } }
}

/** "3:take phone|who push/hold -kid": rules are parted by bars; the number of words, the concepts, and "-" before what forbids. */
export function packRules({ rules }: ConceptRules): Record<string, string> {
  return Object.fromEntries(Object.entries(rules).map(([topic, lines]) => [topic, lines.map(packRule).join('|')]))
}

const packRule = ({ meet, without = [], within }: Rule): string =>
  (within === undefined ? '' : `${String(within)}:`) +
  [...meet.map((choice) => choice.replaceAll(' or ', '/')), ...without.map((name) => `-${name}`)].join(' ')
