// Checks the checker of the documents on small texts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOfRequirements, readBudgets, readRequirements, readPromises, slugOf, tableRows } from './check-docs.ts'

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

test('requirements are read with level, files, tests and state', () => {
  const text =
    '| | Level | Asks | Where | Test | State |\n|---|---|---|---|---|---|\n| D-056 | MUST | x | `a/b.json`, `/guide`; rules come-again and care-first; the rule in words | `c.test.ts` "it holds" | done |'
  assert.deepEqual(readRequirements(text), [
    {
      id: 'D-056',
      level: 'MUST',
      state: 'done',
      tests: [{ file: 'c.test.ts', name: 'it holds' }],
      files: ['a/b.json'],
      rules: ['come-again', 'care-first'],
    },
  ])
})

test('a requirement without a row, twice, without a test or without what is missing is told', () => {
  const row = {
    id: 'D-056',
    level: 'MUST',
    state: 'done',
    tests: [{ file: 'a.test.ts', name: null }],
    files: [],
    rules: [],
  }
  const problems = problemsOfRequirements([
    row,
    row,
    { ...row, id: 'D-058', tests: [] },
    { ...row, id: 'D-059', state: 'partly' },
    { ...row, id: 'D-060', level: 'INFO' },
  ]).join('\n')
  for (const problem of [
    /D-057 has no row/,
    /D-256 has no row/,
    /D-056 is there twice/,
    /D-058 .* no test/,
    /D-059: "partly"/,
    /D-060 is neither/,
  ])
    assert.match(problems, problem)
  assert.doesNotMatch(problems, /D-181/)
})

test('a heading gets the address that links use', () => {
  assert.equal(slugOf('What we do not protect'), 'what-we-do-not-protect')
  assert.equal(slugOf('Lippu, biljett & ticket'), 'lippu-biljett--ticket')
})
