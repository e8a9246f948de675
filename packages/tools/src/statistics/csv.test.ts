import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCsv } from './csv.ts'

const cellsOf = (text: string): (readonly string[])[] => [...readCsv(text)].map(({ cells }) => cells)

test('reads plain and quoted cells, LF and CRLF, a byte order mark, and a last line without its end', () => {
  assert.deepEqual(cellsOf('a,b\n1,2\n'), [
    ['a', 'b'],
    ['1', '2'],
  ])
  assert.deepEqual(cellsOf('\uFEFFa,b\r\n"1","2"'), [
    ['a', 'b'],
    ['1', '2'],
  ])
  assert.deepEqual(cellsOf('"x ""y"", z","",q\r\n'), [['x "y", z', '', 'q']])
  assert.deepEqual(cellsOf(',\n,\n'), [
    ['', ''],
    ['', ''],
  ])
  assert.deepEqual(cellsOf(''), [])
  assert.deepEqual(cellsOf('a\n\nb\n'), [['a'], [''], ['b']])
})

test('a record knows the line on which it begins, also after a cell with line ends', () => {
  assert.deepEqual(
    [...readCsv('a,b\n"1\n2",3\r\n4,5\n')].map(({ line }) => line),
    [1, 2, 4],
  )
})

test('whatever is written by the rules comes back whole', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', ' ', 'ä', '\uFEFF') })
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (records) => {
      const text = records
        .map((cells) => `${cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\r\n`)
        .join('')
      assert.deepEqual(cellsOf(text), records)
    }),
    { seed: 12 },
  )
})

for (const [name, text, message] of [
  ['an unclosed quote', 'a,b\n"1,2\n', /^Line 2: a quoted cell is not closed\.$/],
  ['a quote inside a plain cell', 'a,b\n1,x"y\n', /^Line 2: a quote stands inside/],
  ['text after a closing quote', 'a,b\n"1"x,2\n', /^Line 2: something follows/],
  ['a lone carriage return', 'a,b\r1,2\n', /^Line 1: the line ends in a lone carriage return\.$/],
] as const) {
  test(`refuses ${name}`, () => {
    assert.throws(() => cellsOf(text), { message })
  })
}
