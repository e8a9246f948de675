// The device's clock, read here only: days and hours, in the worker's own time zone; and how far the server's clock is from it.
import { Day } from '@apila/core/day.ts'

/** Today on this device. */
export function localDay(now = new Date()): Day {
  const pad = (n: number) => String(n).padStart(2, '0')
  return Day.parse(`${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`)
}

/** The hour on this device's clock, 0 to 23. */
export const localHour = (now = new Date()): number => now.getHours()

/** From how far apart the two clocks are one of them is wrong. Unit: ms. Source: half a day changes the day. */
const WRONG_MS = 12 * 3_600_000

let ahead: number | null = null

/** Called with the server's time of each answer. It is no proof of anything: nothing but a sentence to a person comes of it. */
export function hearServerTime(date: string | null): void {
  const server = Date.parse(date ?? '')
  if (!Number.isNaN(server)) ahead = server - Date.now()
}

/** The server's day, where its clock is not this device's; else null. */
export function otherDay(): Day | null {
  return ahead !== null && Math.abs(ahead) > WRONG_MS ? localDay(new Date(Date.now() + ahead)) : null
}
