// The device's queue: what becomes of a parcel that waited for signal.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Day } from '@apila/core/day.ts'
import { becomesOf, isInTime } from './queue.ts'
import type { Queued } from './waiting.ts'

const queued = { deposit: { until: Day.parse('2026-11-30') } } as Queued

test('a parcel is in time up to its last day', () => {
  assert.equal(isInTime(queued, Day.parse('2026-11-30')), true)
  assert.equal(isInTime(queued, Day.parse('2026-12-01')), false)
})

test('what she ended is told apart from what she must be asked again, and neither waits on', () => {
  assert.equal(becomesOf('has-ended'), 'ended')
  for (const code of ['ask-again', 'roster-moved', 'already-there', 'bad-input'] as const)
    assert.equal(becomesOf(code), 'refused', code)
})

test('a server that is busy, broken or full is asked again later', () => {
  for (const code of ['busy', 'broken', 'storage-full', 'too-many', 'not-signed-in'] as const)
    assert.equal(becomesOf(code), 'waiting', code)
})
