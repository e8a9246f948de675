// SQL of desks' notes: the newest version of each and up to two older ones. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'
import type { Tables } from '../platform/schema.ts'

export type NoteRow = Omit<Tables['notes'], 'network_id'>

/** The newest version of a note. */
export async function findNote({ sql, network }: Scope, listTag: string, item: string): Promise<NoteRow | undefined> {
  return sql
    .selectFrom('notes')
    .selectAll()
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('item', '=', item)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertNote({ sql, network }: Scope, row: NoteRow): Promise<void> {
  await sql
    .insertInto('notes')
    .values({ network_id: network, ...row })
    .execute()
}

/** Gives the version that was replaced an end of its own, and drops those that are older than `oldest`. */
export async function retireNote(
  { sql, network }: Scope,
  replaced: NoteRow,
  { until, oldest }: { until: string; oldest: number },
): Promise<void> {
  await sql
    .updateTable('notes')
    .set({ until_day: until < replaced.until_day ? until : replaced.until_day })
    .where('network_id', '=', network)
    .where('list_tag', '=', replaced.list_tag)
    .where('item', '=', replaced.item)
    .where('version', '=', replaced.version)
    .execute()
  await sql
    .deleteFrom('notes')
    .where('network_id', '=', network)
    .where('list_tag', '=', replaced.list_tag)
    .where('item', '=', replaced.item)
    .where('version', '<', oldest)
    .execute()
}

/** All versions of all notes of a list whose day has not passed; of one note the oldest first. */
export async function listNotes({ sql, network }: Scope, listTag: string, today: string): Promise<NoteRow[]> {
  return sql
    .selectFrom('notes')
    .selectAll()
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('until_day', '>=', today)
    .orderBy('item')
    .orderBy('version')
    .execute()
}

/** Deletes a note with its versions. */
export async function deleteNote({ sql, network }: Scope, listTag: string, item: string): Promise<void> {
  await sql
    .deleteFrom('notes')
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('item', '=', item)
    .execute()
}

export async function deleteNotesBefore({ sql, network }: Scope, day: string): Promise<void> {
  await sql.deleteFrom('notes').where('network_id', '=', network).where('until_day', '<', day).execute()
}
