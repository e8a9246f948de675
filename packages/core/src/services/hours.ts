// What may be said of a telephone's opening hours. Hours age fastest of all facts in the directory.
import type { Language } from '../content/language.ts'
import type { Text } from '../content/text.ts'
import { addDays, daysBetween, Day, weekdayOf } from '../day.ts'
import { isFinnishHoliday } from './holidays.ts'
import type { Phone, WeekHours } from './schema.ts'

/** Hours older than this are shown as old or not at all. Unit: days.
 *  Source: the service directory's rule "hide hours older than 12 months". Shortening it is safe. */
const HOURS_FRESH_DAYS = 365

export type ShownHours =
  { kind: 'always' } | { kind: 'fresh'; hours: Text } | { kind: 'old'; hours: Text; asOf: string } | { kind: 'none' }

/** A telephone's hours in words, as far as they may be believed on `today`. */
export function shownHours(phone: Phone, today: Day): ShownHours {
  if (phone.always === true) return { kind: 'always' }
  if (phone.hours === undefined || phone.hoursAsOf === undefined) return { kind: 'none' }
  const fresh = daysBetween(startOf(phone.hoursAsOf), today) <= HOURS_FRESH_DAYS
  return fresh ? { kind: 'fresh', hours: phone.hours } : { kind: 'old', hours: phone.hours, asOf: phone.hoursAsOf }
}

/** How far ahead the next opening is named. Unit: days. A weekday alone, said of a day after next week's, would name the wrong one. */
const MOST_DAYS_AHEAD = 7

/** A moment in Finland. `minute` counts from midnight, 0 to 1439. */
export interface Moment {
  day: Day
  minute: number
}

/** Whether a line answers. `certain` is false where its hours are older than a year. `until` is null where it does not close. */
export type OpenNow =
  | { kind: 'open'; until: string | null; certain: boolean }
  /** `weekday`: 1 = Monday ... 7 = Sunday; null: later on the same day. */
  | { kind: 'closed'; weekday: number | null; at: string; certain: boolean }
  | { kind: 'holiday' }
  | { kind: 'unknown' }

/** Whether a line answers at a moment, by its hours for callers in `lang` or for everybody. On a holiday only a line that never closes
 *  is said to answer. */
export function openNow(phone: Phone, lang: Language, { day, minute }: Moment): OpenNow {
  if (phone.always === true) return { kind: 'open', until: null, certain: true }
  const hours = shownHours(phone, day)
  if (phone.week === undefined || hours.kind === 'none') return { kind: 'unknown' }
  const certain = hours.kind === 'fresh'
  const week = inLanguage(phone.week, lang)
  const isOpenAllDay = (one: Day): boolean =>
    onDay(week, one).some(({ from, to }) => from === '00:00' && to === '24:00')
  const isOpenAlways = [0, 1, 2, 3, 4, 5, 6].every((ahead) => isOpenAllDay(addDays(day, ahead)))
  if (isOpenAlways) return { kind: 'open', until: null, certain }
  if (isFinnishHoliday(day)) return { kind: 'holiday' }
  const today = onDay(week, day)
  const now = today.find(({ from, to }) => minutes(from) <= minute && minute < minutes(to))
  if (now !== undefined) return { kind: 'open', until: now.to, certain }
  const later = first(today.filter(({ from }) => minutes(from) > minute))
  if (later !== undefined) return { kind: 'closed', weekday: null, at: later.from, certain }
  for (let ahead = 1; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    const next = addDays(day, ahead)
    const opens = isFinnishHoliday(next) ? undefined : first(onDay(week, next))
    if (opens !== undefined) return { kind: 'closed', weekday: weekdayOf(next), at: opens.from, certain }
  }
  return { kind: 'unknown' }
}

/** Hours of the reader's language where a line has such, otherwise those for everybody. */
function inLanguage(week: WeekHours, lang: Language): WeekHours {
  const own = week.filter((hours) => hours.lang === lang)
  return own.length > 0 ? own : week.filter((hours) => hours.lang === undefined)
}

const onDay = (week: WeekHours, day: Day): WeekHours => week.filter(({ days }) => days.includes(weekdayOf(day)))

const first = (hours: WeekHours): WeekHours[number] | undefined =>
  [...hours].sort((one, other) => minutes(one.from) - minutes(other.from))[0]

const minutes = (time: string): number => {
  const [hour, minute] = time.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}

// A rough date counts from its start, so that a year alone ages too early rather than too late.
function startOf(date: string): Day {
  return Day.parse(`${date}-01-01`.slice(0, 10))
}
