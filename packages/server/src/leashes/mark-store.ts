// SQL of what the leash keeper last said of itself. Governed by docs/data.md.
import type { Scope } from '../platform/db.ts'
import type { KeeperMark } from './keeper.ts'

export async function findKeeperMark({ sql, network }: Scope): Promise<KeeperMark | null> {
  const row = await sql
    .selectFrom('leash_keeper')
    .select(['keeper', 'serial'])
    .where('network_id', '=', network)
    .executeTakeFirst()
  return row ?? null
}

export async function setKeeperMark({ sql, network }: Scope, mark: KeeperMark): Promise<void> {
  await sql
    .insertInto('leash_keeper')
    .values({ network_id: network, ...mark })
    .onConflict((conflict) => conflict.column('network_id').doUpdateSet(mark))
    .execute()
}
