// SQL of feedback. What is deleted here may stay in backups that were made before (docs/data.md).
import type { Language } from '@apila/core/content/language.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import {
  type Feedback,
  FEEDBACK_KEEP_DAYS,
  FEEDBACK_MOST_DAYS,
  type FeedbackForm,
  type FeedbackId,
  dueDay,
} from '@apila/core/feedback/wire.ts'
import type { Scope } from '../platform/db.ts'

export type NewFeedback = FeedbackForm & { id: FeedbackId; day: Day; lang: Language }

export async function addFeedback({ sql, network }: Scope, { contact, ...feedback }: NewFeedback): Promise<void> {
  await sql
    .insertInto('feedback')
    .values({ ...feedback, network_id: network, contact: contact === '' ? null : contact, answered_day: null })
    .execute()
}

export async function countFeedback({ sql, network }: Scope): Promise<number> {
  const row = await sql
    .selectFrom('feedback')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('network_id', '=', network)
    .executeTakeFirstOrThrow()
  return row.count
}

/** All that is kept; what waits longest first. */
export async function listFeedback({ sql, network }: Scope): Promise<Feedback[]> {
  const rows = await sql
    .selectFrom('feedback')
    .selectAll()
    .where('network_id', '=', network)
    .orderBy('day')
    .orderBy('id')
    .execute()
  return rows.map(({ id, day, lang, page, message, contact, answered_day }) => ({
    id: id as FeedbackId,
    day: day as Day,
    dueDay: dueDay(day as Day),
    lang: lang as Language,
    page,
    message,
    contact,
    answeredDay: answered_day as Day | null,
  }))
}

/** Marks as answered and forgets the contact; false where there is none. A second time changes nothing. */
export async function setFeedbackAnswered({ sql, network }: Scope, id: FeedbackId, today: Day): Promise<boolean> {
  const row = await sql
    .selectFrom('feedback')
    .select('answered_day')
    .where('network_id', '=', network)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return false
  await sql
    .updateTable('feedback')
    .set({ answered_day: row.answered_day ?? today, contact: null })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  return true
}

/** Deletes what was answered long enough ago, and what has been there longest of all. */
export async function deleteOldFeedback({ sql, network }: Scope, today: Day): Promise<void> {
  await sql
    .deleteFrom('feedback')
    .where('network_id', '=', network)
    .where((row) =>
      row.or([
        row('answered_day', '<', addDays(today, -FEEDBACK_KEEP_DAYS)),
        row('day', '<', addDays(today, -FEEDBACK_MOST_DAYS)),
      ]),
    )
    .execute()
}
