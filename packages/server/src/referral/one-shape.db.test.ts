// What the folder tells after the same life: nothing of how she chose, with or without signal, in which part something was opened, or who
// wrote it (finding H2). Only what docs/protocol.md "Metadata" names may differ: size class, days, and numbers.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { LookedAt } from '@apila/core/referral/wire.ts'
import { proofOf } from '../platform/keys.ts'
import { sweep } from '../sweep.ts'
import { bell, blobOf, newLine, newNote, random } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'

type Life = {
  offline: boolean
  /** Who sends; the other organisation opens. */
  sender: string
  opener: string
  /** Read before she comes, or with her only: which part the first line was for. */
  first: 'k' | 's'
}

/** Sent, opened once, a lock appended, one message: the same number of acts in every life. */
async function live(server: TestServer, { offline, sender, opener, first }: Life): Promise<void> {
  const permission = server.newPermission(server.today(), { offline })
  const { deposit, secrets } = permission
  const post = async (path: string, body: unknown, as: string) => {
    const { status, body: answer } = await server.call('POST', `/api/v2/${path}`, { as, body })
    assert.ok(status < 300, `${path} ${String(status)}`)
    return answer
  }
  if (!offline) await post('names', permission.names, sender)
  await post('permissions', deposit, sender)
  const name = first === 'k' ? deposit.knock.k : deposit.story.s
  const { n } = LookedAt.parse(await post('look-at', { name }, opener))
  await post('open', { name, line: newLine(n) }, opener)
  const roster = server.network.entries.length
  const turn = proofOf(random(32) as never)
  const lock = { lock: blobOf('lock'), proof: turn, roster, line: newLine(1) }
  await post('locks', { name: deposit.story.s, slot: 's', turn: secrets.turns.s, ...lock }, opener)
  const item = { t: deposit.talk.t, n: 0, post: secrets.post, item: blobOf('item'), line: newLine(2), bell: bell() }
  await post('talk', { ...item, note: newNote(server.today()), roster }, first === 'k' ? opener : sender)
}

/** What is random: blobs, and text of 22 or 43 signs. It is left as its length; names of tags keep their order only. */
const masked = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`
  if (typeof value === 'string' && /^[A-Za-z0-9_-]{22}$|^[A-Za-z0-9_-]{43}$/.test(value))
    return `${String(value.length)} signs`
  return value
}

/** Every row of a permission's tables, without what is random. */
function rowsIn(folder: string, file: string): Record<string, unknown[]> {
  const db = new DatabaseSync(join(folder, file), { readOnly: true, timeout: 5_000 })
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !/^(sqlite_|kysely_|roster_entries|folder$|swept$)/.test(name))
  const all = tables.map((table) => [
    table,
    db
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, masked(value)])))
      .map((row) => JSON.stringify(row))
      .sort(),
  ])
  db.close()
  return Object.fromEntries(all) as Record<string, unknown[]>
}

async function folderAfter(life: Life): Promise<Record<string, unknown[]>[]> {
  const server = await startTestServer({ now: () => new Date('2026-03-02T10:00:00Z'), endings: { step: 20 } })
  try {
    await live(server, life)
    await sweep(server.running.ctx)
    return ['apila.db', 'leash.db'].map((file) => rowsIn(server.folder, file))
  } finally {
    await server.close()
  }
}

const [alder, birch] = ['alder-worker-1', 'birch-worker-1'] as const

test('folders after lives of every kind are equal in every column but for random bytes', async () => {
  const plain: Life = { offline: false, sender: alder, opener: birch, first: 'k' }
  const expected = await folderAfter(plain)
  const [main, leashes] = expected
  assert.deepEqual(
    Object.entries({ ...main, ...leashes })
      .filter(([, rows]) => rows.length > 0)
      .map(([table, rows]) => [table, rows.length])
      .sort(),
    [
      ['bells', 2],
      ['holds', 3],
      ['items', 1],
      ['leashes', 3],
      ['leaves', 3],
      ['lines', 3],
      ['locks', 5],
      ['notes', 2],
      ['parts', 3],
      ['peppers', 1],
      ['permissions', 1],
      ['places', 1],
    ],
    'the look can fail',
  )
  const lives: Record<string, Partial<Life>> = {
    'without signal': { offline: true },
    'the story first: all ahead or all together': { first: 's' },
    'the other way round': { sender: birch, opener: alder },
    'all of it': { offline: true, first: 's', sender: birch, opener: alder },
  }
  for (const [name, changes] of Object.entries(lives))
    assert.deepEqual(await folderAfter({ ...plain, ...changes }), expected, name)
})
