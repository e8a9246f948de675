// SQL of endings that found nothing to end, and of the days on which not all of them could be remembered. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'
import { inChunks } from './permission-store.ts'

/** Remembers endings; gives how many of them were new. */
export async function addEndings({ sql, network }: Scope, tags: readonly string[], day: string): Promise<number> {
  let added = 0
  for (const chunk of inChunks(tags)) {
    const { numInsertedOrUpdatedRows } = await sql
      .insertInto('endings')
      .values(chunk.map((tag) => ({ network_id: network, tag, day })))
      .onConflict((conflict) => conflict.columns(['network_id', 'tag']).doNothing())
      .executeTakeFirst()
    added += Number(numInsertedOrUpdatedRows ?? 0)
  }
  return added
}

export async function hasEnding({ sql, network }: Scope, tag: string): Promise<boolean> {
  const row = await sql
    .selectFrom('endings')
    .select('day')
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .executeTakeFirst()
  return row !== undefined
}

export async function countEndings({ sql, network }: Scope): Promise<number> {
  const row = await sql
    .selectFrom('endings')
    .select((b) => b.fn.countAll().as('count'))
    .where('network_id', '=', network)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Marks a day on which memory was full. */
export async function addGap({ sql, network }: Scope, day: string): Promise<void> {
  await sql
    .insertInto('gaps')
    .values({ network_id: network, day })
    .onConflict((conflict) => conflict.columns(['network_id', 'day']).doNothing())
    .execute()
}

/** Whether memory was full on this day or since. */
export async function hasGapSince({ sql, network }: Scope, day: string): Promise<boolean> {
  const row = await sql
    .selectFrom('gaps')
    .select('day')
    .where('network_id', '=', network)
    .where('day', '>=', day)
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteEndingsBefore({ sql, network }: Scope, day: string): Promise<void> {
  for (const table of ['endings', 'gaps'] as const)
    await sql.deleteFrom(table).where('network_id', '=', network).where('day', '<', day).execute()
}
