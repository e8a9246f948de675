// Time for tests: it stands still while anything can go on, then leaps to the next thing that is waited for. How quick the machine is
// changes nothing.
import { setImmediate as turn } from 'node:timers/promises'
import type { Time } from '../platform/time.ts'

/** Turns without anything new after which nothing goes on but what is waited for. */
const QUIET_TURNS = 8

export function drivenTime(): Time {
  const waiting: { at: number; go: () => void }[] = []
  let now = 0
  let isLeaping = false
  const leap = async (): Promise<void> => {
    isLeaping = true
    while (waiting.length > 0) {
      for (let turns = 0; turns < QUIET_TURNS; turns += 1) await turn()
      // What was asked for first goes first where two are due at once.
      const next = waiting.reduce((first, one) => (one.at < first.at ? one : first))
      waiting.splice(waiting.indexOf(next), 1)
      now = Math.max(now, next.at)
      next.go()
    }
    isLeaping = false
  }
  return {
    now: () => now,
    wait: (ms) =>
      new Promise<void>((go) => {
        waiting.push({ at: now + ms, go })
        if (!isLeaping) void leap()
      }),
  }
}
