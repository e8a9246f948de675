// When a desk next reads what is sent now, so that nobody waits on a Saturday for a Monday (docs/working-day.md). Pure.
import { type Day, addDays, weekdayOf } from '@apila/core/day.ts'

/** `days`: 1 = Monday ... 7 = Sunday. Hours on the desk's own clock, 0 to 24. */
export interface Reading {
  days: readonly number[]
  fromHour: number
  toHour: number
}

export type NextReading = { when: 'now' } | { when: 'on'; day: Day; hour: number }

export function nextReading(reading: Reading, today: Day, hour: number): NextReading {
  const isOpenDay = (day: Day) => reading.days.includes(weekdayOf(day))
  if (isOpenDay(today) && hour >= reading.fromHour && hour < reading.toHour) return { when: 'now' }
  if (isOpenDay(today) && hour < reading.fromHour) return { when: 'on', day: today, hour: reading.fromHour }
  for (let ahead = 1; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead)
    if (isOpenDay(day)) return { when: 'on', day, hour: reading.fromHour }
  }
  return { when: 'on', day: addDays(today, 1), hour: reading.fromHour }
}
