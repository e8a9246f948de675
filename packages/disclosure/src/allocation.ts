// How the privacy budget is shared among the residual components before anything is measured.
// ResidualPlanner (Xiao et al. 2023, arXiv 2305.08175), closed form. Governed by docs/statistics.md "Mechanism".
import type { AttributeSet, Domain } from './domain.ts'
import type { Fraction } from './discrete-gaussian.ts'
import { closureOf, keyOf, sizesOf, subsetsOf, tableSets } from './domain.ts'
import { product } from './tensor.ts'

/** One residual component before it is measured. */
export interface PlannedComponent {
  readonly set: AttributeSet
  readonly sizes: readonly number[]
  /** Noise of one cell before projection, in counts. */
  readonly sigma: number
  /** Exact variance of the whole-number noise, (sigma x cells) squared. */
  readonly scaledVariance: Fraction
  /** Squared sensitivity of the component to one row: product of 1 - 1/m. */
  readonly sensitivity: number
}

export interface Allocation {
  /** What the components cost together, never above what was asked. */
  readonly rho: number
  readonly components: readonly PlannedComponent[]
}

/** Importance of each table of 1, 2, 3, ... attributes.  */
export const DEFAULT_WEIGHTS: readonly number[] = [50, 10, 3, 1]

/** Fineness of the exact variances. Rounded up, so that the budget is kept; 2^-40 leaves the budget identity within 1e-11. */
const GRID_BITS = 40n
const GRID = 2 ** 40

/**
 * Shares `rho` so that the weighted sum of the variances of all declared tables is least:
 * sigma_A^2 proportional to 1 / sqrt(sum over tables B that contain A of w_B / product of m_i^2 over i in B and not in A).
 * @param rho budget for one row
 * @param weights importance of each table of 1, 2, ... attributes; the last one stands for all longer tables
 */
export function allocate(domain: Domain, rho: number, weights: readonly number[] = DEFAULT_WEIGHTS): Allocation {
  if (!(rho > 0)) throw new RangeError('the budget must be above 0')
  if (weights.length === 0 || weights.some((weight) => !(weight > 0))) throw new RangeError('weights must be above 0')
  const tables = tableSets(domain)
  if (tables.length === 0) throw new RangeError('no table is declared')
  const influence = influences(domain, tables, weights)
  const planned = closureOf(tables).map((set) => {
    const sizes = sizesOf(domain, set)
    return { set, sizes, sensitivity: sensitivityOf(sizes), shape: 1 / Math.sqrt(influence.get(keyOf(set)) ?? 1) }
  })
  const total = planned.reduce((sum, { sensitivity, shape }) => sum + sensitivity / shape, 0)
  const factor = total / (2 * rho)
  const components = planned.map(({ set, sizes, sensitivity, shape }): PlannedComponent => {
    const cells = product(sizes)
    const numerator = BigInt(Math.ceil(shape * factor * cells ** 2 * GRID))
    const sigma = Math.sqrt(Number(numerator) / GRID) / cells
    return { set, sizes, sensitivity, sigma, scaledVariance: { numerator, denominator: 1n << GRID_BITS } }
  })
  return { rho: costOf(components), components }
}

/** The budget identity: rho = half the sum of sensitivity / sigma^2 over all components. */
export function costOf(components: readonly { readonly sizes: readonly number[]; readonly sigma: number }[]): number {
  return components.reduce((sum, { sizes, sigma }) => sum + sensitivityOf(sizes) / sigma ** 2, 0) / 2
}

/** Squared distance that one row moves a component: product of 1 - 1/m over its attributes. */
export function sensitivityOf(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * (1 - 1 / size), 1)
}

function influences(domain: Domain, tables: readonly AttributeSet[], weights: readonly number[]): Map<string, number> {
  const influence = new Map<string, number>()
  for (const table of tables) {
    const weight = weights[table.length - 1] ?? weights[weights.length - 1] ?? 1
    const cells = product(sizesOf(domain, table))
    for (const subset of subsetsOf(table)) {
      const spread = cells / product(sizesOf(domain, subset))
      const key = keyOf(subset)
      influence.set(key, (influence.get(key) ?? 0) + weight / spread ** 2)
    }
  }
  return influence
}
