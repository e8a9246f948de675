// Whose a wrap is: each keeper has one of its places. What the column is for stands in docs/data.md.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('wraps').addColumn('writer', 'text').execute()
}
