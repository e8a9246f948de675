// Groups of four, whatever is typed, pasted or mended in the middle.
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { countDigits, cursorIn, grouped } from './digit-groups.ts'

test('digits of any script stand in groups of four; all else goes', () => {
  assert.equal(grouped('482109375510276480931186'), '4821 0937 5510 2764 8093 1186')
  assert.equal(grouped('4821-0937 55'), '4821 0937 55')
  assert.equal(grouped('٤٨٢١٠'), '٤٨٢١ ٠')
  assert.equal(grouped('x'), '')
})

test('the cursor stays after the same digit', () => {
  assert.equal(cursorIn('48291 0937', 4), 5, 'a digit typed into the first group pushes the last one on')
  assert.equal(cursorIn('4821', 4), 4)
  assert.equal(cursorIn('48210', 5), 6)
  assert.equal(cursorIn('4821 0937', 0), 0)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('1', '2', ' ', '-', '٣') }), fc.nat(30), (text, at) => {
      const place = Math.min(at, text.length)
      const digits = countDigits(grouped(text).slice(0, cursorIn(text, place)))
      assert.equal(digits, countDigits(text.slice(0, place)))
      assert.equal(grouped(grouped(text)), grouped(text))
    }),
  )
})
