// Endings under a flood: none is lost, none is forgotten in silence, and workers go on (findings H4, M2, M6). Bounds are smaller here than
// in service. Governed by docs/protocol.md "Ending".
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from 'node:test'
import { markOf } from '../platform/keys.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { type TestPermission, random } from '../test/noise.ts'
import { sweep } from '../sweep.ts'

const as = 'alder-worker-1'
const other = 'birch-worker-1'

async function withServer(
  options: Parameters<typeof startTestServer>[0],
  work: (server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await startTestServer(options)
  try {
    await work(server)
  } finally {
    await server.close()
  }
}

const strangers = (server: TestServer, count: number) =>
  Array.from({ length: count }, () => endUntilTaken(server, random(32)))

/** As the page does: `busy` is tried again as told. Gives how often it was. */
async function endUntilTaken(server: TestServer, withdraw: string): Promise<number> {
  for (let busy = 0; ; busy += 1) {
    const { status, headers } = await server.call('POST', '/api/v2/end', { body: { withdraw } })
    if (status === 204) return busy
    assert.equal(status, 503)
    assert.ok(Number(headers.get('retry-after')) > 0)
    await wait(50)
  }
}

const deposit = async (server: TestServer, permission: TestPermission): Promise<unknown> => {
  const { status, body } = await server.call('POST', '/api/v2/permissions', { as, body: permission.deposit })
  return status === 204 ? status : (body as { type: string }).type
}
const marksOf = async (server: TestServer) => (await server.lookAll(as)).marks
const mark = ({ deposit: { proofs } }: TestPermission) => markOf(proofs.withdraw)

test('a flood of endings: every one is acknowledged, known ones hold, and a worker’s look is not kept waiting', () =>
  withServer({ endings: { step: 100, most: 64, waiting: 96, waitingOfOne: 96 } }, async (server) => {
    const permissions = Array.from({ length: 12 }, () => server.newPermission(server.today()))
    for (const permission of permissions) assert.equal((await server.send(as, permission)).status, 204)
    await server.signIn(other)
    const flood = Promise.all([
      ...strangers(server, 200),
      ...permissions.slice(1).map(({ secrets }) => endUntilTaken(server, secrets.withdraw)),
    ])
    const state: { isOver: boolean } = { isOver: false }
    void flood.then(() => (state.isOver = true))
    let answered = 0
    // Counted and not timed: on a slow machine the flood is slow as well.
    while (!state.isOver) {
      assert.equal((await server.call('POST', '/api/v2/look', { as: other, body: { bells: 0, ended: 0 } })).status, 200)
      answered += 1
    }
    assert.ok(answered >= 3, `${String(answered)} looks were answered while endings waited`)
    assert.ok(
      (await flood).some((busy) => busy > 0),
      'more came than may wait',
    )
    const [first, ...ended] = permissions
    assert.ok(first)
    const marks = await marksOf(server)
    assert.deepEqual(
      [marks.includes(mark(first)), ...ended.map((each) => marks.includes(mark(each)))],
      [false, ...ended.map(() => true)],
    )
    for (const { deposit: sealed } of ended) assert.equal((await server.open(other, sealed.knock.k)).status, 404)
    assert.equal((await server.open(other, first.deposit.knock.k)).status, 200)
  }))

test('strangers’ endings never crowd out hers: with names kept it finds its row, and where memory is full she is asked again', () =>
  withServer({ endings: { step: 20, waitingOfOne: 500, remembered: 20 } }, async (server) => {
    const kept = server.newPermission(server.today())
    assert.equal((await server.call('POST', '/api/v2/names', { as, body: kept.names })).status, 204)
    const early = server.newPermission(server.today(), { offline: true })
    assert.equal((await server.end(early)).status, 204)
    await Promise.all(strangers(server, 60))
    // Remembered before memory was full: not forgotten for the strangers' sake.
    assert.equal(await deposit(server, early), 'has-ended')
    // Nobody can tell any more whether these have ended.
    const [late, untouched] = [1, 2].map(() => server.newPermission(server.today(), { offline: true }))
    assert.ok(late && untouched)
    assert.equal((await server.end(late)).status, 204)
    for (const permission of [late, untouched]) assert.equal(await deposit(server, permission), 'ask-again')
    // With signal nothing depends on that memory.
    assert.equal((await server.end(kept)).status, 204)
    assert.equal(await deposit(server, kept), 'has-ended')
    assert.equal((await server.send(as, server.newPermission(server.today()))).status, 204)
    const db = new DatabaseSync(join(server.folder, 'apila.db'), { readOnly: true, timeout: 5_000 })
    assert.equal(db.prepare('SELECT count(*) AS count FROM endings').get()?.['count'], 20)
    db.close()
  }))

test('what was sealed after the last day on which memory was full is taken; endings and that day are forgotten after four', async () => {
  let day = '2026-03-02'
  await withServer(
    { endings: { step: 20, waitingOfOne: 500, remembered: 3 }, now: () => new Date(`${day}T10:00:00Z`) },
    async (server) => {
      await Promise.all(strangers(server, 6))
      const before = server.newPermission(server.today(), { offline: true })
      const pass = async (to: string) => {
        day = to
        server.forgetSessions()
        await sweep(server.running.ctx)
      }
      await pass('2026-03-03')
      assert.equal(await deposit(server, before), 'ask-again')
      assert.equal(await deposit(server, server.newPermission(server.today(), { offline: true })), 204)
      const counts = () => {
        const db = new DatabaseSync(join(server.folder, 'apila.db'), { readOnly: true, timeout: 5_000 })
        const of = (table: string) => db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']
        const all = [of('endings'), of('gaps')]
        db.close()
        return all
      }
      await pass('2026-03-06')
      assert.deepEqual(counts(), [3, 1])
      await pass('2026-03-07')
      assert.deepEqual(counts(), [0, 0])
      // There is room again.
      const ended = server.newPermission(server.today(), { offline: true })
      assert.equal((await server.end(ended)).status, 204)
      assert.equal(await deposit(server, ended), 'has-ended')
    },
  )
})

test('a mark comes from what ends her permission alone, and shows only when its leashes are gone', () =>
  withServer({ endings: { step: 20 } }, async (server) => {
    const permission = server.newPermission(server.today())
    assert.equal((await server.send(as, permission)).status, 204)
    const known = mark(permission)
    assert.ok(!(await marksOf(server)).includes(known))
    // What a device or a stranger could name: proofs, other secrets, the mark itself.
    const { deposit: sealed, secrets } = permission
    for (const withdraw of [sealed.proofs.withdraw, sealed.proofs.post, secrets.renew, secrets.post, secrets.turns.s])
      assert.equal(await endUntilTaken(server, withdraw), 0)
    const twin = server.newPermission(server.today(), { offline: true })
    const stolen = { ...twin.deposit, proofs: { ...twin.deposit.proofs, withdraw: sealed.proofs.withdraw } }
    const { body } = await server.call('POST', '/api/v2/permissions', { as, body: stolen })
    assert.equal((body as { type: string }).type, 'already-there')
    assert.ok(!(await marksOf(server)).includes(known))
    assert.equal((await server.open(other, sealed.story.s)).status, 200)
    assert.equal((await server.end(permission)).status, 204)
    assert.ok((await marksOf(server)).includes(known))
    const db = new DatabaseSync(join(server.folder, 'leash.db'), { readOnly: true, timeout: 5_000 })
    assert.equal(db.prepare('SELECT count(*) AS count FROM leashes').get()?.['count'], 0)
    db.close()
  }))

test('above the allowance of an hour each ending waits, and none is refused', async () => {
  // One hour for the whole test: at a full hour the allowance begins anew.
  const now = () => new Date('2026-03-02T10:20:00Z')
  await withServer({ endings: { step: 20 }, settings: { 'ends-per-hour': 20 }, now }, async (server) => {
    const within: number[] = []
    for (let count = 0; count < 20; count += 1) {
      const beganAt = performance.now()
      await endUntilTaken(server, random(32))
      within.push(performance.now() - beganAt)
    }
    const permission = server.newPermission(server.today())
    assert.equal((await server.send(as, permission)).status, 204)
    const late = performance.now()
    assert.equal((await server.end(permission)).status, 204)
    // The quickest of twenty: a machine that stalls once makes one of them late, a server that lets all wait makes all of them late.
    assert.ok(performance.now() - late > 1_000 && Math.min(...within) < 1_000)
    assert.equal((await server.open(other, permission.deposit.knock.k)).status, 404)
  })
})
