// At most three steps come first: what always does, then what fits the groups of signs, then the rest, each in its order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseFirst, MOST_FIRST } from './choose-first.ts'

const step = (name: string, ages: string, groups = '', isAlways = false) => ({ name, ages, groups, isAlways })
const steps = [
  step('ask', '0123', '', true),
  step('notify', '23', '', true),
  step('alone', '0123', 'c'),
  step('contact', '0123', 'c'),
  step('care', '0123', 'e'),
  step('paths', '01', 'v'),
]
const names = (age: string, groups: string) => chooseFirst(steps, age, groups).map(({ name }) => name)

test('never more than three, and the first of all is always there', () => {
  for (const age of ['0', '1', '2', '3'])
    for (const groups of ['', 'e', 'c', 'v', 'ec', 'ev', 'cv', 'ecv']) {
      const chosen = names(age, groups)
      assert.ok(chosen.length > 0 && chosen.length <= MOST_FIRST)
      assert.equal(chosen[0], 'ask')
      assert.equal(chosen.includes('notify'), age === '2' || age === '3', age)
    }
})

test('signs bring forward what fits them, and nothing else changes place', () => {
  assert.deepEqual(names('1', ''), ['ask', 'alone', 'contact'])
  assert.deepEqual(names('1', 'e'), ['ask', 'care', 'alone'])
  assert.deepEqual(names('1', 'v'), ['ask', 'paths', 'alone'])
  assert.deepEqual(names('1', 'ecv'), ['ask', 'alone', 'contact'])
  assert.deepEqual(names('2', 'e'), ['ask', 'notify', 'care'])
})

test('what is for another age is never chosen, and the list given stays as it was', () => {
  const before = steps.map(({ name }) => name)
  assert.deepEqual(chooseFirst(steps, '9', 'c'), [])
  assert.deepEqual(
    steps.map(({ name }) => name),
    before,
  )
})
