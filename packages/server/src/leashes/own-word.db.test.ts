// A leash keeper of its own does nothing by the server's word alone: it ends and prolongs by the client's word, which it knows under its own pepper,
// and lets go by its own day. Governed by docs/protocol.md "Leash keeper".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { Day, addDays } from '@apila/core/day.ts'
import { markOf } from '../platform/keys.ts'
import { startTestServer } from '../test/network.ts'
import type { LeashKeeper } from './keeper.ts'
import { type KeeperState, openRemoteLeashes } from './remote.ts'
import { type KeeperOptions, serveLeashes } from './serve.ts'
import { openLeashStore } from './store.ts'
import { RENEW, endNames, leashOf, proofsOf, putTogether, wordOf } from './test/words.ts'

const first = Day.parse('2026-11-30')
const last = addDays(first, 10)

type Kept = {
  folder: string
  remote: LeashKeeper
  clock: { day: Day }
  said: string[]
  stands: KeeperState[]
  lookAtDay: () => Promise<void>
  stop: () => Promise<void>
}

async function start(t: TestContext, options: Partial<KeeperOptions> = {}): Promise<Kept> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'apila-own-word-'))
  const way = { kind: 'socket', path: join(folder, 'keeper.sock') } as const
  const clock = { day: first }
  const said: string[] = []
  const stands: KeeperState[] = []
  const log = ({ code, reason }: { code: string; reason?: string }) => said.push(`${code} ${reason ?? ''}`)
  const served = await serveLeashes({ folder, way, randomBytes, today: () => clock.day, log, ...options })
  const remote = openRemoteLeashes({
    ...{ way, network: () => 'north', admit: () => undefined, told: (now) => stands.push(now) },
  })
  let isOpen = true
  const stop = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await remote.close()
    await served.close()
  }
  t.after(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return { folder, remote, clock, said, stands, lookAtDay: served.lookAtDay, stop }
}

const NAMES = ['a', 'b', 'c']
const alive = async (keeper: LeashKeeper, today = first): Promise<string[]> => {
  const found: string[] = []
  for (const name of NAMES) if (await keeper.release(name, today)) found.push(name)
  return found
}

test('what was released once ends by the client’s word or its day, whatever the server says', async (t) => {
  const { remote } = await start(t)
  await putTogether(remote, 'her', NAMES, last)
  assert.deepEqual(await alive(remote), NAMES)
  await remote.drop(NAMES)
  await remote.sweep(first, [])
  await remote.end([wordOf('another')], NAMES)
  await remote.end([], NAMES)
  assert.deepEqual(await alive(remote), NAMES)
  await remote.end([wordOf('her')], [])
  assert.deepEqual(await alive(remote), [])
})

test('what the server was told to keep is kept, also where nobody has opened it', async (t) => {
  const { remote } = await start(t)
  await putTogether(remote, 'her', NAMES, last)
  assert.deepEqual(await remote.sweep(first, NAMES), { missing: [] })
  await remote.drop(NAMES)
  await remote.sweep(first, [])
  assert.deepEqual(await alive(remote), NAMES)
})

test('what a deposit that was cut off has left goes, and the same may come again', async (t) => {
  const { remote } = await start(t)
  for (const leave of [() => remote.drop(NAMES), () => remote.sweep(first, [])]) {
    await putTogether(remote, 'her', NAMES, last)
    await leave()
    for (const name of NAMES) assert.equal(await remote.has(name), false)
  }
  await putTogether(remote, 'her', NAMES, last)
  assert.deepEqual(await alive(remote), NAMES)
})

test('nobody but the client prolongs: another word, too long a time, or too often, and nothing moves', async (t) => {
  const { remote } = await start(t)
  await putTogether(remote, 'her', NAMES, last)
  const move = (days: number, renew = RENEW) => remote.move(NAMES, { until: addDays(first, days), today: first, renew })
  assert.equal(await move(30, wordOf('another')), false)
  assert.equal(await move(91), false)
  assert.equal(await move(-1), false)
  assert.deepEqual(await alive(remote, addDays(first, 2)), NAMES)
  const moved: boolean[] = []
  for (let times = 0; times < 8; times += 1) moved.push(await move(20 + times))
  assert.deepEqual(moved, [true, true, true, true, true, true, false, false])
  assert.equal(await move(25), true, 'the day where they are is as good as the first time')
})

test('a server that names a later day ends nothing before its last', async (t) => {
  const { remote } = await start(t)
  await putTogether(remote, 'her', NAMES, addDays(first, 1))
  assert.deepEqual(await remote.sweep(addDays(first, 2), NAMES), { missing: [] })
  assert.deepEqual(await alive(remote), NAMES)
})

test('what is past its day goes by the keeper’s own clock, where no server says so', async (t) => {
  const { remote, clock, lookAtDay, folder } = await start(t)
  await putTogether(remote, 'her', ['a'], addDays(first, 1))
  await putTogether(remote, 'another', ['b'], addDays(first, 3))
  await lookAtDay()
  for (const day of [1, 2]) {
    clock.day = addDays(first, day)
    await lookAtDay()
    assert.equal(await remote.has('a'), day === 1)
  }
  assert.equal(await remote.has('b'), true)
  const database = new DatabaseSync(join(folder, 'leash.db'), { readOnly: true, timeout: 5_000 })
  assert.deepEqual(
    database
      .prepare('SELECT tag FROM holds')
      .all()
      .map(({ tag }) => tag),
    ['b'],
  )
  database.close()
})

test('a keeper’s clock that jumps ends nothing before the operator’s word; until the days fit all is busy, and nothing is lost', async (t) => {
  const { remote, clock, lookAtDay, said, stands } = await start(t)
  await putTogether(remote, 'her', NAMES, last)
  await lookAtDay()
  for (const days of [40, -40]) {
    clock.day = addDays(first, days)
    await lookAtDay()
    await assert.rejects(remote.release('a', first), { code: 'busy' })
    await assert.rejects(remote.sweep(first, NAMES), { code: 'busy' })
    clock.day = first
    assert.deepEqual(await alive(remote), NAMES)
  }
  assert.deepEqual(
    stands.map(({ state }) => state),
    ['clock', 'there', 'clock', 'there'],
  )
  assert.ok(said.includes('sweep-stopped too-many-days') && said.includes('sweep-stopped clock-behind'))
  assert.ok(said.some((line) => line.startsWith('leash-keeper-clock ')))
})

test('under another pepper nothing is served, since no word would be known again', async (t) => {
  const kept = await start(t)
  await putTogether(kept.remote, 'her', NAMES, last)
  await kept.stop()
  const pepper = join(kept.folder, 'keys', 'leash-pepper.key')
  const copy = readFileSync(pepper)
  rmSync(pepper)
  await assert.rejects(start(t, { folder: kept.folder }), /put under another pepper than leash-pepper\.key/)
  writeFileSync(pepper, copy)
  const again = await start(t, { folder: kept.folder })
  await endNames(again.remote, ['her'])
  assert.deepEqual(await alive(again.remote), [])
})

test('keys that are lost altogether begin anew: nothing of before opens, and all works', async (t) => {
  const kept = await start(t)
  await putTogether(kept.remote, 'her', NAMES, last)
  await kept.stop()
  rmSync(join(kept.folder, 'keys'), { recursive: true })
  const { remote } = await start(t, { folder: kept.folder })
  assert.deepEqual(await alive(remote), [])
  await putTogether(remote, 'another', ['d'], last)
  assert.deepEqual(await remote.release('d', first), leashOf('d'))
})

test('after an older copy the keeper’s own operator says once that what the server does not name has ended', async (t) => {
  const kept = await start(t)
  await putTogether(kept.remote, 'her', NAMES, last)
  await putTogether(kept.remote, 'another', ['d'], last)
  assert.equal((await alive(kept.remote)).length, 3)
  await kept.remote.release('d', first)
  await kept.stop()
  const { remote } = await start(t, { folder: kept.folder, takesOlder: true })
  assert.deepEqual(await remote.sweep(first, ['d']), { missing: [] })
  assert.deepEqual(await alive(remote), [])
  await remote.sweep(first, [])
  assert.equal(await remote.has('d'), true, 'the word counted once')
})

test('leashes from before there were proofs end by their names, as then', async (t) => {
  const { remote, folder } = await start(t)
  await putTogether(remote, 'her', NAMES, last)
  const database = new DatabaseSync(join(folder, 'leash.db'), { timeout: 5_000 })
  database.exec("DELETE FROM holds WHERE tag <> 'c'")
  database.close()
  await remote.end([wordOf('other')], NAMES)
  assert.deepEqual(await alive(remote), ['c'])
})

test('in the server’s own process the client’s word is asked for too', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'apila-own-word-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const keeper = await openLeashStore({ folder, keysFolder: join(folder, 'keys'), network: () => 'north', randomBytes })
  t.after(() => keeper.close())
  await keeper.put(
    NAMES.map((tag) => ({ tag, leash: leashOf(tag), until: last })),
    proofsOf('her'),
  )
  assert.equal(await keeper.move(NAMES, { until: addDays(last, 1), today: first, renew: wordOf('no') }), false)
  await keeper.end([wordOf('no')], NAMES)
  assert.deepEqual(await alive(keeper), NAMES)
})

test('what a keeper let go by its day is no ending: the ended list says nothing of it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'apila-own-word-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'keeper.sock')
  let today = new Date('2026-11-30T10:00:00Z')
  const day = () => Day.parse(today.toISOString().slice(0, 10))
  const way = { kind: 'socket', path } as const
  const log = () => undefined
  const kept = await serveLeashes({ folder, way, randomBytes, today: day, log })
  t.after(() => kept.close())
  const settings = { 'leash-keeper': path, 'sweep-days': '' }
  const server = await startTestServer({ settings, endings: { step: 20 }, now: () => today, log })
  t.after(() => server.close())
  await kept.lookAtDay()
  const permission = server.newPermission(server.today(), { days: 3 })
  assert.equal((await server.send('alder-worker-1', permission)).status, 204)
  await kept.lookAtDay()
  await server.running.close()
  // The server stands still for a week; the keeper goes on.
  for (let days = 0; days < 7; days += 1) {
    today = new Date(today.getTime() + 86_400_000)
    await kept.lookAtDay()
  }
  await server.restart({ settings, endings: { step: 20 }, now: () => today, log })
  assert.equal(server.running.ctx.sweeps.stopped, 'too-many-days')
  const { marks } = await server.lookAll('alder-worker-1')
  assert.equal(marks.includes(markOf(permission.deposit.proofs.withdraw)), false)
})
