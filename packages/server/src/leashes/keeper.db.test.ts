// What a leash keeper promises, one sentence a test: what it was given comes back until its day, and nothing comes back after the end.
// Governed by docs/protocol.md "Ending".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import type { LeashKeeper } from './keeper.ts'
import { openRemoteLeashes } from './remote.ts'
import { type ServedKeeper, serveLeashes } from './serve.ts'
import { openLeashStore } from './store.ts'

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

const served = new Map<string, Promise<ServedKeeper>>()

// A folder has one keeper, whoever asks it.
async function serveIn(t: TestContext, folder: string): Promise<string> {
  const socket = join(folder, 'keeper.sock')
  if (!served.has(folder)) {
    const serving = serveLeashes({ folder, socket, randomBytes, today: () => monday, log: () => undefined })
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
      : openRemoteLeashes({ socket: await serveIn(t, folder), network: () => network, admit: () => undefined })
  t.after(() => keeper.close())
  return keeper
}

const open = (t: TestContext, form: Form): Promise<LeashKeeper> => openIn(t, form, folderOf(t))
const leashOf = (text: string): Buffer => Buffer.from(text.padEnd(77, '.'))
const putAll = (keeper: LeashKeeper, tags: readonly string[], until = tuesday): Promise<void> =>
  keeper.put(tags.map((tag) => ({ tag, leash: leashOf(tag), until })))

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
    await assert.rejects(putAll(keeper, ['b', 'a', 'c']))
    assert.deepEqual(await alive(keeper, ['a', 'b', 'c']), ['a'])
  })

  test(`what is destroyed does not come back, and nothing else goes: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a', 'b', 'c', 'd'])
    await keeper.destroy(['a', 'c'])
    assert.deepEqual(await alive(keeper, ['a', 'b', 'c', 'd']), ['b', 'd'])
  })

  test(`destroying nothing, or what is not there, is as quiet as destroying something: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a'])
    await keeper.destroy([])
    await keeper.destroy(['unknown'])
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
      await keeper.destroy(tags)
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
    assert.deepEqual(await keeper.sweep(tuesday, ['a']), { missing: [] })
    assert.deepEqual(await alive(keeper, ['a']), ['a'])
    assert.deepEqual(await keeper.sweep(wednesday, ['a']), { missing: ['a'] })
    assert.deepEqual(await alive(keeper, ['a']), [])
  })

  test(`a sweep takes what belongs to no part, and tells which parts have no leash: ${form}`, async (t) => {
    const keeper = await open(t, form)
    await putAll(keeper, ['a', 'b', 'c'], wednesday)
    assert.deepEqual(await keeper.sweep(monday, ['a', 'c', 'x', 'y']), { missing: ['x', 'y'] })
    assert.deepEqual(await alive(keeper, ['a', 'b', 'c']), ['a', 'c'])
  })

  test(`a sweep forgets the keys of past days, also where no leash is left: ${form}`, async (t) => {
    const folder = folderOf(t)
    const keeper = await openIn(t, form, folder)
    await putAll(keeper, ['a'], monday)
    await putAll(keeper, ['b'], wednesday)
    await keeper.destroy(['a'])
    await keeper.sweep(tuesday, ['b'])
    assert.deepEqual(readdirSync(join(folder, 'keys')), [`day-${wednesday}.key`])
  })

  test(`networks do not reach into each other: ${form}`, async (t) => {
    const folder = folderOf(t)
    const [north, south] = [await openIn(t, form, folder, 'north'), await openIn(t, form, folder, 'south')]
    await putAll(north, ['a', 'b', 'c'], wednesday)
    assert.equal(await south.release('a', monday), null)
    await south.destroy(['a'])
    assert.deepEqual(await south.sweep(monday, ['a']), { missing: ['a'] })
    assert.deepEqual(await alive(north, ['a', 'b', 'c']), ['a', 'b', 'c'])
    await putAll(south, ['a'], wednesday)
    await north.destroy(['a'])
    assert.deepEqual(await alive(south, ['a']), ['a'])
    await north.sweep(wednesday, [])
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
