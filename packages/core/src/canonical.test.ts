import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import * as z from 'zod'
import { canonical, isPlainText, parseCanonical } from './canonical.ts'

const Shape = z.strictObject({ a: z.int(), b: z.array(z.string()), c: z.boolean().nullable() })

test('members are sorted by UTF-16 code units, on every level, and nothing else is written', () => {
  assert.equal(canonical({ b: 1, a: { d: [], c: {} }, '': null }), '{"":null,"a":{"c":{},"d":[]},"b":1}')
  // U+10000 is two units that begin with D800, so it comes before U+FF5E.
  assert.equal(canonical({ '\uff5e': 1, '\u{10000}': 2, B: 3, a: 4 }), '{"B":3,"a":4,"\u{10000}":2,"\uff5e":1}')
  assert.equal(canonical([true, false, null, -0, -5, 'ä"\\/\u2028']), '[true,false,null,0,-5,"ä\\"\\\\/\u2028"]')
})

test('what has more than one spelling has no canonical form', () => {
  for (const value of [1.5, NaN, Infinity, 2 ** 53, -(2 ** 53), undefined, { a: undefined }, 1n, () => 1, Symbol('a')])
    assert.throws(() => canonical(value), TypeError)
  assert.equal(canonical(2 ** 53 - 1), '9007199254740991')
})

test('text holds no control characters but line feeds, and no half of a surrogate pair, in values and in names', () => {
  const refused = [
    '\0',
    '\t',
    '\r',
    '\r\n',
    '\u001f',
    '\u007f',
    '\u0085',
    '\u009f',
    '\ud800',
    '\udc00',
    '\udc00\ud800',
    'a\ud83d',
  ]
  for (const text of refused) {
    assert.equal(isPlainText(text), false, JSON.stringify(text))
    assert.throws(() => canonical(text), TypeError)
    assert.throws(() => canonical({ [text]: 1 }), TypeError)
    assert.equal(parseCanonical(JSON.stringify(text), z.string()), null)
  }
  for (const text of ['', '\n', 'a\nb', ' ', '\u00a0', 'Ž', '🕊️', '\u200f', '\ufeff']) {
    assert.equal(isPlainText(text), true, JSON.stringify(text))
    assert.equal(parseCanonical(canonical(text), z.string()), text)
  }
})

test('what is written is read back, and its length is that of plain text but for quotes, backslashes and line feeds', () => {
  const plain = fc.string({ unit: 'grapheme' }).filter(isPlainText)
  const members = { a: fc.maxSafeInteger(), b: fc.array(plain), c: fc.option(fc.boolean()) }
  const record = fc.record(members, { noNullPrototype: true })
  fc.assert(
    fc.property(record, (value) => {
      assert.deepEqual(parseCanonical(canonical(value), Shape), value)
    }),
  )
  fc.assert(
    fc.property(plain, (text) => {
      const twice = text.match(/["\\\n]/g)?.length ?? 0
      assert.equal(canonical(text).length, text.length + twice + 2)
    }),
  )
})

test('another spelling, an unknown or double member and another shape are refused', () => {
  const good = '{"a":1,"b":["x"],"c":null}'
  assert.deepEqual(parseCanonical(good, Shape), { a: 1, b: ['x'], c: null })
  const refused = [
    ` ${good}`,
    `${good}\n`,
    '{"a": 1,"b":["x"],"c":null}',
    '{"b":["x"],"a":1,"c":null}',
    '{"a":1,"a":1,"b":["x"],"c":null}',
    '{"a":2,"a":1,"b":["x"],"c":null}',
    '{"a":1.0,"b":["x"],"c":null}',
    '{"a":1e0,"b":["x"],"c":null}',
    '{"a":-0,"b":["x"],"c":null}',
    '{"a":1,"b":["\\u0078"],"c":null}',
    '{"a":1,"b":["x"],"c":null,"d":1}',
    '{"__proto__":{},"a":1,"b":["x"],"c":null}',
    '{"a":1,"b":["x"]}',
    '{"a":"1","b":["x"],"c":null}',
    '[]',
    'null',
    '',
    '{',
    '['.repeat(100_000),
  ]
  for (const text of refused) assert.equal(parseCanonical(text, Shape), null, text.slice(0, 40))
})

test('a shape that leaves members out, fills some in or changes them takes nothing that it did not get', () => {
  assert.equal(parseCanonical('{"a":1,"more":2}', z.object({ a: z.int() })), null)
  assert.equal(parseCanonical('{}', z.object({ a: z.int().default(1) })), null)
  assert.equal(parseCanonical('" a"', z.string().trim()), null)
  assert.deepEqual(parseCanonical('{"a":1}', z.object({ a: z.int() })), { a: 1 })
})
