// A day as people in Finland write it, in all three languages alike, so that client and worker read the same date.
import type { Day } from '../day.ts'

/** `2026-11-22` as `22.11.2026`; a year or a month alone (`2022`, `2022-12`) as `2022`, `12/2022`. */
export function showDay(day: Day | string): string {
  const [year = '', month, date] = day.split('-')
  if (month === undefined) return year
  if (date === undefined) return `${String(Number(month))}/${year}`
  return `${String(Number(date))}.${String(Number(month))}.${year}`
}
