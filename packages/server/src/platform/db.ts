// The embedded engine: the only file that knows it is SQLite. Governed by docs/operating.md "Folders".
import { existsSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { join } from 'node:path'
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { up as mainFirst } from '../../migrations/main/0001-first.ts'
import { up as leashesFirst } from '../../migrations/leashes/0001-first.ts'
import { Refusal } from './problem.ts'
import type { LeashTables, Tables } from './schema.ts'

/** What a store works on: a connection or transaction, and the network whose rows it may touch. */
export type Scope = { sql: Kysely<Tables>; network: string }

export type Database = {
  read: () => Scope
  /** One transaction: durable on disk when the promise resolves, or nothing of it. */
  write: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
  /** Runs acts that span both databases one after another. Not to be nested. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
  /** Sets the network that every later scope belongs to; empty until one is founded. */
  useNetwork: (network: string) => void
  close: () => Promise<void>
}

const MAIN: Record<string, Migration> = { '0001-first': { up: mainFirst } }
const LEASHES: Record<string, Migration> = { '0001-first': { up: leashesFirst } }

/** Opens and migrates `apila.db`. */
export async function openDatabase(folder: string): Promise<Database> {
  const pragmas = ['PRAGMA journal_mode=WAL', 'PRAGMA synchronous=FULL']
  const sql = await openEngine<Tables>(join(folder, 'apila.db'), MAIN, pragmas)
  let network = ''
  let last: Promise<unknown> = Promise.resolve()
  return {
    read: () => ({ sql, network }),
    write: (work) => sql.transaction().execute((tx) => work({ sql: tx, network })),
    exclusively: (work) => {
      const mine = last.then(work)
      last = mine.catch(() => undefined)
      return mine
    },
    useNetwork: (id) => {
      network = id
    },
    close: async () => {
      await last
      await sql.destroy()
    },
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

// Fits node:sqlite into the shape that Kysely wants.
function adapt(db: DatabaseSync): SqliteDatabase {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  return {
    close: () => {
      db.close()
    },
    prepare: (text) => {
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
    }
  } catch {
    return null
  } finally {
    db?.close()
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
