import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillText } from './fill.ts'

test('places are filled, each as often as it occurs', () => {
  assert.equal(fillText('{day}: {n} of {n}', { day: '1.2.2026', n: '3' }), '1.2.2026: 3 of 3')
})

test('a place that nothing fills is refused, names of Object included', () => {
  for (const text of ['{day}', '{constructor}', '{toString}']) assert.throws(() => fillText(text, {}), /nothing fills/)
})
