// SQL of what the server keeps about itself: the day of the last sweep, and how often it said no. Governed by docs/data.md.
import type { Day } from '@apila/core/day.ts'
import type { ProblemCode } from '@apila/core/problem.ts'
import type { Scope } from '../platform/db.ts'

/** The day of the folder's last sweep, also of one before a network was founded: a folder serves one. */
export async function findSwept({ sql }: Scope): Promise<Day | null> {
  const row = await sql.selectFrom('swept').select('day').executeTakeFirst()
  return row ? (row.day as Day) : null
}

export async function setSwept({ sql, network }: Scope, day: Day): Promise<void> {
  await sql.deleteFrom('swept').execute()
  await sql.insertInto('swept').values({ network_id: network, day }).execute()
}

export type Refused = { day: Day; code: ProblemCode; count: number }

export async function addRefusals({ sql, network }: Scope, refusals: readonly Refused[]): Promise<void> {
  for (const { day, code, count } of refusals)
    await sql
      .insertInto('refusals')
      .values({ network_id: network, day, code, count })
      .onConflict((on) =>
        on.columns(['network_id', 'day', 'code']).doUpdateSet((of) => ({ count: of('refusals.count', '+', count) })),
      )
      .execute()
}

export async function listRefusals({ sql, network }: Scope): Promise<Refused[]> {
  const rows = await sql
    .selectFrom('refusals')
    .selectAll()
    .where('network_id', '=', network)
    .orderBy('day', 'desc')
    .orderBy('code')
    .execute()
  return rows.map(({ day, code, count }) => ({ day: day as Day, code: code as ProblemCode, count }))
}

export async function deleteRefusalsBefore({ sql, network }: Scope, day: Day): Promise<void> {
  await sql.deleteFrom('refusals').where('network_id', '=', network).where('day', '<', day).execute()
}
