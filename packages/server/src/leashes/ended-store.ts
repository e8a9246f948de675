// SQL of the words that have ended leashes, as tags under the keeper's own pepper: a server that kept what a device had sealed must not put it again.
// Governed by docs/protocol.md "Sealed requests".
import type { Kysely } from 'kysely'
import type { LeashTables } from '../platform/schema.ts'
import { inPieces } from './hold-store.ts'

type Sql = Kysely<LeashTables>

/** Remembers each of these words that holds leashes, up to their last day: beyond it they could not be put again anyway. */
export async function rememberEnded(sql: Sql, network: string, endTags: readonly string[]): Promise<void> {
  for (const some of inPieces(endTags)) {
    const rows = await sql
      .selectFrom('holds')
      .innerJoin('leashes', (join) =>
        join.onRef('leashes.network_id', '=', 'holds.network_id').onRef('leashes.tag', '=', 'holds.tag'),
      )
      .select(['holds.network_id', 'holds.end_tag', (of) => of.fn.max('leashes.until_day').as('until_day')])
      .where('holds.network_id', '=', network)
      .where('holds.end_tag', 'in', some)
      .groupBy(['holds.network_id', 'holds.end_tag'])
      .execute()
    for (const row of rows)
      await sql
        .insertInto('ended')
        .values(row)
        .onConflict((conflict) => conflict.columns(['network_id', 'end_tag']).doNothing())
        .execute()
  }
}

export async function hasEnded(sql: Sql, network: string, endTag: string): Promise<boolean> {
  const row = await sql
    .selectFrom('ended')
    .select('end_tag')
    .where('network_id', '=', network)
    .where('end_tag', '=', endTag)
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetEnded(sql: Sql, network: string, today: string): Promise<void> {
  await sql.deleteFrom('ended').where('network_id', '=', network).where('until_day', '<', today).execute()
}
