// How far ahead a day may lie, and that none lies behind. Governed by docs/protocol.md "Expiry".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day, addDays } from '@apila/core/day.ts'
import { LONGEST_GRANT_DAYS } from '@apila/core/referral/grant.ts'
import { Problem } from '../platform/problem.ts'
import { requireDay } from './days.ts'

const today = Day.parse('2026-11-30')
const problemOf = (days: number, longest?: number): string => {
  try {
    requireDay(addDays(today, days), today, 'until', longest)
    return 'none'
  } catch (problem) {
    assert.ok(problem instanceof Problem)
    return problem.code
  }
}

test('a day that has passed is refused, today is not', () => {
  assert.deepEqual([problemOf(-1), problemOf(-400), problemOf(0)], ['bad-input', 'bad-input', 'none'])
})

test('a day beyond the longest permission is refused, its last day is not', () => {
  assert.deepEqual([problemOf(LONGEST_GRANT_DAYS), problemOf(LONGEST_GRANT_DAYS + 1)], ['none', 'too-long'])
  assert.deepEqual([problemOf(7, 7), problemOf(8, 7)], ['none', 'too-long'])
})
