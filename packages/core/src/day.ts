// Days without clock or time zone. The system stores days, never times (docs/protocol.md "Metadata").
import * as z from 'zod'

export const Day = z.iso.date().brand<'Day'>()
export type Day = z.infer<typeof Day>

const MONDAY = Day.parse('1970-01-05')

/** The day `days` after (or before, if negative) `day`. */
export function addDays(day: Day, days: number): Day {
  return fromSerial(toSerial(day) + days)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toSerial(to) - toSerial(from)
}

/** 1 = Monday ... 7 = Sunday. 1970-01-05 was a Monday. */
export function weekdayOf(day: Day): number {
  const sinceMonday = toSerial(day) - toSerial(MONDAY)
  return (((sinceMonday % 7) + 7) % 7) + 1
}

/** The calendar year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

// Days since 1970-03-01 in the proleptic Gregorian calendar; March begins the year so that the leap day comes last.
function toSerial(day: Day): number {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const year = m <= 2 ? y - 1 : y
  const monthFromMarch = (m + 9) % 12
  return (
    365 * year +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    d -
    1
  )
}

function fromSerial(serial: number): Day {
  let year = Math.floor(serial / 365.2425)
  const startOf = (y: number) => 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  while (startOf(year + 1) <= serial) year += 1
  while (startOf(year) > serial) year -= 1
  const rest = serial - startOf(year)
  const monthFromMarch = Math.floor((5 * rest + 2) / 153)
  const day = rest - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = ((monthFromMarch + 2) % 12) + 1
  const pad = (n: number, width: number) => String(n).padStart(width, '0')
  return Day.parse(`${pad(month <= 2 ? year + 1 : year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
}
