// Adding up an organisation's year: the counters of its devices become the sums that are sealed to the officers.
// Governed by docs/statistics.md "The close": what cannot be read is counted and told, never guessed.
import { type Counters, decodeCounters, mergeCounters } from './counters.ts'
import type { Domain } from './domain.ts'

export interface AddedUp {
  readonly sums: Counters
  /** How many devices have sent counters. */
  readonly devices: number
  /** Of these, how many could not be read: another codebook, or damaged. Nothing of them is in the sums. */
  readonly unread: number
}

/** `opened`: each device's counters as they were sealed; null where the seal did not open. */
export function addUp(domain: Domain, opened: readonly (Uint8Array | null)[]): AddedUp {
  const read = opened.flatMap((bytes) => {
    const decoded = bytes && decodeCounters(domain, bytes)
    return decoded?.ok ? [decoded.counters] : []
  })
  return { sums: mergeCounters(domain, read), devices: opened.length, unread: opened.length - read.length }
}
