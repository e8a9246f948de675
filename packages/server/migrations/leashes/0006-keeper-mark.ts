// Which keeper this is and how often it has destroyed, so that an older copy of the file is noticed. What each column is for stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('marks')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('keeper', 'text', (c) => c.notNull())
    .addColumn('serial', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('marks_key', ['network_id'])
    .execute()
}
