// Devices that asked for web push, and which round was the last. What each column is for, and when it goes, stands in docs/data.md.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Without row numbers: they would say in which order devices asked.
  await db.schema
    .createTable('subscriptions')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('listen', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('subscriptions_key', ['network_id', 'device'])
    .modifyEnd(sql`WITHOUT ROWID`)
    .execute()
  await db.schema
    .createTable('push_rounds')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('bell', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('push_rounds_key', ['network_id'])
    .execute()
}
