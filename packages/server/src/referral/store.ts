// SQL of parcels and what hangs on them. Rows are named by tags; nothing tells sender, receiver, mode or language.
// Governed by docs/data.md and docs/protocol.md "Wire".
import type { Scope } from '../platform/db.ts'
import type { Tables } from '../platform/schema.ts'

export type ParcelRow = Omit<Tables['parcels'], 'network_id'>
/** What is numbered under a parcel. */
export type NumberedTable = 'journal' | 'replies' | 'sheets'

export async function addParcels({ sql, network }: Scope, rows: readonly ParcelRow[]): Promise<void> {
  for (const row of rows)
    await sql
      .insertInto('parcels')
      .values({ network_id: network, ...row })
      .execute()
}

/** A parcel whose deposit was finished and whose day has not passed. */
export async function findParcel({ sql, network }: Scope, tag: string, today: string): Promise<ParcelRow | undefined> {
  return sql
    .selectFrom('parcels')
    .selectAll()
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .where('sealed', '=', 1)
    .where('until_day', '>=', today)
    .executeTakeFirst()
}

/** Whether such a parcel is there, without reading its body. */
export async function hasParcel({ sql, network }: Scope, tag: string, today: string): Promise<boolean> {
  const row = await sql
    .selectFrom('parcels')
    .select('tag')
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .where('sealed', '=', 1)
    .where('until_day', '>=', today)
    .executeTakeFirst()
  return row !== undefined
}

/** Names of parcels by tag, finished or not. */
export async function listDeposited(
  { sql, network }: Scope,
  tags: readonly string[],
): Promise<Pick<ParcelRow, 'tag' | 'deposit_tag' | 'sealed'>[]> {
  return sql
    .selectFrom('parcels')
    .select(['tag', 'deposit_tag', 'sealed'])
    .where('network_id', '=', network)
    .where('tag', 'in', tags)
    .execute()
}

export type ParcelName = Pick<ParcelRow, 'tag' | 'end_tag' | 'until_day' | 'sealed'>

export async function listParcelNames({ sql, network }: Scope): Promise<ParcelName[]> {
  return sql
    .selectFrom('parcels')
    .select(['tag', 'end_tag', 'until_day', 'sealed'])
    .where('network_id', '=', network)
    .execute()
}

/** All tags that share an end tag. */
export async function listTagsByEnd({ sql, network }: Scope, endTag: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('parcels')
    .select('tag')
    .where('network_id', '=', network)
    .where('end_tag', '=', endTag)
    .execute()
  return rows.map((row) => row.tag)
}

/** Lets parcels be opened: their leashes are stored. */
export async function setSealed({ sql, network }: Scope, tags: readonly string[]): Promise<void> {
  await sql
    .updateTable('parcels')
    .set({ sealed: 1 })
    .where('network_id', '=', network)
    .where('tag', 'in', tags)
    .execute()
}

export async function setLock(
  { sql, network }: Scope,
  tag: string,
  lock: { key: Uint8Array | null; version: number },
): Promise<void> {
  await sql
    .updateTable('parcels')
    .set({ key_version: lock.version, ...(lock.key && { key: lock.key }) })
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .execute()
}

export async function setUntil({ sql, network }: Scope, tags: readonly string[], until: string): Promise<void> {
  await sql
    .updateTable('parcels')
    .set({ until_day: until })
    .where('network_id', '=', network)
    .where('tag', 'in', tags)
    .execute()
}

/** Deletes parcels and everything that hangs on them. */
export async function deleteParcels({ sql, network }: Scope, tags: readonly string[]): Promise<void> {
  for (const tag of tags) {
    for (const table of ['parcels', 'hints', 'journal', 'replies', 'sheets'] as const) {
      await sql.deleteFrom(table).where('network_id', '=', network).where('tag', '=', tag).execute()
    }
  }
}

/** Puts the marks of parcels on the ended list, while their rows are still there. */
export async function markEnded({ sql, network }: Scope, tags: readonly string[], day: string): Promise<void> {
  for (const tag of tags) {
    const row = await sql
      .selectFrom('parcels')
      .select('mark')
      .where('network_id', '=', network)
      .where('tag', '=', tag)
      .executeTakeFirst()
    if (row?.mark) await addEnded({ sql, network }, row.mark, day)
  }
}

/** Remembers that an ending was asked for, whether or not there was anything to end; the oldest of more than `most` is forgotten. */
export async function addEnding({ sql, network }: Scope, tag: string, day: string, most: number): Promise<void> {
  const last = await sql
    .selectFrom('endings')
    .select((b) => b.fn.max('n').as('n'))
    .where('network_id', '=', network)
    .executeTakeFirst()
  const n = (last?.n ?? 0) + 1
  await sql.insertInto('endings').values({ network_id: network, n, tag, day }).execute()
  await sql
    .deleteFrom('endings')
    .where('network_id', '=', network)
    .where('n', '<=', n - most)
    .execute()
}

/** Whether any of these endings was asked for. */
export async function hasEnding({ sql, network }: Scope, tags: readonly string[]): Promise<boolean> {
  const row = await sql
    .selectFrom('endings')
    .select('n')
    .where('network_id', '=', network)
    .where('tag', 'in', tags)
    .executeTakeFirst()
  return row !== undefined
}

export async function addEnded({ sql, network }: Scope, mark: string, day: string): Promise<void> {
  await sql.replaceInto('ended').values({ network_id: network, mark, day }).execute()
}

export async function listEnded({ sql, network }: Scope): Promise<string[]> {
  const rows = await sql.selectFrom('ended').select('mark').where('network_id', '=', network).orderBy('mark').execute()
  return rows.map((row) => row.mark)
}

export async function isEnded({ sql, network }: Scope, mark: string): Promise<boolean> {
  const row = await sql
    .selectFrom('ended')
    .select('mark')
    .where('network_id', '=', network)
    .where('mark', '=', mark)
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteEndedBefore({ sql, network }: Scope, day: string): Promise<void> {
  for (const table of ['ended', 'endings'] as const) {
    await sql.deleteFrom(table).where('network_id', '=', network).where('day', '<', day).execute()
  }
}

export async function addHint({ sql, network }: Scope, tag: string, blob: Uint8Array): Promise<void> {
  const last = await sql
    .selectFrom('hints')
    .select((b) => b.fn.max('n').as('n'))
    .where('network_id', '=', network)
    .executeTakeFirst()
  const n = (last?.n ?? 0) + 1
  await sql.insertInto('hints').values({ network_id: network, n, tag, blob }).execute()
}

/** Hints after a position, in order, of parcels that have not passed their day. */
export async function listHints(
  { sql, network }: Scope,
  after: number,
  count: number,
  today: string,
): Promise<{ n: number; blob: Uint8Array }[]> {
  return sql
    .selectFrom('hints')
    .innerJoin('parcels', (join) =>
      join.onRef('parcels.network_id', '=', 'hints.network_id').onRef('parcels.tag', '=', 'hints.tag'),
    )
    .select(['hints.n', 'hints.blob'])
    .where('hints.network_id', '=', network)
    .where('hints.n', '>', after)
    .where('parcels.until_day', '>=', today)
    .orderBy('hints.n')
    .limit(count)
    .execute()
}

export async function listNumbered({ sql, network }: Scope, table: NumberedTable, tag: string): Promise<Uint8Array[]> {
  const rows = await sql
    .selectFrom(table)
    .select('blob')
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .orderBy('n')
    .execute()
  return rows.map((row) => row.blob)
}

export async function countNumbered({ sql, network }: Scope, table: NumberedTable, tag: string): Promise<number> {
  const row = await sql
    .selectFrom(table)
    .select((b) => b.fn.countAll().as('count'))
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function findNumbered(
  { sql, network }: Scope,
  table: NumberedTable,
  tag: string,
  n: number,
): Promise<Uint8Array | undefined> {
  const row = await sql
    .selectFrom(table)
    .select('blob')
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .where('n', '=', n)
    .executeTakeFirst()
  return row?.blob
}

export async function addNumbered(
  { sql, network }: Scope,
  table: NumberedTable,
  tag: string,
  n: number,
  blob: Uint8Array,
): Promise<void> {
  await sql.insertInto(table).values({ network_id: network, tag, n, blob }).execute()
}

export type NoteRow = Omit<Tables['notes'], 'network_id'>

export async function findNote({ sql, network }: Scope, listTag: string, item: string): Promise<NoteRow | undefined> {
  return sql
    .selectFrom('notes')
    .selectAll()
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('item', '=', item)
    .executeTakeFirst()
}

export async function putNote({ sql, network }: Scope, row: NoteRow): Promise<void> {
  await sql
    .replaceInto('notes')
    .values({ network_id: network, ...row })
    .execute()
}

export async function listNotes({ sql, network }: Scope, listTag: string, today: string): Promise<NoteRow[]> {
  return sql
    .selectFrom('notes')
    .selectAll()
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('until_day', '>=', today)
    .orderBy('item')
    .execute()
}

/** Whether there was such a note. */
export async function deleteNote({ sql, network }: Scope, listTag: string, item: string): Promise<boolean> {
  const { numDeletedRows } = await sql
    .deleteFrom('notes')
    .where('network_id', '=', network)
    .where('list_tag', '=', listTag)
    .where('item', '=', item)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteNotesBefore({ sql, network }: Scope, day: string): Promise<void> {
  await sql.deleteFrom('notes').where('network_id', '=', network).where('until_day', '<', day).execute()
}
