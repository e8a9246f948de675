// A deposit that is cut off between its steps is a reservation again: it can be repeated, it can be ended, and nothing of it opens.
// Governed by docs/protocol.md "Deposit".
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { markOf } from '../platform/keys.ts'
import type { TestPermission } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'

let server: TestServer
const options = { endings: { step: 20 }, log: () => undefined }
before(async () => {
  server = await startTestServer(options)
})
after(() => server.close())

const as = 'alder-worker-1'
const other = 'birch-worker-1'
const send = async (permission: TestPermission): Promise<unknown> => {
  const { status, body } = await server.call('POST', '/api/v2/permissions', { as, body: permission.deposit })
  return status === 204 ? status : (body as { type: string }).type
}

async function isClosed({ deposit }: TestPermission): Promise<void> {
  for (const name of [deposit.knock.k, deposit.story.s]) assert.equal((await server.open(other, name)).status, 404)
  const { status } = await server.call('POST', '/api/v2/talk/open', { as: other, body: { t: deposit.talk.t } })
  assert.equal(status, 404)
  assert.ok(!(await server.lookAll(other)).bells.includes(deposit.bell))
}

async function isOpen({ deposit }: TestPermission): Promise<void> {
  for (const name of [deposit.knock.k, deposit.story.s]) assert.equal((await server.open(other, name)).status, 200)
  assert.ok((await server.lookAll(other)).bells.includes(deposit.bell))
}

/** Does something while no leash can be stored. */
async function withoutLeashes(work: () => Promise<void>): Promise<void> {
  const { ctx } = server.running
  const { leashes } = ctx.network
  ctx.network.leashes = { ...leashes, put: () => Promise.reject(new Error('the disk is gone')) }
  try {
    await work()
  } finally {
    ctx.network.leashes = leashes
  }
}

const fresh = (offline: boolean) => server.newPermission(server.today(), { offline })
const keepNames = ({ names }: TestPermission) => server.call('POST', '/api/v2/names', { as, body: names })

for (const offline of [false, true]) {
  const how = offline ? 'without signal' : 'with names kept before'

  test(`leashes cannot be stored, ${how}: refused, closed, and taken when it comes again`, async () => {
    const permission = fresh(offline)
    if (!offline) assert.equal((await keepNames(permission)).status, 204)
    await withoutLeashes(async () => {
      for (let times = 0; times < 2; times += 1) assert.equal(await send(permission), 'broken')
    })
    await isClosed(permission)
    assert.equal(await send(permission), 204)
    await isOpen(permission)
  })

  test(`leashes cannot be stored, ${how}: she ends it, and it does not come again`, async () => {
    const permission = fresh(offline)
    if (!offline) assert.equal((await keepNames(permission)).status, 204)
    await withoutLeashes(async () => {
      assert.equal(await send(permission), 'broken')
    })
    assert.equal((await server.end(permission)).status, 204)
    assert.ok((await server.lookAll(as)).marks.includes(markOf(permission.deposit.proofs.withdraw)))
    assert.equal(await send(permission), 'has-ended')
    await isClosed(permission)
  })
}

test('killed before it was alive: after the start it is closed, can be repeated, and does not count as ended', async () => {
  const [repeated, ended] = [fresh(true), fresh(false)]
  assert.equal(await send(repeated), 204)
  assert.equal((await server.send(as, ended)).status, 204)
  await server.running.close()
  // As the rows stand when the process goes after the leashes and before `alive`.
  const db = new DatabaseSync(join(server.folder, 'apila.db'))
  const marks = [repeated, ended].map(({ deposit }) => markOf(deposit.proofs.withdraw))
  for (const mark of marks) {
    db.prepare("UPDATE permissions SET state = 'storing', reserved_day = ? WHERE mark = ?").run(
      repeated.deposit.sealedOn,
      mark,
    )
    db.prepare('DELETE FROM bells WHERE end_tag = (SELECT end_tag FROM permissions WHERE mark = ?)').run(mark)
  }
  db.close()
  await server.restart(options)
  for (const permission of [repeated, ended]) await isClosed(permission)
  const started = new DatabaseSync(join(server.folder, 'apila.db'), { readOnly: true, timeout: 5_000 })
  const stored = started
    .prepare('SELECT body FROM parts JOIN permissions USING (end_tag) WHERE mark IN (?, ?) AND body IS NOT NULL')
    .all(...marks)
  started.close()
  assert.deepEqual(stored, [], 'nothing but names and a day is left of what was cut off')
  const looked = await server.lookAll(as)
  for (const mark of marks) assert.ok(!looked.marks.includes(mark))
  assert.equal((await server.end(ended)).status, 204)
  assert.equal(await send(ended), 'has-ended')
  // Its note was written; a device that repeats sends the very same.
  assert.equal(await send(repeated), 204)
  await isOpen(repeated)
})

test('a disk that is nearly full takes no more deposits, and still lets a permission end', async () => {
  const permission = fresh(false)
  assert.equal((await server.send(as, permission)).status, 204)
  const { ctx } = server.running
  const { room } = ctx
  ctx.room = () => ({ free: 90, all: 1000 })
  assert.equal(await send(fresh(true)), 'storage-full')
  assert.equal(await send(permission), 204, 'the same again is no deposit')
  assert.equal((await server.end(permission)).status, 204)
  ctx.room = room
  assert.equal(await send(fresh(true)), 204)
})
