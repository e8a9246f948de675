import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Domain } from './domain.ts'
import { allocate, costOf, sensitivityOf } from './allocation.ts'
import { countRows } from './counting.ts'
import { closureOf, codesOf, sizesOf, tableSets } from './domain.ts'
import { indexComponents, measure, plannedSd, reconstruct, trueComponent } from './residuals.ts'
import { seededBytes } from './test/seeded-bytes.ts'
import { marginalise } from './tensor.ts'

const domain: Domain = {
  codebook: 't',
  attributes: [
    { code: 'A', values: ['a', 'b', 'c'] },
    { code: 'B', values: ['0', '1'] },
    { code: 'C', values: ['p', 'q', 'r', 's'] },
    { code: 'D', values: ['0', '1'] },
  ],
  tables: [['A', 'B', 'C'], ['B', 'D'], ['A'], ['C', 'D']],
}

const rows = {
  rows: 200,
  columns: domain.attributes.map(({ values }, position) =>
    Uint16Array.from({ length: 200 }, (_, row) => (row * (position + 3) + (row >> 3)) % values.length),
  ),
}
const counts = countRows(domain, rows)

test('the budget identity holds to 1e-9 for any budget and weights', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 50, noNaN: true }),
      fc.array(fc.double({ min: 0.01, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 4 }),
      (rho, weights) => {
        const { components, rho: spent } = allocate(domain, rho, weights)
        const sum = components.reduce((total, { sizes, sigma }) => total + sensitivityOf(sizes) / sigma ** 2, 0)
        assert.ok(Math.abs(sum - 2 * rho) < 1e-9 * Math.max(1, rho), `sum ${sum}, rho ${rho}`)
        assert.ok(spent <= rho * (1 + 1e-12))
      },
    ),
    { seed: 3 },
  )
})

test('the exact variance that is drawn is the stated sigma, scaled', () => {
  for (const { sizes, sigma, scaledVariance } of allocate(domain, 0.3, [5, 2, 1]).components) {
    const cells = sizes.reduce((total, size) => total * size, 1)
    const exact = Number(scaledVariance.numerator) / Number(scaledVariance.denominator)
    assert.ok(Math.abs(exact / (sigma * cells) ** 2 - 1) < 1e-12)
  }
})

test('no other sharing of the same budget gives a smaller weighted variance', () => {
  const weights = [50, 10, 3]
  const { components } = allocate(domain, 0.5, weights)
  const objective = (sigmas: readonly number[]): number =>
    tableSets(domain).reduce((total, set) => {
      const changed = components.map((component, at) => ({ ...component, sigma: sigmas[at] ?? 1 }))
      return total + (weights[set.length - 1] ?? 1) * plannedSd(domain, { rho: 0, components: changed }, set) ** 2
    }, 0)
  const best = components.map(({ sigma }) => sigma)
  const least = objective(best)
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: best.length, maxLength: best.length }),
      (changes) => {
        const moved = best.map((sigma, at) => sigma * Math.exp(changes[at] ?? 0))
        const cost = costOf(components.map((component, at) => ({ sizes: component.sizes, sigma: moved[at] ?? 1 })))
        const scale = Math.sqrt(cost / 0.5)
        assert.ok(objective(moved.map((sigma) => sigma * scale)) >= least * (1 - 1e-9))
      },
    ),
    { seed: 4 },
  )
})

test('without noise every table comes back exactly', () => {
  const components = closureOf(tableSets(domain)).map((set) => ({
    attributes: codesOf(domain, set),
    sizes: sizesOf(domain, set),
    sigma: 1,
    values: Array.from(trueComponent(counts(set), sizesOf(domain, set))),
  }))
  const index = indexComponents(domain, components)
  for (const set of closureOf(tableSets(domain))) {
    const { values } = reconstruct(domain, index, set)
    counts(set).forEach((count, cell) => assert.ok(Math.abs((values[cell] ?? NaN) - count) < 1e-9))
  }
})

test('tables rebuilt from noise agree with each other: a margin of one is the other', () => {
  const components = measure(domain, counts, allocate(domain, 0.2), seededBytes(9))
  const index = indexComponents(domain, components)
  const large = reconstruct(domain, index, [0, 1, 2])
  const margin = marginalise(large.values, large.sizes, [2])
  reconstruct(domain, index, [2]).values.forEach((value, cell) =>
    assert.ok(Math.abs(value - (margin[cell] ?? NaN)) < 1e-4),
  )
})

test('predicted and measured spread agree within 2 % over 2,000 draws, and the noise has no lean', () => {
  const allocation = allocate(domain, 0.25, [50, 10, 3])
  const bytes = seededBytes(21)
  const sets = tableSets(domain)
  const sums = sets.map(() => ({ squares: 0, lean: 0, cells: 0 }))
  const draws = 2000
  for (let draw = 0; draw < draws; draw++) {
    const index = indexComponents(domain, measure(domain, counts, allocation, bytes))
    sets.forEach((set, at) => {
      const { values } = reconstruct(domain, index, set)
      const truth = counts(set)
      const sum = sums[at]
      if (sum === undefined) return
      values.forEach((value, cell) => {
        sum.squares += (value - (truth[cell] ?? 0)) ** 2
        sum.lean += value - (truth[cell] ?? 0)
        sum.cells++
      })
    })
  }
  sets.forEach((set, at) => {
    const predicted = plannedSd(domain, allocation, set)
    const { squares, lean, cells } = sums[at] ?? { squares: NaN, lean: NaN, cells: 1 }
    const measured = Math.sqrt(squares / cells)
    assert.ok(Math.abs(measured / predicted - 1) < 0.02, `${set.join()}: predicted ${predicted}, measured ${measured}`)
    // All cells of a draw share the noise of N; that bounds the lean of their mean.
    const meanSd = (allocation.components[0]?.sigma ?? 0) / (cells / draws) / Math.sqrt(draws)
    assert.ok(Math.abs(lean / cells / meanSd) < 4.5, `${set.join()}: lean ${lean / cells / meanSd}`)
  })
})

test('the stated standard deviation is the planned one', () => {
  const allocation = allocate(domain, 0.25)
  const index = indexComponents(domain, measure(domain, counts, allocation, seededBytes(2)))
  for (const set of tableSets(domain)) {
    assert.ok(Math.abs(reconstruct(domain, index, set).sd / plannedSd(domain, allocation, set) - 1) < 1e-12)
  }
})

test('refuses what was not measured, budgets and weights of nothing, and a domain without tables', () => {
  const index = indexComponents(domain, measure(domain, counts, allocate(domain, 1), seededBytes(1)))
  assert.throws(() => reconstruct(domain, index, [0, 3]), /not measured: A, D/)
  assert.throws(() => allocate(domain, 0), RangeError)
  assert.throws(() => allocate(domain, NaN), RangeError)
  assert.throws(() => allocate(domain, 1, []), RangeError)
  assert.throws(() => allocate(domain, 1, [1, 0]), RangeError)
  assert.throws(() => allocate({ ...domain, tables: [] }, 1), RangeError)
  assert.throws(() => allocate({ ...domain, tables: [['A', 'A']] }, 1), RangeError)
  assert.throws(() => allocate({ ...domain, tables: [['Z']] }, 1), RangeError)
})
