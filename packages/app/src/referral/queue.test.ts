// The device's queue: what becomes of a parcel that waited for signal.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Refused } from '../account/api.ts'
import { NOTHING_CAME, type QueueOutcome, becomesOf, toldOf, tryEach } from './queue.ts'

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
const waiting = ['a', 'b', 'c'].map((key) => ({ key, value: { deposit } }))

/** What became of the three, with each answer in its turn, and which were dropped. */
async function tried(answers: readonly (Error | null)[], items = waiting) {
  const dropped: string[] = []
  let at = 0
  const outcome = await tryEach(
    items,
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

test('a busy server lets each parcel wait, and none is dropped', async () => {
  const { outcome, dropped } = await tried([new Refused('busy'), new Refused('too-many'), new Refused('broken')])
  assert.deepEqual(outcome, { sent: 0, ended: 0, refused: 0, waiting: 3 })
  assert.deepEqual(dropped, [])
})

test('a device whose clock ran ahead dropped what was in time: the server alone says that its days have passed', async () => {
  // The vector's days passed long ago by any clock on which this runs.
  const taken = await tried([null, null, null])
  assert.deepEqual(taken.outcome, { sent: 3, ended: 0, refused: 0, waiting: 0 })
  assert.equal(taken.asked, 3)
  const late = await tried([new Refused('ask-again'), new Refused('ask-again'), new Refused('ask-again')])
  assert.deepEqual(late.outcome, { sent: 0, ended: 0, refused: 3, waiting: 0 })
  assert.deepEqual(late.dropped, ['a', 'b', 'c'])
})

test('what was refused was not told where she had ended another: it comes first, and a failure of the page last', () => {
  const told = (outcome: Partial<QueueOutcome>) => toldOf({ ...NOTHING_CAME, ...outcome })
  assert.deepEqual([told({}), told({ sent: 2, waiting: 3 })], [null, null])
  const failure = new Refused('busy')
  assert.equal(told({ sent: 1, refused: 1, ended: 1, failure }), 'queue-refused')
  assert.equal(told({ ended: 1, failure }), 'queue-ended')
  assert.equal(told({ sent: 1, failure }), 'busy')
})
