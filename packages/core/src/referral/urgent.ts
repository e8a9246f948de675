// What is sent without the client, since life or health is in danger: how long it lasts, the notice that they are owed, and how often it was
// done in a month. Governed by docs/protocol.md "Urgent".
import { type Day, addDays } from '../day.ts'
import type { NoticeNote } from './notice.ts'
import type { SentNote } from './notes.ts'
import { LONGEST_URGENT_DAYS } from './permission.ts'

/** Shortest urgent permission. Unit: days. Source: docs/protocol.md "Urgent". */
export const URGENT_DAYS = 3

/** Three days, or seven where the receiver opens again only after those. `opens`: its next open day; null where nobody knows it. */
export const urgentDays = (opens: Day | null, today: Day): number =>
  opens !== null && opens > addDays(today, URGENT_DAYS) ? LONGEST_URGENT_DAYS : URGENT_DAYS

/** The notice that the client is owed of what was sent without them; null for any other permission. */
export const noticeOfUrgent = ({ owes, front, s, mark }: SentNote): NoticeNote | null =>
  owes
    ? {
        kind: 'notice',
        ...owes,
        to: 'member',
        on: front.notBefore,
        client: { state: 'owed' },
        under: { name: s, mark },
        inBook: null,
        urgent: true,
      }
    : null

/** How often in each month, the latest first. `id`: what tells two apart, so that a note and its notice count once. */
export function countByMonth(sent: readonly { id: string; on: Day }[]): { month: string; count: number }[] {
  const once = new Map(sent.map(({ id, on }) => [id, on.slice(0, 7)]))
  const counts = new Map<string, number>()
  for (const month of once.values()) counts.set(month, (counts.get(month) ?? 0) + 1)
  return [...counts].map(([month, count]) => ({ month, count })).sort((a, b) => (a.month < b.month ? 1 : -1))
}
