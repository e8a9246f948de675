// Agreeing a permission with the client, as one pure state: its seven steps and the answers, in the form in which a draft keeps them.
// Governed by docs/working-day.md and D-039: nothing is chosen beforehand, and a step may be skipped or come back to.
import * as z from 'zod'
import { Day, addDays, daysBetween } from '@apila/core/day.ts'
import { Digest, Name, Secret, exactBytes } from '@apila/core/bytes.ts'
import { DeskId, OrganisationId } from '@apila/core/organisation/roster.ts'
import { CHILD_WORKS } from '@apila/core/referral/child-duty.ts'
import { ChildCaller, ChildTold, NotNowReason } from '@apila/core/referral/child-welfare.ts'
import { Clarified, Codes, SafeContact, Weekday } from '@apila/core/referral/content.ts'
import {
  Age,
  Consequence,
  Front,
  IfEnded,
  MOST_AT_MEETING,
  Mode,
  Purpose,
  Said,
  TicketKeep,
  UNWITNESSED_DAYS,
  isChild as isChildAge,
} from '@apila/core/referral/permission.ts'
import { Deposit } from '@apila/core/referral/wire.ts'
import { AskedColleague } from '../asked-colleague.ts'

export const STEPS = ['client', 'receiver', 'contact', 'told', 'check', 'decide', 'code'] as const
export type Step = (typeof STEPS)[number]

/** Steps that can be gone to in any order; the last two follow from them. */
export const FREE_STEPS = ['client', 'receiver', 'contact', 'told', 'check'] as const satisfies readonly Step[]

const Page = z.enum([...STEPS, 'advice', 'sent', 'queued', 'refused', 'thinking'])
export type Page = z.infer<typeof Page>

/** Parts that are written; the safe contact is a part too and follows from how the client is reached. */
export const WRITTEN_ITEMS = ['situation', 'needs', 'clarified'] as const
export type WrittenItem = (typeof WRITTEN_ITEMS)[number]

/** What the two desks may write to each other: times only, words too, or words and the start-meeting sheet. */
export const BETWEEN = ['times', 'words', 'sheet'] as const

/** Lines that the client may want on paper beside the digits. */
export const PAPER_LINES = ['address', 'telephone', 'last-day'] as const
export type PaperLine = (typeof PAPER_LINES)[number]

/** worker: they contact the desk. own: the client's own channel, told in the first contact. with-story: the same, told with the story only. */
export const REACHES = ['worker', 'own', 'with-story'] as const

const TicketKeys = z.strictObject({
  name: Name,
  withdraw: Secret,
  renew: Secret,
  openIdentity: z.string(),
  receiptIdentity: z.string(),
})

/** Other organisations that one start meeting can have beside the host and the first receiver. */
export const MOST_OTHERS = MOST_AT_MEETING - 2

/** A yes: the text that was on the turned screen, its language, the day, and what was heard of it. */
const Yes = z.strictObject({
  shown: z.string(),
  shownIn: z.string(),
  shownOn: Day,
  explained: z.array(Consequence).nullable(),
})

/** What was handed over after the yes, so that lock and reload keep the digits that the client has. */
const Handed = z.strictObject({
  digits: z.string().nullable(),
  reservation: z.strictObject({ k: Name, t: Name, keys: TicketKeys, hasTicket: z.boolean(), sealedOn: Day }),
  /** Without signal no names were kept. */
  offline: z.boolean(),
  /** Sealed; sending it again sends no second one. */
  deposit: Deposit.nullable(),
})
export type Handed = z.infer<typeof Handed>

/** What goes with one code, and is asked for each by itself. */
const Code = z.strictObject({
  toTeam: DeskId.nullable(),
  keep: z.enum([...TicketKeep.options, 'none']).nullable(),
  paper: z.array(z.enum(PAPER_LINES)),
  paperPhone: z.string(),
  noWord: z.boolean(),
  word: z.string(),
  ifEnded: IfEnded.nullable(),
  onlyMe: z.boolean(),
  colleague: AskedColleague.nullable(),
  handed: Handed.nullable(),
})
export type Code = z.infer<typeof Code>

/** An organisation of the sitting, what it is asked for, and what the client answered about it. Null: no. `code`: what was handed over
 *  before, where it is looked at once more. */
const Asked = z.strictObject({ to: OrganisationId, why: Purpose, yes: Yes.nullable(), code: Code.optional() })

/** An organisation whose code was handed over, and to which nothing goes before the last one's code was. */
const Ready = z.strictObject({ to: OrganisationId, why: Purpose, yes: Yes, code: Code })
export type Ready = z.infer<typeof Ready>

// What may be sealed is made of it later, so that no letter too many loses a draft.
const AS_TYPED = { address: z.string(), when: z.string(), whoWeSay: z.string(), codeWord: z.string() }

/** The answers as they are kept in a draft. Null and empty: nobody has answered. A question more or less is another program's draft. */
export const Sending = z.strictObject({
  page: Page,
  /** The permission of the question for advice that this one grew from. */
  grows: Digest.nullable(),
  /** After this step one comes back to "check". */
  isChange: z.boolean(),
  interpreterNow: Said.shape.interpreter,
  language: z.string().nullable(),
  /** As typed, where the language is `other`. */
  languageName: z.string(),
  knowsInterpreter: Said.shape.knowsInterpreter,
  /** The client knows the interpreter and wants this one. */
  keepsInterpreter: z.boolean(),
  age: Age.exclude(['not-asked']).nullable(),
  childNext: z.enum(['advice', 'go-on']).nullable(),
  childWork: z.enum(Object.keys(CHILD_WORKS) as [keyof typeof CHILD_WORKS]).nullable(),
  childCaller: ChildCaller.nullable(),
  notNow: NotNowReason.nullable(),
  childTold: ChildTold.nullable(),
  why: Purpose.nullable(),
  /** Where the client is, for the order of receivers. Never told. */
  area: z.string().nullable(),
  /** Whether all of the client's matter goes to the receiver, or this help alone while the client stays. */
  extent: Front.shape.extent,
  to: OrganisationId.nullable(),
  /** Which of its teams, where that is not the first. */
  toTeam: DeskId.nullable(),
  wishedInterpreter: Codes.shape.interpreter.nullable(),
  /** As typed: numbers of interpreters whom the client does not want. */
  notInterpreters: z.string(),
  days: z.array(Weekday),
  anyDay: z.boolean(),
  reach: z.enum(REACHES).nullable(),
  contact: SafeContact.extend({
    ...AS_TYPED,
    channel: SafeContact.shape.channel.nullable(),
    mayLeaveMessage: SafeContact.shape.mayLeaveMessage.nullable(),
    someoneElseReads: SafeContact.shape.someoneElseReads.nullable(),
  }),
  between: z.enum(BETWEEN).nullable(),
  /** Who else comes to the start meeting, each with what it is for. */
  more: z.array(z.strictObject({ to: OrganisationId, why: Purpose.nullable() })).max(MOST_OTHERS),
  /** Which sitting this is; known to this desk alone. Null while nobody else is chosen. */
  meets: exactBytes(8).nullable(),
  /** In the order of asking. Once all were asked: those with a yes that are not sent yet, the one whose code is handed over first. */
  asked: z.array(Asked),
  /** Those whose code was handed over; all are sent in one go after the last one's, so that a later no is named to nobody. */
  ready: z.array(Ready),
  /** Organisations of this sitting to which a permission has gone: from the first on no answer changes any more. */
  met: z.array(OrganisationId),
  mode: Mode.nullable(),
  untilDays: z.int().positive().nullable(),
  told: z.partialRecord(z.enum(WRITTEN_ITEMS), z.enum(['yes', 'no'])),
  situation: z.string(),
  needs: z.string(),
  clarified: z.array(Clarified.extend({ month: z.string(), outcome: z.string() })),
  /** What was asked about and stays: it looked like a name and is none, or the client wants the receiver to know it. */
  notNames: z.array(z.string()),
  /** The text that was on the screen turned to the client at the yes, its language, and the day. */
  shown: z.string(),
  shownIn: z.string(),
  shownOn: Day.nullable(),
  /** How many sentences of which text were read aloud so far; null while nobody reads. */
  aloud: z.strictObject({ text: z.string(), at: z.int().min(0) }).nullable(),
  /** Consequences whose sentence was read aloud, one tap each; null where the client read the screen. */
  explained: z.array(Consequence).nullable(),
  /** Who hears the yes with the worker, where the client only says it; null: the client taps it. */
  hearing: z.enum(['colleague', 'nobody']).nullable(),
  /** What a colleague was asked to sign after the yes. */
  colleague: AskedColleague.nullable(),
  keep: z.enum([...TicketKeep.options, 'none']).nullable(),
  paper: z.array(z.enum(PAPER_LINES)),
  /** As typed: a number that is answered without saying what for. */
  paperPhone: z.string(),
  /** The client does not want to end by telephone. */
  noWord: z.boolean(),
  word: z.string(),
  ifEnded: IfEnded.nullable(),
  onlyMe: z.boolean(),
  handed: Handed.nullable(),
  /** The organisation that got a no after codes of the sitting were handed over; null once the next code was. */
  saidNo: OrganisationId.nullable(),
  /** A code that the client may have on paper holds no longer; said until the next one was handed over. */
  hasVoid: z.boolean(),
  /** Of those of the sitting that are sealed and gone from here: whose permission waits for signal. */
  waits: z.array(OrganisationId),
})
export type Sending = Readonly<z.infer<typeof Sending>>

export const NO_CONTACT: Sending['contact'] = {
  channel: null,
  address: '',
  when: '',
  mayLeaveMessage: null,
  whoWeSay: '',
  codeWord: '',
  someoneElseReads: null,
}

export const NEW_SENDING: Sending = {
  page: 'client',
  grows: null,
  isChange: false,
  interpreterNow: null,
  language: null,
  languageName: '',
  knowsInterpreter: null,
  keepsInterpreter: false,
  age: null,
  childNext: null,
  childWork: null,
  childCaller: null,
  notNow: null,
  childTold: null,
  why: null,
  area: null,
  extent: null,
  to: null,
  toTeam: null,
  wishedInterpreter: null,
  notInterpreters: '',
  days: [],
  anyDay: false,
  reach: null,
  contact: NO_CONTACT,
  between: null,
  more: [],
  meets: null,
  asked: [],
  ready: [],
  met: [],
  mode: null,
  untilDays: null,
  told: {},
  situation: '',
  needs: '',
  clarified: [],
  notNames: [],
  shown: '',
  shownIn: '',
  shownOn: null,
  aloud: null,
  explained: null,
  hearing: null,
  colleague: null,
  keep: null,
  paper: [],
  paperPhone: '',
  noWord: false,
  word: '',
  ifEnded: null,
  onlyMe: false,
  handed: null,
  saidNo: null,
  hasVoid: false,
  waits: [],
}

export type Answers = Partial<Omit<Sending, 'page' | 'isChange' | 'saidNo' | 'hasVoid' | 'waits'>>

/** A permission is sealed for the day of the yes; after this the client is asked anew. Unit: days. Source: docs/protocol.md "Deposit". */
export const YES_HOLDS_DAYS = 2

export const isChild = ({ age }: Pick<Sending, 'age'>): boolean => age !== null && isChildAge(age)

/** The organisations of the sitting that are asked about, in this order. */
export const invitedOf = ({ to, why, more }: Pick<Sending, 'to' | 'why' | 'more'>): Sending['more'] =>
  to === null ? [] : [{ to, why }, ...more]

/** Whether all were asked: then only the yes that is sealed next is asked for anew. */
export const isAllAsked = (sending: Pick<Sending, 'to' | 'why' | 'more' | 'asked'>): boolean =>
  sending.asked.length > 0 && sending.asked.length === invitedOf(sending).length

/** The answers for the organisation that the client is asked about now. */
export function askedNow(sending: Sending): Sending {
  const now = invitedOf(sending)[isAllAsked(sending) ? 0 : sending.asked.length]
  return now ? { ...sending, to: now.to, why: now.why, toTeam: now.to === sending.to ? sending.toTeam : null } : sending
}

/** All whom the client is asked about in this sitting, and those whose code they have: who may see the sheet after a yes to each. */
export const sittingOf = (sending: Sending): OrganisationId[] => [
  ...new Set([...sending.ready, ...invitedOf(sending)].map(({ to }) => to)),
]

/** The answers of each permission of the sitting that is sealed now, in the order of the codes; the last is the one on the page. */
export const permissionsOf = (sending: Sending): Sending[] => [
  ...sending.ready.map(({ to, why, yes, code }) => ({ ...sending, to, why, ...yes, ...code })),
  sending,
]

/** Whether something of the sitting has left: then nothing can be answered otherwise any more. */
export const isClosed = ({ page, met }: Pick<Sending, 'page' | 'met'>): boolean => page === 'code' && met.length > 0

/** The only source of the last day that anybody reads: counted from the day of the yes, before that from today. What the client only says,
 *  and nobody else hears, lasts as short as that may. */
export const lastDayOf = ({ untilDays, shownOn, hearing }: Sending, today: Day): Day =>
  addDays(shownOn ?? today, hearing === 'nobody' ? UNWITNESSED_DAYS : (untilDays ?? 0))

/** Whether the yes still stands, so that it can be sealed. */
export const isDecided = ({ shown, shownOn }: Pick<Sending, 'shown' | 'shownOn'>, today: Day): boolean =>
  shown !== '' && shownOn !== null && daysBetween(shownOn, today) >= 0 && daysBetween(shownOn, today) <= YES_HOLDS_DAYS
