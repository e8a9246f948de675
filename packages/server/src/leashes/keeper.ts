// Who keeps the leashes: the server's share of the key of every part of a permission. In the server's process, or in one of its own.
// Governed by docs/protocol.md "Ending": destroying the leashes is what ends a permission.
import type { Day } from '@apila/core/day.ts'

export type LeashPut = { tag: string; leash: Uint8Array; until: Day }

/** Which keeper it is, by a random name, and how often it has destroyed. An older copy of its file has destroyed less often. */
export type KeeperMark = { keeper: string; serial: number }

export type LeashKeeper = {
  /** Stores leashes together, or none. Durable when it resolves. */
  put: (leashes: readonly LeashPut[]) => Promise<void>
  /** The leash of a part; `null` when there is none (ended, its day has passed, or its day key is gone). */
  release: (tag: string, today: Day) => Promise<Uint8Array | null>
  /** Whether a part still has its leash. */
  has: (tag: string) => Promise<boolean>
  /** Destroys leashes together: the commit point of ending. Does the same work when there are none. */
  destroy: (tags: readonly string[]) => Promise<void>
  /** Destroys every leash that is past its day or not in `keep`, forgets past day keys, and tells which of `keep` have no leash. */
  sweep: (today: Day, keep: readonly string[]) => Promise<{ missing: string[] }>
  /** `null`: it has never destroyed anything. */
  mark: () => Promise<KeeperMark | null>
  close: () => Promise<void>
}
