// What may be said of a telephone's opening hours. Hours age fastest of all facts in the directory.
import { daysBetween, Day } from '../day.ts'
import type { Text } from '../content/text.ts'
import type { Phone } from './schema.ts'

/** Hours older than this are shown as old or not at all. Unit: days.
 *  Source: the service directory's rule "hide hours older than 12 months". Shortening it is safe. */
const HOURS_FRESH_DAYS = 365

export type ShownHours =
  { kind: 'always' } | { kind: 'fresh'; hours: Text } | { kind: 'old'; hours: Text; asOf: string } | { kind: 'none' }

export function shownHours(phone: Phone, today: Day): ShownHours {
  if (phone.always === true) return { kind: 'always' }
  if (phone.hours === undefined || phone.hoursAsOf === undefined) return { kind: 'none' }
  const fresh = daysBetween(startOf(phone.hoursAsOf), today) <= HOURS_FRESH_DAYS
  return fresh ? { kind: 'fresh', hours: phone.hours } : { kind: 'old', hours: phone.hours, asOf: phone.hoursAsOf }
}

// A rough date counts from its start, so that a year alone ages too early rather than too late.
function startOf(date: string): Day {
  return Day.parse(`${date}-01-01`.slice(0, 10))
}
