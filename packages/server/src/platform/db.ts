// The embedded engine: the only file that knows it is SQLite. Governed by docs/operating.md "Folders".
import { existsSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { join } from 'node:path'
import { Kysely, SqliteDialect, type SqliteDatabase, sql as raw } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { up as mainFirst } from '../../migrations/main/0001-first.ts'
import { up as mainWatch } from '../../migrations/main/0002-watch.ts'
import { up as droppedNotes } from '../../migrations/main/0003-dropped-notes.ts'
import { up as wrapWriter } from '../../migrations/main/0004-wrap-writer.ts'
import { up as leashKeeper } from '../../migrations/main/0006-leash-keeper.ts'
import { up as realNetwork } from '../../migrations/main/0007-real-network.ts'
import { up as days } from '../../migrations/main/0008-days.ts'
import { up as receiverLines } from '../../migrations/main/0011-receiver-lines.ts'
import { up as subscriptions } from '../../migrations/main/0012-subscriptions.ts'
import { up as leashesFirst } from '../../migrations/leashes/0001-first.ts'
import { up as keeperMark } from '../../migrations/leashes/0006-keeper-mark.ts'
import { up as keeperProofs } from '../../migrations/leashes/0010-keeper-proofs.ts'
import { up as endedWords } from '../../migrations/leashes/0011-ended.ts'
import { type LeashKeeper, RosterEntry } from '@apila/core/organisation/roster.ts'
import { openDurable } from './durable.ts'
import type { Outcome } from './group.ts'
import { digestOf } from './keys.ts'
import { Refusal } from './problem.ts'
import type { LeashTables, Tables } from './schema.ts'
import { type Turns, openTurns } from './turns.ts'

/** What a store works on: a connection or transaction, and the network whose rows it may touch. */
export type Scope = { sql: Kysely<Tables>; network: string }

export type Database = {
  read: () => Scope
  /** One transaction: durable on disk when the promise resolves, or nothing of it. What many write at once becomes durable at once.
   *  Others may read it before it is durable; so what is answered for good is decided within `write`, not after a `read`. */
  write: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
  /** The same, without waiting for the disk: durable with the next `write`, and lost in a power cut before. Only for what nobody is told
   *  of and what a start clears. */
  writeAhead: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
  /** A write that deletes readable text: when it resolves nothing of that is in the log either. */
  forget: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
  /** Runs an act that spans both databases after all earlier ones and before all later ones. Not to be nested. */
  exclusively: Turns['alone']
  /** Runs such an act beside others that name other things. Not to be nested. */
  inTurn: Turns['inTurn']
  /** Sets the network that every later scope belongs to; empty until one is founded. */
  useNetwork: (network: string) => void
  close: () => Promise<void>
}

const MAIN: Record<string, Migration> = {
  '0001-first': { up: mainFirst },
  '0002-watch': { up: mainWatch },
  '0003-dropped-notes': { up: droppedNotes },
  '0004-wrap-writer': { up: wrapWriter },
  '0006-leash-keeper': { up: leashKeeper },
  '0007-real-network': { up: realNetwork },
  '0008-days': { up: days },
  '0011-receiver-lines': { up: receiverLines },
  '0012-subscriptions': { up: subscriptions },
}
const LEASHES: Record<string, Migration> = {
  '0001-first': { up: leashesFirst },
  '0006-keeper-mark': { up: keeperMark },
  '0010-keeper-proofs': { up: keeperProofs },
  '0011-ended': { up: endedWords },
}

/** How much of the log is kept before it goes into the file: 16 MB, a few seconds of many deposits. Unit: pages of 4 KB. */
const LOG_PAGES = 4_000

/** Opens and migrates `apila.db`. A commit only writes; `write` then waits until the log is on the disk, with all others who wait
 *  (docs/decisions/0014-durable-beside-reading.md). The engine itself still waits for the disk before it moves the log into the file. */
export async function openDatabase(folder: string): Promise<Database> {
  const file = join(folder, 'apila.db')
  const pragmas = [
    'PRAGMA journal_mode=WAL',
    'PRAGMA synchronous=NORMAL',
    `PRAGMA wal_autocheckpoint=${String(LOG_PAGES)}`,
    'PRAGMA secure_delete=ON',
  ]
  const sql = await openEngine<Tables>(file, MAIN, pragmas)
  await raw`SELECT count(*) FROM sqlite_schema`.execute(sql)
  const log = openDurable(`${file}-wal`)
  await log.settle()
  let network = ''
  const turns = openTurns()
  const transact = <T>(work: (scope: Scope) => Promise<T>) =>
    sql.transaction().execute((tx) => work({ sql: tx, network }))
  const write: Database['write'] = async (work) => {
    const value = await transact(work)
    await log.settle()
    return value
  }
  return {
    read: () => ({ sql, network }),
    write,
    forget: async (work) => {
      const value = await write(work)
      await raw`PRAGMA wal_checkpoint(TRUNCATE)`.execute(sql)
      return value
    },
    writeAhead: transact,
    exclusively: turns.alone,
    inTurn: turns.inTurn,
    useNetwork: (id) => {
      network = id
    },
    close: async () => {
      await turns.idle()
      await log.close()
      await sql.destroy()
    },
  }
}

/** Runs a part of a transaction that undoes only itself where it fails. Throws where the engine has undone the whole transaction. */
export async function apart<T, R>(tx: Kysely<T>, work: () => Promise<R>): Promise<Outcome<R>> {
  await raw`SAVEPOINT act`.execute(tx)
  try {
    const value = await work()
    await raw`RELEASE act`.execute(tx)
    return { ok: true, value }
  } catch (error) {
    await raw`ROLLBACK TO act`.execute(tx)
    await raw`RELEASE act`.execute(tx)
    return { ok: false, error }
  }
}

/** Opens and migrates `leash.db`. EXTRA syncs the folder too when the journal goes, or a power cut could undo an ending. With
 *  secure_delete and a rollback journal what lies in a page of its own, as leashes do, is overwritten when the deletion returns: 0 of
 *  200 could be found in the files, against all of them with a write-ahead log (docs/protocol.md "Ending"). */
export function openLeashDatabase(folder: string): Promise<Kysely<LeashTables>> {
  const pragmas = [
    'PRAGMA secure_delete=ON',
    'PRAGMA journal_mode=DELETE',
    'PRAGMA synchronous=EXTRA',
    'PRAGMA temp_store=MEMORY',
  ]
  return openEngine<LeashTables>(join(folder, 'leash.db'), LEASHES, pragmas)
}

async function openEngine<T>(
  file: string,
  migrations: Record<string, Migration>,
  pragmas: readonly string[],
): Promise<Kysely<T>> {
  const db = new DatabaseSync(file)
  for (const pragma of pragmas) db.exec(pragma)
  const sql = new Kysely<T>({ dialect: new SqliteDialect({ database: adapt(db) }) })
  const { error } = await new Migrator({
    db: sql,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest()
  if (error) {
    await sql.destroy()
    throw new Refusal(`The database ${file} was made by a newer version, or is damaged, and cannot be opened.`)
  }
  return sql
}

/** Most statements that are kept prepared. */
const PREPARED = 300

// Fits node:sqlite into the shape that Kysely wants.
function adapt(db: DatabaseSync): SqliteDatabase {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  const prepare: SqliteDatabase['prepare'] = (text) => {
    const statement = db.prepare(text)
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...values(parameters)),
      run: (parameters) => {
        // A full disk makes SQLite roll back by itself; a second rollback would hide the reason.
        if (text === 'rollback' && !db.isTransaction) return { changes: 0, lastInsertRowid: 0 }
        return statement.run(...values(parameters))
      },
      iterate: (parameters) => statement.iterate(...values(parameters)),
    }
  }
  return {
    close: () => {
      db.close()
    },
    prepare: (text) => {
      const known = prepared.get(text)
      if (known) return known
      if (prepared.size >= PREPARED) prepared.clear()
      const statement = prepare(text)
      prepared.set(text, statement)
      return statement
    },
  }
}

/** What can be told of `apila.db` without changing it. `behind`: steps that the next start takes; `ahead`: steps of a newer version. */
export type DatabaseLook = {
  isSound: boolean
  behind: number
  ahead: number
  kind: Tables['folder']['kind'] | null
  hasNetwork: boolean
  /** Its name; empty where there is none. */
  network: string
  /** The digest of its first entry; `null` where there is none, or a made-up one. */
  genesis: string | null
  /** Ids of the organisations that the roster has ever named, former ones too. */
  members: string[]
  /** The member that keeps the leashes, as the roster says; `null`: none. */
  leashKeeper: LeashKeeper['keeper']
  /** The day of the last sweep. */
  swept: string | null
  /** How often the server said no on the last day on which it did; the last three such days. */
  refusals: { day: string; count: number }[]
}

/** Looks at `apila.db` and changes nothing; `null` where it cannot be read at all. */
export function lookAtDatabase(folder: string): DatabaseLook | null {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(join(folder, 'apila.db'), { readOnly: true, timeout: 5_000 })
    const [check] = db.prepare('PRAGMA quick_check(1)').all()
    const done = db
      .prepare('SELECT name FROM kysely_migration')
      .all()
      .map(({ name }) => String(name))
    const row = db.prepare('SELECT kind, network_id FROM folder').get()
    return {
      isSound: check?.['quick_check'] === 'ok',
      behind: Object.keys(MAIN).filter((name) => !done.includes(name)).length,
      ahead: done.filter((name) => !(name in MAIN)).length,
      kind: row === undefined ? null : row['kind'] === 'demo' ? 'demo' : 'empty',
      hasNetwork: row !== undefined && row['network_id'] !== '',
      network: String(row?.['network_id'] ?? ''),
      genesis: row?.['kind'] === 'demo' ? null : lookAtGenesis(db),
      members: lookAtMembers(db),
      leashKeeper: lookAtKeeper(db),
      ...lookAtWatch(db, done.includes('0002-watch')),
    }
  } catch {
    return null
  } finally {
    db?.close()
  }
}

function lookAtGenesis(db: DatabaseSync): string | null {
  const first = db.prepare('SELECT entry FROM roster_entries WHERE n = 0').get()
  return first === undefined ? null : digestOf(String(first['entry']))
}

function lookAtMembers(db: DatabaseSync): string[] {
  return db
    .prepare('SELECT entry FROM roster_entries ORDER BY n')
    .all()
    .flatMap(({ entry }): string[] => {
      const { data } = RosterEntry.safeParse(JSON.parse(String(entry)))
      if (data?.kind === 'genesis') return data.organisations.map(({ id }) => id)
      return data?.kind === 'organisation' ? [data.id] : []
    })
}

// The last word of the roster on who keeps the leashes. Its signatures were checked when it was taken.
function lookAtKeeper(db: DatabaseSync): DatabaseLook['leashKeeper'] {
  const row = db
    .prepare(
      "SELECT entry FROM roster_entries WHERE json_extract(entry, '$.topic') = 'leash-keeper' ORDER BY n DESC LIMIT 1",
    )
    .get()
  const read = RosterEntry.safeParse(JSON.parse(String(row?.['entry'] ?? 'null')))
  return read.data?.kind === 'policy' && read.data.topic === 'leash-keeper' ? read.data.value.keeper : null
}

function lookAtWatch(db: DatabaseSync, isThere: boolean): Pick<DatabaseLook, 'swept' | 'refusals'> {
  if (!isThere) return { swept: null, refusals: [] }
  const swept = db.prepare('SELECT day FROM swept').get()
  const refusals = db
    .prepare('SELECT day, sum(count) AS count FROM refusals GROUP BY day ORDER BY day DESC LIMIT 3')
    .all()
  return {
    swept: swept ? String(swept['day']) : null,
    refusals: refusals.map(({ day, count }) => ({ day: String(day), count: Number(count) })),
  }
}

/** Takes the folder for this process; the lock goes with the process, however it ends. */
export function lockFolder(folder: string): { release: () => void } {
  if (!existsSync(folder)) throw new Refusal(`There is no folder ${folder}.`)
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  try {
    lock.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new Refusal(
      `Another process is using the folder ${folder}. Stop it first, or give another folder with --data.`,
    )
  }
  return {
    release: () => {
      lock.close()
    },
  }
}

// SQLite's primary result codes (sqlite.org/rescode.html): FULL, and IOERR_WRITE, which a file-size limit gives.
const SQLITE_FULL = 13
const SQLITE_IOERR_WRITE = 778
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Whether an error means that the disk has no room, from the engine or from the file system. */
export function isStorageFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { errcode, code } = error as Error & { errcode?: number; code?: string }
  return errcode === SQLITE_FULL || errcode === SQLITE_IOERR_WRITE || FULL_CODES.has(code ?? '')
}
