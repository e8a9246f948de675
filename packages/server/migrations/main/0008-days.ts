// Heads of days, and what the next one is made of. What each column is for, and when it goes, stands in docs/data.md.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('days')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('head', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('cosignatures', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('days_key', ['network_id', 'n'])
    .execute()
  // Without row numbers: they would say in which order the lines came.
  await db.schema
    .createTable('leaves')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('leaf', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('leaves_key', ['network_id', 'leaf'])
    .modifyEnd(sql`WITHOUT ROWID`)
    .execute()
}
