// How often the server said no, by day and code, so that keepers can see an attack. No address, no device, no time of day.
// Governed by docs/data.md.
import type { ProblemCode } from '@apila/core/problem.ts'
import type { Day } from '@apila/core/day.ts'

/** What is counted: refusals that an attack is made of. What ordinary use meets, such as a wrong ticket, is `not-found` and counts too. */
export type Tallies = {
  add: (code: ProblemCode) => void
  /** What was counted since the last time, by day, and forgets it. */
  collect: () => { day: Day; code: ProblemCode; count: number }[]
}

export function openTallies(today: () => Day): Tallies {
  let counts = new Map<Day, Map<ProblemCode, number>>()
  return {
    add: (code) => {
      const day = today()
      const ofDay = counts.get(day) ?? new Map<ProblemCode, number>()
      counts.set(day, ofDay.set(code, (ofDay.get(code) ?? 0) + 1))
    },
    collect: () => {
      const all = [...counts].flatMap(([day, ofDay]) => [...ofDay].map(([code, count]) => ({ day, code, count })))
      counts = new Map()
      return all
    },
  }
}
