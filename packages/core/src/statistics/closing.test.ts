// When a year may be closed, and which: last year's, from the thirtieth day after its end.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { Day, addDays } from '../day.ts'
import { CLOSE_AFTER_DAYS, cohortToClose, mayClose } from './wire.ts'

test('last year is closed, on its first and on its last day', () => {
  assert.deepEqual([cohortToClose(Day.parse('2026-01-01')), cohortToClose(Day.parse('2026-12-31'))], [2025, 2025])
  assert.equal(cohortToClose(Day.parse('2027-01-01')), 2026)
})

test('a year may be closed from its thirtieth day after, and never before its end', () => {
  const first = addDays(Day.parse('2025-12-31'), CLOSE_AFTER_DAYS)
  assert.equal(first, '2026-01-30')
  assert.deepEqual([mayClose(2025, addDays(first, -1)), mayClose(2025, first)], [false, true])
  for (const day of ['2025-01-01', '2025-12-31', '2026-01-01'].map((each) => Day.parse(each)))
    assert.equal(mayClose(2025, day), false, day)
  assert.equal(mayClose(2026, Day.parse('2026-11-30')), false)
  assert.equal(mayClose(2024, Day.parse('2026-11-30')), true)
})
