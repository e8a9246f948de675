// Copies of the guide in the browser's own store, as the page and the worker script find them. Nothing here runs by being loaded.
import { type SavedMark, savedCopyPrefix, savedMarkAddress } from '@apila/core/guide/saved-copy.ts'
import { showDay } from '@apila/core/content/show-day.ts'

export interface SavedCopy {
  cache: Cache
  mark: SavedMark
}

/** The newest whole copy in `lang`, if there is one. */
export async function findCopy(lang: string): Promise<SavedCopy | null> {
  const names = (await copyNames(savedCopyPrefix(lang))).sort((one, other) => momentOf(other) - momentOf(one))
  for (const name of names) {
    const cache = await caches.open(name)
    const mark = await cache.match(savedMarkAddress(lang))
    if (mark !== undefined) return { cache, mark: (await mark.json()) as SavedMark }
  }
  return null
}

/** Removes all copies whose names begin with `prefix`, but `kept`. */
export async function removeCopies(prefix: string, kept?: string): Promise<void> {
  for (const name of await copyNames(prefix)) if (name !== kept) await caches.delete(name)
}

/** The day of a moment on this device, as people write it. */
export const shownDay = (moment: number): string =>
  showDay(new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(moment))

async function copyNames(prefix: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix))
}

const momentOf = (name: string): number => Number(name.split('-').at(-1))
