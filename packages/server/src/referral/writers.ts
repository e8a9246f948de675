// Which device wrote a lock or a line that opened something. In memory only: no row says which organisation a permission belongs to.
// After a restart nobody remembers, and the device writes again. Governed by docs/protocol.md "Locks".
import type { DeviceId } from '@apila/core/organisation/roster.ts'

export type Writers = {
  /** Remembers who wrote what has this name. */
  note: (name: string, device: DeviceId) => void
  find: (name: string) => DeviceId | undefined
}

/** Most that is remembered, about 20 MB; above it the oldest is forgotten, and its device writes again. */
const REMEMBERED = 100_000

export const lockName = (tag: string, slot: string, n: number): string => `lock ${tag} ${slot} ${String(n)}`
export const lineName = (endTag: string, n: number, tag: string): string => `line ${endTag} ${String(n)} ${tag}`

export function openWriters(most = REMEMBERED): Writers {
  const writers = new Map<string, DeviceId>()
  return {
    note: (name, device) => {
      const oldest = writers.keys().next()
      if (writers.size >= most && !oldest.done) writers.delete(oldest.value)
      writers.set(name, device)
    },
    find: (name) => writers.get(name),
  }
}
