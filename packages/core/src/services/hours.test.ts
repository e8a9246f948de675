import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { openNow, shownHours } from './hours.ts'
import type { Phone } from './schema.ts'

const hours = { fi: 'ma–pe', sv: 'mån–fre', en: 'Mon–Fri' }
const phone = (more: Partial<Phone>): Phone => ({ number: '116006', shown: '116 006', confidence: 'A', ...more })
const today = Day.parse('2026-11-22')

test('a line that never closes is the only one that is open now', () => {
  assert.deepEqual(shownHours(phone({ always: true }), today), { kind: 'always' })
})

test('hours turn old after twelve months, and keep their date', () => {
  assert.equal(shownHours(phone({ hours, hoursAsOf: '2025-11-22' }), today).kind, 'fresh')
  assert.deepEqual(shownHours(phone({ hours, hoursAsOf: '2025-11-21' }), today), {
    kind: 'old',
    hours,
    asOf: '2025-11-21',
  })
})

test('a month or a year alone ages from its first day', () => {
  assert.equal(shownHours(phone({ hours, hoursAsOf: '2025-11' }), today).kind, 'old')
  assert.equal(shownHours(phone({ hours, hoursAsOf: '2026' }), today).kind, 'fresh')
})

test('hours without a date, and no hours, say nothing', () => {
  assert.deepEqual(shownHours(phone({ hours }), today), { kind: 'none' })
  assert.deepEqual(shownHours(phone({}), today), { kind: 'none' })
})

const office = phone({
  hours,
  hoursAsOf: '2026-01',
  week: [
    { days: [1, 2, 3, 4, 5], from: '09:00', to: '20:00' },
    { days: [1, 2, 3, 4, 5], from: '12:00', to: '14:00', lang: 'sv' },
  ],
})
const at = (day: string, time: string) => ({
  day: Day.parse(day),
  minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
})

test('a line says whether it answers now, and when next', () => {
  const open = { kind: 'open', until: '20:00', certain: true }
  for (const [day, time, expected] of [
    ['2026-11-23', '09:00', open],
    ['2026-11-23', '19:59', open],
    ['2026-11-23', '20:00', { kind: 'closed', weekday: 2, at: '09:00', certain: true }],
    ['2026-11-23', '08:59', { kind: 'closed', weekday: null, at: '09:00', certain: true }],
    ['2026-11-27', '21:00', { kind: 'closed', weekday: 1, at: '09:00', certain: true }],
    ['2026-11-22', '12:00', { kind: 'closed', weekday: 1, at: '09:00', certain: true }],
    ['2026-12-25', '12:00', { kind: 'holiday' }],
    // The eve is closed, and so are both days of Christmas, which are a weekend here.
    ['2026-12-23', '21:00', { kind: 'closed', weekday: 1, at: '09:00', certain: true }],
  ] as const)
    assert.deepEqual(openNow(office, 'fi', at(day, time)), expected, `${day} ${time}`)
})

test('hours for callers in one language count for them alone', () => {
  assert.equal(openNow(office, 'sv', at('2026-11-23', '10:00')).kind, 'closed')
  assert.equal(openNow(office, 'en', at('2026-11-23', '10:00')).kind, 'open')
})

test('old hours are no certainty, and unknown ones say nothing', () => {
  const old = { ...office, hoursAsOf: '2022-12' }
  assert.deepEqual(openNow(old, 'fi', at('2026-11-23', '10:00')), { kind: 'open', until: '20:00', certain: false })
  assert.deepEqual(openNow(phone({}), 'fi', at('2026-11-23', '10:00')), { kind: 'unknown' })
  assert.deepEqual(openNow(phone({ hours, hoursAsOf: '2026-01' }), 'fi', at('2026-11-23', '10:00')), {
    kind: 'unknown',
  })
})

test('a line around the clock does not close for a holiday', () => {
  const week = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }]
  const line = phone({ hours, hoursAsOf: '2023-12', week })
  assert.deepEqual(openNow(line, 'fi', at('2026-12-25', '03:00')), { kind: 'open', until: null, certain: false })
})
