// What the worker's app and the server say to each other about a member's own entries in the directory.
import * as z from 'zod'
import { Text } from '../content/text.ts'
import { Day } from '../day.ts'
import { OrganisationId } from '../organisation/roster.ts'
import { Funding, Phone, Service, Track } from './schema.ts'

/** Unit: characters. Enough for a number, its hours and a sentence. */
export const CONTACT_MESSAGE_MOST_CHARACTERS = 500

/** What an organisation has reported as changed. */
const Report = z.object({ day: Day, message: z.string().nullable() })

const Entry = z.object({
  id: z.uuid(),
  name: Text,
  checkedOn: Day,
  checkedBy: z.enum(['editors', 'organisation']),
  age: z.enum(['recent', 'quarter', 'year']),
  isDue: z.boolean(),
  /** `check`: readers are asked to check first. `hold`: readers see no contact. */
  advice: z.enum(['ready', 'check', 'hold']),
  report: Report.nullable(),
})

/** All that readers see of an entry: what is not shown cannot be confirmed. */
const OwnEntry = Entry.extend({
  forWhom: Text,
  gives: Text,
  /** Absent where it serves all of Finland. */
  areaNote: Text.optional(),
  phones: z.array(Phone),
  emails: z.array(z.string()),
  web: z.string(),
  webIn: Service.shape.webIn,
  languages: z.array(Text),
  interpreter: z.boolean(),
  /** Languages that an interpreter is had for; empty where any may be asked for. */
  interpreted: z.array(Text),
  withoutName: z.enum(['yes', 'no', 'not-known']),
  cost: Text,
  track: Track,
  funding: z.array(Funding),
  warning: Text.optional(),
  note: Text.optional(),
  frontGate: Text.optional(),
})
export type OwnEntry = z.infer<typeof OwnEntry>
export const OwnEntries = z.object({ entries: z.array(OwnEntry) })

const WaitingEntry = Entry.extend({
  /** Whose it is. */
  organisation: Text,
  /** The roster's organisation that can confirm it; null where nobody of the roster answers for it yet. */
  rosterId: OrganisationId.nullable(),
})
export type WaitingEntry = z.infer<typeof WaitingEntry>
export const WaitingEntries = z.object({ entries: z.array(WaitingEntry) })

/** Everything is right. `reportedOn` is the report that the worker saw and takes back: a colleague's report that she has not seen is
 *  never wiped away. */
export const ConfirmRight = z.strictObject({
  entries: z
    .array(z.strictObject({ id: z.uuid(), reportedOn: Day.nullable() }))
    .min(1)
    .max(100),
})
export type ConfirmRight = z.infer<typeof ConfirmRight>

/** Something has changed; the text says what should stand there, and may be left empty. */
export const ReportChanged = z.strictObject({
  id: z.uuid(),
  message: z.string().normalize().trim().max(CONTACT_MESSAGE_MOST_CHARACTERS),
})
export type ReportChanged = z.infer<typeof ReportChanged>
