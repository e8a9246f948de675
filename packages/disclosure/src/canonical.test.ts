import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, hex, utf8 } from './canonical.ts'
import { normalCdf } from './normal.ts'

test('the same value gives the same text, whatever the order of its keys', () => {
  assert.equal(canonicalJson({ b: [1, 2.5, null], a: 'ä', c: undefined }), '{"a":"ä","b":[1,2.5,null]}')
  assert.equal(canonicalJson({ b: 1, a: { d: true, c: -0 } }), canonicalJson({ a: { c: 0, d: true }, b: 1 }))
})

test('it reads back as JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
    }),
    { seed: 5 },
  )
})

test('what JSON cannot hold is refused', () => {
  for (const value of [NaN, Infinity, 1n, undefined, () => 0, [undefined]])
    assert.throws(() => canonicalJson(value), RangeError)
})

test('utf8 is UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.deepEqual(utf8(text), new TextEncoder().encode(text))
    }),
    { seed: 6 },
  )
  assert.deepEqual(utf8('\uD800'), new TextEncoder().encode('\uD800'))
  assert.equal(hex(Uint8Array.of(0, 15, 255)), '000fff')
})

test('the normal distribution is right to 1e-9', () => {
  const known = [
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [3.2, 0.9993128620620841],
    [-6, 9.865876450376946e-10],
  ] as const
  for (const [x, chance] of known) assert.ok(Math.abs(normalCdf(x) - chance) < 1e-12, String(x))
  assert.deepEqual([normalCdf(-50), normalCdf(50)], [0, 1])
})
