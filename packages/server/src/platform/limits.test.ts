// Allowances by the hour and by address. Governed by docs/protocol.md "Metadata".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomBytes } from './keys.ts'
import { openLimits } from './limits.ts'

test('an allowance is spent by address and by act, and comes back with the next hour', () => {
  let at = Date.UTC(2026, 2, 1, 10, 59)
  const { take } = openLimits({ 'sign-in': 2, open: 1, end: 1, feedback: 1 }, () => new Date(at), randomBytes)
  assert.deepEqual([take('sign-in', 'a'), take('sign-in', 'a'), take('sign-in', 'a')], [true, true, false])
  assert.deepEqual([take('sign-in', 'b'), take('open', 'a')], [true, true])
  at += 60_000
  assert.equal(take('sign-in', 'a'), true)
})

test('when the hour is over nothing is kept, although nobody asks again', () => {
  let at = Date.UTC(2026, 2, 1, 10, 59)
  const { take, forgetOld, size } = openLimits(
    { 'sign-in': 2, open: 1, end: 1, feedback: 1 },
    () => new Date(at),
    randomBytes,
  )
  take('feedback', 'a')
  forgetOld()
  assert.equal(size(), 1)
  at += 60_000
  forgetOld()
  assert.equal(size(), 0)
})
