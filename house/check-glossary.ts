// GLOSSARY.md in both directions: each code name exists, and each word in the name of a type that core exports has its row,
// or stands among the plain words. So a second word for a thing, or a new thing without a word, is seen.
import { readFile } from 'node:fs/promises'
import { inRoot, listFiles } from './paths.ts'

/** Where a type's name is a word of the house: what travels, what is sealed, signed, counted or shown. */
const NAMING =
  'packages/core/src/{,account,content,feedback,guide,organisation,referral,rights,services,statistics}/*.ts'
/** Nouns that every page of the code uses: each has a row of its own. */
const CENTRAL =
  'tag, note, mark, name, part, lock, secret, proof, withdraw, wrap, epoch, pin, half, slot, sending, session, desk, release, act'.split(
    ', ',
  )

export interface Glossary {
  /** Names in the columns "In code". */
  names: string[]
  /** Whole words of the column "English", without what stands in brackets. */
  rows: Set<string>
  /** Single words that a name may be made of, as `wordOf` gives them. */
  words: Set<string>
}

/** A word as it is compared: small letters, one of it. */
export const wordOf = (word: string): string =>
  word
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(?<=..[^su])s$/, '')

const wordsIn = (name: string): string[] => (name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g) ?? []).map(wordOf)

/** Tables with a column "In code", and a table "Words" of plain ones. */
export function readGlossary(markdown: string): Glossary {
  const glossary: Glossary = { names: [], rows: new Set(), words: new Set() }
  let columns: string[] = []
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|')) columns = []
    if (!line.startsWith('|') || /^\|[\s:|-]+$/.test(line)) continue
    const cells = line.slice(1, line.lastIndexOf('|')).split('|')
    const trimmed = cells.map((cell) => cell.trim())
    if (columns.length === 0) {
      columns = trimmed
      continue
    }
    const cell = (name: string): string => trimmed[columns.indexOf(name)] ?? ''
    const names = [...cell('In code').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
    glossary.names.push(...names)
    const english = cell('English').replace(/ \(.*\)$/, '')
    if (english !== '') glossary.rows.add(english)
    for (const text of [english, cell('Words'), ...names]) for (const word of wordsIn(text)) glossary.words.add(word)
  }
  return glossary
}

/** Types and schemas that a file exports; constants in capitals are values, not words. */
export const exportedTypes = (code: string): string[] => [
  ...new Set(
    [...code.matchAll(/^export (?:const|type|interface|class) ([A-Z]\w*[a-z]\w*)/gm)].map(([, name = '']) => name),
  ),
]

/** Each name of a type with those of its words that the glossary does not know. */
export function unknownWords(glossary: Glossary, types: readonly string[]): { name: string; words: string[] }[] {
  return types
    .map((name) => ({ name, words: wordsIn(name).filter((word) => !glossary.words.has(word)) }))
    .filter(({ words }) => words.length > 0)
}

export function problemsOfGlossary(glossary: Glossary, code: string, types: readonly string[]): string[] {
  return [
    ...(glossary.names.length === 0 ? ['it lists no code names'] : []),
    ...glossary.names
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(code))
      .map((name) => `nothing in the code is named ${name}`),
    ...CENTRAL.filter((word) => !glossary.rows.has(word)).map((word) => `${word} has no row`),
    ...unknownWords(glossary, types).map(
      ({ name, words }) => `core exports ${name}: no row and no plain word for ${words.join(', ')}`,
    ),
  ].map((problem) => `GLOSSARY.md: ${problem}`)
}

export async function checkGlossary(): Promise<string[]> {
  const read = (path: string): Promise<string> => readFile(inRoot(path), 'utf8')
  const sources = await listFiles(['packages/*/src/**/*.{ts,tsx}', 'packages/*/migrations/**/*.ts'])
  const code = (await Promise.all(sources.map(read))).join('\n')
  const naming = (await listFiles([NAMING])).filter((path) => !path.endsWith('.test.ts'))
  const types = (await Promise.all(naming.map(read))).flatMap(exportedTypes)
  return problemsOfGlossary(readGlossary(await read('GLOSSARY.md')), code, [...new Set(types)])
}
