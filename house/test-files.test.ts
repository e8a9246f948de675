// What a word of `npm test -- WORD` means, and that the files of all kinds are found.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROOT, inRoot } from './paths.ts'
import { KIND_NAMES, filesMeant, findTestFiles } from './test-files.ts'
import { runTestFile } from './test-run.ts'

const files = await findTestFiles()
const meant = (word: string, from: string = ROOT): string[] =>
  filesMeant(word, files, from)
    .map(({ path }) => path)
    .sort()

test('each kind has files, each file one kind, and those that take longest come first', () => {
  for (const name of KIND_NAMES)
    assert.ok(
      files.some(({ kind }) => kind.name === name),
      name,
    )
  assert.equal(new Set(files.map(({ path }) => path)).size, files.length)
  for (const [index, { expected }] of files.slice(1).entries()) assert.ok(expected <= (files[index]?.expected ?? 0))
})

test('a word is a kind, a folder, a test file or a source file with tests beside it, from where the person stands', () => {
  assert.ok(meant('database').every((path) => path.includes('.db.test.')))
  assert.ok(meant('packages/server/src/services').length > 1)
  assert.ok(meant('packages/server/src/services').every((path) => path.startsWith('packages/server/src/services/')))
  assert.deepEqual(meant('packages/sealing/src/ticket.ts'), ['packages/sealing/src/ticket.test.ts'])
  assert.deepEqual(meant('src/ticket.test.ts', inRoot('packages/sealing')), ['packages/sealing/src/ticket.test.ts'])
  assert.deepEqual(meant('packages/sealing/src/ticket.ts', inRoot('docs')), ['packages/sealing/src/ticket.test.ts'])
  assert.equal(meant('.').length, files.length)
  for (const nothing of ['packages/sealing/src/tick', 'nowhere', '..', '../..']) assert.deepEqual(meant(nothing), [])
})

test('a file that wants the machine for itself says why', () => {
  const alone = files.filter((file) => file.alone !== null)
  assert.deepEqual(alone.map(({ path }) => path).sort(), [
    'tests/journeys/administrators-year.test.ts',
    'tests/journeys/founding-gone.test.ts',
    'tests/journeys/lighthouse.test.ts',
    'tests/journeys/organisations.test.ts',
    'tests/journeys/real-network-leaving.test.ts',
    'tests/journeys/real-network-track.test.ts',
    'tests/journeys/real-network-work.test.ts',
    'tests/journeys/real-network.test.ts',
    'tests/journeys/recovery.test.ts',
  ])
  for (const { alone: reason } of alone) assert.match(reason ?? '', /measures how quick|browsers with passkeys/)
})

test('a file in which no test has the wanted name counts for nothing', async () => {
  const [file] = files.filter(({ path }) => path === 'house/paths.test.ts')
  assert.ok(file)
  const { passed, failed, skipped } = await runTestFile(file, 'no test is called this')
  assert.deepEqual([passed, failed, skipped], [0, 0, 0])
})
