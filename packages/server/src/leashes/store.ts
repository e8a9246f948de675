// Leashes in leash.db, sealed under the key of the day on which they expire. Governed by docs/protocol.md "Ending".
import { setImmediate as turn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { Day } from '@apila/core/day.ts'
import { apart, openLeashDatabase } from '../platform/db.ts'
import { openGroup } from '../platform/group.ts'
import { type DayKeys, type RandomBytes, openDayKeys } from '../platform/keys.ts'
import type { LeashTables } from '../platform/schema.ts'
import type { LeashKeeper } from './keeper.ts'

/**
 * Zeros that stand before each sealed leash, so that it lies in a page of its own. The engine moves small rows within and between
 * pages and leaves what stood there before, in spite of secure_delete: of 200 leashes that went in any order, one or two stayed in the
 * file now and then. What a page cannot hold of a row stands in overflow pages, which are never moved and are zeroed when the row goes.
 * Unit: bytes. More than the 4,061 that a page of 4,096 holds of a row (sqlite.org/fileformat2.html "B-tree Pages"); lengthening is safe.
 */
const LEAD_BYTES = 4_300

const withLead = (sealed: Uint8Array): Uint8Array => Buffer.concat([new Uint8Array(LEAD_BYTES), sealed])

// Before a network is founded there is no leash; afterwards this file serves one network.
type Options = { folder: string; keysFolder: string; network: () => string; randomBytes: RandomBytes }

/** Opens the leash store of a data folder. */
export async function openLeashStore({ folder, keysFolder, network, randomBytes }: Options): Promise<LeashKeeper> {
  const sql = await openLeashDatabase(folder)
  const keys = openDayKeys(keysFolder)
  // The engine waits for the disk five times for each transaction of this file; so all that wait share one.
  const group = openGroup<Kysely<LeashTables>>({ transact: (work) => sql.transaction().execute(work), apart })
  return {
    put: (leashes) =>
      group.run(async (tx) => {
        for (const { tag, leash, until } of leashes) {
          const row = { network_id: network(), tag, sealed: withLead(keys.seal(until, tag, leash)), until_day: until }
          await tx.insertInto('leashes').values(row).execute()
        }
      }),
    release: (tag, today) => release(sql, keys, network(), tag, today),
    has: async (tag) => {
      const row = await sql
        .selectFrom('leashes')
        .select('tag')
        .where('network_id', '=', network())
        .where('tag', '=', tag)
        .executeTakeFirst()
      return row !== undefined
    },
    move: (tags, until, today) => group.run((tx) => moveAll(tx, keys, network(), { tags, until, today })),
    destroy: (tags) =>
      group.run(async (tx) => {
        await deleteAll(tx, network(), tags)
        const noise = randomBytes(64)
        // Ending something unknown must cost what ending something known costs, or the time would tell them apart.
        await tx
          .insertInto('decoys')
          .values({ network_id: network(), n: 0, noise })
          .onConflict((conflict) => conflict.columns(['network_id', 'n']).doUpdateSet({ noise }))
          .execute()
      }),
    sweep: async (today, keep) => {
      const kept = new Set(keep)
      const rows = await sql
        .selectFrom('leashes')
        .select(['tag', 'until_day'])
        .where('network_id', '=', network())
        .execute()
      const isGone = (row: { tag: string; until_day: string }) => row.until_day < today || !kept.has(row.tag)
      const gone = rows.filter(isGone).map((row) => row.tag)
      if (gone.length > 0) await sql.transaction().execute((tx) => deleteAll(tx, network(), gone))
      keys.forgetBefore(today)
      const alive = new Set(rows.filter((row) => !isGone(row)).map((row) => row.tag))
      return { missing: keep.filter((tag) => !alive.has(tag)) }
    },
    close: () => sql.destroy(),
  }
}

async function release(
  sql: Kysely<LeashTables>,
  keys: DayKeys,
  network: string,
  tag: string,
  today: Day,
): Promise<Uint8Array | null> {
  const row = await sql
    .selectFrom('leashes')
    .select(['sealed', 'until_day'])
    .where('network_id', '=', network)
    .where('tag', '=', tag)
    .where('until_day', '>=', today)
    .executeTakeFirst()
  return row ? keys.open(Day.parse(row.until_day), tag, row.sealed.subarray(LEAD_BYTES)) : null
}

// Looks whether they are there in the transaction that moves them: what was destroyed before it stays destroyed.
async function moveAll(
  sql: Kysely<LeashTables>,
  keys: DayKeys,
  network: string,
  { tags, until, today }: { tags: readonly string[]; until: Day; today: Day },
): Promise<boolean> {
  const moved: { tag: string; sealed: Uint8Array }[] = []
  for (const tag of tags) {
    const leash = await release(sql, keys, network, tag, today)
    if (!leash) return false
    moved.push({ tag, sealed: withLead(keys.seal(until, tag, leash)) })
  }
  // Put anew rather than changed, so that each lies in a page of its own and nothing of the old one stays.
  await deleteAll(sql, network, tags)
  for (const row of moved)
    await sql
      .insertInto('leashes')
      .values({ network_id: network, ...row, until_day: until })
      .execute()
  return true
}

/** How many leashes one statement deletes; then others have their turn. */
const DELETED_AT_ONCE = 64

async function deleteAll(sql: Kysely<LeashTables>, network: string, tags: readonly string[]): Promise<void> {
  for (let at = 0; at < tags.length; at += DELETED_AT_ONCE) {
    const some = tags.slice(at, at + DELETED_AT_ONCE)
    await sql.deleteFrom('leashes').where('network_id', '=', network).where('tag', 'in', some).execute()
    // Thousands at once keep nobody from reading.
    await turn()
  }
}
