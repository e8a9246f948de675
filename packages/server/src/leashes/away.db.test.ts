// A leash keeper of its own that is away, slow, started again, or an older copy of itself: each ends in `busy`, nothing opens more than it may, and
// no ending is acknowledged that is not done. Governed by docs/protocol.md "Leash keeper".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { type Socket, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import { finnishToday } from '../start-server.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import type { TestPermission } from '../test/noise.ts'
import { findServerName } from './belongs.ts'
import { findKeeperMark } from './mark-store.ts'
import { type Alarm, openRemoteLeashes } from './remote.ts'
import { type ServedKeeper, serveLeashes } from './serve.ts'
import { leashOf, proofsOf } from './test/words.ts'

const as = 'alder-worker-1'

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'apila-away-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type Kept = { folder: string; socket: string; start: () => Promise<void>; stop: () => Promise<void> }

function newKeeper(t: TestContext): Kept {
  const folder = newFolder(t)
  const socket = join(newFolder(t), 'keeper.sock')
  let served: ServedKeeper | null = null
  const stop = async (): Promise<void> => {
    await served?.close()
    served = null
  }
  t.after(stop)
  const start = async (): Promise<void> => {
    const way = { kind: 'socket', path: socket } as const
    served = await serveLeashes({ folder, way, randomBytes, today: () => finnishToday(), log: () => undefined })
  }
  return { folder, socket, start, stop }
}

type Options = Parameters<typeof startTestServer>[0]
async function startServer(t: TestContext, socket: string, options: Options = {}) {
  const codes: string[] = []
  const settings = { 'leash-keeper': socket }
  const server = await startTestServer({
    ...{ settings, endings: { step: 20 }, log: ({ code }) => codes.push(code) },
    ...options,
  })
  t.after(() => server.close())
  return { server, codes, settings }
}

const said = async (server: TestServer) => {
  const answer = await fetch(`${server.url}/readyz`)
  return [answer.status, await answer.text()]
}
const READY = [200, 'ready']

async function statuses(server: TestServer, permission: TestPermission): Promise<number[]> {
  const { knock, story, talk } = permission.deposit
  const opened = [await server.open(as, knock.k), await server.open(as, story.s)]
  const talked = await server.call('POST', '/api/v2/talk/open', { as, body: { t: talk.t } })
  return [...opened, talked].map(({ status }) => status)
}
const OPEN = [200, 200, 200]
const GONE = [404, 404, 404]
const BUSY = [503, 503, 503]

test('with a keeper of its own a permission is sealed, opened and ended, and the data folder holds no leash', async (t) => {
  const keeper = newKeeper(t)
  await keeper.start()
  const { server } = await startServer(t, keeper.socket)
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(as, permission)).status, 204)
  assert.deepEqual(await statuses(server, permission), OPEN)
  assert.equal((await server.end(permission)).status, 204)
  assert.deepEqual(await statuses(server, permission), GONE)
  assert.throws(() => statSync(join(server.folder, 'leash.db')), /ENOENT/)
  assert.equal(statSync(join(keeper.folder, 'leash.db')).mode & 0o777, 0o600)
  assert.equal(statSync(keeper.socket).mode & 0o777, 0o660)
})

test('a server whose keeper is away starts and says so; when the keeper comes, all goes on', async (t) => {
  const keeper = newKeeper(t)
  const { server, codes } = await startServer(t, keeper.socket)
  assert.deepEqual(await said(server), [503, 'the leash keeper does not answer'])
  assert.equal((await fetch(`${server.url}/fi/`)).status, 200)
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(as, permission)).status, 503)
  assert.equal((await server.end(server.newPermission(server.today()))).status, 503)
  assert.ok(codes.includes('leash-keeper-away'))
  await keeper.start()
  assert.equal((await server.call('POST', '/api/v2/permissions', { as, body: permission.deposit })).status, 204)
  assert.deepEqual(await said(server), READY)
  assert.deepEqual(await statuses(server, permission), OPEN)
})

test('a keeper that goes and comes again: busy meanwhile, then everything is as it was', async (t) => {
  const keeper = newKeeper(t)
  await keeper.start()
  const { server } = await startServer(t, keeper.socket)
  const [one, two] = [server.newPermission(server.today()), server.newPermission(server.today())]
  for (const permission of [one, two]) assert.equal((await server.send(as, permission)).status, 204)
  await keeper.stop()
  assert.deepEqual(await statuses(server, one), BUSY)
  assert.equal((await server.end(one)).status, 503)
  await keeper.start()
  assert.deepEqual(await statuses(server, one), OPEN, 'what was not acknowledged has not ended')
  assert.equal((await server.end(one)).status, 204)
  assert.deepEqual(await statuses(server, one), GONE)
  assert.deepEqual(await statuses(server, two), OPEN)
})

/** Passes on what the server asks; while `held` is set answers are swallowed, and it is told of each. */
async function newSlowWay(t: TestContext, to: string) {
  const socket = join(newFolder(t), 'slow.sock')
  const peers = new Set<Socket>()
  const way = { socket, held: null as (() => void) | null }
  const listener = createServer((near) => {
    const far = connect(to)
    for (const peer of [near, far]) {
      peers.add(peer)
      peer.on('error', () => undefined)
      peer.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => {
      if (way.held) way.held()
      else near.write(bytes)
    })
  })
  await new Promise<void>((resolve) => listener.listen(socket, resolve))
  t.after(() => {
    for (const peer of peers) peer.destroy()
    listener.close()
  })
  return way
}

test('a keeper whose answer does not come: an ending is not acknowledged, even where it was done', async (t) => {
  const keeper = newKeeper(t)
  await keeper.start()
  const way = await newSlowWay(t, keeper.socket)
  const alarms = new Set<() => void>()
  const keeperAlarm: Alarm = (_ms, ring) => {
    alarms.add(ring)
    return () => alarms.delete(ring)
  }
  const timePasses = (): void => {
    for (const ring of [...alarms]) {
      alarms.delete(ring)
      ring()
    }
  }
  const { server, codes } = await startServer(t, way.socket, { keeperAlarm })
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(as, permission)).status, 204)
  way.held = () => setImmediate(timePasses)
  assert.equal((await server.end(permission)).status, 503)
  assert.deepEqual(await said(server), [503, 'the leash keeper does not answer'])
  assert.ok(codes.includes('leash-keeper-away'))
  assert.equal((await server.end(permission)).status, 503, 'nobody waits again for what did not come')
  way.held = null
  timePasses()
  assert.equal((await server.end(permission)).status, 204)
  assert.deepEqual(await statuses(server, permission), GONE)
  assert.deepEqual(await said(server), READY)
})

test('who says something else on the socket is hung up on, and the server goes on', async (t) => {
  const keeper = newKeeper(t)
  await keeper.start()
  const { server } = await startServer(t, keeper.socket)
  for (const text of ['hello\n', '{}\n', '{"n":1,"network":"x","request":{"act":"all"}}\n', '[1]\n']) {
    const stranger = connect(keeper.socket)
    stranger.on('error', () => undefined)
    const answers: Buffer[] = []
    stranger.on('data', (bytes) => answers.push(bytes))
    stranger.write(text)
    await new Promise((resolve) => stranger.on('close', resolve))
    assert.equal(Buffer.concat(answers).toString(), '')
  }
  assert.equal((await server.send(as, server.newPermission(server.today()))).status, 204)
})

test('a keeper of its own releases nothing after a leash’s last day, whatever day the server names', async (t) => {
  const keeper = newKeeper(t)
  let today = Day.parse('2026-11-30')
  const way = { kind: 'socket', path: keeper.socket } as const
  const options = { folder: keeper.folder, way, randomBytes, log: () => undefined }
  const served = await serveLeashes({ ...options, today: () => today })
  t.after(() => served.close())
  const remote = openRemoteLeashes({ way, network: () => 'north', admit: () => undefined })
  t.after(() => remote.close())
  const [last, earlier] = [Day.parse('2026-12-01'), Day.parse('2026-11-30')]
  await remote.put([{ tag: 'a', leash: leashOf('a'), until: last }], proofsOf('a'))
  today = last
  assert.deepEqual(await remote.release('a', earlier), leashOf('a'))
  today = Day.parse('2026-12-02')
  assert.equal(await remote.release('a', earlier), null)
  assert.equal(await remote.release('a', last), null)
})

type Copied = { server: TestServer; ended: TestPermission; kept: TestPermission; later: TestPermission }

// Two permissions, a copy, then one ends and another comes.
async function copyAndGoOn(server: TestServer, copy: () => Promise<void>): Promise<Copied> {
  const [ended, kept, later] = [1, 2, 3].map(() => server.newPermission(server.today())) as [
    TestPermission,
    TestPermission,
    TestPermission,
  ]
  // What was never destroyed has no number yet.
  assert.equal((await server.end(server.newPermission(server.today()))).status, 204)
  for (const permission of [ended, kept]) assert.equal((await server.send(as, permission)).status, 204)
  await copy()
  assert.equal((await server.send(as, later)).status, 204)
  assert.equal((await server.end(ended)).status, 204)
  return { server, ended, kept, later }
}

async function tryOlder({ server, ended, kept }: Copied, codes: string[]): Promise<void> {
  assert.deepEqual(await statuses(server, kept), BUSY)
  for (const status of await statuses(server, ended)) assert.ok(status === 404 || status === 503)
  assert.equal((await server.end(kept)).status, 503)
  assert.equal((await server.send(as, server.newPermission(server.today()))).status, 503)
  assert.deepEqual(await said(server), [503, 'the leashes are an older copy and are not used'])
  assert.ok(codes.includes('leash-keeper-older'))
}

async function tryTaken({ server, ended, kept, later }: Copied): Promise<void> {
  assert.deepEqual(await said(server), READY)
  assert.deepEqual(await statuses(server, ended), GONE, 'what had ended stays ended')
  assert.deepEqual(await statuses(server, kept), OPEN)
  assert.deepEqual(await statuses(server, later), GONE, 'what the copy does not have has ended')
}

test('a keeper restored from an older copy is noticed at once; with the word of the operator nothing that ended comes back', async (t) => {
  const keeper = newKeeper(t)
  const copy = newFolder(t)
  await keeper.start()
  const { server, codes, settings } = await startServer(t, keeper.socket)
  const copied = await copyAndGoOn(server, async () => {
    await keeper.stop()
    cpSync(keeper.folder, copy, { recursive: true })
    await keeper.start()
  })
  await keeper.stop()
  rmSync(keeper.folder, { recursive: true })
  cpSync(copy, keeper.folder, { recursive: true })
  await keeper.start()
  await tryOlder(copied, codes)
  await server.running.close()
  const log = ({ code }: { code: string }) => codes.push(code)
  codes.length = 0
  await server.restart({ settings, log, endings: { step: 20 } })
  await tryOlder(copied, codes)
  await server.running.close()
  await server.restart({ settings: { ...settings, 'older-leashes': 'take' }, log, endings: { step: 20 } })
  await tryTaken(copied)
  await server.running.close()
  // The word counted for that copy, and is not needed again.
  await server.restart({ settings, log, endings: { step: 20 } })
  await tryTaken(copied)
})

test('the folder of another keeper, or an empty one, is no keeper of this server', async (t) => {
  const [keeper, other] = [newKeeper(t), newKeeper(t)]
  await keeper.start()
  const { server, codes } = await startServer(t, keeper.socket)
  const copied = await copyAndGoOn(server, () => Promise.resolve())
  await keeper.stop()
  const stranger = await serveLeashes({
    ...{
      folder: other.folder,
      way: { kind: 'socket', path: keeper.socket },
      randomBytes,
      today: () => finnishToday(),
      log: () => undefined,
    },
  })
  t.after(() => stranger.close())
  await tryOlder(copied, codes)
})

test('another keeper is not taken for this server’s, however often it has destroyed', async (t) => {
  const [keeper, other] = [newKeeper(t), newKeeper(t)]
  await keeper.start()
  const { server, codes } = await startServer(t, keeper.socket)
  const copied = await copyAndGoOn(server, () => Promise.resolve())
  await keeper.stop()
  const way = { kind: 'socket', path: keeper.socket } as const
  const options = { folder: other.folder, way, randomBytes, today: () => finnishToday(), log: () => undefined }
  const stranger = await serveLeashes(options)
  t.after(() => stranger.close())
  const network = () => server.running.ctx.db.read().network
  const from = () => ({ server: findServerName(server.folder), genesis: null })
  const busier = openRemoteLeashes({ way, network, from, admit: () => undefined })
  t.after(() => busier.close())
  const known = await findKeeperMark(server.running.ctx.db.read())
  assert.ok(known && known.serial > 0)
  for (let times = 0; times <= known.serial; times += 1) await busier.end([], [])
  assert.ok(((await busier.mark())?.serial ?? 0) > known.serial)
  await tryOlder(copied, codes)
})

test('leashes beside the database that are an older copy are noticed at the start', async (t) => {
  const { server, codes } = await startServer(t, '')
  const copy = newFolder(t)
  const log = ({ code }: { code: string }) => codes.push(code)
  const options = { settings: { 'leash-keeper': '' }, endings: { step: 20 }, log }
  const parts = ['leash.db', 'keys']
  const copied = await copyAndGoOn(server, async () => {
    await server.running.close()
    for (const part of parts) cpSync(join(server.folder, part), join(copy, part), { recursive: true })
    await server.restart(options)
  })
  await server.running.close()
  for (const part of parts) rmSync(join(server.folder, part), { recursive: true })
  for (const part of parts) cpSync(join(copy, part), join(server.folder, part), { recursive: true })
  await server.restart(options)
  await tryOlder(copied, codes)
  await server.running.close()
  await server.restart({ ...options, settings: { 'leash-keeper': '', 'older-leashes': 'take' } })
  await tryTaken(copied)
})

test('leashes beside the database that are lost have ended, as a restored backup needs it', async (t) => {
  const { server } = await startServer(t, '')
  const { kept } = await copyAndGoOn(server, () => Promise.resolve())
  await server.running.close()
  for (const part of ['leash.db', 'keys']) rmSync(join(server.folder, part), { recursive: true })
  await server.restart({ endings: { step: 20 } })
  assert.deepEqual(await said(server), READY)
  assert.deepEqual(await statuses(server, kept), GONE)
})
