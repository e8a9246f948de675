// The device's clock, read here only: days and hours, in the worker's own time zone. And the server's, as its answers tell it.
import { Day } from '@apila/core/day.ts'

/** Today on this device. */
export function localDay(now = new Date()): Day {
  const pad = (n: number) => String(n).padStart(2, '0')
  return Day.parse(`${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`)
}

/** The hour on this device's clock, 0 to 23. */
export const localHour = (now = new Date()): number => now.getHours()

/** The day in Finland at this moment of an HTTP date. Null: no moment. */
export function finnishDay(date: string | null): Day | null {
  const day = Day.safeParse(new Date(date ?? '').toLocaleDateString('sv', { timeZone: 'Europe/Helsinki' }))
  return day.success ? day.data : null
}
