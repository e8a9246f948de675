// SQL of the lines of her book and of the items of a conversation: numbered from 0, never replaced. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'

export async function listLines({ sql, network }: Scope, endTag: string): Promise<Uint8Array[]> {
  const rows = await sql
    .selectFrom('lines')
    .select('blob')
    .where('network_id', '=', network)
    .where('end_tag', '=', endTag)
    .orderBy('n')
    .execute()
  return rows.map((row) => row.blob)
}

export async function findLine({ sql, network }: Scope, endTag: string, n: number): Promise<Uint8Array | undefined> {
  const row = await sql
    .selectFrom('lines')
    .select('blob')
    .where('network_id', '=', network)
    .where('end_tag', '=', endTag)
    .where('n', '=', n)
    .executeTakeFirst()
  return row?.blob
}

/** How many lines there are, and the last of them. */
export async function findLastLine(
  { sql, network }: Scope,
  endTag: string,
): Promise<{ count: number; last: Uint8Array | null }> {
  const row = await sql
    .selectFrom('lines')
    .select(['n', 'blob'])
    .where('network_id', '=', network)
    .where('end_tag', '=', endTag)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { count: row.n + 1, last: row.blob } : { count: 0, last: null }
}

export async function insertLine({ sql, network }: Scope, endTag: string, n: number, blob: Uint8Array): Promise<void> {
  await sql.insertInto('lines').values({ network_id: network, end_tag: endTag, n, blob }).execute()
}

export async function listItems({ sql, network }: Scope, tag: string): Promise<Uint8Array[]> {
  const rows = await sql
    .selectFrom('items')
    .select('blob')
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .orderBy('n')
    .execute()
  return rows.map((row) => row.blob)
}

export async function findItem({ sql, network }: Scope, tag: string, n: number): Promise<Uint8Array | undefined> {
  const row = await sql
    .selectFrom('items')
    .select('blob')
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .where('n', '=', n)
    .executeTakeFirst()
  return row?.blob
}

export async function countItems({ sql, network }: Scope, tag: string): Promise<number> {
  const row = await sql
    .selectFrom('items')
    .select((b) => b.fn.countAll().as('count'))
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertItem({ sql, network }: Scope, tag: string, n: number, blob: Uint8Array): Promise<void> {
  await sql.insertInto('items').values({ network_id: network, tag, n, blob }).execute()
}
