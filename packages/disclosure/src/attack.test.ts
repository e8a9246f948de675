import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allocate } from './allocation.ts'
import { attackBounds, membershipAttack } from './attack.ts'
import { countRows } from './counting.ts'
import { exampleDomain, exampleRows } from './test/published-example.ts'
import { measure } from './residuals.ts'
import { seededBytes } from './test/seeded-bytes.ts'

const domain = { ...exampleDomain(), tables: exampleDomain().tables.filter((table) => table.length <= 2) }
const counts = countRows(domain, exampleRows(1))

test('the bounds are those of Gaussian differential privacy', () => {
  // Epsilon 2 at 300 persons, rho 0.1776: at most 0.663 and 4.2 % (docs/statistics.md "Attacks").
  const { auc, truePositivesAt1Percent } = attackBounds(0.1776)
  assert.ok(Math.abs(auc - 0.663) < 5e-4)
  assert.ok(Math.abs(truePositivesAt1Percent - 0.042) < 5e-4)
  assert.equal(attackBounds(0).auc, 0.5)
})

test('the attack beats guessing and stays within the bound', () => {
  const allocation = allocate(domain, 0.5)
  const result = membershipAttack(
    domain,
    measure(domain, counts, allocation, seededBytes(3)),
    allocation,
    seededBytes(4),
  )
  assert.ok(result.auc > 0.5 && result.withinBound, JSON.stringify(result))
})

test('noise that is far too small for its promise is caught', () => {
  const loud = allocate(domain, 400)
  const result = membershipAttack(
    domain,
    measure(domain, counts, loud, seededBytes(5)),
    { ...loud, rho: 0.001 },
    seededBytes(6),
  )
  assert.equal(result.withinBound, false, JSON.stringify(result))
})
