// The leash keeper's last word on how often it has destroyed. What each column is for, and when it goes, stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leash_keeper')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('keeper', 'text', (c) => c.notNull())
    .addColumn('serial', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('leash_keeper_key', ['network_id'])
    .execute()
}
