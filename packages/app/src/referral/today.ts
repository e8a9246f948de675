// What the today-list shows, derived from the desk's own notes, the replies and the ended list. Pure.
// Governed by docs/working-day.md: no names; her own word; statuses belong to the desk.
import type { ItemId, Mark } from '@apila/core/bytes.ts'
import { type Day, addDays, daysBetween } from '@apila/core/day.ts'
import type { DeskNote, Hint, ReceivedNote, Reply, SentNote } from '@apila/core/referral/content.ts'
import { UNOPENED_DAYS } from '@apila/core/referral/grant.ts'

/** A note as the desk's list keeps it. */
export interface Held<N extends DeskNote = DeskNote> {
  id: ItemId
  version: number
  until: Day
  note: N
}

/** From how many days before its end a permission is shown as ending. Unit: days. Source: docs/working-day.md. */
export const ENDS_SOON_DAYS = 7

export type SentStatus =
  'waiting' | 'accepted' | 'declined' | 'time-proposed' | 'not-today' | 'opened' | 'nobody-opened' | 'expired' | 'ended'

export interface SentEntry {
  held: Held<SentNote>
  replies: readonly Reply[]
  status: SentStatus
  /** The last time that was proposed, if any. */
  time: { on: Day; at: string } | null
  endsSoon: boolean
}

export type ReceivedStatus = ReceivedNote['state'] | 'expired'

export interface ReceivedEntry {
  held: Held<ReceivedNote>
  status: ReceivedStatus
  endsSoon: boolean
}

/** Where a permission that this desk sent stands. The receiver's last answer counts; "opened" outlives a later "not today". */
export function sentStatus(
  note: SentNote,
  replies: readonly Reply[],
  ended: ReadonlySet<Mark>,
  today: Day,
): SentStatus {
  if (ended.has(note.mark)) return 'ended'
  if (today > note.grant.until) return 'expired'
  if (replies.some((reply) => reply.kind === 'opened')) return 'opened'
  if (note.grant.mode !== 'all-ahead' && today > addDays(note.grant.notBefore, UNOPENED_DAYS)) return 'nobody-opened'
  return replies.map((reply) => reply.kind).findLast((kind) => kind !== 'ended-acknowledged') ?? 'waiting'
}

export function sentEntry(
  held: Held<SentNote>,
  replies: readonly Reply[],
  ended: ReadonlySet<Mark>,
  today: Day,
): SentEntry {
  const status = sentStatus(held.note, replies, ended, today)
  const proposed = replies.findLast((reply) => reply.kind === 'time-proposed')
  return {
    held,
    replies,
    status,
    time: proposed?.kind === 'time-proposed' ? { on: proposed.on, at: proposed.at } : null,
    endsSoon: isEnding(status) ? false : endsWithin(held.note.grant.until, today),
  }
}

export function receivedEntry(held: Held<ReceivedNote>, ended: ReadonlySet<Mark>, today: Day): ReceivedEntry {
  const over = today > held.note.until
  const status = ended.has(held.note.mark) ? 'ended' : over && held.note.state !== 'ended' ? 'expired' : held.note.state
  return { held, status, endsSoon: status === 'opened' && endsWithin(held.note.until, today) }
}

const isEnding = (status: SentStatus) => status === 'ended' || status === 'expired' || status === 'nobody-opened'
const endsWithin = (until: Day, today: Day) => daysBetween(today, until) <= ENDS_SOON_DAYS

const SENT_ORDER: readonly SentStatus[] = [
  'ended',
  'time-proposed',
  'declined',
  'nobody-opened',
  'expired',
  'not-today',
  'accepted',
  'opened',
  'waiting',
]

/** What somebody should look at comes first; within that, what ends first. */
export function sortSent(entries: readonly SentEntry[]): SentEntry[] {
  return [...entries].sort(
    (a, b) =>
      SENT_ORDER.indexOf(a.status) - SENT_ORDER.indexOf(b.status) ||
      (a.held.note.grant.until < b.held.note.grant.until ? -1 : 1),
  )
}

/** Notes that a device may show: all of its desk, except those that the client wanted only one worker to see. */
export function isShownTo(note: DeskNote, device: string): boolean {
  return note.kind === 'received' || note.onlyDevice === null || note.onlyDevice === device
}

/** Knocks that this desk has not answered yet. */
export function unanswered(hints: readonly Hint[], received: readonly Held<ReceivedNote>[]): Hint[] {
  const answered = new Set(received.map((held) => held.note.knock))
  return hints.filter((hint) => !answered.has(hint.knock))
}

/** Finds permissions by the word that the client chose for ending by telephone. Case, accents' order and outer spaces do not matter. */
export function findByWord(entries: readonly SentEntry[], word: string): SentEntry[] {
  const wanted = plain(word)
  return wanted === ''
    ? []
    : entries.filter((entry) => entry.held.note.ending && plain(entry.held.note.ending.word) === wanted)
}

const plain = (word: string) => word.normalize('NFKC').trim().toLocaleLowerCase('fi')
