// SQL of what holds a leash: by whose word it ends or moves, as tags under the keeper's own pepper. Governed by docs/protocol.md "Leash keeper".
import type { Kysely } from 'kysely'
import type { LeashTables } from '../platform/schema.ts'

type Sql = Kysely<LeashTables>
export type HoldRow = LeashTables['holds']

/** How many names one statement has. */
export const AT_ONCE = 64

export function* inPieces<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE)
}

export async function addHolds(sql: Sql, rows: readonly HoldRow[]): Promise<void> {
  if (rows.length > 0) await sql.insertInto('holds').values(rows).execute()
}

export async function listHolds(sql: Sql, network: string, tags: readonly string[]): Promise<HoldRow[]> {
  const found: HoldRow[] = []
  for (const some of inPieces(tags))
    found.push(
      ...(await sql
        .selectFrom('holds')
        .selectAll()
        .where('network_id', '=', network)
        .where('tag', 'in', some)
        .execute()),
    )
  return found
}

/** The leashes that end together by one of these words. */
export async function listEndedBy(sql: Sql, network: string, endTags: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const some of inPieces(endTags)) {
    const rows = await sql
      .selectFrom('holds')
      .select('tag')
      .where('network_id', '=', network)
      .where('end_tag', 'in', some)
      .execute()
    found.push(...rows.map(({ tag }) => tag))
  }
  return found
}

export async function listUnkept(sql: Sql, network: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('holds')
    .select('tag')
    .where('network_id', '=', network)
    .where('is_kept', '=', 0)
    .execute()
  return rows.map(({ tag }) => tag)
}

export async function setKept(sql: Sql, network: string, tags: readonly string[]): Promise<void> {
  for (const some of inPieces(tags))
    await sql
      .updateTable('holds')
      .set({ is_kept: 1 })
      .where('network_id', '=', network)
      .where('tag', 'in', some)
      .execute()
}

export async function countMove(sql: Sql, network: string, tags: readonly string[]): Promise<void> {
  for (const some of inPieces(tags))
    await sql
      .updateTable('holds')
      .set((of) => ({ moves: of('moves', '+', 1) }))
      .where('network_id', '=', network)
      .where('tag', 'in', some)
      .execute()
}

/** By which pepper the tags of a network were made; `null` where there are none yet. */
export async function findPepper(sql: Sql, network: string): Promise<string | null> {
  const row = await sql.selectFrom('peppers').select('known').where('network_id', '=', network).executeTakeFirst()
  return row?.known ?? null
}

export async function notePepper(sql: Sql, network: string, known: string): Promise<void> {
  await sql
    .insertInto('peppers')
    .values({ network_id: network, known })
    .onConflict((conflict) => conflict.column('network_id').doNothing())
    .execute()
}

/** Forgets tags that are of no use any more. */
export async function forgetHolds(sql: Sql, network: string): Promise<void> {
  await sql.deleteFrom('holds').where('network_id', '=', network).execute()
  await sql.deleteFrom('peppers').where('network_id', '=', network).execute()
}

export async function findSweptDay(sql: Sql, network: string): Promise<string | null> {
  return (await sql.selectFrom('swept').select('day').where('network_id', '=', network).executeTakeFirst())?.day ?? null
}

export async function setSweptDay(sql: Sql, network: string, day: string): Promise<void> {
  await sql
    .insertInto('swept')
    .values({ network_id: network, day })
    .onConflict((conflict) => conflict.column('network_id').doUpdateSet({ day }))
    .execute()
}

/** The networks of which a folder has leashes. */
export async function listNetworks(sql: Sql): Promise<string[]> {
  return (await sql.selectFrom('leashes').select('network_id').distinct().execute()).map((row) => row.network_id)
}
