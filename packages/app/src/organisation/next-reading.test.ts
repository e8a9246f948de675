// When a desk next reads: hours, evenings and the weekend rule.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Day, weekdayOf } from '@apila/core/day.ts'
import { nextReading } from './next-reading.ts'

const office = { days: [1, 2, 3, 4, 5], fromHour: 9, toHour: 16 }

test('weekdays are counted from Monday', () => {
  assert.equal(weekdayOf(Day.parse('2026-11-23')), 1)
  assert.equal(weekdayOf(Day.parse('2026-11-22')), 7)
  assert.equal(weekdayOf(Day.parse('2024-02-29')), 4)
})

test('in opening hours they read now', () => {
  assert.deepEqual(nextReading(office, Day.parse('2026-11-23'), 9), { when: 'now' })
  assert.deepEqual(nextReading(office, Day.parse('2026-11-23'), 15), { when: 'now' })
})

test('before opening it is today, after closing tomorrow', () => {
  assert.deepEqual(nextReading(office, Day.parse('2026-11-23'), 7), { when: 'on', day: '2026-11-23', hour: 9 })
  assert.deepEqual(nextReading(office, Day.parse('2026-11-23'), 16), { when: 'on', day: '2026-11-24', hour: 9 })
})

test('from Friday evening on it is Monday', () => {
  for (const [day, hour] of [
    ['2026-11-27', 16],
    ['2026-11-28', 10],
    ['2026-11-29', 23],
  ] as const) {
    assert.deepEqual(nextReading(office, Day.parse(day), hour), { when: 'on', day: '2026-11-30', hour: 9 })
  }
})

test('a desk that is always open reads now', () => {
  assert.deepEqual(nextReading({ days: [1, 2, 3, 4, 5, 6, 7], fromHour: 0, toHour: 24 }, Day.parse('2026-11-29'), 3), {
    when: 'now',
  })
})
