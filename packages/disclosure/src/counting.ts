// Counts rows into many tables at once: a few wide tables that stay in the processor's cache cover all wanted ones,
// so that the rows are read some hundred times instead of some thousand. Governed by docs/statistics.md "Scale".
import type { AttributeSet, Domain } from './domain.ts'
import type { TrueCounts } from './residuals.ts'
import { codesOf, keyOf, maximalSets, sizesOf, tableSets } from './domain.ts'
import { marginalise, product } from './tensor.ts'

/** Rows as one column per attribute of the domain, each holding value positions. */
export interface Columns {
  readonly rows: number
  readonly columns: readonly Uint16Array[]
}

/** Cells of a wide table: 64 KiB of 32-bit counts fit the fast cache of ordinary processors (docs/statistics.md). */
const WIDE_CELLS = 16_384

/** Rows handled at once; their positions stay in cache too. */
const CHUNK_ROWS = 4096

/** True counts of every declared table and its margins. `progress` hears the share done, 0 to 1. */
export function countRows(domain: Domain, { rows, columns }: Columns, progress?: (share: number) => void): TrueCounts {
  const cover = coverOf(domain, maximalSets(tableSets(domain)))
  const counted = new Map<string, Float64Array>()
  cover.forEach(({ wide, covered }, index) => {
    const sizes = sizesOf(domain, wide)
    const counts = countWide(
      wide.map((attribute) => columns[attribute] ?? new Uint16Array(rows)),
      sizes,
      rows,
    )
    for (const set of covered) {
      const keep = set.map((attribute) => wide.indexOf(attribute))
      counted.set(keyOf(set), marginalise(counts, sizes, keep))
    }
    progress?.((index + 1) / cover.length)
  })
  return marginsOf(domain, counted)
}

/** Margins of counted tables, found through one counted table that holds each. */
function marginsOf(domain: Domain, counted: ReadonlyMap<string, Float64Array>): TrueCounts {
  const sources = new Map<string, AttributeSet>()
  for (const key of counted.keys()) {
    const set = key === '' ? [] : key.split(',').map(Number)
    for (let mask = 0; mask < 1 << set.length; mask++) {
      sources.set(keyOf(set.filter((_, at) => (mask & (1 << at)) !== 0)), set)
    }
  }
  return (set) => {
    const source = sources.get(keyOf(set))
    const counts = source === undefined ? undefined : counted.get(keyOf(source))
    if (source === undefined || counts === undefined)
      throw new RangeError(`not counted: ${codesOf(domain, set).join(', ')}`)
    return marginalise(
      counts,
      sizesOf(domain, source),
      set.map((attribute) => source.indexOf(attribute)),
    )
  }
}

interface WideTable {
  readonly wide: AttributeSet
  readonly covered: AttributeSet[]
}

/** Greedy: grow a wide table from the first table not yet covered while it stays small, then take all that lie in it. */
function coverOf(domain: Domain, sets: readonly AttributeSet[]): WideTable[] {
  const cover: WideTable[] = []
  let left = [...sets]
  for (let seed = left[0]; seed !== undefined; seed = left[0]) {
    let wide: AttributeSet = seed
    for (const set of left) {
      const union = [...new Set([...wide, ...set])].sort((a, b) => a - b)
      if (product(sizesOf(domain, union)) <= WIDE_CELLS) wide = union
    }
    const members = new Set(wide)
    const covered = left.filter((set) => set.every((attribute) => members.has(attribute)))
    const done = new Set(covered)
    left = left.filter((set) => !done.has(set))
    cover.push({ wide, covered })
  }
  return cover
}

function countWide(columns: readonly Uint16Array[], sizes: readonly number[], rows: number): Uint32Array {
  const counts = new Uint32Array(product(sizes))
  const at = new Uint32Array(CHUNK_ROWS)
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const chunk = Math.min(CHUNK_ROWS, rows - from)
    at.fill(0)
    columns.forEach((column, axis) => {
      const size = sizes[axis] ?? 1
      for (let row = 0; row < chunk; row++) at[row] = (at[row] ?? 0) * size + (column[from + row] ?? 0)
    })
    for (let row = 0; row < chunk; row++) {
      const cell = at[row] ?? 0
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return counts
}
