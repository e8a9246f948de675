// The codebook's words: each question, code, group and table has them, and none belong to nothing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CODEBOOK } from './codebook.ts'
import { readCodebookWords } from './codebook-words.ts'
import { DOMAIN, FORM_QUESTIONS } from './tables.ts'

interface Words {
  questions: Record<
    string,
    { label: unknown; codesAs?: string; codes: Record<string, unknown>; groups: Record<string, unknown> }
  >
  tables: Record<string, unknown>
  universal: Record<string, unknown>
}
const content = JSON.parse(readFileSync('content/statistics/codebook.json', 'utf8')) as Words
const text = { fi: 'a', sv: 'b', en: 'c' }

test('every question, code and group has words, and so has each code that a table prints', () => {
  const words = readCodebookWords(content)
  for (const { code, codes, groups } of CODEBOOK.dimensions)
    for (const one of [code, `${code}.ALL`, `${code}-SOME`, ...groups, ...codes.map((line) => line.code)])
      assert.ok(words.find(one), one)
  for (const { code, values } of DOMAIN.attributes)
    for (const printed of values.length === 2 && values[1] === 'yes' ? [code] : values)
      assert.ok(words.printed[printed] !== undefined, printed)
  assert.deepEqual(words.find('GIV-LEGAL'), words.find('NED-LEGAL'))
  assert.equal(words.find('RSN.NQ')?.en, 'Not asked')
  assert.equal(words.find('STG.SIG'), undefined)
  assert.equal(words.publications[0]?.titles.en, 'Main form of exploitation and gender')
})

test('words that are missing, belong to nothing or lack a language stop the start', () => {
  const wrong: [string, (copy: Words) => void][] = [
    ['a question is gone', (copy) => delete copy.questions['AGE']],
    ['a code is gone', (copy) => delete copy.questions['AGE']?.codes['CHI']],
    ['a group is gone', (copy) => delete copy.questions['RSN']?.groups['OFFICE']],
    ['a table is gone', (copy) => delete copy.tables['place']],
    ['a universal value is gone', (copy) => delete copy.universal['NQ']],
    ['an unknown question', (copy) => (copy.questions['ABC'] = { label: text, codes: {}, groups: {} })],
    ['an unknown code', (copy) => Object.assign(copy.questions['AGE']?.codes ?? {}, { A99: text })],
    ['an unknown table', (copy) => (copy.tables['more'] = text)],
    ['a missing language', (copy) => Object.assign(copy.questions['AGE']?.codes ?? {}, { CHI: { fi: 'a', sv: 'b' } })],
    [
      'words of a question without its own',
      (copy) => Object.assign(copy.questions, { NED: { label: text, codesAs: 'GIV' } }),
    ],
    [
      'words of another kind of question',
      (copy) => Object.assign(copy.questions, { GIV: { label: text, codesAs: 'AGE' } }),
    ],
  ]
  for (const [what, change] of wrong) {
    const copy = structuredClone(content)
    change(copy)
    assert.throws(() => readCodebookWords(copy), what)
  }
})

test('the order in which the words stand moves nothing', () => {
  const copy = structuredClone(content)
  copy.questions = Object.fromEntries(Object.entries(copy.questions).reverse())
  for (const question of Object.values(copy.questions))
    if (question.codes as unknown) question.codes = Object.fromEntries(Object.entries(question.codes).reverse())
  assert.deepEqual(readCodebookWords(copy).printed, readCodebookWords(content).printed)
  assert.ok(FORM_QUESTIONS.every((code) => readCodebookWords(copy).find(code)))
})
