// Content as values to walk through, of whatever file: what all files together must hold is asked of them in this form, by the house
// (`npm run check -- content`) and by whoever takes content from elsewhere.

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

/** The language that a path names: `content/texts/sv/desk.json`, `content/network/sv/about.md`, `content/clients/ar.json`. */
export function languageOf(path: string): string | null {
  return /^content\/(?:[^/]+\/([a-z]{2,3})\/|clients\/([a-z]{2,3})\.)/.exec(path)?.slice(1).find(Boolean) ?? null
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
