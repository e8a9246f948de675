// Day keys and tags: what is sealed for a day opens under its own name only, and never after the day's key is gone.
// Governed by docs/protocol.md "Keys".
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import { openDayKeys, openPepper, randomBytes } from './keys.ts'

const inFolder = (work: (folder: string) => void) => () => {
  const folder = mkdtempSync(join(tmpdir(), 'apila-keys-'))
  try {
    work(join(folder, 'keys'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const day = Day.parse('2026-03-10')
const next = Day.parse('2026-03-11')

test(
  'a leash opens on its day, under its name, unchanged',
  inFolder((folder) => {
    const leash = randomBytes(74)
    const sealed = openDayKeys(folder).seal(day, 'tag', leash)
    const reopened = openDayKeys(folder)
    assert.deepEqual(reopened.open(day, 'tag', sealed), Buffer.from(leash))
    assert.equal(reopened.open(day, 'other', sealed), null)
    assert.equal(reopened.open(next, 'tag', sealed), null)
    for (const at of [0, 20, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.equal(reopened.open(day, 'tag', changed), null)
    }
    assert.equal(reopened.open(day, 'tag', sealed.subarray(0, 20)), null)
  }),
)

test(
  'keys of past days go, others stay',
  inFolder((folder) => {
    const keys = openDayKeys(folder)
    const sealed = keys.seal(day, 'tag', randomBytes(74))
    keys.seal(next, 'tag', randomBytes(74))
    keys.forgetBefore(next)
    assert.deepEqual(readdirSync(folder), ['day-2026-03-11.key'])
    assert.equal(keys.open(day, 'tag', sealed), null)
  }),
)

test(
  'tags differ by purpose and by folder, and stay the same in one',
  inFolder((folder) => {
    const tag = openPepper(folder).tag('loc', 'AAAA')
    assert.equal(openPepper(folder).tag('loc', 'AAAA'), tag)
    assert.notEqual(openPepper(folder).tag('end', 'AAAA'), tag)
    assert.notEqual(openPepper(`${folder}2`).tag('loc', 'AAAA'), tag)
  }),
)
