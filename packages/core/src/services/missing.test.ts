// What an entry lacks is named once, and only while it lacks it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { missingFacts } from './missing.ts'
import { Service } from './schema.ts'

const text = { fi: 'a', sv: 'b', en: 'c' }
const today = Day.parse('2026-11-30')
const entry = (more: Partial<Service>): Service =>
  Service.parse({
    id: '00000000-0000-4000-8000-000000000001',
    organisation: '00000000-0000-4000-8000-000000000002',
    name: text,
    forWhom: text,
    gives: text,
    needs: ['talk'],
    areas: ['all'],
    languages: ['fi'],
    interpreter: false,
    groups: ['everyone'],
    withoutName: 'yes',
    cost: text,
    costs: 'free',
    track: 'ngo-led',
    funding: [{ funder: text, purpose: text, source: 'example.org' }],
    phones: [{ number: '010', shown: '010', hours: text, hoursAsOf: '2026-10', confidence: 'A' }],
    emails: [],
    web: 'https://example.org',
    professionalsOnly: false,
    secretPlace: false,
    advice: 'ready',
    sources: [{ address: 'example.org', confidence: 'A' }],
    checkedOn: '2026-11-22',
    checkedBy: 'organisation',
    ...more,
  })
const phone = { number: '010', shown: '010', confidence: 'A' as const }

test('an entry that has everything lacks nothing', () => {
  assert.deepEqual(missingFacts(entry({}), today), [])
  assert.deepEqual(missingFacts(entry({ phones: [{ ...phone, always: true }] }), today), [])
})

test('each gap is named, in one order', () => {
  assert.deepEqual(
    missingFacts(entry({ checkedBy: 'editors', languages: [], withoutName: 'not-known', funding: [] }), today),
    [...['confirmation', 'languages', 'withoutName', 'funding']],
  )
})

test('hours that are older than a year, and none at all, are a gap; without any contact one gap is named', () => {
  assert.deepEqual(missingFacts(entry({ phones: [{ ...phone, hours: text, hoursAsOf: '2022' }] }), today), ['hours'])
  assert.deepEqual(missingFacts(entry({ phones: [phone] }), today), ['hours'])
  assert.deepEqual(missingFacts(entry({ phones: [] }), today), ['contact'])
  const emails = [{ address: 'a@example.org', confidence: 'A' as const }]
  assert.deepEqual(missingFacts(entry({ phones: [], emails }), today), ['phone'])
})

test('an authority’s own work is paid with public money: its funder is no gap', () => {
  assert.deepEqual(missingFacts(entry({ funding: [], track: 'authority' }), today), [])
})
