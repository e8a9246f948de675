// When two papers are to be tried again: a year after the last trial on this device, or after the papers were made.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { isDrillDue, papersSince } from './drill.ts'

const day = (text: string) => Day.parse(text)
const tried = (on: string) => ({ on: day(on), numbers: [1, 2] })
const today = day('2027-12-02')

test('a year after the papers were made, or were tried, a trial is due, and not a day before', () => {
  assert.equal(isDrillDue(day('2026-12-02'), null, today), false)
  assert.equal(isDrillDue(day('2026-12-01'), null, today), true)
  assert.equal(isDrillDue(day('2020-01-01'), tried('2026-12-02'), today), false)
  assert.equal(isDrillDue(day('2020-01-01'), tried('2026-12-01'), today), true)
})

test('a trial of older papers does not count for newer ones', () => {
  assert.equal(isDrillDue(day('2026-11-01'), tried('2026-10-01'), today), true)
  assert.equal(isDrillDue(day('2027-11-01'), tried('2026-10-01'), today), false)
})

test('without a key of the organisation nothing is due', () => {
  assert.equal(isDrillDue(null, null, today), false)
})

const alder = 'alder' as OrganisationId
const roster = {
  recoveries: [] as { organisation: string; on: Day }[],
  desks: new Map([
    ['alder/late', { organisation: 'alder', id: 'late' }],
    ['alder/first', { organisation: 'alder', id: 'first' }],
    ['birch/first', { organisation: 'birch', id: 'first' }],
  ]),
  epochs: new Map([
    ['alder/late', [{ on: day('2026-09-01') }]],
    ['alder/first', [{ on: day('2026-03-01') }, { on: day('2026-04-01') }]],
    ['birch/first', [{ on: day('2025-01-01') }]],
  ]),
}
const since = (changes: Partial<typeof roster> = {}) =>
  papersSince({ ...roster, ...changes } as unknown as Roster, alder)

test('the papers are as old as the organisation’s first key, or as its last return', () => {
  assert.equal(since(), '2026-03-01')
  const back = (organisation: string, on: string) => ({ organisation, on: day(on) })
  assert.equal(since({ recoveries: [back('birch', '2026-10-01')] }), '2026-03-01')
  assert.equal(since({ recoveries: [back('alder', '2026-05-01'), back('alder', '2026-11-01')] }), '2026-11-01')
  assert.equal(since({ epochs: new Map() }), null)
})
