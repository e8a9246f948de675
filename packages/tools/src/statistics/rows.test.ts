import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CodebookFile } from '@apila/core/statistics/codebook-file.ts'
import { domainOf, readRows } from './rows.ts'

const codebook = CodebookFile.parse({
  codebook: '1',
  attributes: [
    { code: 'A', values: ['A.x', 'A.y', 'A.NQ'] },
    { code: 'B', values: ['0', '1'] },
    { code: 'M', values: ['M.p', 'M.q', 'M.NQ'], multi: true },
  ],
})
const read = (text: string): number[][] =>
  readRows(codebook, text, () => undefined).columns.map((column) => [...column])

test('cells become positions, columns may stand in any order, multi cells become binary columns', () => {
  assert.deepEqual(read('B,M,A\n0,M.p M.q,A.y\n1,,\n1,M.q,A.x\n'), [
    [1, 2, 0],
    [0, 1, 1],
    [1, 0, 0],
    [1, 0, 1],
    [0, 1, 0],
  ])
})

test('a multi attribute without a code for "not asked" may be empty', () => {
  const plain = CodebookFile.parse({
    codebook: '1',
    attributes: [
      { code: 'M', values: ['p', 'q'], multi: true },
      { code: 'B', values: ['0', '1'] },
    ],
  })
  assert.deepEqual(
    readRows(plain, 'M,B\n,0\n', () => undefined).columns.map((column) => [...column]),
    [[0], [0], [0]],
  )
})

test('deleted rows of a spreadsheet are not counted as people: lines of separators, of spaces, and a blank last line', () => {
  const people = 'A,B,M\n' + 'A.x,0,M.p\n'.repeat(3)
  const told = (text: string): string => {
    try {
      read(text)
    } catch (error) {
      return (error as Error).message
    }
    return 'read'
  }
  assert.equal(told(people), 'read')
  assert.match(told(`${people},,\n`), /^Line 5 has no code in any cell\./)
  assert.match(
    told(people + ',,\n'.repeat(300)),
    /^300 lines have no code in any cell, the first is line 5, the last line 304\./,
  )
  assert.match(told(`${people}\r\n`), /^Line 5 has/)
  assert.match(told(`${people} , ,"  "\nA.y,1,\n`), /^Line 5 has no code/)
  assert.match(told(`${people},0,\n,,\n`), /^Line 6 has no code/)
  // A sum under the column is no code.
  assert.match(told(`${people},12,\n`), /^Line 5, column B: what stands there is not a code/)
  assert.match(told(`${people}A.x,1,  \n`), /^Line 5, column M: what stands there is not a code/)
  const single = CodebookFile.parse({ codebook: '1', attributes: [{ code: 'A', values: ['A.x', 'A.NQ'] }] })
  assert.throws(() => readRows(single, 'A\nA.x\n\n', () => undefined), /Line 3 has no code/)
})

for (const [name, text, message] of [
  ['an empty file', '', /^The file of rows is empty/],
  ['a missing column', 'A,B\n', /^Line 1: there is no column M/],
  ['an unknown column', 'A,B,M,name\n', /^Line 1: column 4 is not an attribute/],
  ['a column given twice', 'A,B,M,A\n', /^Line 1: column 4 is not an attribute of the codebook, or stands there twice/],
  ['semicolons', 'A;B;M\n', /^Line 1: columns must be separated by commas/],
  ['a short line', 'A,B,M\nA.x,0,M.p\nA.x,0\n', /^Line 3 has 2 cells; the first line names 3 columns\.$/],
  ['an unknown code', 'A,B,M\nA.x,2,\n', /^Line 2, column B: what stands there is not a code/],
  ['an unknown multi code', 'A,B,M\nA.x,1,M.p M.z\n', /^Line 2, column M: what stands there is not a code/],
  ['a multi code given twice', 'A,B,M\nA.x,1,M.p M.p\n', /^Line 2, column M: a code stands twice/],
  [
    'an empty cell without "not asked"',
    'A,B,M\nA.x,,\n',
    /^Line 2, column B: the cell is empty, and the codebook has no B\.NQ/,
  ],
] as const) {
  test(`refuses ${name}, without repeating what stands there`, () => {
    assert.throws(
      () => read(text),
      (error: Error) => message.test(error.message) && !error.message.includes('M.z'),
    )
  })
}

test('no tables listed means all up to the limit; listed ones are taken exactly, multi ones code by code', () => {
  assert.deepEqual(domainOf(codebook, 1).tables, [['A'], ['B'], ['M.p'], ['M.q'], ['M.NQ']])
  assert.equal(domainOf(codebook, 2).tables.length, 5 + 10)
  assert.equal(domainOf(codebook, 9).tables.length, 31)
  const listed = { ...codebook, tables: [['A', 'M'], ['B']] }
  assert.deepEqual(domainOf(listed, 2).tables, [['A', 'M.p'], ['A', 'M.q'], ['A', 'M.NQ'], ['B']])
  assert.throws(() => domainOf(listed, 1), /has more attributes than --max-way 1/)
})

test('too many cells are refused before anything is read', () => {
  const large = CodebookFile.parse({
    codebook: '1',
    attributes: Array.from({ length: 60 }, (_, at) => ({
      code: `a${at}`,
      values: Array.from({ length: 20 }, (__, value) => String(value)),
    })),
  })
  assert.throws(() => domainOf(large, 4), /too many cells/)
})
