// What stands in a conversation now: which time holds, what waits for whom. Pure; both desks ask it of the same items in the same order, so
// both see the same. What may follow what: fits-conversation.ts. Governed by docs/protocol.md "Conversation".
import type { Day } from '../day.ts'
import type { Item, Side, TimeAnswer } from './items.ts'

/** An item and the desk that wrote it. */
export interface Said<T extends Item = Item> {
  item: T
  side: Side
}

export type Time = Extract<Item, { kind: 'time' }>
export type Renewed = Extract<Item, { kind: 'renewed' }>

export const isTime = (said: Said): said is Said<Time> => said.item.kind === 'time'

/** Where the last proposed time stands. proposed: nobody has answered. agreed: yes. open: no, or another was asked for. */
export type TimeState = 'proposed' | 'agreed' | 'open'

export interface StandingTime {
  time: Time
  /** The desk that proposed it. */
  side: Side
  state: TimeState
  /** What was answered, and on which day. */
  answer: { answer: TimeAnswer; said: Day } | null
}

/** The last time that was proposed, with what the other desk has answered last; null where none was. */
export function standingTime(items: readonly Said[]): StandingTime | null {
  const proposed = items.findLast(isTime)
  if (!proposed) return null
  const answered = items.findLast(({ item }) => item.kind === 'time-answer' && item.of === proposed.item.n)?.item
  const answer = answered?.kind === 'time-answer' ? { answer: answered.answer, said: answered.said } : null
  const state = answer === null ? 'proposed' : answer.answer === 'yes' ? 'agreed' : 'open'
  return { time: proposed.item, side: proposed.side, state, answer }
}

/** Questions of one side that the other has not answered yet. */
export function openQuestions(items: readonly Said[], by: Side): Extract<Item, { kind: 'question' }>[] {
  const answered = new Set(items.flatMap(({ item }) => (item.kind === 'answer' && item.of !== null ? [item.of] : [])))
  return items.flatMap(({ item, side }) =>
    item.kind === 'question' && side === by && !answered.has(item.n) ? [item] : [],
  )
}

export type SheetWish = Extract<Item, { kind: 'sheet-wish' }>

/** What the other desk would change of the sheet, since its last version. */
export function openWishes(items: readonly Said[]): SheetWish[] {
  const newest = items.findLast(({ item }) => item.kind === 'sheet')?.item.n ?? -1
  return items.flatMap(({ item }) => (item.kind === 'sheet-wish' && item.n > newest ? [item] : []))
}

/** What waits for this side to say something: a time to answer, questions, wishes for the sheet. Order: the time first. */
export type Waits = 'time' | 'question' | 'wish'
export function waitsFor(items: readonly Said[], side: Side): Waits[] {
  const time = standingTime(items)
  const waits: Waits[] = time?.state === 'proposed' && time.side !== side ? ['time'] : []
  if (openQuestions(items, side === 'to' ? 'from' : 'to').length > 0) waits.push('question')
  if (side === 'from' && openWishes(items).length > 0) waits.push('wish')
  return waits
}
