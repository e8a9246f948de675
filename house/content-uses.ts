// Which texts of content/texts the code speaks, and what it fills their places with: read from the sources, tests left out.
// Careful to one side: a text counts as used when its key stands anywhere in the code, also as the end of `texts.key`.
import { readFile } from 'node:fs/promises'
import ts from 'typescript'
import { type ContentFile, isObject } from '../packages/core/src/content/content-file.ts'
import { placesOf } from '../packages/core/src/content/places.ts'
import { inRoot, isTest, listFiles } from './paths.ts'

export interface Source {
  path: string
  text: string
}

/** `t('key', { name })`, `count('key', n)` or `fillText(texts.key, { name })`. */
interface Fill {
  place: string
  key: string
  names: Set<string>
}

interface Uses {
  words: Set<string>
  /** From keys that are put together: `mode.${mode}`. */
  patterns: RegExp[]
  fills: Fill[]
}

export async function readSources(): Promise<Source[]> {
  const paths = (await listFiles(['packages/*/src/**/*.{ts,tsx}'])).filter((path) => !isTest(path))
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(inRoot(path), 'utf8') })))
}

export function problemsOfUses(files: readonly ContentFile[], sources: readonly Source[]): string[] {
  const uses = readUses(sources)
  const texts = files.flatMap(({ path, lang, value }) =>
    lang === 'fi' && path.startsWith('content/texts/') && isObject(value)
      ? Object.entries(value).map(([key, text]) => ({ path, key, text: String(text) }))
      : [],
  )
  const unused = texts
    .filter(({ key }) => !isUsed(key.replace(/:[a-z]+$/, ''), uses))
    .map(({ path, key }) => `${path.replace('/fi/', '/*/')}: no code speaks ${key}`)
  const wrong = uses.fills.flatMap(({ place, key, names }) => {
    const spoken = texts.filter((one) => one.key.replace(/:[a-z]+$/, '') === key)
    const places = new Set(spoken.flatMap(({ text }) => placesOf(text)))
    const empty = [...places.difference(names)].map((name) => `${place}: nothing fills {${name}} of ${key}`)
    const extra = [...names.difference(places)].map((name) => `${place}: ${key} has no place {${name}}`)
    return spoken.length === 0 ? [] : [...empty, ...extra]
  })
  return [...unused, ...wrong]
}

// Of a key that is put together, each part that is filled in stands in the code too.
const isUsed = (key: string, { words, patterns }: Uses): boolean =>
  words.has(key) ||
  patterns.some((pattern) =>
    pattern
      .exec(key)
      ?.slice(1)
      .every((part) => words.has(part)),
  )

function readUses(sources: readonly Source[]): Uses {
  const uses: Uses = { words: new Set(), patterns: [], fills: [] }
  for (const { path, text } of sources) {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) uses.words.add(node.text)
      else if (ts.isTemplateExpression(node) && /^[a-z]+[\w-]*[.-]/.test(node.head.text))
        uses.patterns.push(patternOf(node))
      else if (ts.isCallExpression(node)) {
        const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
        const fill = readFill(node, `${path}:${String(line)}`)
        if (fill !== null) uses.fills.push(fill)
      }
      ts.forEachChild(node, visit)
    }
    visit(file)
  }
  return uses
}

/** Null where the call speaks no text, or what it fills cannot be known from the call alone. */
function readFill({ expression, arguments: [key, values] }: ts.CallExpression, place: string): Fill | null {
  const called = ts.isPropertyAccessExpression(expression) ? expression.name : expression
  if (!ts.isIdentifier(called) || key === undefined) return null
  const isApp = place.startsWith('packages/app/')
  if (called.text === 'count' && isApp && ts.isStringLiteralLike(key))
    return { place, key: key.text, names: new Set(['count']) }
  const names = namesOf(values)
  if (names === null) return null
  if (called.text === 'fillText' && ts.isPropertyAccessExpression(key)) return { place, key: key.name.text, names }
  return called.text === 't' && isApp && ts.isStringLiteralLike(key) ? { place, key: key.text, names } : null
}

function namesOf(values: ts.Expression | undefined): Set<string> | null {
  if (values === undefined) return new Set()
  if (!ts.isObjectLiteralExpression(values)) return null
  const names = values.properties.map(({ name }) =>
    name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : null,
  )
  return names.includes(null) ? null : new Set(names.filter((name) => name !== null))
}

function patternOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const parts = [head.text, ...templateSpans.map(({ literal }) => literal.text)]
  return new RegExp(`^${parts.map((part) => RegExp.escape(part)).join('(.+)')}$`)
}
