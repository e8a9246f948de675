// Up to which day was swept, and how often the server said no. What each column is for, and when it goes, stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('swept')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('swept_key', ['network_id'])
    .execute()
  await db.schema
    .createTable('refusals')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('refusals_key', ['network_id', 'day', 'code'])
    .execute()
}
