// How old a contact is, which its readers are told (D-056): after a quarter without a word from the organisation,
// and after twelve months in any case.
import { daysBetween, Day } from '../day.ts'
import type { Service } from './schema.ts'

/** Members confirm their entries each quarter; a longer one is counted. Unit: days. Shortening it is safe. */
const QUARTER_DAYS = 92
/** The longest that a contact goes without a warning. Unit: days. Source: the network's goal "none older than 12 months without a warning". */
const YEAR_DAYS = 365

/** `recent`: looked at within a quarter. `quarter`: longer ago. `year`: more than twelve months ago. */
export type CheckAge = 'recent' | 'quarter' | 'year'

/** The age of the last check. A day that lies ahead counts as today, so that a wrong clock frightens nobody. */
export function checkAge(checkedOn: string, today: Day): CheckAge {
  const days = daysBetween(Day.parse(checkedOn), today)
  if (days > YEAR_DAYS) return 'year'
  return days > QUARTER_DAYS ? 'quarter' : 'recent'
}

/** How old a contact is, as exactly as it is known: a number is of the same day as the hours that stood beside it, the oldest where there
 *  are several; without hours the newest dated source counts. `null` where nothing shows a date. */
export function contactDate({
  sources,
  phones,
}: Pick<Service, 'sources' | 'phones'>): { of: 'number' | 'source'; date: string } | null {
  const [number] = phones.flatMap(({ hoursAsOf }) => hoursAsOf ?? []).sort()
  if (number !== undefined) return { of: 'number', date: number }
  const source = sources
    .flatMap(({ datedOn }) => datedOn ?? [])
    .sort()
    .at(-1)
  return source === undefined ? null : { of: 'source', date: source }
}
