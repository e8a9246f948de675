// The codebook's words: what content/statistics/codebook.json says of each question, code, group and table, checked against the codebook.
// Words may be changed at any time; what is counted stands in codebook.ts and tables.ts alone.
import * as z from 'zod'
import type { Language } from '../content/language.ts'
import { Provenance, Text } from '../content/text.ts'
import type { Dataset } from './release.ts'
import { CODEBOOK } from './codebook.ts'
import { type Dimension, UNIVERSAL } from './dimension.ts'
import { PRINTED_CODES, TABLES, type Table } from './tables.ts'

const Suffix = z.string().regex(/^[A-Z0-9]+$/)
const Question = z.union([
  z.strictObject({
    label: Text,
    groups: z.record(Suffix, Text).default({}),
    codes: z.record(Suffix, Text),
  }),
  /** Codes and groups have the words of another question's. */
  z.strictObject({ label: Text, codesAs: z.string() }),
])

const Content = z.strictObject({
  provenance: Provenance,
  /** The total of a question. */
  all: Text,
  /** The base of a question with several answers: one was given. */
  some: Text,
  universal: z.record(z.enum(UNIVERSAL), Text),
  questions: z.record(z.string(), Question),
  tables: z.record(z.string(), Text),
})
type Content = z.infer<typeof Content>

/** A table with its titles, as a release publishes it. */
export type Publication = Table & { readonly titles: Text }

export interface CodebookWords {
  /** Words for a dimension, a code, a group, the total `X.ALL` or the base `X-SOME` of a question. */
  readonly find: (code: string) => Text | undefined
  /** Words for every code that the tables print. */
  readonly printed: Readonly<Record<string, Text>>
  readonly publications: readonly Publication[]
}

/** Reads the content file. Throws where a question, a code, a group or a table has no words, or words name none. */
export function readCodebookWords(value: unknown): CodebookWords {
  const content = Content.parse(value)
  requireSame(
    'questions',
    Object.keys(content.questions),
    CODEBOOK.dimensions.map(({ code }) => code),
  )
  requireSame(
    'tables',
    Object.keys(content.tables),
    TABLES.map(({ id }) => id),
  )
  const words = new Map(CODEBOOK.dimensions.flatMap((dimension) => wordsOf(content, dimension)))
  const get = (code: string): Text => {
    const found = words.get(code)
    if (found === undefined) throw new RangeError(`no words for ${code}`)
    return found
  }
  return {
    find: (code) => words.get(code),
    printed: Object.fromEntries(PRINTED_CODES.map((code) => [code, get(code)])),
    publications: TABLES.map((table) => ({ ...table, titles: getOf(content.tables, table.id) })),
  }
}

function wordsOf(content: Content, { code, codes, groups }: Dimension): [string, Text][] {
  const question = getOf(content.questions, code)
  const source = 'codesAs' in question ? getOf(content.questions, question.codesAs) : question
  if ('codesAs' in source) throw new RangeError(`the words of ${code} stand in a question without words of its own`)
  const isUniversal = (suffix: string) => !(suffix in source.codes) && suffix in content.universal
  const suffixes = codes.map((one) => one.code.slice(code.length + 1))
  requireSame(
    `${code}.`,
    Object.keys(source.codes),
    suffixes.filter((suffix) => !isUniversal(suffix)),
  )
  requireSame(
    `${code}-`,
    Object.keys(source.groups),
    groups.map((group) => group.slice(code.length + 1)),
  )
  const universal: Readonly<Record<string, Text>> = content.universal
  return [
    [code, question.label],
    [`${code}.ALL`, content.all],
    [`${code}-SOME`, content.some],
    ...Object.entries(source.groups).map(([suffix, text]): [string, Text] => [`${code}-${suffix}`, text]),
    ...suffixes.map((suffix): [string, Text] => [
      `${code}.${suffix}`,
      getOf(isUniversal(suffix) ? universal : source.codes, suffix),
    ]),
  ]
}

function requireSame(what: string, there: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter((one) => !there.includes(one))
  const extra = there.filter((one) => !wanted.includes(one))
  if (missing.length + extra.length === 0) return
  throw new RangeError(
    `words of the codebook, ${what}: missing ${missing.join(', ') || 'none'}, unknown ${extra.join(', ') || 'none'}`,
  )
}

function getOf<T>(record: Readonly<Record<string, T>>, key: string): T {
  const found = Object.hasOwn(record, key) ? record[key] : undefined
  if (found === undefined) throw new RangeError(`words of the codebook: there is no ${key}`)
  return found
}

/** Words for a category of a published table, or for the dimension itself without one. A release of an older codebook keeps its own
 *  English words. */
export function wordsFor(
  words: CodebookWords,
  dataset: Dataset,
  lang: Language,
  dimension: string,
  category?: string,
): string {
  const own = dataset.dimension[dimension]
  if (category === undefined) return words.find(dimension)?.[lang] ?? own?.label ?? dimension
  return words.find(category)?.[lang] ?? own?.category.label[category] ?? category
}
