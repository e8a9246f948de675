// What must hold in every state that can be reached, and what must be reachable, or the promises would hold of nothing.
import type { Fault } from './mutants.ts'
import { readableItems, newestLock } from './reading.ts'
import type { Life, Promised } from './state.ts'

interface Invariant {
  promised: Promised
  /** Clause of docs/protocol.md. */
  clause: string
  holds: (life: Life, fault: Fault | null) => boolean
}

/** The first of them: no step put anything on a screen, or took anything, that it must not (`Life.broken`). The other nine stand here. */
export const INVARIANTS: readonly Invariant[] = [
  {
    promised: 'no content after end',
    clause: '11.1',
    holds: (life) => !(life.ending === 'acknowledged' && life.leash),
  },
  {
    promised: 'acknowledged end is final',
    clause: '11.1',
    holds: (life) =>
      !(life.ending === 'acknowledged' && (life.row === 'alive' || life.row === 'storing') && life.leash),
  },
  {
    promised: 'nothing written hides what was written before',
    clause: '7.7, 8.1',
    holds: (life, fault) => {
      if (!(life.row === 'alive' && life.leash && life.sending === 'answered')) return true
      const messages = life.items.filter((item) => item === 'message').length
      return (
        newestLock(life, 1, true) !== null &&
        newestLock(life, 2, true) !== null &&
        readableItems(life.items, fault) === messages
      )
    },
  },
  {
    promised: 'last day never later than told',
    clause: '10',
    holds: (life) => life.lie !== 'none' || life.row !== 'alive' || life.rowUntil <= life.toldUntil,
  },
  {
    promised: 'lives until the day she was told',
    clause: '10',
    holds: (life) => {
      const isHonest = life.lie === 'none' && life.network === 'ours'
      const mustLive = isHonest && life.sending === 'answered' && !life.askedToEnd && life.day <= life.toldUntil
      return !mustLive || (life.row === 'alive' && life.leash)
    },
  },
  {
    promised: 'a re-wrapped parcel opens for the new epoch only',
    clause: '5.4, 7.7',
    holds: (life) =>
      !(life.relocked && life.row === 'alive') || life.locks.every((lock) => lock.epoch === 1 || lock.noise),
  },
  {
    promised: 'no release without a line',
    clause: '7.4',
    holds: (life) => !life.releasedWithoutLine,
  },
  {
    promised: 'the ended list does not lie',
    clause: '7.1, 11.4',
    holds: (life) => !life.mark || !life.leash,
  },
  {
    promised: 'no half state after a start',
    clause: '11.1',
    holds: (life) => !(life.row === 'alive' && !life.leash && life.ending === 'none'),
  },
]

/** The promise that does not hold in this state, or null. */
export function brokenPromise(life: Life, fault: Fault | null): Promised | null {
  if (life.broken !== '') return life.broken
  for (const { promised, holds } of INVARIANTS) if (!holds(life, fault)) return promised
  return null
}

export const GOALS = [
  'opened with her ticket',
  'read again without it, after her Yes',
  'opened after the first told day, renewed',
  'opened after a confirmed re-wrap',
  'opened beside noise',
  'opened from an offline deposit',
  'offline deposit asked again after a flood',
  'online deposit refused, ended before',
  'read together with a message',
  'a liar was refused by the receiver',
  'ended after a crash',
] as const

export type Goal = (typeof GOALS)[number]
