// Gives each leash that lies there already pages of its own, as leashes/store.ts says why; then writes the file anew, without
// what was moved and left behind in it.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`UPDATE leashes SET sealed = CAST(zeroblob(4300) || sealed AS BLOB)`.execute(db)
  await sql`VACUUM`.execute(db)
}
