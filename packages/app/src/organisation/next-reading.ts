// When a desk next reads what is sent now, so that nobody waits on a Saturday for a Monday (docs/working-day.md). Pure.
import { type Day, addDays, weekdayOf } from '@apila/core/day.ts'
import type { ReceiverLines } from '@apila/core/referral/receiver-lines.ts'

export type NextReading = { when: 'now' } | { when: 'on'; day: Day; hour: number }

export function nextReading(reading: ReceiverLines['reading'], today: Day, hour: number): NextReading {
  const isOpenDay = (day: Day) => reading.days.includes(weekdayOf(day))
  if (isOpenDay(today) && hour >= reading.fromHour && hour < reading.toHour) return { when: 'now' }
  if (isOpenDay(today) && hour < reading.fromHour) return { when: 'on', day: today, hour: reading.fromHour }
  for (let ahead = 1; ahead <= 7; ahead += 1) {
    const day = addDays(today, ahead)
    if (isOpenDay(day)) return { when: 'on', day, hour: reading.fromHour }
  }
  return { when: 'on', day: addDays(today, 1), hour: reading.fromHour }
}
