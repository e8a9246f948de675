import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Domain } from './domain.ts'
import {
  ENCODED_COUNTER_BYTES,
  addRow,
  countsFrom,
  decodeCounters,
  emptyCounters,
  encodeCounters,
  mergeCounters,
} from './counters.ts'
import { countRows } from './counting.ts'
import { closureOf, tableSets } from './domain.ts'

const domain: Domain = {
  codebook: '1',
  attributes: [
    { code: 'A', values: ['a', 'b', 'c'] },
    { code: 'B', values: ['0', '1'] },
    { code: 'C', values: ['0', '1'] },
  ],
  tables: [['A'], ['A', 'B'], ['C']],
}

const rowArbitrary = fc.tuple(fc.nat(2), fc.nat(1), fc.nat(1))

function countersOf(rows: readonly (readonly number[])[]) {
  return rows.reduce((counters, row) => addRow(domain, counters, row), emptyCounters(domain))
}

test('merging devices gives the same as counting everything on one, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(rowArbitrary, { maxLength: 8 }), { maxLength: 5 }), (devices) => {
      const merged = mergeCounters(domain, devices.map(countersOf))
      assert.deepEqual(merged, countersOf(devices.flat()))
      assert.deepEqual(mergeCounters(domain, devices.map(countersOf).reverse()), merged)
    }),
    { seed: 7 },
  )
})

test('counters give every margin that counting rows gives', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary, { maxLength: 30 }), (rows) => {
      const columns = domain.attributes.map((_, position) => Uint16Array.from(rows, (row) => row[position] ?? 0))
      const fromRows = countRows(domain, { rows: rows.length, columns })
      const fromCounters = countsFrom(domain, countersOf(rows))
      for (const set of closureOf(tableSets(domain))) assert.deepEqual(fromCounters(set), fromRows(set))
    }),
    { seed: 8 },
  )
})

test('encoded counters always have one length and come back as they were', () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary, { maxLength: 30 }), (rows) => {
      const counters = countersOf(rows)
      const bytes = encodeCounters(domain, counters)
      assert.equal(bytes.length, ENCODED_COUNTER_BYTES)
      assert.deepEqual(decodeCounters(domain, bytes), { ok: true, counters })
    }),
    { seed: 9 },
  )
})

test('decoding works on a view into a larger buffer', () => {
  const larger = new Uint8Array(ENCODED_COUNTER_BYTES + 7)
  larger.set(encodeCounters(domain, countersOf([[1, 1, 0]])), 7)
  assert.equal(decodeCounters(domain, larger.subarray(7)).ok, true)
})

test('decoding refuses what no device of this codebook can have written', () => {
  const good = encodeCounters(
    domain,
    countersOf([
      [0, 0, 1],
      [2, 1, 1],
    ]),
  )
  const changed = (at: number, byte: number): Uint8Array => good.with(at, byte)
  const problem = (bytes: Uint8Array, of = domain): string => {
    const decoded = decodeCounters(of, bytes)
    return decoded.ok ? 'none' : decoded.problem
  }
  assert.equal(problem(good.subarray(1)), 'wrong-length')
  assert.equal(problem(new Uint8Array(ENCODED_COUNTER_BYTES)), 'wrong-format')
  assert.equal(problem(changed(0, 0)), 'wrong-format')
  assert.equal(problem(good, { ...domain, codebook: '2' }), 'wrong-codebook')
  assert.equal(
    problem(good, {
      ...domain,
      tables: [
        ['A', 'B'],
        ['B', 'C'],
      ],
    }),
    'wrong-codebook',
  )
  assert.equal(problem(changed(24 + 3, 0x80)), 'negative-count')
  assert.equal(problem(changed(15, 0x80)), 'negative-count')
  assert.equal(problem(changed(24, 7)), 'counts-disagree')
  assert.equal(problem(changed(12, 3)), 'counts-disagree')
  assert.equal(problem(changed(ENCODED_COUNTER_BYTES - 1, 1)), 'wrong-format')
})

test('a row outside the domain is not counted', () => {
  for (const row of [[], [0, 0], [3, 0, 0], [0, -1, 0], [0.5, 0, 0], [0, 0, NaN]]) {
    assert.throws(() => addRow(domain, emptyCounters(domain), row), RangeError)
  }
})

test('counters of another codebook are neither added nor encoded', () => {
  const other = emptyCounters({ ...domain, tables: [['A']] })
  assert.throws(() => mergeCounters(domain, [other]), RangeError)
  assert.throws(() => encodeCounters(domain, other), RangeError)
  assert.throws(() => encodeCounters(domain, { entries: 2 ** 31, cells: emptyCounters(domain).cells }), RangeError)
})

test('adding a row leaves the earlier counters as they were', () => {
  const before = emptyCounters(domain)
  addRow(domain, before, [1, 1, 1])
  assert.deepEqual(before, emptyCounters(domain))
})
