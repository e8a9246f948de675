// Tables for people: no number below zero, numbers that add up to N, and a 95 % interval for each from the unbiased parts.
// Governed by docs/statistics.md "Tables for people". All of it is done after the noise, so it costs no protection.
import type { AttributeSet, Domain } from './domain.ts'
import type { ComponentIndex } from './residuals.ts'
import { Z95 } from './normal.ts'
import { reconstruct } from './residuals.ts'

/** One table for people, row-major. Unit of all numbers: persons. */
export interface PeopleTable {
  readonly set: AttributeSet
  readonly sizes: readonly number[]
  readonly values: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  /** Standard deviation of the noise in each cell, before anything is clipped. */
  readonly sd: number
}

/** The published number of persons, with its interval. */
export function publishedTotal(domain: Domain, index: ComponentIndex): PeopleTable {
  const { values, sd } = reconstruct(domain, index, [])
  const total = values[0] ?? 0
  return { set: [], sizes: [], values: [oneDecimal(Math.max(0, total))], ...interval([total], sd), sd: round(sd, 1e4) }
}

export function tableForPeople(domain: Domain, index: ComponentIndex, set: AttributeSet): PeopleTable {
  const total = Math.max(0, reconstruct(domain, index, []).values[0] ?? 0)
  const { sizes, values, sd } = reconstruct(domain, index, set)
  const { low, high } = interval(values, sd)
  return { set, sizes, values: fit(values, total, low, high), low, high, sd: round(sd, 1e4) }
}

/**
 * 95 % interval of each unbiased value, widened to whole tenths. A count is never below zero, so neither end is; and where
 * chance took the value below zero, the upper end is that of a value of zero, so that a range never shrinks to a point.
 */
function interval(values: ArrayLike<number>, sd: number): { low: number[]; high: number[] } {
  const centre = Array.from(values)
  return {
    low: centre.map((value) => Math.max(0, Math.floor((value - Z95 * sd) * 10) / 10)),
    high: centre.map((value) => Math.ceil((Math.max(0, value) + Z95 * sd) * 10) / 10),
  }
}

/**
 * The nearest values that add up to `total` and lie each in its own interval (so never below zero):
 * all are moved by one amount and cut at their ends; the amount is found by halving.
 */
function fit(values: ArrayLike<number>, total: number, low: readonly number[], high: readonly number[]): number[] {
  const centre = Array.from(values)
  const at = (shift: number): number[] =>
    centre.map((value, cell) => Math.min(Math.max(value - shift, low[cell] ?? 0), high[cell] ?? 0))
  const reach = Math.max(...centre.map((value) => Math.abs(value)), ...high) + 1
  let below = -2 * reach
  let above = 2 * reach
  for (let step = 0; step < 80; step++) {
    const shift = (below + above) / 2
    const sum = at(shift).reduce((part, value) => part + value, 0)
    if (sum > total) below = shift
    else above = shift
  }
  return at(above).map(oneDecimal)
}

function oneDecimal(value: number): number {
  return round(value, 10)
}

function round(value: number, unit: number): number {
  return Math.round(value * unit) / unit + 0
}
