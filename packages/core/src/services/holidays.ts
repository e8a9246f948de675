// Days on which an ordinary week's hours say nothing in Finland: public holidays, and the eves of Midsummer and Christmas, when most
// lines are closed by custom. Source: our own knowledge of the calendar, compared in the test with four years of it.
import { addDays, weekdayOf, yearOf, Day } from '../day.ts'

/** Whether offices and advice lines are likely closed for a holiday on `day`. */
export function isFinnishHoliday(day: Day): boolean {
  const date = day.slice(5)
  if (FIXED.has(date)) return true
  const easter = easterSunday(yearOf(day))
  if (FROM_EASTER.some((days) => addDays(easter, days) === day)) return true
  const isWeekday = (weekday: number): boolean => weekdayOf(day) === weekday
  return (
    (date >= '06-19' && date <= '06-25' && isWeekday(5)) ||
    (date >= '06-20' && date <= '06-26' && isWeekday(6)) ||
    (date >= '10-31' && date <= '11-06' && isWeekday(6))
  )
}

const FIXED = new Set(['01-01', '01-06', '05-01', '12-06', '12-24', '12-25', '12-26'])
/** Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday. */
const FROM_EASTER = [-2, 0, 1, 39, 49]

/** Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm in Nature, 20 April 1876, as Butcher gave it. */
function easterSunday(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const date = ((h + l - 7 * m + 114) % 31) + 1
  return Day.parse(`${String(year)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
}
