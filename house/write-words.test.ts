// Adding a word to a plain list and packing is all that is needed; what is not packed, or not right, is told.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { unpackWords } from '../packages/core/src/check-text/packed-words.ts'
import { inRoot } from './paths.ts'
import { checkWords, writePackedWords } from './write-words.ts'

const readRoot = (path: string) => readFile(inRoot(path), 'utf8')
const withChange = (changed: string, change: (text: string) => string) => async (path: string) => {
  const text = await readRoot(path)
  return path === changed ? change(text) : text
}
const NAMES = 'content/check-text/first-names.json'
const RULES = 'content/check-text/concept-rules.json'
const addName = withChange(NAMES, (text) => text.replace('"clear": [', '"clear": ["zzyzx",'))

test('what is packed is what the lists say', async () => {
  assert.deepEqual(await checkWords(), [])
})

test('a new name is packed by one run', async () => {
  const files = await writePackedWords(addName)
  const { contents = '' } = files.find(({ path }) => path.endsWith('/packed-lists.ts')) ?? {}
  const [, packed = ''] = /CLEAR_NAMES =\s*["']([^"']*)/.exec(contents) ?? []
  assert.ok(unpackWords(packed).includes('zzyzx'))
})

test('a list that was changed and not packed is told, with the file and the command', async () => {
  const [problem, ...others] = await checkWords(addName)
  assert.match(problem ?? '', /packed-lists\.ts is not what content\/check-text says: run/)
  assert.deepEqual(others, [])
})

test('a packed file that was changed by hand, or is gone, is told', async () => {
  const packed = 'packages/core/src/check-text/packed-concepts.ts'
  assert.equal((await checkWords(withChange(packed, (text) => text.replace('boss', 'chief')))).length, 1)
  const gone = (path: string) => (path === packed ? Promise.reject(new Error('not there')) : readRoot(path))
  assert.equal((await checkWords(gone)).length, 1)
})

test('a wrong list is told with its file and place', async () => {
  const twice = withChange(NAMES, (text) => text.replace('"clear": [', '"clear": ["zzyzx", "zzyzx",'))
  await assert.rejects(writePackedWords(twice), /first-names\.json: clear: an entry is listed twice/)
  const unknown = withChange(RULES, (text) => text.replace('"meet": ["crime"]', '"meet": ["crimes"]'))
  await assert.rejects(writePackedWords(unknown), /a rule names the concept crimes, which has no words/)
})
