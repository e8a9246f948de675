// The worked comparison of docs/statistics.md: our release on the published example, epsilon 4, weights 50, 10, 3, 1.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rhoFor } from '../accounting.ts'
import { allocate } from '../allocation.ts'
import { countRows } from '../counting.ts'
import { tableSets } from '../domain.ts'
import { EXAMPLE_ROWS, errorsByOrder, exampleDomain, exampleRows } from './published-example.ts'
import { indexComponents, measure } from '../residuals.ts'
import { seededBytes } from './seeded-bytes.ts'
import { tableForPeople } from '../tables.ts'

const GOALS = [6, 7, 7.5, 8.5]

for (const seed of [1, 2, 3]) {
  test(`errors stay at or below ${GOALS.join(' / ')} for 1 to 4 columns, seed ${seed}`, () => {
    const domain = exampleDomain()
    const counts = countRows(domain, exampleRows(seed))
    const rho = rhoFor(4, 1 / (EXAMPLE_ROWS * Math.log(EXAMPLE_ROWS)))
    const components = measure(domain, counts, allocate(domain, rho, [50, 10, 3, 1]), seededBytes(100 + seed))
    const index = indexComponents(domain, components)
    const errors = errorsByOrder(
      tableSets(domain).map((set) => ({ ...tableForPeople(domain, index, set), truth: counts(set) })),
    )
    errors.forEach((error, order) => assert.ok(error <= (GOALS[order] ?? 0), `${order + 1} columns: ${error}`))
  })
}
