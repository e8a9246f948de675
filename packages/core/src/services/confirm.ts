// A member's own word on its entries (D-056): what readers then see, and what is due. The newer of the content and the member's word
// stands. Pure; docs/data.md "confirmations" says what is kept of a word.
import * as z from 'zod'
import type { Day } from '../day.ts'
import type { OrganisationId } from '../organisation/roster.ts'
import { type CheckAge, checkAge } from './age.ts'
import type { Organisation, Service, ServiceDirectory } from './schema.ts'

/** `right`: everything in the entry holds. `changed`: something does not, and the editors are told what. */
export const ConfirmationState = z.enum(['right', 'changed'])

/** The last word on one service. */
export interface Confirmation {
  service: string
  day: Day
  /** The organisation of the roster whose device said it. */
  organisation: OrganisationId
  state: z.infer<typeof ConfirmationState>
  /** What should stand there; for keepers and the organisation itself, never for readers. */
  message: string | null
}

/** A service as readers see it today. */
export type ShownService = Service & {
  /** The organisation said on this day that something here has changed, and nobody has mended it since. */
  reportedOn?: Day
}
export type ShownDirectory = Omit<ServiceDirectory, 'services'> & { services: readonly ShownService[] }

/** Whether a word still says something: content of a later day has taken up a report, and has been looked at since a confirmation.
 *  On the same day the word stands, so that a report is never lost. */
function stillSays({ day }: Confirmation, { checkedOn }: Service): boolean {
  return day >= checkedOn
}

/** The directory with the members' words laid over it: what is right today has the hours of today. What is on hold stays so: no word
 *  makes a contact of it. */
export function confirmDirectory(directory: ShownDirectory, words: readonly Confirmation[]): ShownDirectory {
  const byService = new Map(words.map((word) => [word.service, word]))
  return {
    ...directory,
    services: directory.services.map((service) => confirmService(service, byService.get(service.id))),
  }
}

function confirmService(service: Service, word: Confirmation | undefined): ShownService {
  if (word === undefined || !stillSays(word, service) || service.advice === 'hold') return service
  if (word.state === 'changed') return { ...service, advice: 'check', reportedOn: word.day }
  const phones = service.phones.map((phone) => (phone.hours ? { ...phone, hoursAsOf: word.day } : phone))
  return { ...service, phones, advice: 'ready', checkedOn: word.day, checkedBy: 'organisation' }
}

/** Words that say nothing any more: of services that have gone, and those that the content has overtaken. */
export function overtakenWords(directory: ShownDirectory, words: readonly Confirmation[]): Confirmation[] {
  const services = new Map(directory.services.map((service) => [service.id, service]))
  return words.filter((word) => {
    const service = services.get(word.service)
    return service === undefined || !stillSays(word, service)
  })
}

/** Services that a member of the network answers for. */
export function listOwnServices<S extends Service>(
  directory: { organisations: readonly Organisation[]; services: readonly S[] },
  rosterId: OrganisationId,
): S[] {
  const own = new Set(directory.organisations.filter((one) => one.rosterId === rosterId).map(({ id }) => id))
  return directory.services.filter(({ organisation }) => own.has(organisation))
}

/** Where an entry stands for those who answer for it. */
export interface EntryStanding {
  age: CheckAge
  /** Its organisation should look at it now. What it has reported as changed waits for the editors instead. */
  isDue: boolean
}

/** How old an entry is on `today`, and whether it is due: after a quarter, or at once where its contact waits for a check. */
export function entryStanding({ advice, checkedOn, reportedOn }: ShownService, today: Day): EntryStanding {
  const age = checkAge(checkedOn, today)
  const isOld = age !== 'recent' || advice === 'check'
  return { age, isDue: isOld && advice !== 'hold' && reportedOn === undefined }
}
