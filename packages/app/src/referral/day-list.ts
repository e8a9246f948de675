// The list of the day in its sections: what waits for this desk, what was agreed for today, what waits for others, what is over. Pure.
// Governed by docs/working-day.md "On the desk's list".
import type { Mark } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { DeskLists } from './desk-list.ts'
import { type HeardKnock, type ReceivedEntry, type SentEntry, whatWaits } from './today.ts'

export interface DayList {
  knocks: readonly HeardKnock[]
  /** What ends first comes first. */
  yours: readonly (SentEntry | ReceivedEntry)[]
  /** In the order of the clock. */
  agreed: readonly (SentEntry | ReceivedEntry)[]
  others: readonly (SentEntry | ReceivedEntry)[]
  over: readonly (SentEntry | ReceivedEntry)[]
}

export const markOf = ({ held }: SentEntry | ReceivedEntry): Mark => held.note.mark

export function dayList(lists: Pick<DeskLists, 'knocks' | 'sent' | 'received'>, today: Day): DayList {
  const waiting = new Set(whatWaits(lists).flatMap((thing) => (thing.kind === 'first-contact' ? [] : [thing.id])))
  const all = [...lists.received, ...lists.sent].toSorted((a, b) => (a.until < b.until ? -1 : 1))
  const placed = Map.groupBy(all, (entry) => {
    if (waiting.has(entry.held.id)) return 'yours'
    if (entry.status === 'expired' || entry.status === 'ended') return 'over'
    return entry.status === 'agreed' && entry.time?.on === today ? 'agreed' : 'others'
  })
  const agreed = placed.get('agreed') ?? []
  return {
    knocks: lists.knocks,
    yours: placed.get('yours') ?? [],
    agreed: agreed.toSorted((a, b) => ((a.time?.at ?? '') < (b.time?.at ?? '') ? -1 : 1)),
    others: placed.get('others') ?? [],
    over: placed.get('over') ?? [],
  }
}

/** How much waits for this desk: for the list, its place in the menu and the page's title. */
export const countYours = ({ knocks, yours }: DayList): number => knocks.length + yours.length
