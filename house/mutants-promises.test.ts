// Named breaks can be tried: the text that each one changes stands once in its file, and the test that must turn red is there.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { PROMISE_MUTANTS } from '../tests/mutants/promises.ts'
import { staleness } from './mutants-promises.ts'
import { inRoot } from './paths.ts'

test('each named break finds its text once, and its test', async () => {
  const stale: string[] = []
  for (const mutant of PROMISE_MUTANTS) {
    const reason = await staleness(mutant)
    if (reason !== null) stale.push(reason)
    if (!existsSync(inRoot(mutant.test))) stale.push(`${mutant.name}: there is no ${mutant.test}`)
  }
  assert.deepEqual(stale, [])
  assert.equal(new Set(PROMISE_MUTANTS.map(({ name }) => name)).size, PROMISE_MUTANTS.length, 'each name once')
})
