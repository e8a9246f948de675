// A published table as people read it: the largest number first, what cannot be told from chance in one row, and one sentence that the
// ranges bear out. Nothing is computed anew: it is the published numbers in another order. Governed by docs/statistics.md "Pages".
import { standsAlone } from './codebook.ts'
import type { Dataset } from './release.ts'

export interface PublishedCell {
  /** Category codes, one per dimension. */
  readonly codes: readonly string[]
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface ShownRow {
  readonly code: string
  readonly isTotal: boolean
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Rows that are not shown by themselves, with the highest end of their ranges. */
export interface WeakRows {
  readonly codes: readonly string[]
  readonly limit: number
}

export interface ShownGroup {
  /** Code of the outer dimension; null where the table has one dimension only. */
  readonly code: string | null
  readonly rows: readonly ShownRow[]
  readonly weak: WeakRows | null
}

export interface ShownTable {
  /** The dimensions of the rows: one, or an outer and an inner one. */
  readonly dimensions: readonly string[]
  readonly groups: readonly ShownGroup[]
  /** Groups of which not even the total can be told from chance. */
  readonly weak: WeakRows | null
  /** The right end of all drawings. */
  readonly scale: number
  /** The largest number, where no other range reaches into its own. */
  readonly most: ShownRow | null
  readonly all: ShownRow | null
}

/** The dimension that holds the year. */
const YEAR = 'PER'

export function listCells(dataset: Dataset): PublishedCell[] {
  return dataset.value.map((value, cell) => {
    let rest = cell
    const codes: string[] = []
    for (let axis = dataset.id.length - 1; axis >= 0; axis--) {
      const size = dataset.size[axis] ?? 1
      codes.unshift(dataset.dimension[dataset.id[axis] ?? '']?.category.index[rest % size] ?? '')
      rest = Math.floor(rest / size)
    }
    return { codes, value, low: dataset.extension.low[cell] ?? 0, high: dataset.extension.high[cell] ?? 0 }
  })
}

/** A whole number as people read it. Ranges are widened to whole numbers, so that nothing is cut off. */
export function wholeNumbers({ value, low, high }: Pick<PublishedCell, 'value' | 'low' | 'high'>) {
  return { value: String(Math.round(value)), low: String(Math.floor(low)), high: String(Math.ceil(high)) }
}

const isTotalCode = (code: string): boolean => code.endsWith('.ALL')

/** Smaller than half of what it may be off: a number that nobody can tell from chance. Source: docs/statistics.md "Pages". */
export const isWeak = ({ low, high }: Pick<PublishedCell, 'low' | 'high'>): boolean => low < (high - low) / 2

const joined = (rows: readonly ShownRow[]): WeakRows | null =>
  rows.length === 0 ? null : { codes: rows.map(({ code }) => code), limit: Math.max(...rows.map(({ high }) => high)) }

// The total stands first, whatever its size.
const bySize = (one: ShownRow, other: ShownRow): number =>
  Number(other.isTotal) - Number(one.isTotal) || other.value - one.value

export function showTable(dataset: Dataset): ShownTable {
  const axes = dataset.id.map((code, axis) => ({ code, axis })).filter(({ code }) => code !== YEAR)
  const outer = axes.length > 1 ? axes[0] : undefined
  const inner = axes.at(-1)
  const cells = listCells(dataset)
  const rowsOf = (group: string | null): ShownRow[] =>
    cells
      .filter(({ codes }) => outer === undefined || codes[outer.axis] === group)
      .map(({ codes, value, low, high }) => {
        const code = codes[inner?.axis ?? 0] ?? ''
        return { code, isTotal: isTotalCode(code), value, low, high }
      })
      .sort(bySize)
  const codes = outer === undefined ? [null] : (dataset.dimension[outer.code]?.category.index ?? [])
  const groups = codes.map((code) => ({ code, rows: rowsOf(code) }))
  // Of crossed dimensions the first one's totals are compared; they are the rows of no group.
  const heads = groups.flatMap(({ code, rows }): ShownRow[] => {
    const total = rows.find(({ isTotal }) => isTotal)
    return code === null || total === undefined ? [] : [{ ...total, code, isTotal: isTotalCode(code) }]
  })
  const compared = outer === undefined ? (groups[0]?.rows ?? []) : heads
  const weakHeads = heads.filter((head) => !head.isTotal && isWeak(head))
  const isGone = (code: string | null): boolean => weakHeads.some((head) => head.code === code)
  const sizeOf = (code: string | null): number => heads.findIndex((head) => head.code === code)
  heads.sort(bySize)
  return {
    dimensions: axes.map(({ code }) => code),
    groups: groups
      .filter(({ code }) => !isGone(code))
      .sort((one, other) => sizeOf(one.code) - sizeOf(other.code))
      .map(({ code, rows }) => ({
        code,
        rows: rows.filter((row) => row.isTotal || !isWeak(row)),
        weak: joined(rows.filter((row) => !row.isTotal && isWeak(row))),
      })),
    weak: joined(weakHeads),
    scale: Math.max(1, ...dataset.extension.high),
    most: largestOf(compared),
    all: compared.find(({ isTotal }) => isTotal) ?? null,
  }
}

/** The largest of a table's rows that say something; none where its range and the next one's overlap. */
function largestOf(rows: readonly ShownRow[]): ShownRow | null {
  const saying = rows.filter(({ code, isTotal }) => !isTotal && !standsAlone(code) && !code.endsWith('-SOME'))
  const [first, second] = [...saying].sort((one, other) => other.value - one.value)
  if (first === undefined || isWeak(first)) return null
  return saying.every((row) => row === first || row.high < first.low) && second !== undefined ? first : null
}
