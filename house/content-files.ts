// Reads everything under content/, JSON and Markdown alike, as values to walk through. For house/check-content.ts.
import { readFile } from 'node:fs/promises'
import { plainText, readPage } from './markdown-page.ts'
import { inRoot, listFiles } from './paths.ts'

export interface ContentFile {
  path: string
  /** The language of the whole file; null: languages stand side by side in it, or it has none. */
  lang: string | null
  value: unknown
}

interface Place {
  /** Where it stands in its file: `lines.3.text`. */
  at: string
  value: unknown
}

/** `content/texts/sv/desk.json`, `content/network/sv/about.md`, `content/clients/ar.json`. */
export function languageOf(path: string): string | null {
  return /^content\/(?:[^/]+\/([a-z]{2,3})\/|clients\/([a-z]{2,3})\.)/.exec(path)?.slice(1).find(Boolean) ?? null
}

/** What a file of the content says, whatever editor saved it. */
export function readValue(path: string, source: string): unknown {
  const text = plainText(source)
  return path.endsWith('.md') ? readPage(text, path) : (JSON.parse(text) as unknown)
}

/** Every content file; what cannot be read is a problem, with its line where it is known. */
export async function readContent(): Promise<{ files: ContentFile[]; problems: string[] }> {
  const files: ContentFile[] = []
  const problems: string[] = []
  for (const path of await listFiles(['content/**/*.{json,md}'])) {
    try {
      files.push({ path, lang: languageOf(path), value: readValue(path, await readFile(inRoot(path), 'utf8')) })
    } catch (error) {
      const { message } = error as Error
      problems.push(message.startsWith(path) ? message : `${path}: ${message}`)
    }
  }
  return { files, problems }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value itself and all within it, outer ones first. */
export function* walk(value: unknown, at = ''): Generator<Place> {
  yield { at, value }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value as Record<string, unknown>))
    yield* walk(inner, at === '' ? key : `${at}.${key}`)
}

/** Every string with its place. */
export function* walkStrings(value: unknown): Generator<{ at: string; text: string }> {
  for (const place of walk(value)) if (typeof place.value === 'string') yield { at: place.at, text: place.value }
}

/** Addresses that a text links to in Markdown's form, or that it is as a whole. */
export function addressesIn(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, address = '']) => address)
  return /^(\/|#|www\.|[a-z]+:\/\/)\S*$/i.test(text) ? [text] : links
}
