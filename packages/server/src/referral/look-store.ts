// SQL of the two lists that every desk reads in its background look: bells, and marks of what has ended. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'
import { inChunks } from './permission-store.ts'

/** Takes `count` numbers of a list that were never given before, and gives the first of them. */
async function takeNumbers({ sql, network }: Scope, list: 'bells' | 'ended', count: number): Promise<number> {
  const before = await findLast({ sql, network }, list)
  const last = before + count
  await sql
    .insertInto('places')
    .values({ network_id: network, list, last })
    .onConflict((conflict) => conflict.columns(['network_id', 'list']).doUpdateSet({ last }))
    .execute()
  return before + 1
}

/** The last number that a list has given; 0 before the first. */
export async function findLast({ sql, network }: Scope, list: 'bells' | 'ended'): Promise<number> {
  const row = await sql
    .selectFrom('places')
    .select('last')
    .where('network_id', '=', network)
    .where('list', '=', list)
    .executeTakeFirst()
  return row?.last ?? 0
}

export type NewBell = { bell: Uint8Array; endTag: string; day: string | null }

export async function addBells(scope: Scope, bells: readonly NewBell[]): Promise<void> {
  if (bells.length === 0) return
  const first = await takeNumbers(scope, 'bells', bells.length)
  for (const [index, { bell, endTag, day }] of bells.entries())
    await scope.sql
      .insertInto('bells')
      .values({ network_id: scope.network, n: first + index, bell, end_tag: endTag, day })
      .execute()
}

/** Bells after a place, in order. */
export async function listBells(
  { sql, network }: Scope,
  after: number,
  count: number,
): Promise<{ n: number; bell: Uint8Array }[]> {
  return sql
    .selectFrom('bells')
    .select(['n', 'bell'])
    .where('network_id', '=', network)
    .where('n', '>', after)
    .orderBy('n')
    .limit(count)
    .execute()
}

/** Bells of items leave; those of permissions have no day and live as long as these. */
export async function deleteBellsBefore({ sql, network }: Scope, day: string): Promise<void> {
  await sql.deleteFrom('bells').where('network_id', '=', network).where('day', '<', day).execute()
}

/** Puts marks on the ended list, each once. */
export async function addEnded(scope: Scope, marks: readonly string[], day: string): Promise<void> {
  const { sql, network } = scope
  const there = new Set<string>()
  for (const chunk of inChunks(marks)) {
    const rows = await sql
      .selectFrom('ended')
      .select('mark')
      .where('network_id', '=', network)
      .where('mark', 'in', chunk)
      .execute()
    for (const { mark } of rows) there.add(mark)
  }
  const fresh = [...new Set(marks)].filter((mark) => !there.has(mark))
  if (fresh.length === 0) return
  const first = await takeNumbers(scope, 'ended', fresh.length)
  const rows = fresh.map((mark, index) => ({ network_id: network, n: first + index, mark, day }))
  for (const chunk of inChunks(rows)) await sql.insertInto('ended').values(chunk).execute()
}

export async function isEnded({ sql, network }: Scope, mark: string): Promise<boolean> {
  const row = await sql
    .selectFrom('ended')
    .select('n')
    .where('network_id', '=', network)
    .where('mark', '=', mark)
    .executeTakeFirst()
  return row !== undefined
}

/** Marks after a place, in order. */
export async function listEnded(
  { sql, network }: Scope,
  after: number,
  count: number,
): Promise<{ n: number; mark: string }[]> {
  return sql
    .selectFrom('ended')
    .select(['n', 'mark'])
    .where('network_id', '=', network)
    .where('n', '>', after)
    .orderBy('n')
    .limit(count)
    .execute()
}

export async function deleteEndedBefore({ sql, network }: Scope, day: string): Promise<void> {
  await sql.deleteFrom('ended').where('network_id', '=', network).where('day', '<', day).execute()
}
