// How long a copy of the guide on a device may be relied on (D-056).
import test from 'node:test'
import assert from 'node:assert/strict'
import { savedStanding } from './saved-copy.ts'

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`)

test('a copy is old after a quarter and gone after a year', () => {
  const savedAt = day('2026-01-01')
  for (const [today, standing] of [
    ['2026-01-01', 'recent'],
    ['2026-04-03', 'recent'],
    ['2026-04-04', 'old'],
    ['2027-01-01', 'old'],
    ['2027-01-02', 'expired'],
  ] as const)
    assert.equal(savedStanding(savedAt, day(today)), standing, today)
})

test('a clock that is behind takes no guide away', () => {
  assert.equal(savedStanding(day('2026-01-01'), day('2020-01-01')), 'recent')
})
