// What an organisation takes along when it leaves the network (D-010): its own entries and texts, its own sums, the notices that it still
// owes to clients without whose they are, and the roster. The shape has no place for a parcel, a note, a conversation or a name of one: a
// copy would outlive the client's right to end. Governed by docs/protocol.md "Export".
import * as z from 'zod'
import { isPlainText } from '../canonical.ts'
import { Day } from '../day.ts'
import { NetworkId, OrganisationId, SignedEntry } from '../organisation/roster.ts'
import { DeferReason, NoticeLine, type NoticeNote } from '../referral/notice.ts'
import { NoticeRole } from '../referral/owed-notice.ts'
import { ReceiverLines } from '../referral/receiver-lines.ts'
import { ConfirmationState } from '../services/confirm.ts'
import { OrganisationProfile } from '../services/profile.ts'
import { Organisation, Service } from '../services/schema.ts'
import { Cohort } from '../statistics/wire.ts'

/** The longest sealed export. Unit: bytes. A roster of ten years is about 10 MB; nothing larger is read into memory. */
export const EXPORT_MOST_BYTES = 64_000_000

/** POST export/own: what the directory and the pages hold of the keeper's own organisation. */
export const OwnContent = z.strictObject({
  organisations: z.array(Organisation),
  services: z.array(Service),
  profiles: z.array(OrganisationProfile),
  /** Its last words on its entries. */
  said: z.array(
    z.strictObject({ service: z.uuid(), day: Day, state: ConfirmationState, message: z.string().nullable() }),
  ),
})
export type OwnContent = z.infer<typeof OwnContent>

/** A notice that the client has not been told of: what the law asked for, and no client. */
export const OwedNotice = z.strictObject({
  what: NoticeLine.shape.what,
  provision: NoticeLine.shape.provision,
  to: NoticeLine.shape.to,
  byRole: NoticeRole,
  /** The day on which it was told to whom it was told to. */
  on: Day,
  /** Null: not put off. */
  deferred: z.strictObject({ reason: DeferReason, lookAgain: Day }).nullable(),
})
export type OwedNotice = z.infer<typeof OwedNotice>

const Code = z.string().min(1).max(60).refine(isPlainText)

/** One counted table of an organisation's own year, in the order of its attributes; cells of zero are left out. */
const SumTable = z.strictObject({
  attributes: z.array(Code).min(1),
  cells: z.array(z.strictObject({ values: z.array(Code).min(1), count: z.int().min(1) })),
})
export type SumTable = z.infer<typeof SumTable>

const OwnSums = z.strictObject({
  cohort: Cohort,
  codebook: Code,
  entries: z.int().min(0),
  devices: z.int().min(0),
  /** Devices whose counters could not be read; nothing of them is in the sums. */
  unread: z.int().min(0),
  tables: z.array(SumTable),
})
export type OwnSums = z.infer<typeof OwnSums>

export const MemberExport = z.strictObject({
  v: z.literal(2),
  kind: z.literal('member-export'),
  network: NetworkId,
  organisation: OrganisationId,
  on: Day,
  content: OwnContent,
  /** Its words for clients; null where it has written none. */
  lines: z.strictObject({ lines: ReceiverLines, on: Day.nullable() }).nullable(),
  sums: z.array(OwnSums),
  owed: z.array(OwedNotice),
  /** As it was signed. */
  roster: z.array(SignedEntry).min(1),
})
export type MemberExport = z.infer<typeof MemberExport>

/** What of a notice leaves; null where the client knows of it. Neither the permission nor the state of the client's book goes along. */
export function owedOf({ what, provision, to, byRole, on, client }: NoticeNote): OwedNotice | null {
  if (client.state === 'told') return null
  const deferred = client.state === 'deferred' ? { reason: client.reason, lookAgain: client.lookAgain } : null
  return { what, provision, to, byRole, on, deferred }
}

/** What becomes of a live permission before its organisation leaves, as the client says. `not-asked` is always an answer. */
export const BeforeLeaving = z.enum(['not-asked', 'end', 'run-out', 'print'])
export type BeforeLeaving = z.infer<typeof BeforeLeaving>
