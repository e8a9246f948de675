// Side by side: the published example of Synthetic Data Showcase, released by us, beside the errors that it reports.
// Sources and conditions: docs/statistics.md "Worked comparison".
import { randomFillSync } from 'node:crypto'
import { rhoFor } from '@apila/disclosure/accounting.ts'
import { allocate } from '@apila/disclosure/allocation.ts'
import { countRows } from '@apila/disclosure/counting.ts'
import { discreteGaussian } from '@apila/disclosure/discrete-gaussian.ts'
import { tableSets } from '@apila/disclosure/domain.ts'
import {
  EXAMPLE_ROWS,
  PUBLISHED_ERRORS,
  errorsByOrder,
  exampleDomain,
  exampleRows,
} from '@apila/disclosure/test/published-example.ts'
import { indexComponents, measure } from '@apila/disclosure/residuals.ts'
import { tableForPeople } from '@apila/disclosure/tables.ts'

const RUNS = 10
const DRAWS = 300_000
const EPSILON = 4

const randomBytes = (n: number): Uint8Array => randomFillSync(new Uint8Array(n))
const domain = exampleDomain()
const delta = 1 / (EXAMPLE_ROWS * Math.log(EXAMPLE_ROWS))
const sums = PUBLISHED_ERRORS.map(() => 0)
const times = { plan: 0, count: 0, noise: 0, tables: 0 }

function timed<T>(step: keyof typeof times, work: () => T): T {
  const start = performance.now()
  const result = work()
  times[step] += (performance.now() - start) / RUNS
  return result
}

for (let run = 0; run < RUNS; run++) {
  const rows = exampleRows(run)
  const allocation = timed('plan', () => allocate(domain, rhoFor(EPSILON, delta), [50, 10, 3, 1]))
  const counts = timed('count', () => countRows(domain, rows))
  const components = timed('noise', () => measure(domain, counts, allocation, randomBytes))
  const tables = timed('tables', () => {
    const index = indexComponents(domain, components)
    return tableSets(domain).map((set) => tableForPeople(domain, index, set))
  })
  errorsByOrder(tables.map((table) => ({ ...table, truth: counts(table.set) }))).forEach((error, order) => {
    sums[order] = (sums[order] ?? 0) + error / RUNS
  })
}

console.log(
  `Mean absolute error, epsilon ${EPSILON}, delta ${delta.toPrecision(3)}, ${EXAMPLE_ROWS} rows, mean of ${RUNS} runs`,
)
console.table(
  PUBLISHED_ERRORS.map((published, order) => ({
    columns: order + 1,
    published,
    ours: Number((sums[order] ?? 0).toFixed(2)),
    ratio: Number(((sums[order] ?? 0) / published).toFixed(2)),
  })),
)
console.log(`Time of one release of ${domain.tables.length} tables, ms:`)
console.table({ ...times, all: Object.values(times).reduce((total, time) => total + time, 0) })

const draw = discreteGaussian({ numerator: 123_456_789n, denominator: 1000n }, randomBytes)
const start = performance.now()
for (let i = 0; i < DRAWS; i++) draw()
console.log(`Exact draws: ${(DRAWS / (performance.now() - start) / 1000).toFixed(2)} million a second`)
