// The device's clock, read here only: days and hours of Finland, whatever zone the device is set to. And the server's, as its answers tell it.
import { Day } from '@apila/core/day.ts'

const FINLAND = { timeZone: 'Europe/Helsinki' } as const

/** Today in Finland, by this device's clock: the server counts Finland's days, and a device may be set to another zone. */
export const todayInFinland = (now = new Date()): Day => Day.parse(now.toLocaleDateString('sv', FINLAND))

/** The hour and minute in Finland, `HH:MM`, by this device's clock. */
export const timeInFinland = (now = new Date()): string =>
  now.toLocaleTimeString('sv', { ...FINLAND, hour: '2-digit', minute: '2-digit' })

/** The hour in Finland, 0 to 23. */
export const hourInFinland = (now = new Date()): number => Number(timeInFinland(now).slice(0, 2))

/** The day in Finland at this moment of an HTTP date. Null: no moment. */
export function finnishDay(date: string | null): Day | null {
  const day = Day.safeParse(new Date(date ?? '').toLocaleDateString('sv', FINLAND))
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
