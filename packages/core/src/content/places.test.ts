import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placesOf } from './places.ts'

test('places are listed once and in order', () => {
  assert.deepEqual(placesOf('{n} {day} {n}'), ['day', 'n'])
  assert.deepEqual(placesOf('none'), [])
})
