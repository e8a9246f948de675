import { test } from 'node:test'
import assert from 'node:assert/strict'
import { type Ended, countAgain, filesToTryAgain } from './test-again.ts'
import type { TestFile } from './test-files.ts'

const ended = (path: string, failed: number, drivesBrowser = true, wasKilled = false): Ended => ({
  file: {
    path,
    drivesBrowser,
    kind: { name: 'promises', patterns: [], timeoutSeconds: 1, needsBuild: false, guess: 1 },
    alone: null,
    expected: 1,
  } satisfies TestFile,
  outcome: { passed: 5 - failed, failed, skipped: 0, seconds: 1, lines: [], wasKilled },
})

const pathsOf = (all: readonly Ended[]): string[] => filesToTryAgain(all).map(({ file }) => file.path)

test('one red file of browsers among green ones runs again, and no green one does', () => {
  assert.deepEqual(pathsOf([ended('a', 0), ended('b', 1), ended('c', 0, false)]), ['b'])
  assert.deepEqual(pathsOf([ended('a', 0)]), [])
})

test('nothing runs again where a test without a browser is red, where many files are, or where one was killed', () => {
  assert.deepEqual(pathsOf([ended('a', 1), ended('b', 1, false)]), [])
  assert.deepEqual(pathsOf(['a', 'b', 'c', 'd'].map((path) => ended(path, 1))), [])
  assert.deepEqual(pathsOf([ended('a', 1, true, true)]), [])
})

test('three red files of browsers run again', () => {
  assert.deepEqual(pathsOf(['a', 'b', 'c'].map((path) => ended(path, 2))), ['a', 'b', 'c'])
})

test('what is green alone counts as passed and is named; what is red again stays red', () => {
  const total = { passed: 90, failed: 2, skipped: 1 }
  const first = { passed: 8, failed: 2, skipped: 0 }
  assert.deepEqual(countAgain(total, first, { passed: 10, failed: 0, skipped: 0 }), {
    total: { passed: 92, failed: 0, skipped: 1 },
    isUnsteady: true,
  })
  assert.deepEqual(countAgain(total, first, { passed: 9, failed: 1, skipped: 0 }), { total, isUnsteady: false })
})

test('a second run that left tests out, or skipped some, counts for nothing', () => {
  const total = { passed: 90, failed: 2, skipped: 1 }
  const first = { passed: 8, failed: 2, skipped: 0 }
  assert.equal(countAgain(total, first, { passed: 8, failed: 0, skipped: 0 }).isUnsteady, false)
  assert.equal(countAgain(total, first, { passed: 8, failed: 0, skipped: 2 }).isUnsteady, false)
})
