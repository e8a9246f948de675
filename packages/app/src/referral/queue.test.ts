// The device's queue: what becomes of a parcel that waited for signal.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Refused } from '../account/api.ts'
import { addDays } from '@apila/core/day.ts'
import { becomesOf, inOrder, tryEach, whyUnsent } from './queue.ts'
import { Queued, type Unsent } from './waiting.ts'

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
) as { whole: { deposit: unknown }[] }
const parcel = Queued.parse({ deposit: whole[0]?.deposit })
const { until } = parcel.deposit
const waiting = ['a', 'b', 'c'].map((key) => ({ key, value: parcel }))

/** What became of the three, with each answer in its turn, and which were dropped. */
async function tried(answers: readonly (Error | null)[], items = waiting) {
  const dropped: string[] = []
  const lines: (Unsent | null)[] = []
  let at = 0
  const outcome = await tryEach(
    items,
    () => {
      const answer = answers[at++]
      return answer ? Promise.reject(answer) : Promise.resolve()
    },
    (key, unsent) => {
      dropped.push(key)
      lines.push(unsent)
      return Promise.resolve()
    },
  )
  return { outcome, dropped, lines, asked: at }
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

test('what was urgent is told as urgent when it is refused: nobody was asked who could be asked once more', async () => {
  const urgent = [{ key: 'a', value: Queued.parse({ ...parcel, isUrgent: true }) }]
  const { lines } = await tried([new Refused('ask-again')], urgent)
  assert.deepEqual([lines[0]?.isUrgent, lines[0]?.until], [true, until])
  const { lines: others } = await tried([new Refused('ask-again'), null, null])
  assert.ok(others[0] && !('isUrgent' in others[0]))
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

test('a device whose clock ran ahead dropped what was in time: the server alone says that its days have passed', async () => {
  // The vector's days passed long ago by any clock on which this runs.
  const taken = await tried([null, null, null])
  assert.deepEqual(taken.outcome, { sent: 3, ended: 0, refused: 0, waiting: 0 })
  assert.equal(taken.asked, 3)
  const late = await tried([new Refused('ask-again'), new Refused('ask-again'), new Refused('ask-again')])
  assert.deepEqual(late.outcome, { sent: 0, ended: 0, refused: 3, waiting: 0 })
  assert.deepEqual(late.dropped, ['a', 'b', 'c'])
})

test('every parcel that is not sent leaves a line that says why, and none that is sent or waits', async () => {
  const { lines } = await tried([new Refused('has-ended'), new Refused('roster-moved'), null])
  assert.deepEqual(lines, [{ why: 'ended', until }, { why: 'moved', until }, null])
  const { lines: none } = await tried([new Refused('busy'), new Refused('offline')])
  assert.deepEqual(none, [])
})

test("that its days have passed is told by the server's day, and where nobody knows that, the client is asked once more", () => {
  assert.equal(whyUnsent('ask-again', until, addDays(until, 1)), 'past')
  assert.equal(whyUnsent('ask-again', until, until), 'ask', 'on its last day')
  assert.equal(whyUnsent('ask-again', until, null), 'ask')
  assert.equal(whyUnsent('has-ended', until, addDays(until, 1)), 'ended')
  assert.equal(whyUnsent('bad-input', until, addDays(until, 1)), 'refused')
})

test('what was refused was not told where the client had ended another: it comes first', () => {
  const line = (why: Unsent['why']) => ({ why })
  assert.deepEqual(
    inOrder([line('ended'), line('refused'), line('ended'), line('past')]).map(({ why }) => why),
    ['refused', 'past', 'ended', 'ended'],
  )
})
