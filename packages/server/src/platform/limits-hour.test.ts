// An allowance is one of a whole hour: neither a minute nor a restart of the count gives more. Governed by docs/protocol.md "Limits".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomBytes } from './keys.ts'
import { openLimits } from './limits.ts'

const MINUTE_MS = 60_000

function opened(from: number) {
  let at = from
  const { take } = openLimits({ 'sign-in': 2, open: 2, end: 2, feedback: 2 }, () => new Date(at), randomBytes)
  return {
    isFree: () => take('open', 'a') === 'free',
    pass: (ms: number) => {
      at += ms
    },
  }
}

test('what is spent stays spent until the hour is over, however the minutes pass', () => {
  const { isFree, pass } = opened(Date.UTC(2026, 2, 1, 10, 0))
  assert.deepEqual([isFree(), isFree()], [true, true])
  for (let minute = 1; minute < 60; minute += 1) {
    pass(MINUTE_MS)
    assert.equal(isFree(), false)
  }
  pass(MINUTE_MS)
  assert.equal(isFree(), true)
})

test('the last hour of one day and the first of the next are two', () => {
  const { isFree, pass } = opened(Date.UTC(2026, 2, 1, 23, 59))
  assert.deepEqual([isFree(), isFree(), isFree()], [true, true, false])
  pass(MINUTE_MS)
  assert.equal(isFree(), true)
})
