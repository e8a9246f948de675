// Checks the checker of names and files: each rule is broken once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOfName, problemsOfText } from './check-files.ts'

test('names that say nothing are found, names that say what is inside are not', () => {
  const bad = [
    'packages/core/src/utils.ts',
    'packages/app/src/common/x.ts',
    'packages/core/src/date-helper.ts',
    'tests/new/x.test.ts',
  ]
  const badForm = ['packages/core/src/readRoster.ts', 'packages/core/src/read_roster.ts', 'packages/core/src/Grant.ts']
  const good = [
    'packages/core/src/referral/grant.ts',
    'packages/ui/src/Page.tsx',
    'packages/app/src/account/argon2id.worker.ts',
    'packages/core/src/services/find.ts',
    'README.md',
  ]
  for (const path of [...bad, ...badForm]) assert.equal(problemsOfName(path).length, 1, path)
  for (const path of good) assert.deepEqual(problemsOfName(path), [])
})

test('machine paths, download addresses, silent openings and loose ends are found', () => {
  const slash = '/'
  assert.equal(problemsOfText('docs/a.md', `see ${slash}home/anna/notes`).length, 1)
  assert.equal(problemsOfText('docs/a.md', `see \`${slash}tmp/x\``).length, 1)
  assert.equal(problemsOfText('package-lock.json', '"resolved": "https://example.org/a.tgz"').length, 1)
  assert.equal(problemsOfText('packages/core/src/a.ts', 'export const a = 1').length, 1)
  assert.equal(problemsOfText('packages/core/src/a.ts', `// What a is.\n// ${'TO' + 'DO'}: later`).length, 1)
  assert.deepEqual(problemsOfText('packages/core/src/a.ts', `// What a is.\n// ${'TO' + 'DO'}(#12): later`), [])
  assert.deepEqual(problemsOfText('docs/a.md', 'open http://localhost:3000/a/home/x and ./data/tmp/x'), [])
  assert.deepEqual(problemsOfText('package-lock.json', '"resolved": "packages/core"'), [])
})
