// A network with keys of its own: its founding code, passkeys, proposals, and desk keys for papers and later periods. What each column is for,
// and when it goes, stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('foundings')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('foundings_key', ['network_id'])
    .execute()
  await db.schema
    .createTable('credentials')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('credential', 'text', (c) => c.notNull())
    .addColumn('device', 'text', (c) => c.notNull())
    .addColumn('public_key', 'blob', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('sign_count', 'integer', (c) => c.notNull())
    .addColumn('copied_day', 'text')
    .addPrimaryKeyConstraint('credentials_key', ['network_id', 'credential'])
    .execute()
  await db.schema
    .createTable('proposals')
    .addColumn('network_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('writer', 'text', (c) => c.notNull())
    .addColumn('proposed', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('proposals_key', ['network_id', 'id'])
    .execute()
  for (const table of ['recovery_wraps', 'seed_links'])
    await db.schema
      .createTable(table)
      .addColumn('network_id', 'text', (c) => c.notNull())
      .addColumn('organisation', 'text', (c) => c.notNull())
      .addColumn('desk', 'text', (c) => c.notNull())
      .addColumn('epoch', 'integer', (c) => c.notNull())
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('blob', 'blob', (c) => c.notNull())
      .addColumn('writer', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint(`${table}_key`, ['network_id', 'organisation', 'desk', 'epoch', 'n'])
      .execute()
}
