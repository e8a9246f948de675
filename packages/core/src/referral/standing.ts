// The one rule that says whether a permission stands. The sealer asks it of what it is about to seal, every opener of what it opened.
// Pure; whoever calls it has verified the signatures. Clauses and their numbers: docs/protocol.md "The rule".
import type { Digest, Name } from '../bytes.ts'
import { type Day, daysBetween } from '../day.ts'
import { type DeskKind, type Right, type Role, hasRight } from '../organisation/roles.ts'
import type { WhichDesk } from '../organisation/roster.ts'
import type { ItemKind } from './items.ts'
import type { Head, Part } from './head.ts'
import {
  type Back,
  type Front,
  LONGEST_CONSULT_DAYS,
  LONGEST_URGENT_DAYS,
  MOST_RENEWALS,
  PERMISSION_DAYS,
  type Renewal,
  type SecondSignature,
  type ToldItem,
  UNWITNESSED_DAYS,
  isChild,
} from './permission.ts'

/** What the rule asks of the roster. A `length` asks how it was when that many entries had been read; without one, how it is now. */
export interface StandingRoster {
  network: string
  length: number
  /** Whether the network's policy lets this suite be read on the view's day. */
  mayRead: (suite: number, today: Day) => boolean
  headAt: (length: number) => Digest | undefined
  /** Digests of the desk's keys, the current one last; whether volunteers work there. Undefined: no such desk, or not active then. */
  desk: (
    which: WhichDesk,
    length?: number,
  ) => { kind: DeskKind; epochs: readonly Digest[]; volunteers: boolean } | undefined
  device: (
    id: string,
    length?: number,
  ) => { organisation: string; desks: readonly string[]; roles: readonly Role[] } | undefined
}

/** What the rule looks at in an item: its kind, and of a proposed time its day. */
type JudgedItem = { kind: Exclude<ItemKind, 'time'> } | { kind: 'time'; on: Day }

/** What the rule looks at in a renewal: what was signed, and by which device at which length of the roster. */
export interface JudgedRenewal extends Pick<Renewal, 'grant' | 'until' | 'on' | 'how'> {
  device: string
  length: number
  /** Whether that device's signature is right. */
  isSigned: boolean
}

export interface StandingView {
  side: 'seal' | 'open'
  today: Day
  roster: StandingRoster
  /** What was asked for, so that nothing else passes for it. */
  asked: { part: Part; at: Name; receiver: Digest }
  head: Head
  /** Whether the device's signature over head and content is right. */
  isSigned: boolean
  /** Digest of this permission. */
  grant: Digest
  front: Front
  /** Null while only the first contact is open. */
  back: Back | null
  /** Parts that the story really holds; null where no story is open. */
  parts: readonly ToldItem[] | null
  /** Later last days, by her new word, in the order in which they were written. */
  renewals: readonly JudgedRenewal[]
  /** Last day that the server named; null where it named none. */
  released: Day | null
  /** Whether it was opened through her ticket. */
  ticket: boolean
  /** The Yes in the lock, if there is one. */
  yes: { grant: Digest; device: string; length: number; isSigned: boolean } | null
  /** Second signatures of the back that are right. */
  seconds: readonly Pick<SecondSignature, 'device' | 'as'>[]
  item: JudgedItem | null
  /** What a first contact holds; null where none is open. */
  holds: 'codes' | 'question' | null
}

export type StandingProblem =
  | 'not-ours'
  | 'no-such-desk'
  | 'wrong-writer'
  | 'wrong-key'
  | 'not-these-days'
  | 'server-keeps-longer'
  | 'other-parts'
  | 'child-or-ticket'
  | 'not-without-her'
  | 'urgent-not-right'
  | 'no-witness'
  | 'not-a-question'
  | 'not-asked-for-words'
  | 'time-outside-days'
  | 'fork'
  | 'renewal-not-right'

export type Standing = { ok: true } | { ok: false; problem: StandingProblem }

/** Whether `until - from` is a length that a permission can have. */
export const isPermissionLength = (from: Day, until: Day): boolean =>
  (PERMISSION_DAYS as readonly number[]).includes(daysBetween(from, until))

/** Whether a renewal has a length that it can have: what was only spoken, and no colleague heard, lasts as short as such a permission. */
export const isRenewalLength = ({ on, until, how }: Pick<Renewal, 'on' | 'until' | 'how'>): boolean =>
  isPermissionLength(on, until) && (how !== 'spoken' || daysBetween(on, until) === UNWITNESSED_DAYS)

/** Whether this permission stands, seen from the view's side on the view's day. The first clause that fails gives the problem. */
export function standing(view: StandingView): Standing {
  const failing = CLAUSES.find(({ holds }) => !holds(view))
  return failing ? { ok: false, problem: failing.problem } : { ok: true }
}

/** The last day: of the front, or of the latest renewal. */
export const lastDayOf = (view: Pick<StandingView, 'front' | 'renewals'>): Day =>
  view.renewals.reduce((latest, { until }) => (until > latest ? until : latest), view.front.until)

export interface Clause {
  /** Number in docs/protocol.md "The rule". */
  n: number
  problem: StandingProblem
  holds: (view: StandingView) => boolean
}

const writerOf = ({ roster, head }: StandingView) => roster.device(head.device, head.roster.length)
const lengthOf = ({ front }: StandingView) => daysBetween(front.notBefore, front.until)

function worksOn(view: StandingView, which: WhichDesk): boolean {
  const writer = writerOf(view)
  return writer?.organisation === which.organisation && writer.desks.includes(which.desk)
}

/** Which right a second signature takes. */
export const RIGHT_TO_SECOND = {
  witness: 'witness-consent',
  second: 'send-urgent',
} as const satisfies Readonly<Record<SecondSignature['as'], Right>>

/** Whether another device of the sending organisation, whose person may do so, gave this second signature. */
function isSecondedAs(view: StandingView, as: SecondSignature['as']): boolean {
  return view.seconds.some((second) => {
    const device = view.roster.device(second.device, view.head.roster.length)
    return (
      second.as === as &&
      second.device !== view.head.device &&
      device?.organisation === view.front.from.organisation &&
      hasRight(device.roles, RIGHT_TO_SECOND[as])
    )
  })
}

/** Volunteers are at neither end of what is sent without her: she was not told of them. */
const isAmongWorkers = ({ roster, front, head }: StandingView): boolean =>
  !(roster.desk(front.from, head.roster.length)?.volunteers ?? true) && !(roster.desk(front.to)?.volunteers ?? true)

// In this order: what is not ours is not looked at further, and a clause that names a reason comes before one that it would hide.
export const CLAUSES: readonly Clause[] = [
  {
    n: 1,
    problem: 'not-ours',
    holds: ({ isSigned, head, roster, asked, today, grant }) =>
      isSigned &&
      head.network === roster.network &&
      roster.mayRead(head.suite, today) &&
      head.part === asked.part &&
      head.at === asked.at &&
      head.receiver === asked.receiver &&
      head.grant === grant,
  },
  {
    n: 14,
    problem: 'fork',
    holds: ({ side, head, roster }) =>
      side === 'seal' ||
      (head.roster.length <= roster.length && roster.headAt(head.roster.length) === head.roster.head),
  },
  {
    n: 2,
    problem: 'no-such-desk',
    holds: ({ roster, front, head }) =>
      roster.desk(front.to)?.kind === 'referral' &&
      roster.desk(front.from, head.roster.length)?.kind === 'referral' &&
      front.from.organisation !== front.to.organisation,
  },
  {
    n: 3,
    problem: 'wrong-writer',
    holds: (view) =>
      (writerOf(view)?.roles.some((role) => role === 'worker' || role === 'volunteer') ?? false) &&
      (worksOn(view, view.front.from) || (view.item !== null && worksOn(view, view.front.to))),
  },
  {
    n: 4,
    problem: 'wrong-key',
    // Items are sealed to the conversation's key, which clause 1 has compared.
    holds: ({ side, item, roster, front, head }) => {
      if (item !== null) return true
      const epochs = roster.desk(front.to)?.epochs ?? []
      return side === 'seal' ? epochs.at(-1) === head.receiver : epochs.includes(head.receiver)
    },
  },
  {
    n: 15,
    problem: 'renewal-not-right',
    holds: (view) =>
      view.renewals.length <= MOST_RENEWALS && view.renewals.every((renewal) => isRenewalRight(view, renewal)),
  },
  {
    n: 5,
    problem: 'not-these-days',
    holds: (view) =>
      isPermissionLength(view.front.notBefore, view.front.until) &&
      view.front.notBefore <= view.today &&
      view.today <= lastDayOf(view),
  },
  {
    n: 6,
    problem: 'server-keeps-longer',
    holds: (view) => view.side === 'seal' || view.released === null || view.released <= lastDayOf(view),
  },
  {
    n: 12,
    problem: 'not-a-question',
    holds: (view) => {
      const { front, back, holds } = view
      if (holds !== null && (holds === 'question') !== (front.kind === 'consult')) return false
      return (
        front.kind !== 'consult' ||
        (front.mode === 'all-ahead' &&
          front.talk === 'words' &&
          front.meeting.length === 0 &&
          lengthOf(view) <= LONGEST_CONSULT_DAYS &&
          (back === null || (back.keep.length === 0 && back.what.length === 0)))
      )
    },
  },
  {
    n: 13,
    problem: 'not-asked-for-words',
    holds: ({ item, front }) =>
      item === null ||
      ((front.talk === 'words' || (item.kind !== 'question' && item.kind !== 'answer')) &&
        (isMeetingOf(front) || (item.kind !== 'sheet' && item.kind !== 'sheet-wish'))),
  },
  {
    n: 16,
    problem: 'time-outside-days',
    // Nothing is left to meet about after the last day. Who proposes knows the day; who reads it may do so when it has passed.
    holds: (view) =>
      view.item?.kind !== 'time' ||
      ((view.side === 'seal' ? view.today : view.front.notBefore) <= view.item.on && view.item.on <= lastDayOf(view)),
  },
  {
    n: 7,
    problem: 'other-parts',
    holds: ({ front, back, parts }) =>
      back === null ||
      front.kind === 'consult' ||
      (back.what.length > 0 && (parts === null || areSame(parts, back.what))),
  },
  {
    n: 8,
    problem: 'child-or-ticket',
    // No ticket goes home with a child: found on her it endangers her, and she need not carry the decision.
    holds: ({ front, back }) =>
      back === null ||
      ((front.kind === 'consult' || (back.age !== 'not-asked' && back.how !== 'nobody')) &&
        (!isChild(back.age) || (front.mode === 'all-ahead' && back.keep.length === 0)) &&
        (front.mode === 'all-ahead' || back.keep.length > 0)),
  },
  {
    n: 9,
    problem: 'not-without-her',
    holds: (view) =>
      view.back === null ||
      view.side === 'seal' ||
      view.ticket ||
      view.front.mode === 'all-ahead' ||
      (view.yes !== null &&
        view.yes.isSigned &&
        view.yes.grant === view.grant &&
        isOnReceivingDesk(view, view.yes.device, view.yes.length)),
  },
  {
    n: 10,
    problem: 'urgent-not-right',
    holds: (view) => {
      const { front, back } = view
      if (back === null || (front.kind !== 'urgent' && back.how !== 'without-her')) return true
      return (
        front.kind === 'urgent' &&
        back.how === 'without-her' &&
        front.mode === 'all-ahead' &&
        back.keep.length === 0 &&
        back.reason !== null &&
        lengthOf(view) <= LONGEST_URGENT_DAYS &&
        hasRight(writerOf(view)?.roles ?? [], 'send-urgent') &&
        isAmongWorkers(view) &&
        isSecondedAs(view, 'second')
      )
    },
  },
  {
    n: 11,
    problem: 'no-witness',
    holds: (view) =>
      view.back?.how !== 'spoken' ||
      view.front.kind === 'consult' ||
      isSecondedAs(view, 'witness') ||
      lengthOf(view) === UNWITNESSED_DAYS,
  },
]

function isOnReceivingDesk({ roster, front }: StandingView, id: string, length: number): boolean {
  const device = roster.device(id, length)
  return device?.organisation === front.to.organisation && device.desks.includes(front.to.desk)
}

/** Whether a meeting was agreed in which both desks take part: whoever reads the sheet is named in the front. */
const isMeetingOf = ({ meeting, from, to }: Front): boolean =>
  meeting.includes(from.organisation) && meeting.includes(to.organisation)

/** A worker's device of one of the two desks signed it, for this permission. A volunteer's does not: it moves the day that she was told. */
function isRenewalRight({ roster, front, grant }: StandingView, renewal: JudgedRenewal): boolean {
  const signer = roster.device(renewal.device, renewal.length)
  return (
    renewal.isSigned &&
    renewal.grant === grant &&
    (signer?.roles.includes('worker') ?? false) &&
    [front.from, front.to].some(
      ({ organisation, desk }) => signer?.organisation === organisation && signer.desks.includes(desk),
    ) &&
    isRenewalLength(renewal)
  )
}

const areSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && new Set(a).size === a.length && a.every((item) => b.includes(item))
