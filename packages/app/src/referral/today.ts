// What the today-list shows, derived from the desk's own notes, the conversations and the ended list. Pure.
// Governed by docs/working-day.md: no names; her own word; statuses belong to the desk.
import type { ItemId, ListId, Mark, Name } from '@apila/core/bytes.ts'
import { type Day, daysBetween } from '@apila/core/day.ts'
import type { Item } from '@apila/core/referral/items.ts'
import type { DeskNote, ReceivedNote, SentNote } from '@apila/core/referral/notes.ts'
import type { StandingProblem } from '@apila/core/referral/standing.ts'
import { isAnswer } from './answers.ts'

/** A note as the desk's list keeps it. */
export interface Held<N extends DeskNote = DeskNote> {
  /** The list it lies in: of the key period in which it was first kept. */
  list: ListId
  id: ItemId
  version: number
  until: Day
  note: N
}

/** A first contact that a bell told of. `s`: its story, where all was sent ahead. */
export interface HeardKnock {
  k: Name
  s: Name | null
}

/** From how many days before its end a permission is shown as ending. Unit: days. Source: docs/working-day.md. */
export const ENDS_SOON_DAYS = 7

export type SentStatus = 'waiting' | 'accepted' | 'declined' | 'time' | 'not-today' | 'opened' | 'expired' | 'ended'

export interface SentEntry {
  held: Held<SentNote>
  /** What stands in the conversation. */
  items: readonly Item[]
  /** Why something that was said there does not stand, each reason once. */
  refused: readonly StandingProblem[]
  status: SentStatus
  /** The last time that was proposed, if any. */
  time: { on: Day; at: string } | null
  endsSoon: boolean
}

export type ReceivedStatus = ReceivedNote['state'] | 'expired' | 'ended'

export interface ReceivedEntry {
  held: Held<ReceivedNote>
  status: ReceivedStatus
  endsSoon: boolean
}

/** Where a permission that this desk sent stands. The receiver's last answer counts; "opened" outlives a later "not today". */
export function sentStatus(note: SentNote, items: readonly Item[], ended: ReadonlySet<Mark>, today: Day): SentStatus {
  if (ended.has(note.mark)) return 'ended'
  if (today > note.front.until) return 'expired'
  const kinds = items.map(({ kind }) => kind)
  return kinds.includes('opened') ? 'opened' : (kinds.findLast(isAnswer) ?? 'waiting')
}

export function sentEntry(
  held: Held<SentNote>,
  items: readonly Item[],
  ended: ReadonlySet<Mark>,
  today: Day,
  refused: readonly StandingProblem[] = [],
): SentEntry {
  const status = sentStatus(held.note, items, ended, today)
  const proposed = items.findLast((item) => item.kind === 'time')
  return {
    held,
    items,
    refused: [...new Set(refused)],
    status,
    time: proposed?.kind === 'time' ? { on: proposed.on, at: proposed.at } : null,
    endsSoon: isEnding(status) ? false : endsWithin(held.note.front.until, today),
  }
}

export function receivedEntry(held: Held<ReceivedNote>, ended: ReadonlySet<Mark>, today: Day): ReceivedEntry {
  const status = ended.has(held.note.mark) ? 'ended' : today > held.note.until ? 'expired' : held.note.state
  return { held, status, endsSoon: status === 'opened' && endsWithin(held.note.until, today) }
}

const isEnding = (status: SentStatus) => status === 'ended' || status === 'expired'
const endsWithin = (until: Day, today: Day) => daysBetween(today, until) <= ENDS_SOON_DAYS

const SENT_ORDER: readonly SentStatus[] = [
  'ended',
  'time',
  'declined',
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
      (a.held.note.front.until < b.held.note.front.until ? -1 : 1),
  )
}

/** Notes that a device may show: all of its desk, except those that the client wanted only one worker to see. */
export function isShownTo(note: DeskNote, device: string): boolean {
  return note.kind === 'received' || note.onlyDevice === null || note.onlyDevice === device
}

/** First contacts that this desk has not answered yet. */
export function unanswered(heard: readonly HeardKnock[], received: readonly Held<ReceivedNote>[]): HeardKnock[] {
  const answered = new Set(received.map((held) => held.note.k))
  return heard.filter(({ k }) => !answered.has(k))
}

/** Finds permissions by the word that the client chose for ending by telephone. Case, accents' order and outer spaces do not matter. */
export function findByWord(entries: readonly SentEntry[], word: string): SentEntry[] {
  const wanted = plain(word)
  return wanted === ''
    ? []
    : entries.filter((entry) => entry.held.note.ending && plain(entry.held.note.ending.word) === wanted)
}

const plain = (word: string) => word.normalize('NFKC').trim().toLocaleLowerCase('fi')
