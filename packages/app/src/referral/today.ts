// What the today-list shows, derived from the desk's own notes, the conversations and the ended list. Pure.
// Governed by docs/working-day.md: no names; her own word; statuses belong to the desk.
import type { ItemId, ListId, Mark, Name } from '@apila/core/bytes.ts'
import { type Day, daysBetween } from '@apila/core/day.ts'
import { type Said, type Waits, standingTime, waitsFor } from '@apila/core/referral/conversation.ts'
import type { ConversationProblem } from '@apila/core/referral/fits-conversation.ts'
import type { Item, Side } from '@apila/core/referral/items.ts'
import { type DeskNote, type ReceivedNote, type SentNote, notedUntil } from '@apila/core/referral/notes.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Front, Renewal } from '@apila/core/referral/permission.ts'
import type { StandingProblem } from '@apila/core/referral/standing.ts'
import { confirmingOf, isConfirmedBy, isSpokenAlone } from '@apila/core/referral/to-confirm.ts'
import { OLD_NOTE_DAYS } from '@apila/core/referral/wire.ts'

/** A note as the desk's list keeps it. */
export interface Held<N extends DeskNote = DeskNote> {
  /** The list it lies in: of the key period in which it was first kept. */
  list: ListId
  id: ItemId
  version: number
  until: Day
  /** Somebody of the desk has put it away. */
  dropped: boolean
  note: N
}

/** A time was proposed from here and the note does not say which: the conversation does. */
export const isTimeUnsaid = (note: DeskNote): boolean =>
  note.kind === 'received' && note.state === 'time' && note.time === null

/** Whether a colleague has moved the last day of what waits for the client's further word, which rings no bell at their own desk: only the
 *  conversation says whether that word was the one that confirms. */
export const isMoveUnread = (note: DeskNote, had: Talked | undefined, today: Day): boolean =>
  (note.kind === 'sent' ? isSpokenAlone(note) : note.spokenAlone === true) &&
  notedUntil(note) > (had?.until ?? note.front.until) &&
  today <= notedUntil(note)

/** What was read of a first contact on this page. */
export interface ReadFront {
  mark: Mark
  from: OrganisationId
  why: Front['why']
  kind: Front['kind']
  on: Day
}

/** A first contact that a bell told of. `s`: its story, where all was sent ahead. */
export interface HeardKnock {
  k: Name
  s: Name | null
  /** The bell says that it was sent without the client: danger to life or health. */
  isUrgent?: boolean
  /** Once it was opened on this page. */
  read?: ReadFront
}

/** From how many days before its end a permission is shown as ending. Unit: days. Source: docs/working-day.md. */
export const ENDS_SOON_DAYS = 7

/** What stands in a conversation, and why the rest of it does not. */
export interface Talked {
  items: readonly Said[]
  refused: readonly (StandingProblem | ConversationProblem)[]
  /** The last day after what was said. Absent where it says nothing of it. */
  until?: Day
}

export const NOTHING_SAID: Talked = { items: [], refused: [] }

/** Where a permission stands. time: proposed and not answered. agreed: the time was. time-open: it does not suit. answered: advice was given. */
export type Status =
  | 'waiting'
  | 'accepted'
  | 'declined'
  | 'time'
  | 'agreed'
  | 'time-open'
  | 'not-today'
  | 'opened'
  | 'answered'
  | 'expired'
  | 'ended'
export type SentStatus = Status
export type ReceivedStatus = Exclude<Status, 'waiting'>

interface Entry {
  /** What stands in the conversation, as far as this page has read it. */
  items: readonly Said[]
  /** Why something that was said there does not stand, each reason once. */
  refused: Talked['refused']
  /** The day of what the status tells; null where nobody knows it: the ended list names no days. */
  on: Day | null
  /** A time that was proposed or agreed and is still to come. */
  time: { on: Day; at: string } | null
  /** The last day: of the note, or of a later renewal in the conversation. */
  until: Day
  endsSoon: boolean
  /** What waits for this desk here. */
  waits: readonly Waits[]
  /** The client only said it, nobody else heard it, and they have not said it again with the code or at the screen. */
  toConfirm: boolean
}

export interface SentEntry extends Entry {
  held: Held<SentNote>
  status: SentStatus
}

export interface ReceivedEntry extends Entry {
  held: Held<ReceivedNote>
  status: ReceivedStatus
}

type Answer = 'accepted' | 'declined' | 'not-today'
const ANSWERS: readonly Item['kind'][] = ['accepted', 'declined', 'not-today']
export const isAnswer = (item: Item): item is Item & { kind: Answer } => ANSWERS.includes(item.kind)

interface Standing {
  status: Exclude<Status, 'expired' | 'ended'>
  on: Day
}

const TIME_STATUS = { proposed: 'time', agreed: 'agreed', open: 'time-open' } as const

/** What the conversation says of where it stands; null where nothing was said. "opened" outlives all that is said after it. */
function talkStanding(items: readonly Said[]): Standing | null {
  const all = items.map(({ item }) => item)
  const opened = all.find(({ kind }) => kind === 'opened')
  if (opened) return { status: 'opened', on: opened.said }
  const advised = items.findLast(({ item, side }) => item.kind === 'answer' && item.of === null && side === 'to')
  const answer = all.findLast(isAnswer)
  if (advised && advised.item.n > (answer?.n ?? -1)) return { status: 'answered', on: advised.item.said }
  const time = standingTime(items)
  if (time && time.time.n > (answer?.n ?? -1))
    return { status: TIME_STATUS[time.state], on: time.answer?.said ?? time.time.said }
  return answer ? { status: answer.kind, on: answer.said } : null
}

/** The last day, as far as this page knows. */
export const untilOf = (note: DeskNote, { until = notedUntil(note) }: Talked): Day =>
  until > notedUntil(note) ? until : notedUntil(note)

/** Over for both desks: ended by the client, or past its last day. */
function overOf(mark: Mark, until: Day, ended: ReadonlySet<Mark>, today: Day) {
  if (ended.has(mark)) return { status: 'ended', on: null } as const
  return today > until ? ({ status: 'expired', on: until } as const) : null
}

export function sentEntry(held: Held<SentNote>, talked: Talked, ended: ReadonlySet<Mark>, today: Day): SentEntry {
  const { front, mark } = held.note
  const until = untilOf(held.note, talked)
  const over = overOf(mark, until, ended, today)
  const stands = over ?? talkStanding(talked.items) ?? { status: 'waiting', on: front.notBefore }
  const rest = restOf(over ? NOTHING_SAID : talked, stands.status, front, until, 'from', today)
  const toConfirm = !over && confirmingOf(held.note, renewalsOf(rest.items)) === 'to-confirm'
  return { held, ...stands, ...rest, toConfirm }
}

/** Renewals that stand, in their order. */
export const renewalsOf = (items: readonly Pick<Said, 'item'>[]): Renewal[] =>
  items.flatMap(({ item }) => (item.kind === 'renewed' ? [item.renewal] : []))

const NOTED = { answer: 'answered' } as const

export function receivedEntry(
  held: Held<ReceivedNote>,
  talked: Talked,
  ended: ReadonlySet<Mark>,
  today: Day,
): ReceivedEntry {
  const { note } = held
  const until = untilOf(note, talked)
  const noted = { status: note.state === 'answer' ? NOTED.answer : note.state, on: note.on }
  const over = overOf(note.mark, until, ended, today)
  const stands = over ?? talkStanding(talked.items) ?? noted
  // Nothing that was said outlives the permission, in the page's memory neither.
  const rest = restOf(over ? NOTHING_SAID : talked, stands.status, note.front, until, 'to', today)
  // Until the conversation has been read, the note says which time was proposed from here.
  const time = rest.time ?? (talked.items.length === 0 && stands.status === 'time' ? note.time : null)
  const toConfirm = !over && note.spokenAlone === true && !isConfirmedBy(renewalsOf(rest.items))
  return { held, ...(stands as { status: ReceivedStatus; on: Day | null }), ...rest, time, toConfirm }
}

function restOf(
  { items, refused }: Talked,
  status: Status,
  front: Front,
  until: Day,
  side: Side,
  today: Day,
): Pick<Entry, 'items' | 'refused' | 'time' | 'until' | 'endsSoon' | 'waits'> {
  const isOver = status === 'ended' || status === 'expired'
  const proposed = status === 'time' || status === 'agreed' ? standingTime(items)?.time : undefined
  return {
    items,
    refused: [...new Set(refused)],
    time: proposed && proposed.on >= today ? { on: proposed.on, at: proposed.at } : null,
    until,
    // Only what the client allowed can go on at their word.
    endsSoon: !isOver && front.kind === 'referral' && daysBetween(today, until) <= soonDays(front.notBefore, until),
    waits: isOver ? [] : waitsFor(items, side),
  }
}

/** How long before its end a permission is shown as ending: seven days, or less where it is short itself. Unit: days. */
const soonDays = (notBefore: Day, until: Day): number =>
  Math.min(ENDS_SOON_DAYS, Math.floor(daysBetween(notBefore, until) / 2))

/** One thing that waits for this desk, and where. */
export type WaitingThing =
  | { kind: 'first-contact'; heard: HeardKnock }
  | { kind: 'time' | 'question' | 'wish' | 'time-open' | 'declined' | 'answered' | 'ended' | 'ends-soon'; id: ItemId }

/** All that waits for somebody at this desk to do something: for the list, its number and the page's title. */
export function whatWaits({
  knocks,
  sent,
  received,
}: {
  knocks: readonly HeardKnock[]
  sent: readonly SentEntry[]
  received: readonly ReceivedEntry[]
}): WaitingThing[] {
  return [
    ...knocks.map((heard) => ({ kind: 'first-contact', heard }) as const),
    ...[...sent, ...received].flatMap(thingsOf),
  ]
}

function thingsOf(entry: SentEntry | ReceivedEntry): WaitingThing[] {
  const { id, note } = entry.held
  const things: WaitingThing[] = entry.waits.map((kind) => ({ kind, id }))
  const own = note.kind === 'sent' ? 'from' : 'to'
  if (entry.status === 'time-open' && standingTime(entry.items)?.side === own) things.push({ kind: 'time-open', id })
  if (entry.status === 'ended') things.push({ kind: 'ended', id })
  if (note.kind !== 'sent') return things
  if (entry.status === 'declined' || entry.status === 'answered') things.push({ kind: entry.status, id })
  if (entry.endsSoon) things.push({ kind: 'ends-soon', id })
  return things
}

const SENT_ORDER: readonly SentStatus[] = [
  'ended',
  'time',
  'time-open',
  'answered',
  'declined',
  'expired',
  'not-today',
  'agreed',
  'accepted',
  'opened',
  'waiting',
]

/** What somebody should look at comes first; within that, what ends first. */
export function sortSent(entries: readonly SentEntry[]): SentEntry[] {
  return [...entries].sort(
    (a, b) => SENT_ORDER.indexOf(a.status) - SENT_ORDER.indexOf(b.status) || (a.until < b.until ? -1 : 1),
  )
}

/** Notes that a device may show: all of its desk, except those that the client wanted only one worker to see. */
export function isShownTo(note: DeskNote, device: string): boolean {
  return note.kind === 'received' || note.onlyDevice === null || note.onlyDevice === device
}

/** How long a permission that was put away while it lived is shown all the same. After that its mark may have left the ended list. Unit: days. */
const DROPPED_SHOWN_DAYS = 14

/** Whether a note is shown that somebody of the desk has put away: only what is over can be. A permission that lives stays in the list, so
 *  that no one person takes it from the others. */
export function isThere({ note, until }: Held, ended: ReadonlySet<Mark>, today: Day): boolean {
  const left = daysBetween(today, until)
  return !ended.has(note.mark) && today <= notedUntil(note) && left >= OLD_NOTE_DAYS - DROPPED_SHOWN_DAYS
}

/** First contacts that this desk has not answered yet; what is urgent stands first. */
export function unanswered(heard: readonly HeardKnock[], received: readonly Held<ReceivedNote>[]): HeardKnock[] {
  const answered = new Set(received.map((held) => held.note.k))
  return heard
    .filter(({ k }) => !answered.has(k))
    .toSorted((a, b) => Number(b.isUrgent ?? false) - Number(a.isUrgent ?? false))
}

/** Agreed words that must not be given again: of permissions that have neither ended nor run out. */
export function liveWords(notes: readonly DeskNote[], ended: ReadonlySet<Mark>, today: Day): string[] {
  return notes.flatMap((note) =>
    note.kind === 'sent' && note.ending && !ended.has(note.mark) && today <= notedUntil(note) ? [note.ending.word] : [],
  )
}
