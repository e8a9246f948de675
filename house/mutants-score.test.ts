// Counting mutants: a survivor is forgiven only where the list names it exactly, and the list may name nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Tried, changeOf, readList, scoreOf } from './mutants-score.ts'

const tried = (change: string, isKilled: boolean, text = 'if (a > 0) go()'): Tried => ({
  file: 'packages/x/src/a.ts',
  line: 3,
  text,
  change,
  isKilled,
  isLate: false,
  isTooLarge: false,
})
const listed = (line: string, ...changes: string[]) => ({
  'packages/x/src/a.ts': [{ line, changes, reason: 'Because nothing else can be seen.' }],
})

test('killed and survived are counted, and nothing is 100 percent by being empty of faults', () => {
  const { killed, survived, withoutEffect, percent, stale } = scoreOf(
    [tried('a > 0 => true', true), tried('a > 0 => false', true), tried('a > 0 => a >= 0', false)],
    {},
  )
  assert.deepEqual([killed, survived.length, withoutEffect, Math.round(percent), stale], [2, 1, 0, 67, []])
})

test('a survivor that the list names counts for nothing', () => {
  const list = listed('if (a > 0) go()', 'a > 0 => a >= 0')
  const score = scoreOf([tried('a > 0 => true', true), tried('a > 0 => a >= 0', false)], list)
  assert.deepEqual([score.killed, score.survived, score.withoutEffect, score.percent, score.stale], [1, [], 1, 100, []])
})

test('another change of the same line, or the same change of another line, is not forgiven', () => {
  const list = listed('if (a > 0) go()', 'a > 0 => a >= 0')
  const mutants = [
    tried('a > 0 => a >= 0', false),
    tried('a > 0 => true', false),
    tried('a > 0 => a >= 0', false, 'while (a > 0) go()'),
  ]
  assert.equal(scoreOf(mutants, list).survived.length, 2)
})

test('an entry that a test notices now, or whose place is gone, is stale', () => {
  const killed = scoreOf([tried('a > 0 => true', true)], listed('if (a > 0) go()', 'a > 0 => true'))
  assert.match(killed.stale.join(), /a test notices it now/)
  const gone = scoreOf([tried('a > 0 => true', true)], listed('if (b > 0) go()', 'b > 0 => true'))
  assert.match(gone.stale.join(), /the code has no such place/)
})

test('entries of files that were not tried are not looked at', () => {
  const list = {
    'packages/x/src/other.ts': [{ line: 'x', changes: ['x => y'], reason: 'Because nothing can be seen.' }],
  }
  assert.deepEqual(scoreOf([tried('a > 0 => true', true)], list).stale, [])
})

test('an entry without a reason is refused', () => {
  assert.throws(() => readList('{"a.ts":[{"line":"x","changes":["x => y"],"reason":""}]}'), /no reason/)
  assert.throws(
    () => readList('{"a.ts":[{"line":"x","changes":[],"reason":"Because nothing can be seen."}]}'),
    /no changes/,
  )
})

test('a change is one line, and not longer than a person reads', () => {
  assert.equal(changeOf('{\n  go()\n}', '{}'), '{ go() } => {}')
  assert.equal(changeOf('x'.repeat(500), '').length, 125)
})

test('in a sample an entry that fits nothing tried is not stale, one that a test notices is', () => {
  const list = listed('if (a > 0) go()', 'a > 0 => a >= 0')
  assert.deepEqual(scoreOf([tried('a > 0 => true', true)], list, false).stale, [])
  assert.equal(scoreOf([tried('a > 0 => a >= 0', true)], list, false).stale.length, 1)
  assert.equal(scoreOf([tried('a > 0 => true', true)], list).stale.length, 1)
})
