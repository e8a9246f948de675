// Which earlier keys are still to be opened after a return: those that this device lacks, of its own teams, while something may live under them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day, addDays } from '../day.ts'
import { DeskId, OrganisationId } from './roster.ts'
import type { Epoch } from './roster-value.ts'
import { KEPT_DAYS, unopenedPeriods } from './unopened-periods.ts'

const alder = OrganisationId.parse('alder')
const [work, evening] = [DeskId.parse('work'), DeskId.parse('evening')]
const on = Day.parse('2026-06-01')
const period = (epoch: number, since: number, day: Day) => ({ epoch, since, on: day }) as unknown as Epoch
const back = { organisation: alder, on, since: 20, seenBy: [] }
const periods = [period(0, 3, addDays(on, -60)), period(1, 12, addDays(on, -30)), period(2, 21, on)]
const roster = { recoveries: [back], epochs: new Map([['alder/work', periods]]) }
const own = { organisation: alder, desks: [work] }
const held = (...epochs: number[]) => epochs.map((epoch) => ({ which: { organisation: alder, desk: work }, epoch }))

test('a device that came with a return lacks what was before it, and says so until it has it', () => {
  assert.deepEqual(unopenedPeriods(roster, own, held(2), on), { count: 2, before: on })
  assert.deepEqual(unopenedPeriods(roster, own, held(2, 1), on), { count: 1, before: on })
  assert.equal(unopenedPeriods(roster, own, held(2, 1, 0), on), null)
})

test('without a return, of another organisation or another team nothing is to be opened', () => {
  assert.equal(unopenedPeriods({ ...roster, recoveries: [] }, own, held(2), on), null)
  const birch = { ...back, organisation: OrganisationId.parse('birch') }
  assert.equal(unopenedPeriods({ ...roster, recoveries: [birch] }, own, held(2), on), null)
  assert.equal(unopenedPeriods(roster, { ...own, desks: [evening] }, [], on), null)
})

test('the key of the return itself and those of afterwards are none of the past', () => {
  assert.deepEqual(unopenedPeriods(roster, own, held(0, 1), on), null)
})

test('of two returns what was before the first is missing until its older papers open it', () => {
  const again = { ...back, on: addDays(on, 10), since: 30 }
  const all = [...periods, period(3, 31, again.on)]
  const twice = { recoveries: [back, again], epochs: new Map([['alder/work', all]]) }
  assert.deepEqual(unopenedPeriods(twice, own, held(3), again.on), { count: 3, before: again.on })
  assert.deepEqual(unopenedPeriods(twice, own, held(3, 2), again.on), { count: 2, before: again.on })
  assert.equal(unopenedPeriods(twice, own, held(3, 2, 1, 0), again.on), null)
})

test('what nothing lives under any more is not asked for', () => {
  const last = addDays(on, KEPT_DAYS)
  assert.deepEqual(unopenedPeriods(roster, own, held(2), last), { count: 1, before: on })
  assert.equal(unopenedPeriods(roster, own, held(2), addDays(last, 1)), null)
})
