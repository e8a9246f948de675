// No leash of first contact or story leaves without a line in her book that stands on disk before. Governed by docs/protocol.md "Her book"
// (finding M7).
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { LookedAt } from '@apila/core/referral/wire.ts'
import { type TestPermission, newLine, sha256Of } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { MOST_LINES } from './book.ts'

let server: TestServer
before(async () => {
  server = await startTestServer({ endings: { stepMs: 20 } })
})
after(() => server.close())

const sender = 'alder-worker-1'
const receiver = 'birch-worker-1'
const colleague = 'birch-keeper-1'
const post = (path: string, body: unknown, as = receiver) => server.call('POST', `/api/v2/${path}`, { as, body })
const said = ({ status, body }: Awaited<ReturnType<typeof post>>) =>
  status < 300 ? status : (body as { type: string }).type
const lookAt = async (name: string) => LookedAt.parse((await post('look-at', { name })).body)

async function sent(): Promise<TestPermission> {
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(sender, permission)).status, 204)
  return permission
}

/** Lines as they lie in the file, read by another process's means. */
function linesOnDisk(): number {
  const db = new DatabaseSync(join(server.folder, 'apila.db'), { readOnly: true, timeout: 5_000 })
  const row = db.prepare('SELECT count(*) AS count FROM lines').get()
  db.close()
  return Number(row?.['count'])
}

test('to look at a name releases nothing and writes nothing', async () => {
  const { deposit } = await sent()
  const before = linesOnDisk()
  for (const name of [deposit.knock.k, deposit.story.s, deposit.talk.t])
    assert.deepEqual(await lookAt(name), { line: deposit.line, n: 0, before: null })
  assert.equal(linesOnDisk(), before)
})

test('every opening is a line, of the permission and not of the part; each knows the one before it', async () => {
  const { deposit } = await sent()
  const written: string[] = []
  for (const name of [deposit.knock.k, deposit.knock.k, deposit.story.s, deposit.story.s]) {
    const { n, before } = await lookAt(name)
    assert.deepEqual([n, before], [written.length, written.length === 0 ? null : sha256Of(written.at(-1) ?? '')])
    const line = newLine(n)
    assert.equal(said(await post('open', { name, line })), 200)
    written.push(line.blob)
  }
  assert.deepEqual((await post('book', { name: deposit.story.s }, sender)).body, { lines: written })
  for (const name of [deposit.knock.k, deposit.talk.t]) assert.equal(said(await post('book', { name })), 'not-found')
})

test('no line, no leash: with another number than the next nothing is released', async () => {
  const { deposit } = await sent()
  const name = deposit.story.s
  const before = linesOnDisk()
  for (const n of [1, 2, 5000]) assert.equal(said(await post('open', { name, line: newLine(n) })), 'changed-meanwhile')
  for (const body of [{ name }, { name, line: null }, { name, line: { n: 0 } }])
    assert.equal(said(await post('open', body)), 'bad-input')
  assert.equal(linesOnDisk(), before)
  assert.equal(said(await post('open', { name: deposit.talk.t, line: newLine(0) })), 'not-found')
})

test('an answer that was lost is given again to the device that wrote the line, and to nobody else', async () => {
  const { deposit } = await sent()
  const { knock, story } = deposit
  const line = newLine(0)
  const first = await post('open', { name: knock.k, line })
  const again = await post('open', { name: knock.k, line })
  assert.deepEqual(again.body, first.body)
  // Another device that has read her book, and the same line for another part, would open without a line.
  assert.equal(said(await post('open', { name: knock.k, line }, colleague)), 'changed-meanwhile')
  assert.equal(said(await post('open', { name: story.s, line })), 'changed-meanwhile')
  assert.equal((await lookAt(knock.k)).n, 1)
  await server.running.close()
  await server.restart({ endings: { stepMs: 20 } })
  assert.equal(said(await post('open', { name: knock.k, line })), 'changed-meanwhile', 'nobody remembers who wrote it')
})

test('of many that open at once each has its own line', async () => {
  const { deposit } = await sent()
  const name = deposit.knock.k
  const opens = Array.from({ length: 12 }, () => post('open', { name, line: newLine(0) }))
  const answers = (await Promise.all(opens)).map(said)
  assert.deepEqual(
    [
      answers.filter((answer) => answer === 200).length,
      answers.filter((answer) => answer === 'changed-meanwhile').length,
    ],
    [1, 11],
  )
  assert.equal((await lookAt(name)).n, 1)
})

test('a book that is full opens nothing more', async () => {
  const permission = await sent()
  const { deposit } = permission
  assert.equal(said(await post('open', { name: deposit.knock.k, line: newLine(0) })), 200)
  const db = new DatabaseSync(join(server.folder, 'apila.db'), { timeout: 5_000 })
  db.exec(
    `UPDATE lines SET n = ${String(MOST_LINES - 1)} WHERE n = 0 AND end_tag = (SELECT end_tag FROM lines ORDER BY rowid DESC LIMIT 1)`,
  )
  db.close()
  assert.equal((await lookAt(deposit.knock.k)).n, MOST_LINES)
  assert.equal(said(await post('open', { name: deposit.knock.k, line: newLine(MOST_LINES) })), 'too-many')
  assert.equal((await server.end(permission)).status, 204)
})
