// Sending without the client, since life or health is in danger and they cannot be asked: what is tapped and written, as one pure state, and
// what becomes of it. Nothing is chosen beforehand; nothing is said of the client's wishes. Governed by docs/protocol.md "Urgent".
import * as z from 'zod'
import type { Day } from '@apila/core/day.ts'
import { addDays } from '@apila/core/day.ts'
import { OrganisationId, type WhichDesk } from '@apila/core/organisation/roster.ts'
import { type Codes, type Told, partsOf } from '@apila/core/referral/content.ts'
import { NoticeRole, NoticeWhat, OwedNotice } from '@apila/core/referral/owed-notice.ts'
import { Age, Back, type Front, type Purpose } from '@apila/core/referral/permission.ts'
import { Deposit } from '@apila/core/referral/wire.ts'
import { isWritten } from '@apila/core/written.ts'
import type { Kind } from '@apila/core/check-text/finding.ts'
import { writtenText } from '../plain-text.ts'
import { type Telling, findTelling } from '../talk/clear-text.ts'
import { AskedColleague, isSeconded } from '../asked-colleague.ts'

/** What can be told without asking. Duties to authorities are told to authorities, outside the system. */
export const URGENT_WHAT = [
  'danger',
  'need-of-care',
  'crime-ahead',
  'who',
  'where',
] as const satisfies readonly NoticeWhat[]
export const URGENT_PURPOSES = ['crisis', 'housing', 'health', 'support'] as const satisfies readonly Purpose[]

/** Longest text of each part. Unit: UTF-16 code units. Only what help needs now; both fit into the note that the colleague reads. */
export const LONGEST_URGENT_TEXT = 1000

/** Of a place it may be told where the client is; everything else that tells tells who they are. */
const SAID_BY: Readonly<Partial<Record<Kind, readonly NoticeWhat[]>>> = { place: ['who', 'where'] }

export const Urgent = z.strictObject({
  reason: Back.shape.reason,
  /** The client cannot be asked now. */
  cannotAsk: z.boolean(),
  /** It cannot wait, and the receiver needs it to help: what the law allows. */
  cannotWait: z.boolean(),
  age: Age.exclude(['not-asked']).nullable(),
  why: z.enum(URGENT_PURPOSES).nullable(),
  to: OrganisationId.nullable(),
  situation: z.string(),
  needs: z.string(),
  what: z.array(NoticeWhat),
  byRole: NoticeRole.nullable(),
  /** What was found in the words, and what was said of it. */
  stays: z.record(z.string(), z.enum(['harmless', 'needed'])),
  asked: AskedColleague.nullable(),
  /** Sealed; sending it again sends no second one. */
  deposit: Deposit.nullable(),
})
export type Urgent = Readonly<z.infer<typeof Urgent>>

export const NOTHING_URGENT: Urgent = {
  reason: null,
  cannotAsk: false,
  cannotWait: false,
  age: null,
  why: null,
  to: null,
  situation: '',
  needs: '',
  what: [],
  byRole: null,
  stays: {},
  asked: null,
  deposit: null,
}

export const URGENT_NEEDS = [
  'reason',
  'cannot-ask',
  'cannot-wait',
  'age',
  'why',
  'to',
  'situation',
  'words',
  'who',
  'what',
  'role',
] as const
export type UrgentNeed = (typeof URGENT_NEEDS)[number]

/** What is sent, in one; a blank line keeps the parts apart. */
export const wordsOfUrgent = ({ situation, needs }: Pick<Urgent, 'situation' | 'needs'>): string =>
  [writtenText(situation), writtenText(needs)].join('\n\n')

/** What is still open, after a look at the words. Throws where they cannot be looked at. */
export const needsOfUrgent = async (urgent: Urgent): Promise<UrgentNeed[]> =>
  missingOfUrgent(urgent, await findTelling(wordsOfUrgent(urgent), 'urgent'))

/** What is still open, in the order of the screen. `telling`: what was found in the words. */
export function missingOfUrgent(urgent: Urgent, telling: readonly Telling[] = []): UrgentNeed[] {
  const { situation, needs, stays, what } = urgent
  const isTooLong = situation.length > LONGEST_URGENT_TEXT || needs.length > LONGEST_URGENT_TEXT
  // What tells who the client is goes only where the client will be told that it did.
  const isUnsaid = ({ text, kind }: Telling) =>
    stays[text] === 'needed' && !(SAID_BY[kind] ?? ['who']).some((one) => what.includes(one))
  const isOpen: Readonly<Record<UrgentNeed, boolean>> = {
    reason: urgent.reason === null,
    'cannot-ask': !urgent.cannotAsk,
    'cannot-wait': !urgent.cannotWait,
    age: urgent.age === null,
    why: urgent.why === null,
    to: urgent.to === null,
    situation: (!isWritten(situation) && !isWritten(needs)) || isTooLong,
    words: telling.some(({ isCertain, text }) => isCertain || stays[text] === undefined),
    who: telling.some((one) => !one.isCertain && isUnsaid(one)),
    what: what.length === 0,
    role: urgent.byRole === null,
  }
  return URGENT_NEEDS.filter((need) => isOpen[need])
}

/** Another answer is another request: what was asked of a colleague, and signed, was for the answers before. */
export const changeUrgent = (urgent: Urgent, answers: Partial<Omit<Urgent, 'asked' | 'deposit'>>): Urgent => ({
  ...urgent,
  ...answers,
  asked: null,
  deposit: null,
})

export const toldOfUrgent = ({ situation, needs }: Urgent): Told => ({
  safeContact: null,
  situation: writtenText(situation) || null,
  needs: writtenText(needs) || null,
  clarified: null,
})

export const codesOfUrgent = (why: Purpose): Codes => ({
  service: why,
  language: 'not-asked',
  interpreter: 'not-asked',
  days: [],
  ownChannel: null,
})

/** What the client is owed; null while something is not tapped. */
export function owedOf({ what, cannotWait, byRole }: Urgent): OwedNotice | null {
  if (!cannotWait || byRole === null || what.length === 0) return null
  // The law is that of the sentence that was ticked.
  return OwedNotice.parse({
    what: URGENT_WHAT.filter((one) => what.includes(one)),
    provision: 'vital-interest',
    byRole,
  })
}

/** The permission that a colleague is asked to sign; null while something is open. Nobody said anything, so nothing is said of that. */
export function permissionOfUrgent(
  urgent: Urgent,
  known: { id: string; from: WhichDesk; to: WhichDesk; today: Day; days: number },
): { front: Front; back: Back } | null {
  const { age, why, reason, cannotAsk } = urgent
  if (missingOfUrgent(urgent).length > 0 || !age || !why || !reason || !cannotAsk) return null
  return {
    front: {
      ...{ v: 2, id: known.id, kind: 'urgent', mode: 'all-ahead' },
      ...{ from: known.from, to: known.to, extent: null, why, talk: null, meeting: [], grows: null },
      notBefore: known.today,
      until: addDays(known.today, known.days),
    },
    back: {
      age,
      what: partsOf(toldOfUrgent(urgent)),
      ...{ how: 'without-her', keep: [], reason, signatures: [] },
      said: {
        ...{ explained: null, alternatives: null, language: null },
        ...{ shown: null, interpreter: null, knowsInterpreter: null },
      },
    },
  }
}

/** Whether it can leave: a colleague has signed, today. */
export const maySend = ({ asked }: Urgent, today: Day): boolean =>
  asked !== null && isSeconded(asked) && asked.front.notBefore === today
