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

/** From how far apart the two clocks are one of them is wrong. Unit: ms. Source: half a day changes the day. */
const WRONG_MS = 12 * 3_600_000

let heard: { day: Day; isOther: boolean } | null = null

/** Called with the server's time of each answer. It is no proof of anything: a sentence to a person comes of it, and what is kept is swept. */
export function hearServerTime(date: string | null): void {
  const day = finnishDay(date)
  if (day !== null) heard = { day, isOther: Math.abs(Date.parse(date ?? '') - Date.now()) > WRONG_MS }
}

/** The day of the server's latest answer; null before the first. */
export const serverDay = (): Day | null => heard?.day ?? null

/** The server's day, where its clock is not this device's; else null. */
export const otherDay = (): Day | null => (heard?.isOther ? heard.day : null)
