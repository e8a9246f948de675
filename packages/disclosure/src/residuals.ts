// Measures residual components with exact whole-number noise and rebuilds tables from them.
// Governed by docs/statistics.md "Mechanism": every table is a sum of components, so all tables agree with each other.
import type { Allocation } from './allocation.ts'
import type { AttributeSet, Domain } from './domain.ts'
import type { RandomBytes } from './discrete-gaussian.ts'
import { sensitivityOf } from './allocation.ts'
import { discreteGaussians } from './discrete-gaussian.ts'
import { codesOf, keyOf, setOf, sizesOf, subsetsOf } from './domain.ts'
import { forEachCell, product, project, scaledInteraction, stridesInto } from './tensor.ts'

/** A published residual component: unbiased, noisy, row-major. The empty attribute list is the number of persons. */
export interface Component {
  readonly attributes: readonly string[]
  readonly sizes: readonly number[]
  /** Noise of one cell before projection, in counts. */
  readonly sigma: number
  readonly values: readonly number[]
}

/** Gives the true counts of a table. Only `measure` and the officers' check may call it. */
export type TrueCounts = (set: AttributeSet) => Float64Array

/** Published values carry six decimals: far below any sigma, and the file stays readable. */
const DECIMALS = 1e6

/**
 * Draws the noise, once. This is the only step that sees true counts and gives something that may be published.
 * @param randomBytes must be unpredictable; a repeated stream undoes the protection
 */
export function measure(
  domain: Domain,
  counts: TrueCounts,
  allocation: Allocation,
  randomBytes: RandomBytes,
): Component[] {
  const gaussian = discreteGaussians(randomBytes)
  return allocation.components.map(({ set, sizes, sigma, scaledVariance }) => {
    const draw = gaussian(scaledVariance)
    const scaled = scaledInteraction(counts(set), sizes)
    // Whole numbers below 2^53 add exactly in doubles: nothing is rounded before the noise is in.
    const noisy = scaled.map((value) => exact(value + draw()))
    const cells = product(sizes)
    const values = project(noisy, sizes).map((value) => value / cells)
    return { attributes: codesOf(domain, set), sizes, sigma, values: Array.from(values, published) }
  })
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('a count is too large to be exact')
  return value
}

function published(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS + 0
}

/** The exact, noiseless component: what the officers' check compares with. Never published. */
export function trueComponent(counts: ArrayLike<number>, sizes: readonly number[]): Float64Array {
  const cells = product(sizes)
  return scaledInteraction(counts, sizes).map((value) => value / cells)
}

/** An unbiased table with the exact standard deviation of its cells (the same for all cells of one table). */
export interface Estimate {
  readonly sizes: readonly number[]
  readonly values: Float64Array
  readonly sd: number
}

/** Components by attribute set, for rebuilding many tables. */
export type ComponentIndex = ReadonlyMap<string, Component>

export function indexComponents(domain: Domain, components: readonly Component[]): ComponentIndex {
  return new Map(components.map((component) => [keyOf(setOf(domain, component.attributes)), component]))
}

/** Rebuilds a table: the sum of its components, each spread evenly over the axes that it lacks. */
export function reconstruct(domain: Domain, index: ComponentIndex, set: AttributeSet): Estimate {
  const sizes = sizesOf(domain, set)
  const values = new Float64Array(product(sizes))
  let variance = 0
  for (const subset of subsetsOf(set)) {
    const component = index.get(keyOf(subset))
    if (component === undefined) throw new RangeError(`not measured: ${codesOf(domain, subset).join(', ')}`)
    const spread = product(sizes) / product(component.sizes)
    const axes = subset.map((attribute) => set.indexOf(attribute))
    forEachCell(sizes, stridesInto(sizes, axes), (cell, source) => {
      values[cell] = (values[cell] ?? 0) + (component.values[source] ?? 0) / spread
    })
    variance += (component.sigma ** 2 * sensitivityOf(component.sizes)) / spread ** 2
  }
  return { sizes, values, sd: Math.sqrt(variance) }
}

/** Standard deviation of a cell of a table before anything is measured. */
export function plannedSd(domain: Domain, allocation: Allocation, set: AttributeSet): number {
  const wanted = new Map(subsetsOf(set).map((subset) => [keyOf(subset), subset]))
  const cells = product(sizesOf(domain, set))
  let variance = 0
  for (const component of allocation.components) {
    if (!wanted.has(keyOf(component.set))) continue
    variance += (component.sigma ** 2 * component.sensitivity) / (cells / product(component.sizes)) ** 2
  }
  return Math.sqrt(variance)
}
