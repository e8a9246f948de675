// The file of leashes holds no leash that was destroyed, in whatever order they came and went. Governed by docs/protocol.md "Ending".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { Day, addDays } from '@apila/core/day.ts'
import { seededBelow } from '../../../../tests/machinery/seeded.ts'
import type { LeashKeeper } from './keeper.ts'
import { openLeashStore } from './store.ts'
import { RENEW, endNames, proofsOf, wordOf } from './test/words.ts'

const until = Day.parse('2026-12-06')
/** What a sealed leash is long: nonce, leash and tag. Unit: bytes. */
const SEALED_BYTES = 105

const openStore = (folder: string): Promise<LeashKeeper> =>
  openLeashStore({ folder, keysFolder: join(folder, 'keys'), network: () => 'north', randomBytes })

async function withStore(work: (leashes: LeashKeeper, file: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'apila-leashes-'))
  const leashes = await openStore(folder)
  try {
    await work(leashes, join(folder, 'leash.db'))
  } finally {
    await leashes.close()
    rmSync(folder, { recursive: true })
  }
}

/** Each name ends by a word of its own. */
async function putNoise(leashes: LeashKeeper, tags: readonly string[]): Promise<void> {
  await Promise.all(tags.map((tag) => leashes.put([{ tag, leash: randomBytes(77), until }], proofsOf(tag))))
}
const end = (leashes: LeashKeeper, tags: readonly string[]): Promise<void> => leashes.end(tags.map(wordOf), tags)

/** Every sealed leash as it lies in the file now. */
function sealedByTag(file: string): Map<string, Buffer> {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  const rows = db.prepare('SELECT tag, sealed FROM leashes').all()
  db.close()
  return new Map(
    rows.map(({ tag, sealed }) => [String(tag), Buffer.from(sealed as Uint8Array).subarray(-SEALED_BYTES)]),
  )
}

const sealedIn = (file: string): Buffer[] => [...sealedByTag(file).values()]

test('a leash is released until its day, and not after it', () =>
  withStore(async (leashes) => {
    await leashes.put([{ tag: 'one', leash: Buffer.from('a leash'), until }], proofsOf('one'))
    assert.deepEqual(await leashes.release('one', until), Buffer.from('a leash'))
    assert.equal(await leashes.release('one', addDays(until, 1)), null)
    assert.deepEqual([await leashes.has('one'), await leashes.has('two')], [true, false])
    await endNames(leashes, ['one'])
    assert.deepEqual([await leashes.has('one'), await leashes.release('one', until)], [false, null])
  }))

test('leashes are stored together or not at all', () =>
  withStore(async (leashes) => {
    const put = (...tags: string[]) =>
      leashes.put(
        tags.map((tag) => ({ tag, leash: Buffer.from(tag), until })),
        proofsOf(tags.join()),
      )
    await put('one')
    await assert.rejects(put('two', 'three', 'one'))
    assert.deepEqual(await Promise.all(['one', 'two', 'three'].map((tag) => leashes.has(tag))), [true, false, false])
  }))

for (const seed of [1, 2, 3])
  test(`destroyed leashes are nowhere in the file, seed ${String(seed)}`, () =>
    withStore(async (leashes, file) => {
      const below = seededBelow(seed)
      const known = new Map<string, Buffer>()
      let count = 0
      const put = async (permissions: number): Promise<string[][]> => {
        const pairs = Array.from({ length: permissions }, () => [`${String((count += 1))}-a`, `${String(count)}-b`])
        // As long as the names that the server gives.
        const tags = pairs.map((pair) => pair.map((name) => name.padStart(43, '0')))
        for (const pair of tags) await putNoise(leashes, pair)
        return tags
      }
      const note = (): void => {
        for (const sealed of sealedIn(file)) known.set(sealed.toString('hex'), sealed)
      }
      // Some stay, some go at once, as on ordinary days; then many go, in any order.
      for (let day = 0; day < 20; day += 1) {
        const tags = await put(3)
        note()
        await end(leashes, tags[below(3)] ?? [])
      }
      const many = await put(100)
      note()
      while (many.length > 0) await end(leashes, many.splice(below(many.length), 20).flat())
      const left = sealedIn(file)
      assert.deepEqual([left.length, known.size], [80, 320])
      const bytes = readFileSync(file)
      assert.ok(
        left.every((sealed) => bytes.includes(sealed)),
        'the look can fail',
      )
      assert.equal([...known.values()].filter((sealed) => bytes.includes(sealed)).length, left.length)
    }))

test('what was moved is nowhere in the file as it lay before', () =>
  withStore(async (leashes, file) => {
    const tags = Array.from({ length: 60 }, (_, n) => String(n).padStart(43, '0'))
    await putNoise(leashes, tags)
    const before = sealedIn(file)
    for (let at = 0; at < 60; at += 3)
      assert.equal(
        await leashes.move(tags.slice(at, at + 3), { until: addDays(until, 30), today: until, renew: RENEW }),
        true,
      )
    const bytes = readFileSync(file)
    assert.equal(before.filter((sealed) => bytes.includes(sealed)).length, 0)
    assert.equal(sealedIn(file).filter((sealed) => bytes.includes(sealed)).length, 60, 'the look can fail')
  }))

// The engine leaves what it moves between pages only in some orders, and often writes over it soon: each of these left one to three of
// about two hundred in the file when leashes shared a page (SQLite 3.53.4; 6 of the first 100 seeds did). So the file is read at every step.
for (const seed of [4, 61, 87, 95])
  test(`many come and many go at once, and none is in the file from then on, seed ${String(seed)}`, () =>
    withStore(async (leashes, file) => {
      const below = seededBelow(seed)
      const alive: string[] = []
      const gone = new Set<string>()
      const sealedOf = new Map<string, Buffer>()
      let count = 0
      for (let step = 0; step < 12; step += 1) {
        if (alive.length < 60 || below(2) === 1) {
          const tags = Array.from({ length: 2 * (1 + below(40)) }, () => String(count++).padStart(43, '0'))
          await putNoise(leashes, tags)
          alive.push(...tags)
          for (const [tag, sealed] of sealedByTag(file)) sealedOf.set(tag, sealed)
          continue
        }
        const many = Math.min(alive.length, 2 * (1 + below(40)))
        const tags = Array.from({ length: many }, () => alive.splice(below(alive.length), 1)).flat()
        await end(leashes, tags)
        for (const tag of tags) gone.add(tag)
        const bytes = readFileSync(file)
        const left = [...sealedOf].filter(([, sealed]) => bytes.includes(sealed)).map(([tag]) => tag)
        assert.deepEqual(left, alive.toSorted(), `step ${String(step)}`)
      }
      assert.ok(gone.size > 60, 'many went')
    }))
