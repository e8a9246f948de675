// Leashes in leash.db, sealed under the key of the day on which they expire, and held by the word of the client under a pepper of its own.
// Governed by docs/protocol.md "Ending" and "Leash keeper".
import { setImmediate as turn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { Day, addDays } from '@apila/core/day.ts'
import { LONGEST_PERMISSION_DAYS, MOST_RENEWALS } from '@apila/core/referral/permission.ts'
import { LEASH_BYTES } from '@apila/core/sizes.ts'
import { apart, openLeashDatabase } from '../platform/db.ts'
import { openGroup } from '../platform/group.ts'
import {
  type DayKeys,
  LEASH_PEPPER,
  type Pepper,
  type RandomBytes,
  openDayKeys,
  openPepper,
  proofOf,
  toBase64url,
} from '../platform/keys.ts'
import { Problem, Refusal } from '../platform/problem.ts'
import type { LeashTables } from '../platform/schema.ts'
import { forgetEnded, hasEnded, rememberEnded } from './ended-store.ts'
import {
  addHolds,
  countMove,
  findPepper,
  forgetHolds,
  inPieces,
  listEndedBy,
  listHolds,
  listUnkept,
  notePepper,
  setKept,
} from './hold-store.ts'
import type { KeeperMark, LeashKeeper, LeashMove } from './keeper.ts'

/**
 * Zeros that stand before each sealed leash, so that it lies in a page of its own. The engine moves small rows within and between
 * pages and leaves what stood there before, in spite of secure_delete: of 200 leashes that went in any order, one or two stayed in the
 * file now and then. What a page cannot hold of a row stands in overflow pages, which are never moved and are zeroed when the row goes.
 * Unit: bytes. More than the 4,061 that a page of 4,096 holds of a row (sqlite.org/fileformat2.html "B-tree Pages"); lengthening is safe.
 */
const LEAD_BYTES = 4_300

const withLead = (sealed: Uint8Array): Uint8Array => Buffer.concat([new Uint8Array(LEAD_BYTES), sealed])

/** How often leashes move: a move that the server could not follow counts too. */
const MOST_MOVES = 2 * MOST_RENEWALS

// Before a network is founded there is no leash; afterwards this file serves one network.
type Options = {
  folder: string
  keysFolder: string
  network: () => string
  randomBytes: RandomBytes
  /** Whether what the server does not name any more may go without the client's word: always beside the database, whose owner could delete the
   *  file too; in a process of its own never, or once by the word of its operator. */
  obeys?: 'always' | 'once' | 'never'
}

type Store = { sql: Kysely<LeashTables>; keys: DayKeys; pepper: Pepper; network: () => string }

export type LeashStore = LeashKeeper & {
  /** Destroys what is past its day, and forgets past day keys. */
  expire: (today: Day) => Promise<void>
}

/** Opens the leash store of a data folder. Throws `Refusal` where its pepper is another's. */
export async function openLeashStore(options: Options): Promise<LeashStore> {
  const { folder, keysFolder, network, randomBytes } = options
  const sql = await openLeashDatabase(folder)
  const store: Store = { sql, keys: openDayKeys(keysFolder), pepper: openPepper(keysFolder, LEASH_PEPPER), network }
  await requirePepper(store, keysFolder).catch(async (error: unknown) => {
    await sql.destroy()
    throw error
  })
  const newName = (): string => toBase64url(randomBytes(16))
  // The engine waits for the disk five times for each transaction of this file; so all that wait share one.
  const group = openGroup<Kysely<LeashTables>>({ transact: (work) => sql.transaction().execute(work), apart })
  let { obeys = 'always' } = options
  const destroyAll = async (tx: Kysely<LeashTables>, tags: readonly string[]): Promise<void> => {
    await deleteAll(tx, network(), tags)
    const noise = randomBytes(64)
    // Ending something unknown must cost what ending something known costs, or the time would tell them apart.
    await tx
      .insertInto('decoys')
      .values({ network_id: network(), n: 0, noise })
      .onConflict((conflict) => conflict.columns(['network_id', 'n']).doUpdateSet({ noise }))
      .execute()
    await countOne(tx, network(), newName)
  }
  return {
    put: (leashes, { withdraw, renew }) =>
      group.run(async (tx) => {
        // Who kept what was sealed could else bring it back after the client's word.
        if (obeys !== 'always' && (await hasEnded(tx, network(), store.pepper.tag('end', withdraw))))
          throw new Problem('has-ended')
        for (const { tag, leash, until } of leashes) {
          const row = {
            network_id: network(),
            tag,
            sealed: withLead(store.keys.seal(until, tag, leash)),
            until_day: until,
          }
          await tx.insertInto('leashes').values(row).execute()
        }
        await notePepper(tx, network(), knownOf(store.pepper))
        const held = { end_tag: store.pepper.tag('end', withdraw), renew_tag: store.pepper.tag('renew', renew) }
        await addHolds(
          tx,
          leashes.map(({ tag }) => ({ network_id: network(), tag, ...held, moves: 0, is_kept: 0 })),
        )
      }),
    release: async (tag, today) => {
      const [hold] = obeys === 'always' ? [] : await listHolds(sql, network(), [tag])
      if (hold?.is_kept !== 0) return release(sql, store.keys, network(), tag, today)
      return group.run(async (tx) => {
        const leash = await release(tx, store.keys, network(), tag, today)
        // From now on only the client's word or the day ends it.
        if (leash) await setKept(tx, network(), [tag])
        return leash
      })
    },
    has: async (tag) => {
      const row = await sql
        .selectFrom('leashes')
        .select('tag')
        .where('network_id', '=', network())
        .where('tag', '=', tag)
        .executeTakeFirst()
      return row !== undefined
    },
    move: (tags, move) => group.run((tx) => moveAll({ ...store, sql: tx }, tags, move)),
    end: (secrets, tags) =>
      group.run(async (tx) => {
        const endTags = secrets.map((secret) => store.pepper.tag('end', proofOf(secret)))
        const ended = await listEndedBy(tx, network(), endTags)
        if (obeys !== 'always') await rememberEnded(tx, network(), endTags)
        await destroyAll(tx, [...ended, ...(await listUnheld(tx, network(), tags, ended))])
      }),
    drop: (tags) =>
      group.run(async (tx) => {
        const held = obeys === 'always' ? [] : await listHolds(tx, network(), tags)
        const stays = new Set(held.filter((row) => row.is_kept === 1).map((row) => row.tag))
        await destroyAll(
          tx,
          tags.filter((tag) => !stays.has(tag)),
        )
      }),
    sweep: async (today, keep) => {
      const kept = new Set(keep)
      const rows = await sql
        .selectFrom('leashes')
        .select(['tag', 'until_day'])
        .where('network_id', '=', network())
        .execute()
      const unkept = new Set(obeys === 'never' ? await listUnkept(sql, network()) : [])
      const held = new Set(
        obeys === 'never'
          ? (
              await listHolds(
                sql,
                network(),
                rows.map(({ tag }) => tag),
              )
            ).map(({ tag }) => tag)
          : [],
      )
      const mayGo = (tag: string) => obeys !== 'never' || unkept.has(tag) || !held.has(tag)
      const isGone = (row: { tag: string; until_day: string }) =>
        row.until_day < today || (!kept.has(row.tag) && mayGo(row.tag))
      const gone = rows.filter(isGone).map((row) => row.tag)
      const newlyKept = [...unkept].filter((tag) => kept.has(tag))
      if (gone.length > 0 || newlyKept.length > 0)
        await sql.transaction().execute(async (tx) => {
          await setKept(tx, network(), newlyKept)
          if (gone.length === 0) return
          await deleteAll(tx, network(), gone)
          await countOne(tx, network(), newName)
        })
      await forgetEnded(sql, network(), today)
      store.keys.forgetBefore(today)
      if (obeys === 'once') obeys = 'never'
      const alive = new Set(rows.filter((row) => !isGone(row)).map((row) => row.tag))
      return { missing: keep.filter((tag) => !alive.has(tag)) }
    },
    expire: async (today) => {
      const rows = await sql
        .selectFrom('leashes')
        .select('tag')
        .where('network_id', '=', network())
        .where('until_day', '<', today)
        .execute()
      const past = rows.map(({ tag }) => tag)
      if (past.length > 0) await group.run((tx) => destroyAll(tx, past))
      await forgetEnded(sql, network(), today)
      store.keys.forgetBefore(today)
    },
    mark: () => readMark(sql, network()),
    close: () => sql.destroy(),
  }
}

/** A store in the server's process: it takes nothing that was sealed to a keeper, which nobody here could open. Leashes that a keeper handed over
 *  when the members took the task from it have their names behind them. */
export function besideDatabase(store: LeashStore): LeashStore {
  return {
    ...store,
    put: (leashes, proofs) =>
      leashes.every(({ leash }) => leash.length === LEASH_BYTES)
        ? store.put(leashes, proofs)
        : Promise.reject(new Problem('busy')),
    release: async (tag, today, asked) => {
      if (asked) throw new Problem('busy')
      return (await store.release(tag, today))?.subarray(0, LEASH_BYTES) ?? null
    },
  }
}

// Under another pepper no word would be known again: an ending would be answered and nothing destroyed.
async function requirePepper({ sql, keys, pepper, network }: Store, keysFolder: string): Promise<void> {
  const before = await findPepper(sql, network())
  if (before === null || before === knownOf(pepper)) return
  if (keys.has())
    throw new Refusal(
      `The leashes were put under another pepper than ${LEASH_PEPPER} in ${keysFolder}. Put there the one that belongs to them.`,
    )
  // Where no day key is left either, no leash can be opened any more.
  await sql.transaction().execute((tx) => forgetHolds(tx, network()))
}

const knownOf = (pepper: Pepper): string => pepper.tag('known', '')

// Of leashes that came before there were proofs only the names tell which they are.
async function listUnheld(
  sql: Kysely<LeashTables>,
  network: string,
  tags: readonly string[],
  ended: readonly string[],
): Promise<string[]> {
  const isEnded = new Set(ended)
  const others = tags.filter((tag) => !isEnded.has(tag))
  const held = new Set((await listHolds(sql, network, others)).map(({ tag }) => tag))
  return others.filter((tag) => !held.has(tag))
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

// Looks whether they are there, and whether it is the client's word, in the transaction that moves them: what was destroyed before it stays
// destroyed.
async function moveAll(
  { sql, keys, pepper, network }: Store & { sql: Kysely<LeashTables> },
  tags: readonly string[],
  { until, today, renew }: LeashMove,
): Promise<boolean> {
  const holds = await listHolds(sql, network(), tags)
  const word = pepper.tag('renew', proofOf(renew))
  if (!holds.every(({ renew_tag }) => renew_tag === word)) return false
  if (until < today || until > addDays(today, LONGEST_PERMISSION_DAYS)) return false
  if (await areAllOn(sql, network(), tags, until)) return true
  if (holds.some(({ moves }) => moves >= MOST_MOVES)) return false
  const moved: { tag: string; sealed: Uint8Array }[] = []
  for (const tag of tags) {
    const leash = await release(sql, keys, network(), tag, today)
    if (!leash) return false
    moved.push({ tag, sealed: withLead(keys.seal(until, tag, leash)) })
  }
  // Put anew rather than changed, so that each lies in a page of its own and nothing of the old one stays.
  await deleteLeashes(sql, network(), tags)
  for (const row of moved)
    await sql
      .insertInto('leashes')
      .values({ network_id: network(), ...row, until_day: until })
      .execute()
  await countMove(sql, network(), tags)
  return true
}

async function areAllOn(
  sql: Kysely<LeashTables>,
  network: string,
  tags: readonly string[],
  until: Day,
): Promise<boolean> {
  const rows = await sql
    .selectFrom('leashes')
    .select('tag')
    .where('network_id', '=', network)
    .where('tag', 'in', tags)
    .where('until_day', '=', until)
    .execute()
  return rows.length === new Set(tags).size
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

async function deleteLeashes(sql: Kysely<LeashTables>, network: string, tags: readonly string[]): Promise<void> {
  for (const some of inPieces(tags)) {
    await sql.deleteFrom('leashes').where('network_id', '=', network).where('tag', 'in', some).execute()
    // Thousands at once keep nobody from reading.
    await turn()
  }
}

async function deleteAll(sql: Kysely<LeashTables>, network: string, tags: readonly string[]): Promise<void> {
  await deleteLeashes(sql, network, tags)
  for (const some of inPieces(tags))
    await sql.deleteFrom('holds').where('network_id', '=', network).where('tag', 'in', some).execute()
}
