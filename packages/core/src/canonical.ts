// The one way in which structures become bytes to hash, sign or seal: JSON with sorted keys and safe integers only.
// Governed by docs/protocol.md "Encoding".
import type * as z from 'zod'

export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical }

// Half of a surrogate pair has no UTF-8. Escaping makes a control character six times as long, so that limits in bytes would not hold.
const UNSPELLABLE = /[^\P{Cc}\n]|\p{Cs}/u

/** Whether text may stand in a canonical structure: no control characters but line feeds, no half of a surrogate pair. */
export const isPlainText = (text: string): boolean => !UNSPELLABLE.test(text)

/** Canonical JSON text of a value. Throws `TypeError` on anything that two programs could write in two ways, or that has no plain text:
 *  fractions, unsafe integers, undefined, control characters. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('only safe integers have one spelling')
    // Also of -0, which is written 0.
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`no canonical form for ${typeof value}`)
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${quote(key)}:${canonical(item)}`)
  return `{${members.join(',')}}`
}

/** Reads canonical text of a shape. `null` = not that: another spelling, a member that is unknown or stands twice, or another shape.
 *  What the shape gives back is spelled again and compared, so that a shape that leaves something out or fills something in refuses. */
export function parseCanonical<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    const value = schema.parse(JSON.parse(text))
    return canonical(value) === text ? value : null
  } catch {
    return null
  }
}

// Most text is this, and sealed text is long; it is written as it stands.
const PLAIN_ASCII = /^[ !#-[\]-~]*$/

function quote(text: string): string {
  if (PLAIN_ASCII.test(text)) return `"${text}"`
  if (!isPlainText(text)) throw new TypeError('control characters have no place in canonical text')
  return JSON.stringify(text)
}
