// The one way in which structures become bytes to hash or sign: JSON with sorted keys and safe integers only.
// Governed by docs/protocol.md "Encoding".

export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical }

/** Canonical JSON text of a value. Throws `TypeError` on anything that two programs could write in two ways: fractions, unsafe integers, undefined. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('only safe integers have one spelling')
    return String(Object.is(value, -0) ? 0 : value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`no canonical form for ${typeof value}`)
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
  return `{${members.join(',')}}`
}
