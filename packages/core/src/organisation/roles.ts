// Which roles there are and what each may do, as one table: rules, server and screens read it, none has a list of its own.
// Governed by docs/protocol.md "Roles". A desk's key says what a device can open; this says what it is asked for.
import * as z from 'zod'

/** referral = permissions; statistics = counters of observations; common = what members write together, or one for itself. */
export const DeskKind = z.enum(['referral', 'statistics', 'common'])
export type DeskKind = z.infer<typeof DeskKind>

/** worker: the desks it is given. volunteer: the same on desks where volunteers work, under a supervisor. coordinator: chooses and publishes
 *  for the organisation. press: answers the media. keeper: signs roster entries of its organisation and closes its cohorts. release-officer:
 *  draws or checks a release. ringer: no person; hears bells and witnesses the day. */
export const Role = z.enum(['worker', 'volunteer', 'coordinator', 'press', 'keeper', 'release-officer', 'ringer'])
export type Role = z.infer<typeof Role>

export type Right =
  /** Seals, opens and talks under a client's permission. */
  | 'write-permissions'
  /** Sends without the client because life is in danger. */
  | 'send-urgent'
  /** Signs that a colleague's client said yes. */
  | 'witness-consent'
  /** Prints for the client or whom they name. */
  | 'hand-out'
  /** Writes a later last day. */
  | 'renew'
  /** Appends locks other than the one after the client's Yes. */
  | 'relock'
  /** Answers for volunteers. */
  | 'supervise'
  | 'sign-roster'
  | 'end-others-sessions'
  | 'close-year'
  | 'work-on-release'
  | 'hear-bells'
  | 'witness-days'
  /** Remarks in what the members write together. */
  | 'remark'
  /** Texts, obstacles and knowledge of the members. */
  | 'write-common'
  /** Every kind that the members write together. */
  | 'write-all-common'
  | 'write-media'
  /** The organisation's one answer, and its name under a version. */
  | 'choose-for-member'
  | 'publish'
  /** Half of the word that an exception for the media needs. */
  | 'except-media'

type RoleRow = {
  rights: readonly Right[]
  /** On which desks its device may be. */
  desks: readonly DeskKind[]
  /** No other role beside it. */
  isAlone: boolean
  /** Whether it may be on the desk that all members share. */
  isOnNetworkDesk: boolean
}

const ALL_DESKS: readonly DeskKind[] = ['referral', 'statistics', 'common']
const together = { desks: ['common'], isAlone: false, isOnNetworkDesk: true } as const

export const ROLES: Readonly<Record<Role, RoleRow>> = {
  worker: {
    rights: [
      ...(['write-permissions', 'send-urgent', 'witness-consent', 'hand-out', 'renew', 'relock'] as const),
      ...(['supervise', 'remark', 'write-common'] as const),
    ],
    desks: ALL_DESKS,
    isAlone: false,
    isOnNetworkDesk: true,
  },
  volunteer: {
    rights: ['write-permissions', 'remark'],
    desks: ALL_DESKS,
    isAlone: true,
    isOnNetworkDesk: false,
  },
  coordinator: {
    ...together,
    rights: ['remark', 'write-common', 'write-all-common', 'choose-for-member', 'publish', 'except-media'],
  },
  press: { ...together, rights: ['remark', 'write-media', 'except-media'] },
  keeper: {
    rights: ['sign-roster', 'end-others-sessions', 'close-year', 'relock', 'remark', 'write-common'],
    desks: ALL_DESKS,
    isAlone: false,
    isOnNetworkDesk: true,
  },
  'release-officer': { ...together, rights: ['work-on-release', 'remark', 'write-common'] },
  ringer: { rights: ['hear-bells', 'witness-days'], desks: ['referral'], isAlone: true, isOnNetworkDesk: false },
}

/** Whether one of the roles has a right. */
export const hasRight = (roles: readonly Role[], right: Right): boolean =>
  roles.some((role) => ROLES[role].rights.includes(right))

/** Whether a device with these roles may be on a desk of this kind. */
export const mayBeOnDesk = (roles: readonly Role[], kind: DeskKind): boolean =>
  roles.some((role) => ROLES[role].desks.includes(kind))
