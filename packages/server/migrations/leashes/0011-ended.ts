// Which words have ended leashes of a keeper of its own, until their last day, so that nothing that was sealed is put again. What each column is for
// stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ended')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('end_tag', 'text', (c) => c.notNull())
    .addColumn('until_day', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ended_key', ['network_id', 'end_tag'])
    .execute()
}
