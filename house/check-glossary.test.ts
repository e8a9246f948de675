// Checks the check of the glossary on small texts: a name that has gone, a word without a row, a second word for a thing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportedTypes, problemsOfGlossary, readGlossary, unknownWords, wordOf } from './check-glossary.ts'

const central =
  'tag, note, mark, name, part, lock, secret, proof, withdraw, wrap, epoch, pin, half, slot, sending, session, desk, release, act (guide)'.split(
    ', ',
  )
const glossary = readGlossary(`# Words

| Finnish | English | In code | Meaning |
| ------- | ------- | ------- | ------- |
| lupa | permission | \`Grant\` | x |
| a | text check | \`checkText\` \`TextCheck\` | y |

| English | In code | Meaning |
| ------- | ------- | ------- |
${central.map((word) => `| ${word} | \`Grant\` | z |`).join('\n')}

| Words | Why |
| ----- | --- |
| id, entry, put | plain |
`)
const code = 'const Grant = 1\ncheckText(TextCheck)'

test('rows and plain words are read, whatever the columns', () => {
  assert.deepEqual(glossary.names.slice(0, 3), ['Grant', 'checkText', 'TextCheck'])
  assert.ok(glossary.rows.has('permission') && glossary.rows.has('act') && !glossary.rows.has('id'))
  for (const word of ['permission', 'grant', 'text', 'check', 'entry']) assert.ok(glossary.words.has(word), word)
  for (const word of ['lupa', 'plain', 'x', 'guide']) assert.ok(!glossary.words.has(word), word)
})

test('one and many are one word, capitals none', () => {
  assert.deepEqual(['Entries', 'Grants', 'Status', 'Yes', 'Less'].map(wordOf), [
    'entry',
    'grant',
    'status',
    'yes',
    'less',
  ])
})

test('types and schemas are names, values in capitals are none', () => {
  const file =
    'export const Grant = 1\nexport type Grant = 1\nexport const DAYS = 2\nexport interface GrantId {}\nconst Own = 3'
  assert.deepEqual(exportedTypes(file), ['Grant', 'GrantId'])
})

test('a good glossary has no problem; a gone name, a missing row and an unknown word are told', () => {
  assert.deepEqual(problemsOfGlossary(glossary, code, ['Grant', 'GrantEntries', 'PutId']), [])
  assert.deepEqual(problemsOfGlossary(glossary, 'checkText(TextCheck) // Grants', []).slice(0, 1), [
    'GLOSSARY.md: nothing in the code is named Grant',
  ])
  assert.deepEqual(unknownWords(glossary, ['ConsentEntry']), [{ name: 'ConsentEntry', words: ['consent'] }])
  assert.deepEqual(problemsOfGlossary(glossary, code, ['ConsentEntry']), [
    'GLOSSARY.md: core exports ConsentEntry: no row and no plain word for consent',
  ])
  const without = { ...glossary, rows: new Set([...glossary.rows].filter((word) => word !== 'epoch')) }
  assert.deepEqual(problemsOfGlossary(without, code, []), ['GLOSSARY.md: epoch has no row'])
  assert.equal(problemsOfGlossary(readGlossary(''), '', [])[0], 'GLOSSARY.md: it lists no code names')
})
