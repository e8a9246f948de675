// SQL of desks' notes: the newest version of each, and the older ones until their day. Governed by docs/data.md.
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

/** Gives the version that was replaced an end of its own. */
export async function retireNote({ sql, network }: Scope, replaced: NoteRow, until: string): Promise<void> {
  await sql
    .updateTable('notes')
    .set({ until_day: until < replaced.until_day ? until : replaced.until_day })
    .where('network_id', '=', network)
    .where('list_tag', '=', replaced.list_tag)
    .where('item', '=', replaced.item)
    .where('version', '=', replaced.version)
    .execute()
}

/** Marks all versions of a note as dropped; they go on the day given at the latest. */
export async function markDropped(
  { sql, network }: Scope,
  { listTag, item, until }: { listTag: string; item: string; until: string },
): Promise<void> {
  const own = sql
    .updateTable('notes')
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('item', '=', item)
  await own.set({ dropped: 1 }).execute()
  await own.set({ until_day: until }).where('until_day', '>', until).execute()
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

export async function deleteNotesBefore({ sql, network }: Scope, day: string): Promise<void> {
  await sql.deleteFrom('notes').where('network_id', '=', network).where('until_day', '<', day).execute()
}
