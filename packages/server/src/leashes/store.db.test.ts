// The file of leashes holds no leash that was destroyed, in whatever order they came and went. Governed by docs/protocol.md "Ending".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import { seededBelow } from '../../../../tests/machinery/seeded.ts'
import type { LeashKeeper } from './keeper.ts'
import { openLeashStore } from './store.ts'

const until = Day.parse('2026-12-06')
const later = Day.parse('2027-01-20')
/** What a sealed leash is long: nonce, leash and tag. Unit: bytes. */
const SEALED_BYTES = 102

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

/** Every sealed leash as it lies in the file now. */
function sealedIn(file: string): Buffer[] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  const rows = db.prepare('SELECT sealed FROM leashes').all()
  db.close()
  return rows.map(({ sealed }) => Buffer.from(sealed as Uint8Array).subarray(-SEALED_BYTES))
}

test('a leash from before leashes had pages of their own opens after the next start', () =>
  withStore(async (leashes, file) => {
    await leashes.put([{ tag: 'old', leash: Buffer.from('a leash'), until }])
    const db = new DatabaseSync(file, { timeout: 5_000 })
    db.exec('UPDATE leashes SET sealed = substr(sealed, 4301)')
    db.exec("DELETE FROM kysely_migration WHERE name = '0002-own-pages'")
    db.close()
    const again = await openStore(dirname(file))
    assert.deepEqual(await again.release('old'), Buffer.from('a leash'))
    await again.close()
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
        await leashes.put(tags.flat().map((tag) => ({ tag, leash: randomBytes(74), until })))
        return tags
      }
      const note = (): void => {
        for (const sealed of sealedIn(file)) known.set(sealed.toString('hex'), sealed)
      }
      // Some stay, some go at once, as on ordinary days; then many go, in any order.
      for (let day = 0; day < 20; day += 1) {
        const tags = await put(3)
        note()
        await leashes.destroy(tags[below(3)] ?? [])
      }
      const many = await put(100)
      note()
      await leashes.reseal(many.slice(0, 30).flat(), later)
      note()
      while (many.length > 0) await leashes.destroy(many.splice(below(many.length), 20).flat())
      const left = sealedIn(file)
      assert.deepEqual([left.length, known.size], [80, 380])
      const bytes = readFileSync(file)
      assert.ok(
        left.every((sealed) => bytes.includes(sealed)),
        'the look can fail',
      )
      assert.equal([...known.values()].filter((sealed) => bytes.includes(sealed)).length, left.length)
    }))
