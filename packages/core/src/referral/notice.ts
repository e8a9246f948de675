// Duty notices (D-045, D-198): what was told by law, why, to whom, by which role, and whether the client has been told of it. The telling
// itself happens outside the system. Codes alone. Governed by docs/protocol.md "Duty notices".
import * as z from 'zod'
import { Mark, Name } from '../bytes.ts'
import { Day, addDays } from '../day.ts'
import { NoticeRole, Provision, ToldWhat } from './owed-notice.ts'
import { LanguageCode } from './permission.ts'

/** `member`: another organisation of the network, to which it was sent as urgent. */
export const NoticeTo = z.enum([
  'child-welfare',
  'social-care',
  'police',
  'emergency',
  'court',
  'reception',
  'endangered',
  'member',
])
export type NoticeTo = z.infer<typeof NoticeTo>

/** What a worker writes down of what was told outside the system. What was sent as urgent is written down with it. */
export const DUTIES = Provision.exclude(['vital-interest']).options
export const AUTHORITIES = NoticeTo.exclude(['member']).options

/** Why the client is not told yet. About safety and ways, never about them. */
export const DeferReason = z.enum(['not-safe', 'not-reached', 'no-interpreter', 'would-hinder'])
export type DeferReason = z.infer<typeof DeferReason>

/** The furthest day on which it is looked at again. Unit: days. Source: docs/protocol.md "Duty notices". */
export const LONGEST_DEFERRAL_DAYS = 30

/** owed: the client is to be told. deferred: not yet, and looked at again on a day. told: done, and by whom it was understood. */
export const NoticeState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('owed') }),
  z.strictObject({ state: z.literal('deferred'), on: Day, reason: DeferReason, lookAgain: Day }),
  z.strictObject({
    state: z.literal('told'),
    on: Day,
    how: z.enum(['met', 'telephone', 'video', 'message']),
    language: LanguageCode,
    understood: z.enum(['yes', 'no', 'not-asked']),
  }),
])
export type NoticeState = z.infer<typeof NoticeState>

/** What a line of the client's book says of a notice. */
export const NoticeLine = z.strictObject({
  what: ToldWhat,
  provision: Provision,
  to: NoticeTo,
  state: z.enum(['owed', 'deferred', 'told']),
})
export type NoticeLine = z.infer<typeof NoticeLine>

export const NoticeNote = z.strictObject({
  kind: z.literal('notice'),
  what: ToldWhat,
  provision: Provision,
  to: NoticeTo,
  byRole: NoticeRole,
  /** The day on which it was told to whom it was told to. */
  on: Day,
  client: NoticeState,
  /** The permission under which the client is known here, where there is one: its lines are written under this name. */
  under: z.strictObject({ name: Name, mark: Mark }).nullable(),
  /** The state that stands in the client's book; null: none yet. */
  inBook: NoticeLine.shape.state.nullable(),
  /** It was sent as urgent, without the client. Absent for what was told outside the system. */
  urgent: z.literal(true).optional(),
})
export type NoticeNote = z.infer<typeof NoticeNote>

export type NoticeProblem = 'told-already' | 'look-again-passed' | 'look-again-too-late'
type Moved = { ok: true; notice: NoticeNote } | { ok: false; problem: NoticeProblem }

/** The client was told, or it was put off: told is the end of it. */
export function moveNotice(notice: NoticeNote, to: Exclude<NoticeState, { state: 'owed' }>): Moved {
  if (notice.client.state === 'told') return { ok: false, problem: 'told-already' }
  if (to.state === 'deferred') {
    if (to.lookAgain <= to.on) return { ok: false, problem: 'look-again-passed' }
    if (to.lookAgain > addDays(to.on, LONGEST_DEFERRAL_DAYS)) return { ok: false, problem: 'look-again-too-late' }
  }
  return { ok: true, notice: { ...notice, client: to } }
}

/** Whether somebody has to see to it today. */
export const isNoticeDue = ({ client }: Pick<NoticeNote, 'client'>, today: Day): boolean =>
  client.state === 'owed' || (client.state === 'deferred' && client.lookAgain <= today)

/** Whether it may leave the list: never while the client has not been told. */
export const mayPutAway = ({ client }: Pick<NoticeNote, 'client'>): boolean => client.state === 'told'

/** How long a notice is kept from when it was last written; what is not told is written anew long before that. Unit: days: as long as the
 *  note of the longest permission, so that the server sees no difference. */
export const NOTICE_KEPT_DAYS = 120
/** From how many days before its end a notice that is not told is written anew. Unit: days. */
export const NOTICE_ANEW_DAYS = 60

export const lineOfNotice = ({ what, provision, to, client }: NoticeNote): NoticeLine => ({
  what,
  provision,
  to,
  state: client.state,
})
