// A duty notice as it is filled in: each answer from one tap, nothing beforehand. Pure. Governed by docs/protocol.md "Duty notices".
import { type Day, addDays } from '@apila/core/day.ts'
import {
  type DeferReason,
  LONGEST_DEFERRAL_DAYS,
  NoticeNote,
  NoticeState,
  type NoticeTo,
} from '@apila/core/referral/notice.ts'
import { type NoticeRole, NoticeWhat, type Provision } from '@apila/core/referral/owed-notice.ts'

type Told = Extract<NoticeState, { state: 'told' }>
export const TOLD_HOW: readonly Told['how'][] = ['met', 'telephone', 'video', 'message']
export const UNDERSTOOD: readonly Told['understood'][] = ['yes', 'no', 'not-asked']

/** Whether the client knows of it, with what each answer asks further. */
export interface Telling {
  state: NoticeState['state'] | null
  how: Told['how'] | null
  language: string | null
  understood: Told['understood'] | null
  reason: DeferReason | null
  lookAgain: Day | null
}
export const NOTHING_TOLD: Telling = {
  ...{ state: null, how: null, language: null, understood: null },
  ...{ reason: null, lookAgain: null },
}

export type TellingNeed = Exclude<keyof Telling, never>

export function missingOfTelling(telling: Telling): TellingNeed[] {
  const { state } = telling
  if (state === null) return ['state']
  const asked: readonly TellingNeed[] =
    state === 'told' ? ['how', 'language', 'understood'] : state === 'deferred' ? ['reason', 'lookAgain'] : []
  return asked.filter((name) => telling[name] === null)
}

/** Null while something is not tapped. What another answer asked is not taken along. */
export function stateOf(telling: Telling, today: Day): NoticeState | null {
  if (missingOfTelling(telling).length > 0) return null
  const { state, how, language, understood, reason, lookAgain } = telling
  if (state === 'told') return NoticeState.parse({ state, on: today, how, language, understood })
  return state === 'deferred' ? NoticeState.parse({ state, on: today, reason, lookAgain }) : { state: 'owed' }
}

/** Days on which it can be looked at again. */
export const laterDays = (today: Day): Day[] =>
  Array.from({ length: LONGEST_DEFERRAL_DAYS }, (_, n) => addDays(today, n + 1))

export interface Filling {
  what: readonly NoticeWhat[]
  provision: Provision | null
  to: NoticeTo | null
  byRole: NoticeRole | null
  telling: Telling
}
export const NOTHING_FILLED: Filling = { what: [], provision: null, to: null, byRole: null, telling: NOTHING_TOLD }

export type FillingNeed = Exclude<keyof Filling, 'telling'> | TellingNeed

export const missingOfFilling = ({ what, provision, to, byRole, telling }: Filling): FillingNeed[] => [
  ...(what.length === 0 ? (['what'] as const) : []),
  ...(provision === null ? (['provision'] as const) : []),
  ...(to === null ? (['to'] as const) : []),
  ...(byRole === null ? (['byRole'] as const) : []),
  ...missingOfTelling(telling),
]

/** The notice as it is kept; null while something is not tapped. Only the device's own day is filled in. */
export function noticeOf(filling: Filling, under: NoticeNote['under'], today: Day): NoticeNote | null {
  const client = stateOf(filling.telling, today)
  if (client === null || missingOfFilling(filling).length > 0) return null
  const what = NoticeWhat.options.filter((one) => filling.what.includes(one))
  const { provision, to, byRole } = filling
  return NoticeNote.parse({ kind: 'notice', what, provision, to, byRole, on: today, client, under, inBook: null })
}
