// The guide saved on a device at its reader's explicit wish, so that it opens without a connection: what the page, the worker
// script and the server share. Governed by docs/architecture.md "The saved guide". No choice, tick or note is ever in it.

/** Address of the worker script: constant, because the pages' content policy admits this one alone. */
export const SAVED_WORKER_ADDRESS = '/offline.js'

const DAY_MS = 86_400_000
/** After a quarter contacts are unconfirmed (D-056), and the copy says so. Shortening it is safe. */
const OLD_MS = 92 * DAY_MS
/** Nothing older than a year may be relied on (D-056): the copy removes itself. Shortening it is safe. */
const LONGEST_MS = 365 * DAY_MS

/** Sentences that the script and the worker say; `saved` and `copy` have a place {day}. */
export interface SavedWords {
  saving: string
  saved: string
  removed: string
  failed: string
  full: string
  refused: string
  copy: string
  old: string
  whole: string
  elsewhere: string
}

/** Goes into a copy last of all: a copy without it was cut off and is never shown. */
export interface SavedMark {
  /** Unit: milliseconds since 1970. */
  savedAt: number
  words: SavedWords
}

/** Name of a copy in the browser's store. `moment` in milliseconds since 1970 tells a newer one from an older one. */
export const savedCopyName = (lang: string, moment: number): string => `${savedCopyPrefix(lang)}${String(moment)}`
export const savedCopyPrefix = (lang: string): string => `${SAVED_COPIES}${lang}-`
/** With this the name of every copy begins, whatever its language. */
export const SAVED_COPIES = 'guide-'
/** Where a copy keeps its mark. The server serves nothing there. */
export const savedMarkAddress = (lang: string): string => `/${lang}/guide/saved`

/** How far a copy may be relied on. Both in milliseconds since 1970; a wrong clock that is behind takes no guide away. */
export function savedStanding(savedAt: number, now: number): 'recent' | 'old' | 'expired' {
  const age = now - savedAt
  if (age > LONGEST_MS) return 'expired'
  return age > OLD_MS ? 'old' : 'recent'
}
