// What organisations tell clients before they are chosen. What each column is for, and when it goes, stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('receiver_lines')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('organisation', 'text', (c) => c.notNull())
    .addColumn('lines', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('receiver_lines_key', ['network_id', 'organisation'])
    .execute()
}
