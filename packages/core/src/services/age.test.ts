import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { checkAge, contactDate } from './age.ts'

const today = Day.parse('2026-11-22')

test('a check turns old after a quarter and again after twelve months', () => {
  assert.equal(checkAge('2026-11-22', today), 'recent')
  assert.equal(checkAge('2026-08-22', today), 'recent')
  assert.equal(checkAge('2026-08-21', today), 'quarter')
  assert.equal(checkAge('2025-11-22', today), 'quarter')
  assert.equal(checkAge('2025-11-21', today), 'year')
  assert.equal(checkAge('2027-01-01', today), 'recent')
})

test('the newest source is found among days, months and years, and undated ones do not count', () => {
  const source = (datedOn?: string) => ({
    address: 'example.org',
    confidence: 'A' as const,
    ...(datedOn !== undefined && { datedOn }),
  })
  const sources = [source('2020'), source('2022-12'), source('2022-11-30'), source()]
  assert.deepEqual(contactDate({ sources, phones: [] }), { of: 'source', date: '2022-12' })
  assert.equal(contactDate({ sources: [source()], phones: [] }), null)
})

test('a number is as old as its hours, whatever else is newer', () => {
  const phone = (hoursAsOf?: string) => ({
    ...{ number: '112', shown: '112', confidence: 'A' as const },
    ...(hoursAsOf !== undefined && { hoursAsOf }),
  })
  const sources = [{ address: 'example.org', confidence: 'A' as const, datedOn: '2026' }]
  assert.deepEqual(contactDate({ sources, phones: [phone(), phone('2022-12'), phone('2020-03')] }), {
    of: 'number',
    date: '2020-03',
  })
  assert.deepEqual(contactDate({ sources, phones: [phone()] }), { of: 'source', date: '2026' })
})
