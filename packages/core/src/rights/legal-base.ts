// Names of acts and how a section is written in each language; sources; and how old a legal fact is. Used by the guide's rules
// and by the pages before the criminal process. Governed by docs/rights-reference.md: every fact has base, certainty and days.
import * as z from 'zod'
import type { Language } from '../content/language.ts'
import { Text } from '../content/text.ts'
import type { Day } from '../day.ts'

const Code = z.string().regex(/^[a-z0-9-]+$/)

/** `section`: 34 §. `chapter`: written 25:3. `article`: EU law. `whole`: cited without a section, such as a decision of a court. */
export const Law = z.strictObject({ name: Text, writtenBy: z.enum(['section', 'chapter', 'article', 'whole']) })
export type Law = z.infer<typeof Law>

export const LegalBase = z.strictObject({
  law: Code,
  /** `34`, `38 a(2)` = second subsection, `15:10`, `c17` = a whole chapter. Empty: the act as a whole. */
  at: z.array(z.string().regex(/^(c?\d+( [a-z])?(:\d+( [a-z])?)?(\(\d+\))?)$/)),
})
export type LegalBase = z.infer<typeof LegalBase>

/** A: read in the primary source. B: secondary source or an inference. C: not confirmed. */
export const Certainty = z.enum(['A', 'B', 'C'])
export type Certainty = z.infer<typeof Certainty>

/** What every legal statement carries, whichever page shows it. */
export const legalFields = {
  base: z.array(LegalBase),
  sources: z.array(Code).min(1),
  certainty: Certainty,
  checkedOn: z.iso.date(),
  /** Last day up to which a change of the provision could be seen; null where the source shows no such day. */
  seenTo: z.iso.date().nullable(),
}

export const LegalReference = z.strictObject({
  /** Who answers for every legal statement that cites these sources (D-056). */
  owner: z.string().min(1),
  laws: z.record(Code, Law),
  sources: z.record(Code, Text),
})
export type LegalReference = z.infer<typeof LegalReference>

const WORDS = [
  'details',
  'who',
  'base',
  'noBase',
  'source',
  'certainty',
  'checked',
  'seenTo',
  'notSeen',
  'numbers',
  'old',
  'uncertain',
  'lawyer',
  'oldHere',
] as const

/** The words around a legal statement. */
export const LegalWords = z.strictObject({
  words: z.record(z.enum(WORDS), Text),
  certainties: z.record(Certainty, Text),
})
export type LegalWords = z.infer<typeof LegalWords>

export interface LegalStatement {
  base: readonly LegalBase[]
  sources: readonly string[]
  certainty: Certainty
  checkedOn: string
  seenTo: string | null
}

const AND: Readonly<Record<Language, string>> = { fi: ' ja ', sv: ' och ', en: ' and ' }

/** The legal base as people in that language write it; empty where no act is the base. Throws on an act that the reference lacks. */
export function showBase(bases: readonly LegalBase[], reference: LegalReference, lang: Language): string {
  return bases.map((base) => showOne(base, reference, lang)).join('; ')
}

/** The sources' names, in the order given. Throws on a source that the reference lacks. */
export function showSources(ids: readonly string[], reference: LegalReference, lang: Language): string {
  return ids.map((id) => getNamed(reference.sources, id)[lang]).join('; ')
}

/** Laws and sources that a statement names and the reference lacks. */
export function missingReferences(statement: LegalStatement, reference: LegalReference): string[] {
  const laws = statement.base.map(({ law }) => law).filter((law) => !(law in reference.laws))
  return [...laws, ...statement.sources.filter((source) => !(source in reference.sources))]
}

/** A fact is `old` when, on `today`, a year has passed since the last day on which its text could be seen to hold;
 *  12 months is the limit that the network set itself for law (a shorter one would mark everything, a longer one hide a reform). */
export function isOld(statement: Pick<LegalStatement, 'checkedOn' | 'seenTo'>, today: Day): boolean {
  const seen = statement.seenTo ?? statement.checkedOn
  const earlier = seen < statement.checkedOn ? seen : statement.checkedOn
  // Days compare as text; a 29 February becomes a day that lies between 28 February and 1 March.
  return today > `${String(Number(earlier.slice(0, 4)) + 1)}${earlier.slice(4)}`
}

function showOne({ law, at }: LegalBase, reference: LegalReference, lang: Language): string {
  const { name, writtenBy } = getNamed(reference.laws, law)
  if (at.length === 0 || writtenBy === 'whole') return name[lang]
  return `${name[lang]}, ${showPlaces(at, writtenBy, lang)}`
}

function showPlaces(at: readonly string[], writtenBy: Law['writtenBy'], lang: Language): string {
  if (lang === 'en') return showEnglish(at, writtenBy)
  if (writtenBy === 'article')
    return lang === 'fi' ? `${joinWords(at, lang)} artikla` : `artikel ${joinWords(at, lang)}`
  const mark = writtenBy === 'section' ? ' §' : ''
  const plain = at.every((place) => !place.includes('(') && !place.startsWith('c'))
  if (plain) return `${joinWords(at, lang)}${mark}`
  const chapter = { fi: ' luku', sv: ' kap.' }[lang]
  const whole = at.map((place) => {
    if (place.startsWith('c')) return `${place.slice(1)}${chapter}`
    const [section = '', subsection] = place.replace(')', '').split('(')
    return subsection === undefined ? `${section}${mark}` : `${section}${mark} ${subsection} mom.`
  })
  return joinWords(whole, lang)
}

function showEnglish(at: readonly string[], writtenBy: Law['writtenBy']): string {
  const places = at.map((place) => (place.startsWith('c') ? `chapter ${place.slice(1)}` : place))
  if (writtenBy === 'chapter' || at.some((place) => place.startsWith('c'))) return joinWords(places, 'en')
  const word = writtenBy === 'article' ? 'article' : 'section'
  return `${word}${at.length > 1 ? 's' : ''} ${joinWords(places, 'en')}`
}

function joinWords(words: readonly string[], lang: Language): string {
  if (words.length < 2) return words.join('')
  return words.slice(0, -1).join(', ') + AND[lang] + (words.at(-1) ?? '')
}

function getNamed<Named>(record: Readonly<Record<string, Named>>, id: string): Named {
  const named = record[id]
  if (named === undefined) throw new Error(`the legal reference has no "${id}"`)
  return named
}
