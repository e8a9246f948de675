import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedId } from './identify.ts'

test('an identifier is a version 5 UUID, the same each time, and another for another path', () => {
  const id = fixedId('phone', 'a', '112')
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(id, fixedId('phone', 'a', '112'))
  // Parts do not run into each other.
  assert.notEqual(fixedId('a', 'bc'), fixedId('ab', 'c'))
})

test('the identifiers of a published directory do not change', () => {
  assert.equal(fixedId('taxonomy', 'need'), 'd06bd3c6-431f-5e34-9012-07e7d00eddea')
})
