// Who keeps the leashes: the server's share of the key of every part of a permission. In the server's process, or in one of its own.
// Governed by docs/protocol.md "Ending": destroying the leashes is what ends a permission.
import type { Proof, Secret } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'

export type LeashPut = { tag: string; leash: Uint8Array; until: Day }

/** By what the client's own secrets are known when they come: the keeper keeps them under a pepper of its own. */
export type LeashProofs = { withdraw: Proof; renew: Proof }

/** Which keeper it is, by a random name, and how often it has destroyed. An older copy of its file has destroyed less often. */
export type KeeperMark = { keeper: string; serial: number }

/** A request that a device has sealed to a keeper of another organisation. */
export type SealedAsk = { request: string }

export type LeashMove = { until: Day; today: Day; renew: Secret }

export type LeashKeeper = {
  /** Stores the leashes of a permission together, or none. Durable when it resolves. */
  put: (leashes: readonly LeashPut[], proofs: LeashProofs) => Promise<void>
  /** The leash of a part; `null` when there is none (ended, its day has passed, or its day key is gone). With a sealed request: the leash sealed
   *  to whom it names. */
  release: (tag: string, today: Day, asked?: SealedAsk) => Promise<Uint8Array | null>
  /** Whether a part still has its leash. */
  has: (tag: string) => Promise<boolean>
  /** Puts leashes under another day together, or none: false where one of them is gone, past its day, or of another client's word. Durable
   *  when it resolves. Moving to the same day again is as good as the first time. */
  move: (tags: readonly string[], move: LeashMove) => Promise<boolean>
  /** Destroys together what these secrets end: the commit point of ending. Does the same work when they end nothing. `tags`: what the server
   *  knows of them; counts only for leashes that came before there were proofs. */
  end: (secrets: readonly Secret[], tags: readonly string[]) => Promise<void>
  /** Destroys what a deposit that was cut off has left. A keeper of its own does so only with what it has never released or been told to keep. */
  drop: (tags: readonly string[]) => Promise<void>
  /** Destroys every leash that is past its day or, as far as `drop` would, not in `keep`; forgets past day keys; tells which of `keep` have
   *  no leash. */
  sweep: (today: Day, keep: readonly string[]) => Promise<{ missing: string[] }>
  /** `null`: it has never destroyed anything. */
  mark: () => Promise<KeeperMark | null>
  close: () => Promise<void>
}
