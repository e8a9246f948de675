// Packs the detector's lists under content/check-text into the modules that core imports: `node house/write-words.ts`.
// `npm run check -- words` says when they are not packed yet.
import { readFile, writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import {
  ConceptRules,
  Concepts,
  WORD_LISTS,
  type WordLists,
  packConcepts,
  packLists,
  packRules,
  problemsOfConcepts,
} from '../packages/core/src/check-text/word-lists.ts'
import { inRoot } from './paths.ts'

export interface WrittenFile {
  path: string
  contents: string
}

const FOLDER = 'content/check-text'
const PACKED = 'packages/core/src/check-text'
const MADE = '// Made from content/check-text by house/write-words.ts: change the lists there, then run it.'

interface Schema<T> {
  safeParse: (value: unknown) => { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } }
}
interface Issue {
  path: readonly PropertyKey[]
  message: string
}

/** Gives the text of a file of the repository. */
type Read = (path: string) => Promise<string>
const readRoot: Read = (path) => readFile(inRoot(path), 'utf8')

async function readList<T>(read: Read, name: string, schema: Schema<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await read(`${FOLDER}/${name}.json`)))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `${FOLDER}/${name}.json: ${path.join('.')}: ${message}`)
  throw new Error(lines.join('\n'))
}

/** The packed modules and what has to stand in them. Throws, with the file and the place, where a list is not right. */
export async function writePackedWords(read: Read = readRoot): Promise<WrittenFile[]> {
  const entries = await Promise.all(
    Object.entries(WORD_LISTS).map(
      async ([name, schema]) => [name, await readList<unknown>(read, name, schema)] as const,
    ),
  )
  const lists = packLists(Object.fromEntries(entries) as WordLists)
  const concepts = await readList(read, 'concepts', Concepts)
  const rules = await readList(read, 'concept-rules', ConceptRules)
  const problems = problemsOfConcepts(concepts, rules)
  if (problems.length > 0)
    throw new Error(problems.map((problem) => `${FOLDER}/concept-rules.json: ${problem}`).join('\n'))
  return Promise.all([
    formatted(`${PACKED}/packed-lists.ts`, printLists(lists)),
    formatted(`${PACKED}/packed-concepts.ts`, printConcepts(packConcepts(concepts))),
    formatted(`${PACKED}/packed-rules.ts`, printRules(packRules(rules))),
  ])
}

async function formatted(path: string, source: string): Promise<WrittenFile> {
  const options = await resolveConfig(inRoot(path))
  return { path, contents: await format(source, { ...options, filepath: path }) }
}

const constant = (name: string, text: string): string => `export const ${name} = ${JSON.stringify(text)}\n`
const members = (values: Readonly<Record<string, string>>, print: (text: string) => string): string =>
  Object.entries(values)
    .map(([name, text]) => `${name}: ${print(text)},\n`)
    .join('')

const printLists = (lists: Readonly<Record<string, string>>): string => `${MADE}
// Words as packed-words.ts packs them, and patterns as alternatives.

${Object.entries(lists)
  .map(([name, packed]) => constant(name, packed))
  .join('')}`

const printConcepts = ({ names, words }: ReturnType<typeof packConcepts>): string => `${MADE}
// Names of the concepts, and their words by language in the same order (word-lists.ts tells the form).
import type { Language } from '../content/language.ts'

${constant('CONCEPTS', names)}
/** A line for each concept, its words as packed-words.ts packs them. */
export const CONCEPT_WORDS: Readonly<Record<Language, string>> = {
${members(words, (text) => `\`${text}\``)}}
`

const printRules = (rules: Readonly<Record<string, string>>): string => `${MADE}
// Which concepts together tell of which topic (word-lists.ts tells the form).
import type { Topic } from './finding.ts'

export const CONCEPT_RULES: Readonly<Record<Topic | 'evidence', string>> = {
${members(rules, (text) => JSON.stringify(text))}}
`

export async function checkWords(read: Read = readRoot): Promise<string[]> {
  const problems: string[] = []
  for (const { path, contents } of await writePackedWords(read)) {
    const there = await read(path).catch(() => '')
    if (there.replaceAll('\r\n', '\n') !== contents)
      problems.push(`${path} is not what content/check-text says: run \`node house/write-words.ts\``)
  }
  return problems
}

if (import.meta.main) {
  for (const { path, contents } of await writePackedWords()) {
    await writeFile(inRoot(path), contents)
    console.log(`${path}: ${String(contents.length)} letters`)
  }
}
