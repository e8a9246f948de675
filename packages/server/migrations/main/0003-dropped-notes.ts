// What a desk has put away stays as long as any older version of a note. What the column is for stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('notes')
    .addColumn('dropped', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
