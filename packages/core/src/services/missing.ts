// What an entry of the directory lacks, so that its readers are told and its organisation can mend it. Pure.
import type { Day } from '../day.ts'
import { shownHours } from './hours.ts'
import type { Service } from './schema.ts'

export const MISSING_FACTS = [
  'confirmation',
  'contact',
  'phone',
  'hours',
  'languages',
  'withoutName',
  'funding',
] as const
export type MissingFact = (typeof MISSING_FACTS)[number]

/** In the order of `MISSING_FACTS`. `hours`: some number has none of the last twelve months. Nothing is asked of an entry's contact
 *  twice: where there is none at all, its number and hours are not named besides. */
export function missingFacts(service: Service, today: Day): MissingFact[] {
  const { phones, emails } = service
  const isOldOrNone = (kind: string): boolean => kind === 'old' || kind === 'none'
  const lacks: Record<MissingFact, boolean> = {
    confirmation: service.checkedBy !== 'organisation',
    contact: phones.length + emails.length === 0,
    phone: phones.length === 0 && emails.length > 0,
    hours: phones.some((phone) => isOldOrNone(shownHours(phone, today).kind)),
    languages: service.languages.length === 0,
    withoutName: service.withoutName === 'not-known',
    funding: service.funding.length === 0 && service.track !== 'authority',
  }
  return MISSING_FACTS.filter((fact) => lacks[fact])
}
