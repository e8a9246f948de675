// The data folder: one process at a time, the right kind of network, a full disk, expiry, and a copy from a backup.
// Governed by docs/operating.md "Folders" and docs/protocol.md "Expiry".
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { markOf } from './platform/keys.ts'
import { Refusal } from './platform/problem.ts'
import { sweep } from './sweep.ts'
import { TestClient, TestServer, newNetwork, startOn, startTestServer, testFolder } from './test/network.ts'
import type { TestPermission } from './test/noise.ts'
import { serveCommand, serveInProcess } from './test/process.ts'

const as = 'alder-worker-1'
const open = (server: TestClient, { deposit }: TestPermission) => server.open(as, deposit.knock.k)
const markOfPermission = ({ deposit: { proofs } }: TestPermission) => markOf(proofs.withdraw)

test('a second process is refused with one plain sentence', async () => {
  const server = await startTestServer()
  try {
    const [file = '', ...rest] = serveCommand(server.folder)
    const child = spawn(file, rest, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    assert.equal(code, 1)
    assert.match(said, /^Another process is using the folder [^\n]*\n$/)
  } finally {
    await server.close()
  }
})

test('a folder keeps the kind of network that it was made with', async () => {
  const folder = testFolder()
  try {
    await assert.rejects(
      startOn(folder, { kind: null }),
      (error: Refusal) => error instanceof Refusal && error.exitCode === 2,
    )
    const mistyped = join(folder, 'mistyped')
    await assert.rejects(startOn(mistyped, { kind: null }), Refusal)
    assert.ok(!existsSync(mistyped), 'a refused start makes no folder')
    await (await startOn(folder, { kind: 'empty' })).close()
    await assert.rejects(startOn(folder, { kind: 'demo' }), /cannot be started with --demo/)
    const server = new TestServer(folder, newNetwork(), await startOn(folder, { kind: null }))
    const { status } = await server.call('POST', '/api/v2/roster/add', { body: { entries: server.network.entries } })
    assert.equal(status, 403, 'an empty folder takes no network without its code')
    await server.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('only a genesis that says demo founds a demo folder, and it must be signed by all its keepers', async () => {
  const folder = testFolder()
  const notDemo = newNetwork({ demo: false })
  const server = new TestServer(folder, notDemo, await startOn(folder))
  const found = (entries: unknown) => server.call('POST', '/api/v2/roster/add', { body: { entries } })
  try {
    assert.equal((await found(notDemo.entries)).status, 422)
    const { entries } = newNetwork()
    const [genesis] = entries
    assert.ok(genesis)
    assert.equal((await found([{ ...genesis, signatures: genesis.signatures.slice(1) }])).status, 422)
    assert.equal((await found(entries.slice(1))).status, 422)
    assert.equal((await found(newNetwork().entries)).status, 204)
  } finally {
    await server.close()
  }
})

test('a demo world whose making failed is made anew; one that is finished is kept', async () => {
  const folder = testFolder()
  const network = newNetwork()
  const seed = async (url: string, isFaulty: boolean) => {
    const response = await fetch(`${url}/api/v2/roster/add`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ entries: network.entries }),
    })
    assert.equal(response.status, 204)
    const ready = await fetch(`${url}/readyz`)
    assert.equal(ready.status, 503)
    if (isFaulty) throw new Refusal('The world broke.')
  }
  try {
    await assert.rejects(startOn(folder, { seed: (url) => seed(url, true) }), /The world broke/)
    await assert.rejects(startOn(folder, { kind: null }), /never finished/)
    const first = await startOn(folder, { seed: (url) => seed(url, false) })
    assert.equal((await fetch(`${first.publicUrl}/readyz`)).status, 200)
    await first.close()
    const second = await startOn(folder, { seed: () => Promise.reject(new Error('seeded twice')) })
    assert.deepEqual([second.wasSeeded, second.ctx.network.roster.current()?.network], [false, 'test-network'])
    await second.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a full disk refuses whole deposits, keeps what was acknowledged, and still lets a permission end', async () => {
  const folder = testFolder()
  const network = newNetwork()
  const setUp = await startOn(folder)
  await new TestClient(network, setUp.publicUrl).call('POST', '/api/v2/roster/add', {
    body: { entries: network.entries },
  })
  const today = setUp.ctx.today()
  await setUp.close()
  const running = await serveInProcess(folder, { fileKilobytes: 1500 })
  const server = new TestClient(network, running.publicUrl)
  try {
    const kept: TestPermission[] = []
    let refused: TestPermission | null = null
    // More than one device sends in a day, so that room is what is missing.
    while (!refused && kept.length < 30) {
      const permission = server.newPermission(today, { storyClass: 1 })
      const { status, body } = await server.send(as, permission)
      if (status === 204) kept.push(permission)
      else {
        refused = permission
        assert.equal((body as { type: string }).type, 'storage-full')
      }
    }
    assert.ok(refused && kept.length > 3)
    assert.equal((await open(server, refused)).status, 404)
    for (const deposit of kept) assert.equal((await open(server, deposit)).status, 200)
    // Feedback comes back as a page with what was typed, not as a document for machines. Small ones may still find room.
    const message = 'still mine '.repeat(300).trim()
    let answer = new Response()
    for (let n = 0, isRoomy = true; n < 20 && isRoomy; n += 1) {
      answer = await fetch(`${running.publicUrl}/en/accessibility`, {
        method: 'POST',
        body: new URLSearchParams({ message }),
        redirect: 'manual',
      })
      isRoomy = answer.status === 303
    }
    const html = await answer.text()
    assert.equal(answer.status, 507)
    assert.ok(html.includes(message) && html.includes('There is no room for it now.'))
    const [first] = kept
    assert.ok(first)
    assert.equal((await server.end(first)).status, 204)
    assert.equal((await open(server, first)).status, 404)
    await running.kill()
    const roomy = new TestServer(folder, network, await startOn(folder))
    const { marks } = await roomy.lookAll(as)
    assert.ok(marks.includes(markOfPermission(first)))
    for (const other of [...kept.slice(1), refused]) assert.ok(!marks.includes(markOfPermission(other)))
    assert.equal((await roomy.send(as, refused)).status, 204)
    assert.equal((await open(roomy, refused)).status, 200)
    await roomy.running.close()
  } finally {
    if (running.child.exitCode === null && running.child.signalCode === null) await running.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what has passed its day is gone with its day key, and does not count as ended', async () => {
  let day = '2026-03-01'
  const server = await startTestServer({ now: () => new Date(`${day}T10:00:00Z`) })
  try {
    const short = server.newPermission(server.today(), { days: 3 })
    const long = server.newPermission(server.today(), { days: 14 })
    for (const permission of [short, long]) assert.equal((await server.send(as, permission)).status, 204)
    day = '2026-03-05'
    server.forgetSessions()
    assert.equal((await open(server, short)).status, 404, 'expired before any sweep')
    await sweep(server.running.ctx)
    assert.deepEqual(readdirSync(join(server.folder, 'keys')).sort(), [
      'day-2026-03-15.key',
      'leash-pepper.key',
      'pepper.key',
      'push.key',
      'signing.key',
    ])
    assert.equal((await open(server, long)).status, 200)
    const { bells, marks } = await server.lookAll(as)
    assert.deepEqual([bells.includes(short.deposit.bell), bells.includes(long.deposit.bell)], [false, true])
    assert.ok(!marks.includes(markOfPermission(short)))
    for (const [path, body] of [
      ['talk/open', { t: short.deposit.talk.t }],
      ['book', { name: short.deposit.story.s }],
    ] as const)
      assert.equal((await server.call('POST', `/api/v2/${path}`, { as, body })).status, 404)
  } finally {
    await server.close()
  }
})

test('names that nobody used go when no deposit may come for them any more', async () => {
  let day = '2026-03-01'
  const server = await startTestServer({ now: () => new Date(`${day}T10:00:00Z`), endings: { step: 20 } })
  const pass = async (to: string) => {
    day = to
    server.forgetSessions()
    await sweep(server.running.ctx)
  }
  try {
    const [used, late, ended] = [1, 2, 3].map(() => server.newPermission(server.today(), { days: 30 }))
    assert.ok(used && late && ended)
    for (const { names } of [used, late, ended])
      assert.equal((await server.call('POST', '/api/v2/names', { as, body: names })).status, 204)
    await pass('2026-03-04')
    assert.equal((await server.send(as, used)).status, 204)
    assert.equal((await server.end(ended)).status, 204)
    assert.ok((await server.lookAll(as)).marks.includes(markOfPermission(ended)))
    await pass('2026-03-05')
    const db = new DatabaseSync(join(server.folder, 'apila.db'), { readOnly: true, timeout: 5_000 })
    assert.deepEqual(
      db
        .prepare('SELECT state, reserved_day FROM permissions')
        .all()
        .map((row) => ({ ...row })),
      [{ state: 'alive', reserved_day: null }],
    )
    db.close()
  } finally {
    await server.close()
  }
})

test('ended marks and notes go on their days', async () => {
  let day = '2026-03-01'
  const server = await startTestServer({ now: () => new Date(`${day}T10:00:00Z`), endings: { step: 20 } })
  try {
    const permission = server.newPermission(server.today())
    await server.send(as, permission)
    await server.end(permission)
    const counts = async () => {
      server.forgetSessions()
      const { marks } = await server.lookAll(as)
      const notes = await server.listNotes(as, permission.deposit.note.list)
      return [marks.includes(markOfPermission(permission)), notes.length]
    }
    assert.deepEqual(await counts(), [true, 1])
    day = '2026-03-31'
    await sweep(server.running.ctx)
    assert.deepEqual(await counts(), [true, 1])
    day = '2026-04-01'
    await sweep(server.running.ctx)
    assert.deepEqual(await counts(), [false, 0])
  } finally {
    await server.close()
  }
})

test('a backup without leashes and keys brings no permission back', async () => {
  const server = await startTestServer()
  const permission = server.newPermission(server.today())
  await server.send(as, permission)
  await server.running.close()
  for (const name of ['leash.db', 'keys']) rmSync(join(server.folder, name), { recursive: true })
  await server.restart()
  try {
    assert.equal((await open(server, permission)).status, 404)
    assert.ok((await server.lookAll(as)).marks.includes(markOfPermission(permission)))
    const notes = await server.listNotes(as, permission.deposit.note.list)
    assert.equal(notes.length, 1, 'notes are found without the pepper')
  } finally {
    await server.close()
  }
})

test('keys are for the server alone', async () => {
  const server = await startTestServer()
  try {
    const keys = join(server.folder, 'keys')
    const modeOf = (path: string) => statSync(path).mode & 0o777
    assert.equal(modeOf(keys), 0o700)
    assert.equal(modeOf(join(keys, 'pepper.key')), 0o600)
    assert.ok(existsSync(join(server.folder, 'reserve')))
  } finally {
    await server.close()
  }
})
