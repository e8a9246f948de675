import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countRows } from './counting.ts'
import { sizesOf, tableSets } from './domain.ts'
import { exampleDomain, exampleRows } from './test/published-example.ts'

test('covering tables count the same as one pass for each table', () => {
  const domain = exampleDomain()
  const { rows, columns } = exampleRows(3)
  const counts = countRows(domain, { rows, columns })
  for (const set of tableSets(domain)) {
    const sizes = sizesOf(domain, set)
    const plain = new Float64Array(sizes.reduce((total, size) => total * size, 1))
    for (let row = 0; row < rows; row++) {
      const cell = set.reduce((at, attribute, axis) => at * (sizes[axis] ?? 1) + (columns[attribute]?.[row] ?? 0), 0)
      plain[cell] = (plain[cell] ?? 0) + 1
    }
    assert.deepEqual(counts(set), plain)
  }
  assert.deepEqual([...counts([])], [rows])
})

test('no rows count as zeros, and what is not declared is not counted', () => {
  const domain = { ...exampleDomain(), tables: [['c0', 'c1']] }
  const counts = countRows(domain, { rows: 0, columns: domain.attributes.map(() => new Uint16Array(0)) })
  assert.ok(counts([0, 1]).every((count) => count === 0))
  assert.throws(() => counts([0, 2]), /not counted: c0, c2/)
})
