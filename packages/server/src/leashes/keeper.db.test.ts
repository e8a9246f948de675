// What a leash keeper promises, one sentence a test: what it was given comes back until its day, and nothing comes back after the end.
// Governed by docs/protocol.md "Ending".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, beforeEach, test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import type { LeashKeeper } from './keeper.ts'
import { openRemoteLeashes } from './remote.ts'
import { type ServedKeeper, serveLeashes } from './serve.ts'
import { openLeashStore } from './store.ts'
import { RENEW, endNames, leashOf, putTogether } from './test/words.ts'

const monday = Day.parse('2026-11-30')
const tuesday = Day.parse('2026-12-01')
const wednesday = Day.parse('2026-12-02')

const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'apila-keeper-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

type Form = 'in the server' | 'over a socket'
const FORMS: readonly Form[] = ['in the server', 'over a socket']

/** The day by the clock of a keeper of its own. */
let ownDay = monday
beforeEach(() => {
  ownDay = monday
})

const served = new Map<string, Promise<ServedKeeper>>()

// A folder has one keeper, whoever asks it.
async function serveIn(t: TestContext, folder: string): Promise<string> {
  const socket = join(folder, 'keeper.sock')
  if (!served.has(folder)) {
    const way = { kind: 'socket', path: socket } as const
    const serving = serveLeashes({ folder, way, randomBytes, today: () => ownDay, log: () => undefined })
    served.set(folder, serving)
    t.after(async () => (await serving).close())
  }
  await served.get(folder)
  return socket
}

async function openIn(t: TestContext, form: Form, folder: string, network = 'north'): Promise<LeashKeeper> {
  const keeper =
    form === 'in the server'
      ? await openLeashStore({ folder, keysFolder: join(folder, 'keys'), network: () => network, randomBytes })
      : openRemoteLeashes({
          way: { kind: 'socket', path: await serveIn(t, folder) },
          network: () => network,
          admit: () => undefined,
        })
  t.after(() => keeper.close())
  return keeper
}

const open = (t: TestContext, form: Form): Promise<LeashKeeper> => openIn(t, form, folderOf(t))
const dayKeys = (folder: string): string[] =>
  readdirSync(join(folder, 'keys')).filter((name) => name.startsWith('day-'))

async function putAll(keeper: LeashKeeper, tags: readonly string[], until = tuesday): Promise<void> {
  for (const tag of tags) await putTogether(keeper, tag, [tag], until)
}
const move = (keeper: LeashKeeper, tags: readonly string[], until: Day, today: Day): Promise<boolean> => {
  ownDay = today
  return keeper.move(tags, { until, today, renew: RENEW })
}

const sweep = (keeper: LeashKeeper, day: Day, keep: readonly string[]) => {
  ownDay = day
  return keeper.sweep(day, keep)
}

async function alive(keeper: LeashKeeper, tags: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const tag of tags) if (await keeper.release(tag, monday)) found.push(tag)
  return found
}

for (const form of FORMS) {
  test(`each leash comes back under its own tag, again and again: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a', 'b'])
    for (const tag of ['a', 'b', 'a']) assert.deepEqual(await keeper.release(tag, monday), leashOf(tag))
    assert.equal(await keeper.release('c', monday), null)
  })

  test(`leashes are put together or not at all: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a'])
    await assert.rejects(putTogether(keeper, 'b', ['b', 'a', 'c'], tuesday))
    assert.deepEqual(await alive(keeper, ['a', 'b', 'c']), ['a'])
  })

  test(`leashes are moved to another day together, or none of them, and what is destroyed is not moved: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a', 'b', 'c'], tuesday)
    await endNames(keeper, ['c'])
    assert.equal(await move(keeper, ['a', 'c'], wednesday, monday), false)
    assert.equal(await keeper.release('a', wednesday), null)
    for (let times = 0; times < 2; times += 1) assert.equal(await move(keeper, ['a', 'b'], wednesday, monday), true)
    assert.deepEqual(await keeper.release('a', wednesday), leashOf('a'))
    assert.equal(
      await move(keeper, ['a'], Day.parse('2026-12-09'), Day.parse('2026-12-03')),
      false,
      'its day has passed',
    )
    assert.deepEqual(await sweep(keeper, tuesday, ['a', 'b']), { missing: [] })
  })

  test(`what is destroyed does not come back, and nothing else goes: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a', 'b', 'c', 'd'])
    await endNames(keeper, ['a', 'c'])
    assert.deepEqual(await alive(keeper, ['a', 'b', 'c', 'd']), ['b', 'd'])
  })

  test(`destroying nothing, or what is not there, is as quiet as destroying something: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a'])
    await endNames(keeper, [])
    await endNames(keeper, ['unknown'])
    assert.deepEqual(await alive(keeper, ['a']), ['a'])
  })

  test(`each destroying writes new noise, so that the unknown costs the same disk work as the known: ${form}`, async (t) => {
    const folder = folderOf(t)
    const keeper = await openIn(t, form, folder)
    const noise = (): string[] => {
      const db = new DatabaseSync(join(folder, 'leash.db'), { readOnly: true, timeout: 5_000 })
      const rows = db.prepare('SELECT network_id, noise FROM decoys').all()
      db.close()
      return rows.map(
        (row) => `${String(row['network_id'])} ${Buffer.from(row['noise'] as Uint8Array).toString('hex')}`,
      )
    }
    const seen = new Set<string>()
    for (const tags of [[], ['unknown'], []]) {
      await endNames(keeper, tags)
      const [row = '', ...others] = noise()
      assert.deepEqual(others, [], 'one row, replaced')
      assert.match(row, /^north [0-9a-f]{128}$/)
      seen.add(row)
    }
    assert.equal(seen.size, 3)
  })

  test(`a leash lives on its day and not on the day after: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a'], tuesday)
    assert.deepEqual(await sweep(keeper, tuesday, ['a']), { missing: [] })
    assert.deepEqual(await alive(keeper, ['a']), ['a'])
    assert.deepEqual(await sweep(keeper, wednesday, ['a']), { missing: ['a'] })
    assert.deepEqual(await alive(keeper, ['a']), [])
  })

  test(`moved leashes come back until their new day, the key of the old day being gone: ${form}`, async (t) => {
    const folder = folderOf(t)
    const keeper = await openIn(t, form, folder)
    await putAll(keeper, ['a', 'b', 'c'], monday)
    assert.equal(await move(keeper, ['a', 'b'], wednesday, monday), true)
    assert.equal(await move(keeper, ['a', 'b'], wednesday, monday), true, 'again is as good')
    assert.deepEqual(await sweep(keeper, tuesday, ['a', 'b', 'c']), { missing: ['c'] })
    assert.deepEqual(dayKeys(folder), [`day-${wednesday}.key`])
    assert.deepEqual(await keeper.release('a', wednesday), leashOf('a'))
    assert.deepEqual(await keeper.release('b', wednesday), leashOf('b'))
  })

  test(`leashes move together or not at all, and none that is gone or past its day: ${form}`, async (t) => {
    const folder = folderOf(t)
    const keeper = await openIn(t, form, folder)
    await putAll(keeper, ['a', 'b'], monday)
    assert.equal(await move(keeper, ['a', 'unknown', 'b'], wednesday, monday), false)
    assert.equal(await move(keeper, ['a', 'b'], wednesday, tuesday), false, 'past its day')
    await endNames(keeper, ['b'])
    assert.equal(await move(keeper, ['a', 'b'], wednesday, monday), false)
    await Promise.all([endNames(keeper, ['a']), move(keeper, ['a'], wednesday, monday)])
    assert.deepEqual(await alive(keeper, ['a', 'b']), [])
    const south = await openIn(t, form, folder, 'south')
    await putAll(keeper, ['c'], monday)
    assert.equal(await move(south, ['c'], wednesday, monday), false, 'another network')
    assert.equal(await keeper.release('c', tuesday), null)
  })

  test(`a sweep takes what belongs to no part, and tells which parts have no leash: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a', 'b', 'c'], wednesday)
    assert.deepEqual(await sweep(keeper, monday, ['a', 'c', 'x', 'y']), { missing: ['x', 'y'] })
    assert.deepEqual(await alive(keeper, ['a', 'b', 'c']), ['a', 'c'])
  })

  test(`a sweep forgets the keys of past days, also where no leash is left: ${form}`, async (t) => {
    const folder = folderOf(t)
    const keeper = await openIn(t, form, folder)
    await putAll(keeper, ['a'], monday)
    await putAll(keeper, ['b'], wednesday)
    await endNames(keeper, ['a'])
    await sweep(keeper, tuesday, ['b'])
    assert.deepEqual(dayKeys(folder), [`day-${wednesday}.key`])
  })

  test(`networks do not reach into each other: ${form}`, async (t) => {
    const folder = folderOf(t)
    const [north, south] = [await openIn(t, form, folder, 'north'), await openIn(t, form, folder, 'south')]
    await putAll(north, ['a', 'b', 'c'], wednesday)
    assert.equal(await south.release('a', monday), null)
    await endNames(south, ['a'])
    assert.deepEqual(await sweep(south, monday, ['a']), { missing: ['a'] })
    assert.deepEqual(await alive(north, ['a', 'b', 'c']), ['a', 'b', 'c'])
    await putAll(south, ['a'], wednesday)
    await endNames(north, ['a'])
    assert.deepEqual(await alive(south, ['a']), ['a'])
    await sweep(north, wednesday, [])
    assert.deepEqual(await alive(south, ['a']), ['a'])
  })

  test(`after it is closed it answers nothing: ${form}`, async (t) => {
    const folder = folderOf(t)
    const keeper = await openIn(t, form, folder)
    await putAll(keeper, ['a'])
    await keeper.close()
    await assert.rejects(keeper.release('a', monday))
  })
}
