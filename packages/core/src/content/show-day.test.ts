import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showDay } from './show-day.ts'

test('a day, a month and a year are written as people in Finland write them', () => {
  assert.equal(showDay('2026-11-22'), '22.11.2026')
  assert.equal(showDay('2026-01-02'), '2.1.2026')
  assert.equal(showDay('2022-12'), '12/2022')
  assert.equal(showDay('2022'), '2022')
})
