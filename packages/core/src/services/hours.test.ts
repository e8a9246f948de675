import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { openNow, shownHours } from './hours.ts'
import type { Phone } from './schema.ts'

const hours = { fi: 'ma–pe', sv: 'mån–fre', en: 'Mon–Fri' }
const phone = (more: Partial<Phone>): Phone => ({ number: '116006', shown: '116 006', confidence: 'A', ...more })
const today = Day.parse('2026-11-22')

test('a line that never closes is open now, without hours, on a holiday too', () => {
  assert.deepEqual(shownHours(phone({ always: true }), today), { kind: 'always' })
  assert.deepEqual(openNow(phone({ always: true }), 'fi', { day: Day.parse('2026-12-25'), minute: 0 }), {
    kind: 'open',
    until: null,
    certain: true,
  })
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
  assert.deepEqual(shownHours(phone({ hoursAsOf: '2026-01' }), today), { kind: 'none' })
  const undated = phone({ hours, week: [{ days: [7], from: '00:00', to: '20:00' }] })
  assert.deepEqual(openNow(undated, 'fi', { day: today, minute: 60 }), { kind: 'unknown' })
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

test('a line that is open all day on some days closes at midnight of the last, and for a holiday', () => {
  const line = phone({ hours, hoursAsOf: '2026-01', week: [{ days: [1, 2, 3, 4, 5], from: '00:00', to: '24:00' }] })
  const until = { kind: 'open', until: '24:00', certain: true }
  for (let date = 23; date <= 27; date += 1)
    assert.deepEqual(openNow(line, 'fi', at(`2026-11-${String(date)}`, '23:59')), until, String(date))
  for (const date of [28, 29])
    assert.deepEqual(openNow(line, 'fi', at(`2026-11-${String(date)}`, '00:00')), {
      ...{ kind: 'closed', weekday: 1, at: '00:00', certain: true },
    })
  assert.deepEqual(openNow(line, 'fi', at('2026-12-25', '12:00')), { kind: 'holiday' })
})

test('of two openings on a day the next one is named; one of another week is not named by its weekday', () => {
  const twice = [
    { days: [1], from: '17:00', to: '19:00' },
    { days: [1], from: '09:00', to: '11:00' },
  ]
  const line = phone({ hours, hoursAsOf: '2026-01', week: twice })
  const next = (day: string, time: string) => openNow(line, 'fi', at(day, time))
  assert.deepEqual(next('2026-11-23', '08:00'), { kind: 'closed', weekday: null, at: '09:00', certain: true })
  assert.deepEqual(next('2026-11-23', '12:00'), { kind: 'closed', weekday: null, at: '17:00', certain: true })
  assert.deepEqual(next('2026-11-23', '20:00'), { kind: 'closed', weekday: 1, at: '09:00', certain: true })
  // A Monday before Easter Monday.
  assert.deepEqual(next('2026-03-30', '20:00'), { kind: 'unknown' })
})

test('a line around the clock does not close for a holiday', () => {
  const week = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }]
  const line = phone({ hours, hoursAsOf: '2023-12', week })
  // An hour less at either end is not around the clock.
  for (const [from, to] of [
    ['00:00', '23:00'],
    ['01:00', '24:00'],
  ] as const)
    assert.deepEqual(openNow({ ...line, week: [{ ...week[0]!, from, to }] }, 'fi', at('2026-11-23', '12:00')), {
      ...{ kind: 'open', until: to, certain: false },
    })
  assert.deepEqual(openNow(line, 'fi', at('2026-12-25', '03:00')), { kind: 'open', until: null, certain: false })
})
