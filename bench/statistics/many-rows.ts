// Time to count and release all tables of up to 3 of 30 attributes (4,525 tables) for many invented rows.
// The number of rows may be given as the first argument.
import { randomFillSync } from 'node:crypto'
import { rhoFor } from '@apila/disclosure/accounting.ts'
import { allocate } from '@apila/disclosure/allocation.ts'
import { countRows } from '@apila/disclosure/counting.ts'
import { measure } from '@apila/disclosure/residuals.ts'

const rows = Number(process.argv[2] ?? 300_000)
const randomBytes = (n: number): Uint8Array => randomFillSync(new Uint8Array(n))
const attributes = Array.from({ length: 30 }, (_, at) => ({
  code: `a${at}`,
  values: Array.from({ length: [2, 2, 3, 4, 6][at % 5] ?? 2 }, (__, value) => String(value)),
}))
const codes = attributes.map(({ code }) => code)
const pairs = codes.flatMap((a, i) => codes.slice(i + 1).map((b) => [a, b]))
const triples = codes.flatMap((a, i) =>
  codes.slice(i + 1).flatMap((b, j) => codes.slice(i + j + 2).map((c) => [a, b, c])),
)
const domain = { codebook: 'bench', attributes, tables: [...codes.map((code) => [code]), ...pairs, ...triples] }
const columns = attributes.map(({ values }) => {
  const bytes = randomBytes(rows)
  return Uint16Array.from(bytes, (byte) => byte % values.length)
})

const start = performance.now()
const counts = countRows(domain, { rows, columns })
const counted = performance.now()
const allocation = allocate(domain, rhoFor(2, 1e-6))
const components = measure(domain, counts, allocation, randomBytes)
const measured = performance.now()
const cells = components.reduce((total, { values }) => total + values.length, 0)
console.table({
  rows,
  tables: domain.tables.length,
  cells,
  'counting, s': Number(((counted - start) / 1000).toFixed(2)),
  'planning and noise, s': Number(((measured - counted) / 1000).toFixed(2)),
})
