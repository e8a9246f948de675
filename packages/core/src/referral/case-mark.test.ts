// The short reference of a permission: the same for both desks, evenly spread, and longer only where two are alike.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { Mark } from '../bytes.ts'
import { MARK_SHAPES, caseMark, shownMarks } from './case-mark.ts'

const markOf = (n: number): Mark =>
  Mark.parse(
    createHash('sha256')
      .update(`mark ${String(n)}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url'),
  )
const MANY = Array.from({ length: 5000 }, (_, n) => markOf(n))

test('the same mark has the same reference at both desks, of a letter, a digit and a shape', () => {
  for (const mark of MANY) {
    const { code, long, shape } = caseMark(mark)
    assert.match(code, /^[BCDFGHJKLMNPRSTVXY][2-9]$/)
    assert.match(long, new RegExp(`^${code}[2-9]$`))
    assert.ok(Number.isInteger(shape) && shape >= 0 && shape < MARK_SHAPES)
    assert.deepEqual(caseMark(mark), { code, long, shape })
  }
})

test('references are spread evenly, so that none of them tells more than another', () => {
  for (const part of ['code', 'shape'] as const) {
    const seen = new Map<string | number, number>()
    for (const mark of MANY) seen.set(caseMark(mark)[part], (seen.get(caseMark(mark)[part]) ?? 0) + 1)
    const expected = MANY.length / (part === 'code' ? 18 * 8 : MARK_SHAPES)
    assert.equal(seen.size, part === 'code' ? 18 * 8 : MARK_SHAPES)
    for (const times of seen.values()) assert.ok(Math.abs(times - expected) < 5 * Math.sqrt(expected), String(times))
  }
})

test('two open ones with the same reference get a third sign, and the others keep two', () => {
  const first = markOf(0)
  const { code } = caseMark(first)
  const twin = MANY.find((mark) => mark !== first && caseMark(mark).code === code)
  const other = MANY.find((mark) => caseMark(mark).code !== code)
  assert.ok(twin && other)
  const shown = shownMarks([first, twin, other, first])
  assert.equal(shown.size, 3)
  assert.equal(shown.get(first)?.code, caseMark(first).long)
  assert.equal(shown.get(twin)?.code, caseMark(twin).long)
  assert.equal(shown.get(other)?.code, caseMark(other).code)
  // The other desk has only one of them, and still finds it: the short form begins the long one.
  assert.ok(shown.get(first)?.code.startsWith(shownMarks([first]).get(first)?.code ?? '?'))
})
