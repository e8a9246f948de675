import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { discreteGaussian, integerRoot } from './discrete-gaussian.ts'
import { chiSquaredScore } from './normal.ts'
import { seededBytes } from './test/seeded-bytes.ts'

const Z_LIMIT = 4.5

/** Chance of each whole number near 0, from the definition. */
function probabilities(variance: number): Map<number, number> {
  const reach = Math.ceil(12 * Math.sqrt(variance)) + 2
  const weights = new Map<number, number>()
  for (let x = -reach; x <= reach; x++) weights.set(x, Math.exp((-x * x) / (2 * variance)))
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return new Map([...weights].map(([x, weight]) => [x, weight / total]))
}

for (const [numerator, denominator] of [
  [1n, 10n],
  [1n, 2n],
  [1n, 1n],
  [22n, 7n],
  [1000n, 3n],
] as const) {
  test(`draws follow the discrete Gaussian of variance ${numerator}/${denominator}`, () => {
    const draws = 40_000
    const draw = discreteGaussian({ numerator, denominator }, seededBytes(Number(numerator)))
    const seen = new Map<number, number>()
    for (let i = 0; i < draws; i++) {
      const value = draw()
      seen.set(value, (seen.get(value) ?? 0) + 1)
    }
    // Cells are pooled until each expects ten draws or more; then one chi-squared score with a fixed limit.
    let squares = 0
    let pools = 0
    let expected = 0
    let observed = 0
    for (const [x, probability] of probabilities(Number(numerator) / Number(denominator))) {
      expected += draws * probability
      observed += seen.get(x) ?? 0
      if (expected < 10) continue
      squares += (observed - expected) ** 2 / expected
      pools++
      expected = 0
      observed = 0
    }
    const score = chiSquaredScore(squares, pools - 1)
    assert.ok(Math.abs(score) < Z_LIMIT, `score ${score}`)
  })
}

test('mean and variance of a large sigma are as stated', () => {
  const variance = 123_456.75
  const draw = discreteGaussian({ numerator: 493_827n, denominator: 4n }, seededBytes(5))
  const draws = 50_000
  let sum = 0
  let squares = 0
  for (let i = 0; i < draws; i++) {
    const value = draw()
    sum += value
    squares += value * value
  }
  assert.ok(Math.abs(sum / Math.sqrt(draws * variance)) < Z_LIMIT)
  assert.ok(Math.abs((squares / draws / variance - 1) * Math.sqrt(draws / 2)) < Z_LIMIT)
})

test('never asks the source for more than browsers give at once', () => {
  const asked: number[] = []
  const bytes = seededBytes(1)
  const draw = discreteGaussian({ numerator: 9n, denominator: 1n }, (n) => {
    asked.push(n)
    return bytes(n)
  })
  for (let i = 0; i < 60_000; i++) draw()
  assert.ok(Math.max(...asked) <= 65_536)
})

test('refuses impossible variances and a source that gives too little', () => {
  assert.throws(() => discreteGaussian({ numerator: 0n, denominator: 1n }, seededBytes(1)), RangeError)
  assert.throws(() => discreteGaussian({ numerator: -4n, denominator: 1n }, seededBytes(1)), RangeError)
  assert.throws(() => discreteGaussian({ numerator: 1n << 80n, denominator: 1n }, seededBytes(1)), RangeError)
  assert.throws(
    discreteGaussian({ numerator: 4n, denominator: 1n }, () => new Uint8Array(3)),
    RangeError,
  )
})

test('integerRoot is the floor of the square root', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), (value) => {
      const root = integerRoot(value)
      assert.ok(root * root <= value && (root + 1n) * (root + 1n) > value)
    }),
    { seed: 11 },
  )
})
