// The device's queue: what may still be sent when the signal is back.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Digest } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { type Queued, queueAdvice } from './waiting.ts'

const epoch = Digest.parse('A'.repeat(43))
const queued = {
  deposit: { until: Day.parse('2026-11-30') },
  to: OrganisationId.parse('kataja'),
  toEpoch: epoch,
} as Queued

test('a parcel in time for a desk with the same key is sent', () => {
  assert.equal(queueAdvice(queued, epoch, Day.parse('2026-11-30')), 'send')
})

test('a parcel past its day is not sent', () => {
  assert.equal(queueAdvice(queued, epoch, Day.parse('2026-12-01')), 'expired')
})

test('a desk that changed its key, or is gone, gets nothing', () => {
  assert.equal(queueAdvice(queued, Digest.parse('B'.repeat(42) + 'A'), Day.parse('2026-11-25')), 'desk-changed')
  assert.equal(queueAdvice(queued, null, Day.parse('2026-11-25')), 'desk-changed')
})
