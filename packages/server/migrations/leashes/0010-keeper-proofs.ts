// By what the keeper itself knows the client's word again, so that nobody ends or prolongs without it. What each column is for stands in
// docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('holds')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('tag', 'text', (c) => c.notNull())
    .addColumn('end_tag', 'text', (c) => c.notNull())
    .addColumn('renew_tag', 'text', (c) => c.notNull())
    .addColumn('moves', 'integer', (c) => c.notNull())
    .addColumn('is_kept', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('holds_key', ['network_id', 'tag'])
    .execute()
  await db.schema.createIndex('holds_end').on('holds').columns(['network_id', 'end_tag']).execute()
  await db.schema
    .createTable('peppers')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('known', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('peppers_key', ['network_id'])
    .execute()
  await db.schema
    .createTable('swept')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('swept_key', ['network_id'])
    .execute()
}
