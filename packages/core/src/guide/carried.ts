// What goes along from the signs to "what now" in the address's fragment, which a browser sends to nobody: the age that was chosen, as
// its place among the answers, and the signs, or their groups alone. Read as strictly as any address: what does not fit is nothing.

export interface Carried {
  /** Place among the answers to the question of age; `0`: not chosen. */
  age: string
  /** First letters of the groups of ticked signs. */
  groups: string
  /** Numbers of the ticked signs; only between the languages of the page that has them. */
  signs: readonly string[]
}

const FORM = /^#e=([0-3])&g=(e?c?v?)(?:&s=((?:\d{3}\.)*\d{3}))?$/

/** Null where the fragment is something else: a place on the page, or nothing. */
export function readCarried(fragment: string): Carried | null {
  const [, age, groups, signs] = FORM.exec(fragment) ?? []
  if (age === undefined || groups === undefined) return null
  return { age, groups, signs: signs === undefined ? [] : signs.split('.') }
}

/** Nothing chosen and nothing ticked leaves no fragment. */
export function showCarried({ age, groups, signs }: Carried): string {
  if (age === '0' && groups === '' && signs.length === 0) return ''
  return `#e=${age}&g=${groups}${signs.length === 0 ? '' : `&s=${signs.join('.')}`}`
}

/** A shared computer shows the ticks of its last reader no longer than this. Unit: milliseconds. Shortening it is safe. */
export const CARRIED_MS = 30 * 60_000
