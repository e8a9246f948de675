// The first tables of leash.db, the file that is never copied (docs/operating.md "Backups").
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leashes')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('tag', 'text', (c) => c.notNull())
    .addColumn('sealed', 'blob', (c) => c.notNull())
    .addColumn('until_day', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('leashes_key', ['network_id', 'tag'])
    .execute()
  await db.schema
    .createTable('decoys')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('noise', 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('decoys_key', ['network_id', 'n'])
    .execute()
}
