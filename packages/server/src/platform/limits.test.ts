// Allowances by the hour and by network or device. Governed by docs/protocol.md "Limits".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomBytes } from './keys.ts'
import { networkOf, openLimits } from './limits.ts'

const FEW = { 'sign-in': 2, open: 1, end: 1, feedback: 1 }

test('an allowance is spent by whom it is counted for and by act, and comes back with the next hour', () => {
  let at = Date.UTC(2026, 2, 1, 10, 59)
  const { take } = openLimits(FEW, () => new Date(at), randomBytes)
  assert.deepEqual([take('sign-in', 'a'), take('sign-in', 'a'), take('sign-in', 'a')], ['free', 'free', 'spent'])
  assert.deepEqual([take('sign-in', 'b'), take('open', 'a')], ['free', 'free'])
  at += 60_000
  assert.equal(take('sign-in', 'a'), 'free')
})

test('what is given back was never spent', () => {
  const { take, giveBack } = openLimits(FEW, () => new Date(0), randomBytes)
  for (let uses = 0; uses < 100; uses += 1) {
    assert.equal(take('sign-in', 'office'), 'free')
    giveBack('sign-in', 'office')
  }
  giveBack('sign-in', 'office')
  giveBack('sign-in', 'nobody')
  assert.deepEqual(
    [take('sign-in', 'office'), take('sign-in', 'office'), take('sign-in', 'office')],
    ['free', 'free', 'spent'],
  )
})

test('when the hour is over nothing is kept, although nobody asks again', () => {
  let at = Date.UTC(2026, 2, 1, 10, 59)
  const { take, forgetOld, size } = openLimits(FEW, () => new Date(at), randomBytes)
  take('feedback', 'a')
  forgetOld()
  assert.equal(size(), 1)
  at += 60_000
  forgetOld()
  assert.equal(size(), 0)
})

test('all addresses of one /64 have one allowance, and all of one /24, however they are written', () => {
  const same = (addresses: string[]) => new Set(addresses.map(networkOf)).size
  const of64 = Array.from({ length: 100 }, (_, n) => `2001:db8:1:2::${n.toString(16)}`)
  assert.equal(same([...of64, '2001:db8:1:2:ffff::1', '2001:0DB8:0001:0002:0:0:0:1', '2001:db8:1:2::1%eth0']), 1)
  const of24 = Array.from({ length: 256 }, (_, n) => `192.0.2.${String(n)}`)
  assert.equal(same([...of24, '::ffff:192.0.2.7', '::FFFF:c000:207', '0:0:0:0:0:ffff:192.0.2.9']), 1)
  assert.equal(same(['192.0.2.1', '192.0.3.1', '2001:db8:1:2::1', '2001:db8:1:3::1', '::1', '::ffff:192.0.4.1']), 6)
  assert.equal(same(['', 'unknown', '999.1.1.1', 'a:b', '<script>']), 1)
})

test('a flood of addresses is bounded, and those above are made to wait, not refused', () => {
  const { take, size } = openLimits({ ...FEW, end: 3 }, () => new Date(0), randomBytes)
  const answers = { free: 0, spent: 0, late: 0 }
  for (let n = 0; n < 70_000; n += 1) answers[take('end', `10.${String(n)}`)] += 1
  assert.equal(size(), 50_000)
  assert.deepEqual(answers, { free: 50_003, spent: 0, late: 19_997 })
  // One that was counted before the flood has what it had.
  assert.equal(take('end', '10.7'), 'free')
})
