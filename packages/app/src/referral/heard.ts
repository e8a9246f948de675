// What a page has heard of its desk's bells so far; listening itself comes after the list of the day (listening.ts).
import type { Mark, Name } from '@apila/core/bytes.ts'
import type { HeardKnock } from './today.ts'

/** What was heard on this page so far, and from where to go on. */
export interface Listening {
  next: { bells: number; ended: number }
  /** How many bells were for this desk. */
  heard: number
  /** With how many of the desk's keys it was listened. */
  keys: number
  knocks: Map<Name, HeardKnock>
  /** Conversations with something new in them. */
  talks: Set<Name>
  ended: Set<Mark>
}

export const newListening = (): Listening => ({
  next: { bells: 0, ended: 0 },
  heard: 0,
  keys: 0,
  knocks: new Map(),
  talks: new Set(),
  ended: new Set(),
})
