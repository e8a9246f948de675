// The device's queue: what becomes of a parcel that waited for signal.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Day, addDays } from '@apila/core/day.ts'
import { Refused } from '../account/api.ts'
import { becomesOf, isInTime, tryEach } from './queue.ts'
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

const { whole } = JSON.parse(
  readFileSync(new URL('../../../sealing/vectors/permission.json', import.meta.url), 'utf8'),
) as { whole: { deposit: { until: string } }[] }
const deposit = whole[0]?.deposit
assert.ok(deposit)
const until = Day.parse(deposit.until)
const waiting = ['a', 'b', 'c'].map((key) => ({ key, value: { deposit } }))

/** What became of the three, with each answer in its turn, and which were dropped. */
async function tried(answers: readonly (Error | null)[], today = until, items = waiting) {
  const dropped: string[] = []
  let at = 0
  const outcome = await tryEach(
    items,
    today,
    () => {
      const answer = answers[at++]
      return answer ? Promise.reject(answer) : Promise.resolve()
    },
    (key) => {
      dropped.push(key)
      return Promise.resolve()
    },
  )
  return { outcome, dropped, asked: at }
}

test('one refused parcel held back all behind it', async () => {
  const { outcome, dropped } = await tried([new Refused('bad-input'), null, new Refused('has-ended')])
  assert.deepEqual(outcome, { sent: 1, ended: 1, refused: 1, waiting: 0 })
  assert.deepEqual(dropped, ['a', 'b', 'c'])
})

test('one parcel that failed of itself held back all behind it', async () => {
  const failure = new Error('a bug')
  const { outcome, dropped } = await tried([failure, null, null])
  assert.deepEqual(outcome, { sent: 2, ended: 0, refused: 0, waiting: 1, failure })
  assert.deepEqual(dropped, ['b', 'c'])
})

test('what was refused before signal went was never told', async () => {
  const { outcome, dropped, asked } = await tried([new Refused('ask-again'), new Refused('offline'), null])
  assert.deepEqual(outcome, { sent: 0, ended: 0, refused: 1, waiting: 2 })
  assert.deepEqual(dropped, ['a'])
  assert.equal(asked, 2, 'the third is not tried without signal')
})

test('a busy server lets each parcel wait, and none is dropped; it is told', async () => {
  const failure = new Refused('broken')
  const { outcome, dropped } = await tried([new Refused('busy'), new Refused('too-many'), failure])
  assert.deepEqual(outcome, { sent: 0, ended: 0, refused: 0, waiting: 3, failure })
  assert.deepEqual(dropped, [])
})

test('a parcel past its day vanished in silence', async () => {
  const { outcome, dropped, asked } = await tried([], addDays(until, 1))
  assert.deepEqual(outcome, { sent: 0, ended: 0, refused: 3, waiting: 0 })
  assert.deepEqual(dropped, ['a', 'b', 'c'])
  assert.equal(asked, 0)
})

test('what is kept and is no parcel is told as refused, not sent', async () => {
  const { outcome } = await tried([null], until, [
    { key: 'a', value: { deposit: Object.assign({}, deposit, { v: 1 }) } },
  ])
  assert.deepEqual(outcome, { sent: 0, ended: 0, refused: 1, waiting: 0 })
})
