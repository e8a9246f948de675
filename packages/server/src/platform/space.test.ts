// When deposits stop: at nine tenths of a small disk, and with a gigabyte left of a large one.
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { isNearlyFull, roomIn } from './space.ts'

const GB = 1_000_000_000

test('a tenth of the disk is kept, and no more than a gigabyte', () => {
  const cases = [
    [0, GB, true],
    [0.0999 * GB, GB, true],
    [0.1 * GB, GB, false],
    [0.999 * GB, 1000 * GB, true],
    [1 * GB, 1000 * GB, false],
  ] as const
  for (const [free, all, expected] of cases) assert.equal(isNearlyFull({ free, all }), expected)
})

test('the room of a real folder is told in bytes', () => {
  const { free, all } = roomIn(tmpdir())
  assert.ok(free > 0 && free <= all && all > 1_000_000)
})
