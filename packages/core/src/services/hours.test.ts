import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { shownHours } from './hours.ts'
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
