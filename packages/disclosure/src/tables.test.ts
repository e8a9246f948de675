import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Domain } from './domain.ts'
import { allocate } from './allocation.ts'
import { countRows } from './counting.ts'
import { tableSets } from './domain.ts'
import { indexComponents, measure } from './residuals.ts'
import { seededBytes } from './test/seeded-bytes.ts'
import { publishedTotal, tableForPeople } from './tables.ts'

const domain: Domain = {
  codebook: 't',
  attributes: [
    { code: 'A', values: ['a', 'b', 'c', 'd', 'e'] },
    { code: 'B', values: ['0', '1', '2'] },
  ],
  tables: [['A', 'B'], ['A'], ['B']],
}
// Most persons in few cells: many true zeros, as in real tables.
const rows = {
  rows: 300,
  columns: [
    Uint16Array.from({ length: 300 }, (_, row) => (row % 7 === 0 ? 2 : 0)),
    Uint16Array.from({ length: 300 }, (_, row) => row % 2),
  ],
}
const counts = countRows(domain, rows)

test('no number is below zero, each lies in its range, and a table adds up to N', () => {
  for (let seed = 0; seed < 50; seed++) {
    const index = indexComponents(domain, measure(domain, counts, allocate(domain, 0.1), seededBytes(seed)))
    const total = publishedTotal(domain, index).values[0] ?? NaN
    for (const set of tableSets(domain)) {
      const { values, low, high } = tableForPeople(domain, index, set)
      values.forEach((value, cell) => {
        assert.ok(value >= 0 && value >= (low[cell] ?? NaN) - 1e-9 && value <= (high[cell] ?? NaN) + 1e-9)
      })
      const sum = values.reduce((part, value) => part + value, 0)
      assert.ok(Math.abs(sum - total) <= 0.05 * (values.length + 1), `seed ${seed}: ${sum} for ${total}`)
    }
  }
})

test('ranges hold the true count in about 95 of 100 cases, zeros included', () => {
  const allocation = allocate(domain, 0.1)
  const bytes = seededBytes(77)
  let held = 0
  let cells = 0
  for (let draw = 0; draw < 1000; draw++) {
    const index = indexComponents(domain, measure(domain, counts, allocation, bytes))
    for (const set of tableSets(domain)) {
      const { low, high } = tableForPeople(domain, index, set)
      counts(set).forEach((count, cell) => {
        // A range at zero is cut there; a true zero is then held whenever the upper side holds it.
        held += count >= (low[cell] ?? NaN) && count <= (high[cell] ?? NaN) ? 1 : 0
        cells++
      })
    }
  }
  const share = held / cells
  assert.ok(share > 0.945 && share < 0.985, `held ${share}`)
})

test('a release of nobody is still a release', () => {
  const nobody = countRows(domain, { rows: 0, columns: [new Uint16Array(0), new Uint16Array(0)] })
  const index = indexComponents(domain, measure(domain, nobody, allocate(domain, 0.1), seededBytes(5)))
  for (const set of tableSets(domain)) {
    assert.ok(tableForPeople(domain, index, set).values.every((value) => value >= 0 && Number.isFinite(value)))
  }
})
