// The published example of Synthetic Data Showcase, made anew from a seed: what the release is measured against.
// Shape and source: docs/statistics.md "Worked comparison". For tests and benchmarks.
import type { Columns } from '../counting.ts'
import type { Domain } from '../domain.ts'
import { seededBytes } from './seeded-bytes.ts'

/** Number of values of each column; value 0 means that nothing is present. */
const SIZES = [3, 7, 11, 2, 2, 2, 2, 2, 2, 2]

export const EXAMPLE_ROWS = 6000

/** Mean absolute error that the showcase reports for 1 to 4 columns at epsilon 4. */
export const PUBLISHED_ERRORS = [18.0, 18.2, 18.1, 13.9]

export function exampleDomain(): Domain {
  const attributes = SIZES.map((size, column) => ({
    code: `c${column}`,
    values: Array.from({ length: size }, (_, value) => String(value)),
  }))
  const tables: string[][] = []
  for (let chosen = 1; chosen < 1 << SIZES.length; chosen++) {
    const table = attributes.filter((_, column) => (chosen & (1 << column)) !== 0).map(({ code }) => code)
    if (table.length <= 4) tables.push(table)
  }
  return { codebook: 'example-1', attributes, tables }
}

export function exampleRows(seed: number): Columns {
  const bytes = seededBytes(seed)
  const uniform = (): number => (bytes(4).reduce((sum, byte) => sum * 256 + byte, 0) >>> 0) / 2 ** 32
  const below = (n: number): number => Math.floor(uniform() * n)
  const columns = SIZES.map(() => new Uint16Array(EXAMPLE_ROWS))
  for (let row = 0; row < EXAMPLE_ROWS; row++) {
    const firstHalf = row < EXAMPLE_ROWS / 2
    const values = [
      below(3),
      uniform() < 1 / 4 ? 0 : (firstHalf ? 1 : 4) + below(3),
      uniform() < 1 / 6 ? 0 : (firstHalf ? 1 : 6) + below(5),
      ...SIZES.slice(3).map(() => below(2)),
    ]
    values.forEach((value, column) => {
      const cells = columns[column]
      if (cells !== undefined) cells[row] = value
    })
  }
  return { rows: EXAMPLE_ROWS, columns }
}

/** Mean absolute error over existing combinations of present values, for tables of 1, 2, 3, ... columns. */
export function errorsByOrder(
  tables: readonly {
    readonly sizes: readonly number[]
    readonly values: ArrayLike<number>
    readonly truth: ArrayLike<number>
  }[],
): number[] {
  const sums: { error: number; cells: number }[] = []
  for (const { sizes, values, truth } of tables) {
    const sum = (sums[sizes.length - 1] ??= { error: 0, cells: 0 })
    for (let cell = 0; cell < truth.length; cell++) {
      if ((truth[cell] ?? 0) === 0 || !allPresent(cell, sizes)) continue
      sum.error += Math.abs((values[cell] ?? 0) - (truth[cell] ?? 0))
      sum.cells++
    }
  }
  return sums.map(({ error, cells }) => error / cells)
}

function allPresent(cell: number, sizes: readonly number[]): boolean {
  let rest = cell
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const size = sizes[axis] ?? 1
    if (rest % size === 0) return false
    rest = Math.floor(rest / size)
  }
  return true
}
