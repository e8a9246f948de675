// Up to which day may be swept. A clock that is wrong must not end everything at once: more than two days at a time, or a day before the
// last sweep, waits for the operator's word. Governed by docs/operating.md "Days and expiry".
import { type Day, daysBetween } from '@apila/core/day.ts'

/** A night and a missed one. Unit: days. Shortening it is safe. */
const DAYS_AT_ONCE = 2

export type SweepDay = { day: Day; stopped: 'too-many-days' | 'clock-behind' | null }

/** `last`: the day of the last sweep; `null` before the first. `word`: how many days the operator lets go at once, either way. */
export function sweepDay(last: Day | null, today: Day, word: number | null): SweepDay {
  if (last === null) return { day: today, stopped: null }
  const days = daysBetween(last, today)
  if (days < 0 && -days > (word ?? 0)) return { day: last, stopped: 'clock-behind' }
  if (days > Math.max(word ?? 0, DAYS_AT_ONCE)) return { day: last, stopped: 'too-many-days' }
  return { day: today, stopped: null }
}
