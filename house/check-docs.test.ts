// Checks the checker of the documents on small texts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differsFromLock, readBudgets, readPromises, slugOf, startedBy, tableRows } from './check-docs.ts'

test('tables are read without their rules, and a bar inside a cell stays', () => {
  assert.deepEqual(tableRows('| a | b |\n| --- | :-: |\n| `x` | y \\| z |\n\ntext'), [
    ['a', 'b'],
    ['`x`', 'y \\| z'],
  ])
})

test('budgets are read from the document that gives them', () => {
  const budgets = readBudgets('and each package with its budget: core 1, ui 2. More')
  assert.deepEqual(
    [...budgets],
    [
      ['core', 1],
      ['ui', 2],
    ],
  )
  assert.equal(readBudgets('nothing of the kind').size, 0)
})

test('promises are read with their files and test names', () => {
  const text =
    '| | Promise | Test |\n|---|---|---|\n| P-01 | quiet | `tests/a.test.ts` |\n| P-02 | loud | `b.test.ts` "it holds" and `c.test.ts` |'
  assert.deepEqual(readPromises(text), [
    { id: 'P-01', tests: [{ file: 'tests/a.test.ts', name: null }] },
    {
      id: 'P-02',
      tests: [
        { file: 'b.test.ts', name: 'it holds' },
        { file: 'c.test.ts', name: null },
      ],
    },
  ])
})

test('a heading gets the address that links use', () => {
  assert.equal(slugOf('What we do not protect'), 'what-we-do-not-protect')
  assert.equal(slugOf('Lippu, biljett & ticket'), 'lippu-biljett--ticket')
})

test('a script is followed to its file, also past a hook that Node loads first', () => {
  assert.equal(startedBy('node house/check.ts'), 'house/check.ts')
  assert.equal(startedBy('node packages/server/bin/apila.js start --demo'), 'packages/server/bin/apila.js')
  assert.equal(startedBy('node --import ./house/tsx-hook.ts bench/run.ts'), 'bench/run.ts')
  assert.equal(startedBy('node --import ./house/tsx-hook.ts --test-reporter=dot bench/run.ts x'), 'bench/run.ts')
  assert.equal(startedBy('tsc -p .'), undefined)
})

test('a version that the lockfile has otherwise, or not at all, is told', () => {
  const lock = JSON.stringify({
    packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.1' } },
  })
  const used = new Map([
    ['a', '1.0.0'],
    ['b', '2.0.0'],
    ['c', '3.0.0'],
  ])
  assert.deepEqual(differsFromLock(used, lock), [
    'package-lock.json has b 2.0.1, the manifests say 2.0.0',
    'package-lock.json has c nowhere, the manifests say 3.0.0',
  ])
})
