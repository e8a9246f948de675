// What a leash keeper's machine says of its two keys is what desks show of them (packages/sealing/src/organisation/founding.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keeperGroups } from './keeper-groups.ts'

test('both keys are eight groups of four digits, and another key has others', () => {
  const groups = keeperGroups('age1pq1example', 'abc')
  assert.equal(groups, '1645 1152 8068 6923 9656 9323 4565 5903')
  for (const other of [keeperGroups('age1pq1exampla', 'abc'), keeperGroups('age1pq1example', 'abd')]) {
    assert.match(other, /^(\d{4} ){7}\d{4}$/)
    assert.notEqual(other, groups)
  }
})
