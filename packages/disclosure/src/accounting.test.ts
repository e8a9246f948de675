import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deltaOf, epsilonOf, rhoFor, rowRho } from './accounting.ts'

test('the conversion agrees with published and independently computed figures', () => {
  // 300 persons, delta 1/(N ln N): rho 0.1776 is epsilon 2; 200,000 rows: rho 0.0226 is epsilon 1.
  assert.ok(Math.abs(rhoFor(2, 1 / (300 * Math.log(300))) - 0.1776) < 5e-4)
  assert.ok(Math.abs(rhoFor(1, 1 / (200_000 * Math.log(200_000))) - 0.0226) < 5e-4)
})

test('rho, epsilon and delta are inverse to each other, and the promise is kept from the safe side', () => {
  for (const epsilon of [0.1, 1, 2, 4, 12]) {
    for (const delta of [1e-9, 1e-6, 1e-3]) {
      const rho = rhoFor(epsilon, delta)
      assert.ok(deltaOf(rho, epsilon) <= delta * (1 + 1e-9))
      assert.ok(Math.abs(epsilonOf(rho, delta) - epsilon) < 1e-6, `epsilon ${epsilon}, delta ${delta}`)
    }
  }
})

test('is never worse than the simpler bound of Bun and Steinke, and never better than a pure Gaussian allows', () => {
  for (const rho of [0.001, 0.05, 0.4, 2]) {
    const simple = rho + 2 * Math.sqrt(rho * Math.log(1e6))
    assert.ok(epsilonOf(rho, 1e-6) <= simple)
    assert.ok(epsilonOf(rho, 1e-6) > simple * 0.75)
  }
})

test('a person behind c rows costs c squared', () => {
  assert.equal(rowRho(0.9, 3), 0.1)
  assert.throws(() => rowRho(1, 0), RangeError)
  assert.throws(() => rowRho(1, 1.5), RangeError)
})

test('refuses promises that mean nothing', () => {
  for (const [epsilon, delta] of [
    [0, 0.1],
    [-1, 0.1],
    [NaN, 0.1],
    [1, 0],
    [1, 1],
    [1, NaN],
  ] as const) {
    assert.throws(() => rhoFor(epsilon, delta), RangeError)
  }
})
