// Every heading, number and file that a comment or a document names can be found: a reader who follows a reference arrives.
// Headings: docs/operating.md "Backups", also with a step or a section's number. Numbers: D-, P-, R- and G-. Files: by their names.
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { tableRows } from './check-docs.ts'
import { listTracked } from './check-files.ts'
import { PACKAGES, inRoot } from './paths.ts'

export interface Reference {
  kind: 'heading' | 'section' | 'decision' | 'number' | 'file'
  /** Line on which the passage begins. */
  line: number
  name: string
  /** Of a heading or a section: the document, as it is written. */
  document: string
  /** Of a heading: the numbered steps that are named with it. */
  steps: number[]
}

/** What references can point at. Paths are relative to the root. */
export interface Targets {
  files: ReadonlySet<string>
  /** Titles of each document's headings, with the numbered steps that stand under each. */
  headings: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>
  numbers: ReadonlySet<string>
}

/** Where the numbers have their one line each. */
const LISTS = {
  D: 'docs/requirements/',
  P: 'docs/threat-model.md',
  R: 'docs/rights-reference.md',
  G: 'docs/rights-reference.md',
}

const CODE = /\.(ts|tsx|css|js|cjs)$/
const READ = /\.(ts|tsx|css|js|cjs|md|json)$/
/** This check's own tests name what does not exist. */
const FIXTURES = /^house\/check-[a-z]+\.test\.ts$/
/** Documents that comments call by their bare name, without `.md`. */
const BARE = 'CONTRIBUTING|README|GLOSSARY|SECURITY|CHANGELOG|protocol|statistics|operating|architecture|threat-model'
const HEADINGS = new RegExp(
  `((?:[\\w-]+/)*[\\w-]+\\.md|\\b(?:${BARE}))(?::|,)? ("[^"\\n]+"(?: steps? \\d+(?:-\\d+)?)?(?:(?:, and|,| and| or) "[^"\\n]+"(?: steps? \\d+(?:-\\d+)?)?)*)`,
  'g',
)
const SECTIONS = new RegExp(
  `((?:[\\w-]+/)*[\\w-]+\\.md|\\b(?:${BARE}))(?:,|:)? (?:sections? |steps? )?(\\d+(?:\\.\\d+)+)|\\b(${BARE})(?:\\.md)?,? sections? (\\d+)\\b`,
  'g',
)
const DECISIONS = /\b(?:decisions?|records?) (\d{4})\b/gi
const NUMBERS = /(?<![\w-])(?:D-\d{3}|P-\d{2}|R-\d{3}|G-\d{2})(?![\w-])/g
const FILES = /(?<![\w@/.{},*-])(?:@apila\/)?[\w.{}*-][\w.{},*/-]*\.(?:tsx?|md|css|cjs|svg)(?![\w-])/g
/** Other files are named by a path from the root: what is made at run time has no such path. */
const CONTENT_FILES =
  /(?<![\w@/.{},*-])(?:content|docs|house|packages|tests|bench)\/[\w.{},*/-]*\.(?:json|yml|sh|html)(?![\w-])/g

const IN_PACKAGE = new RegExp(`^(?:@apila/)?(${PACKAGES.join('|')})/`)

/** Passages of comments, each with its first line: lines that follow each other are one passage. */
export function commentsOf(text: string): { line: number; text: string }[] {
  const passages: { line: number; text: string }[] = []
  let open = false
  for (const [index, line] of text.split('\n').entries()) {
    const whole = /^\s*(?:\/\/|\{?\/\*+|\*(?!\/))\s?(.*?)(?:\*\/\}?)?\s*$/.exec(line)?.[1]
    const last = passages.at(-1)
    if (whole !== undefined && open && last !== undefined) last.text += ` ${whole.trim()}`
    else if (whole !== undefined) passages.push({ line: index + 1, text: whole.trim() })
    else {
      const behind = /\s(?:\/\/|\/\*+) (.*?)(?:\*\/)?\s*$/.exec(line)?.[1]
      if (behind !== undefined) passages.push({ line: index + 1, text: behind })
    }
    open = whole !== undefined
  }
  return passages
}

/** A paragraph of a document may break a reference over two lines. */
const paragraphsOf = (text: string): { line: number; text: string }[] => {
  let line = 1
  return text.split('\n\n').map((paragraph) => {
    const passage = { line, text: paragraph.replaceAll('\n', ' ') }
    line += paragraph.split('\n').length + 1
    return passage
  })
}

const stepsOf = (written: string): number[] => {
  const [, first, last = first] = / steps? (\d+)(?:-(\d+))?$/.exec(written) ?? []
  if (first === undefined) return []
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index)
}

/** All that a file names. Numbers count wherever they stand, the rest in comments and documents. */
export function referencesOf(path: string, text: string): Reference[] {
  const found: Reference[] = []
  const put = (kind: Reference['kind'], line: number, name: string, document = '', steps: number[] = []) =>
    found.push({ kind, line, name, document, steps })
  for (const [index, line] of text.split('\n').entries())
    for (const [number] of line.matchAll(NUMBERS)) put('number', index + 1, number)
  const passages = CODE.test(path) ? commentsOf(text) : path.endsWith('.md') ? paragraphsOf(text) : []
  for (const { line, text: passage } of passages) {
    for (const [, document = '', titles = ''] of passage.matchAll(HEADINGS))
      for (const [one, title = ''] of titles.matchAll(/"([^"]+)"(?: steps? \d+(?:-\d+)?)?/g))
        put('heading', line, title, document, stepsOf(one))
    for (const [, document, dotted, bare, whole] of passage.matchAll(SECTIONS))
      put('section', line, dotted ?? whole ?? '', document ?? bare ?? '')
    for (const [, number = ''] of passage.matchAll(DECISIONS)) put('decision', line, number)
    for (const pattern of [FILES, CONTENT_FILES])
      for (const [name] of passage.matchAll(pattern)) put('file', line, name.replace(/^\.\//, ''))
  }
  return found
}

/** `{a,b}` is one of them, `{lang}` and `*` any part of a name, `**` any folders. */
function patternOf(name: string): RegExp {
  const source = name
    .replaceAll(/[.+?^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{([^}]*,[^}]*)\}/g, (_, parts: string) => `(?:${parts.replaceAll(',', '|')})`)
    .replaceAll(/\{\w+\}/g, '[^/]+')
    .replaceAll('**/', '(?:.+/)?')
    .replaceAll(/(?<!\))\*/g, '[^/]*')
  return new RegExp(`^(?:.*/)?${source}$`)
}

/** The file that a name means: from the root, from where it is named, or the end of a path. What begins with a package is in its `src`. */
function findFile(from: string, name: string, files: ReadonlySet<string>): string | null {
  const plain = name.replace(IN_PACKAGE, 'packages/$1/src/')
  for (const path of [plain, join(dirname(from), plain), join('docs', plain)]) if (files.has(path)) return path
  const pattern = patternOf(plain.replace(/^(\.\.\/)+/, ''))
  return [...files].find((file) => pattern.test(file)) ?? null
}

const documentOf = (from: string, name: string, targets: Targets): string | null =>
  findFile(from, name.endsWith('.md') ? name : `${name}.md`, targets.files)

/** Null where the reference can be followed, else what is wrong with it. */
export function problemOfReference(from: string, reference: Reference, targets: Targets): string | null {
  const { kind, line, name, steps } = reference
  const at = `${from}:${String(line)}`
  if (kind === 'number') {
    const list = LISTS[name.slice(0, 1) as keyof typeof LISTS]
    return targets.numbers.has(name) ? null : `${at}: ${list} has no line for ${name}`
  }
  if (kind === 'file') return findFile(from, name, targets.files) ? null : `${at}: there is no file ${name}`
  if (kind === 'decision') {
    const there = [...targets.files].some((file) => file.startsWith(`docs/decisions/${name}-`))
    return there ? null : `${at}: there is no decision ${name}`
  }
  const document = documentOf(from, reference.document, targets)
  if (document === null) return `${at}: there is no document ${reference.document}`
  const headings = targets.headings.get(document) ?? new Map<string, Set<number>>()
  if (kind === 'section') {
    const there = [...headings.keys()].some((title) => title === name || new RegExp(`^${name}[. ]`).test(title))
    return there ? null : `${at}: ${document} has no section ${name}`
  }
  const numbered = headings.get(name)
  if (numbered === undefined) return `${at}: ${document} has no heading "${name}"`
  const missing = steps.find((step) => !numbered.has(step))
  return missing === undefined ? null : `${at}: ${document} "${name}" has no step ${String(missing)}`
}

/** Headings of a document, without marks, each with the numbers of the lists under it. */
export function headingsOf(markdown: string): Map<string, Set<number>> {
  const headings = new Map<string, Set<number>>()
  let current = new Set<number>()
  for (const line of markdown.replaceAll(/```[\s\S]*?```/g, '').split('\n')) {
    const title = /^#+ (.+?)\s*$/.exec(line)?.[1]
    if (title !== undefined) headings.set(title.replaceAll(/[`*]/g, ''), (current = new Set()))
    const step = /^\s*(\d+)\. /.exec(line)?.[1]
    if (step !== undefined) current.add(Number(step))
  }
  return headings
}

/** Numbers that have a line of their own in a list: a heading, a row of a table or a point that begins with them. */
export function numbersOf(path: string, markdown: string): string[] {
  const kinds = Object.entries(LISTS).flatMap(([kind, list]) => (path.startsWith(list) ? [kind] : []))
  const starts = [
    ...tableRows(markdown).map(([first = '']) => first),
    ...[...markdown.matchAll(/^(?:#+|-) (?:\*\*)?([A-Z]-\d+)/gm)].map(([, number = '']) => number),
  ]
  return starts.filter((number) => /^[DPRG]-\d{2,3}$/.test(number) && kinds.includes(number.slice(0, 1)))
}

export async function checkReferences(): Promise<string[]> {
  const tracked = await listTracked()
  const texts = new Map<string, string>()
  for (const path of tracked)
    if (READ.test(path) && basename(path) !== 'package-lock.json')
      texts.set(path, await readFile(inRoot(path), 'utf8').catch(() => ''))
  const documents = [...texts].filter(([path]) => path.endsWith('.md'))
  const targets: Targets = {
    files: new Set(tracked),
    headings: new Map(documents.map(([path, text]) => [path, headingsOf(text)])),
    numbers: new Set(documents.flatMap(([path, text]) => numbersOf(path, text))),
  }
  return [...texts]
    .filter(([path]) => !FIXTURES.test(path))
    .flatMap(([path, text]) =>
      referencesOf(path, text).map((reference) => problemOfReference(path, reference, targets)),
    )
    .filter((problem) => problem !== null)
}
