// SQL of the heads of days and of the leaves that wait for the next one. Governed by docs/data.md.
import * as z from 'zod'
import { Signature } from '@apila/core/bytes.ts'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Scope } from '../platform/db.ts'

const Cosignatures = z.array(z.object({ device: DeviceId, signature: Signature }))

export type DayRow = { n: number; head: string; signature: Signature; cosignatures: z.output<typeof Cosignatures> }

export async function listDays({ sql, network }: Scope, from: number, most: number): Promise<DayRow[]> {
  const rows = await sql
    .selectFrom('days')
    .selectAll()
    .where('network_id', '=', network)
    .where('n', '>=', from)
    .orderBy('n')
    .limit(most)
    .execute()
  return rows.map(({ n, head, signature, cosignatures }) => ({
    ...{ n, head },
    signature: Signature.parse(signature),
    cosignatures: Cosignatures.parse(JSON.parse(cosignatures)),
  }))
}

export async function findLastDay({ sql, network }: Scope): Promise<{ n: number; head: string } | undefined> {
  return sql
    .selectFrom('days')
    .select(['n', 'head'])
    .where('network_id', '=', network)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function addDay(
  { sql, network }: Scope,
  { n, head, signature }: Omit<DayRow, 'cosignatures'>,
): Promise<void> {
  await sql.insertInto('days').values({ network_id: network, n, head, signature, cosignatures: '[]' }).execute()
}

export async function setCosignatures({ sql, network }: Scope, n: number, all: DayRow['cosignatures']): Promise<void> {
  await sql
    .updateTable('days')
    .set({ cosignatures: JSON.stringify(all) })
    .where('network_id', '=', network)
    .where('n', '=', n)
    .execute()
}

export async function addLeaf({ sql, network }: Scope, leaf: string): Promise<void> {
  await sql
    .insertInto('leaves')
    .values({ network_id: network, leaf })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** All that wait; they are gone from then on. */
export async function takeLeaves({ sql, network }: Scope): Promise<string[]> {
  const rows = await sql.deleteFrom('leaves').where('network_id', '=', network).returning('leaf').execute()
  return rows.map(({ leaf }) => leaf)
}
