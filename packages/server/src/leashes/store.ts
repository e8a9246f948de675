// Leashes in leash.db, sealed under the key of the day on which they expire. Governed by docs/protocol.md "Ending".
import { setImmediate as turn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { Day } from '@apila/core/day.ts'
import { apart, openLeashDatabase } from '../platform/db.ts'
import { openGroup } from '../platform/group.ts'
import { type DayKeys, type RandomBytes, openDayKeys, toBase64url } from '../platform/keys.ts'
import type { LeashTables } from '../platform/schema.ts'
import type { KeeperMark, LeashKeeper } from './keeper.ts'

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
  const newName = (): string => toBase64url(randomBytes(16))
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
        await countOne(tx, network(), newName)
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
      if (gone.length > 0)
        await sql.transaction().execute(async (tx) => {
          await deleteAll(tx, network(), gone)
          await countOne(tx, network(), newName)
        })
      keys.forgetBefore(today)
      const alive = new Set(rows.filter((row) => !isGone(row)).map((row) => row.tag))
      return { missing: keep.filter((tag) => !alive.has(tag)) }
    },
    mark: () => readMark(sql, network()),
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

async function readMark(sql: Kysely<LeashTables>, network: string): Promise<KeeperMark | null> {
  const row = await sql
    .selectFrom('marks')
    .select(['keeper', 'serial'])
    .where('network_id', '=', network)
    .executeTakeFirst()
  return row ?? null
}

// In the transaction that destroys: a file in which something was not destroyed has a smaller number.
async function countOne(sql: Kysely<LeashTables>, network: string, newName: () => string): Promise<void> {
  await sql
    .insertInto('marks')
    .values({ network_id: network, keeper: newName(), serial: 1 })
    .onConflict((conflict) =>
      conflict.column('network_id').doUpdateSet((of) => ({ serial: of('marks.serial', '+', 1) })),
    )
    .execute()
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
