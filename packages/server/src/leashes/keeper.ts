// Who keeps the leashes: the server's share of every parcel's key. Asynchronous, so that a process of its own can serve it later.
// Governed by docs/protocol.md "Ending" and decisions on commit points: deleting the leashes is what ends a permission.
import type { Day } from '@apila/core/day.ts'

export type LeashPut = { tag: string; leash: Uint8Array; until: Day }

export type LeashKeeper = {
  /** Stores leashes together, or none. Durable when it resolves. */
  put: (leashes: readonly LeashPut[]) => Promise<void>
  /** The leash of a parcel; `null` when there is none (ended, expired, or its day key is gone). */
  release: (tag: string) => Promise<Uint8Array | null>
  /** Seals leashes again under the key of another day. */
  reseal: (tags: readonly string[], until: Day) => Promise<void>
  /** Destroys leashes together: the commit point of ending. Does the same work when there are none. */
  destroy: (tags: readonly string[]) => Promise<void>
  /** Destroys every leash that is past its day or not in `keep`, forgets past day keys, and tells which of `keep` have no leash. */
  sweep: (today: Day, keep: readonly string[]) => Promise<{ missing: string[] }>
  close: () => Promise<void>
}
