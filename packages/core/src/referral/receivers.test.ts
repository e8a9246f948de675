// The order of receivers: need, nearness, language, then who reads soonest; none is hidden.
import test from 'node:test'
import assert from 'node:assert/strict'
import { type ReceiverWork, orderReceivers } from './receivers.ts'

const work = (changes: Partial<ReceiverWork>): ReceiverWork => ({
  gives: ['support'],
  languages: ['fi'],
  areas: ['all'],
  ...changes,
})
const receivers = [
  { id: 'talks', work: work({}), readsAt: 1 },
  { id: 'law-far', work: work({ gives: ['legal-advice'], areas: ['lappi'] }), readsAt: 1 },
  { id: 'law-late', work: work({ gives: ['legal-advice'] }), readsAt: 9 },
  { id: 'law-ru', work: work({ gives: ['legal-advice'], languages: ['fi', 'ru'] }), readsAt: 9 },
]
const ids = (wish: Parameters<typeof orderReceivers>[1]) => orderReceivers(receivers, wish).map(({ id }) => id)

test('who gives the help comes first, and the others stay in sight', () => {
  assert.deepEqual(ids({ why: 'legal-advice', language: null, area: null }), ['law-far', 'law-late', 'law-ru', 'talks'])
})

test('then who is near, who speaks the language, who reads soonest', () => {
  assert.deepEqual(ids({ why: 'legal-advice', language: 'ru', area: 'helsinki' }), [
    'law-ru',
    'law-late',
    'law-far',
    'talks',
  ])
})

test('nothing chosen says nothing about anybody', () => {
  for (const language of [null, 'other', 'not-asked'])
    for (const fit of orderReceivers(receivers, { why: null, language, area: null }))
      assert.deepEqual([fit.gives, fit.speaks, fit.isNear], [null, null, true])
})
