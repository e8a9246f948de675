// Promise: whatever happens in whatever order, a permission lives as she was told and ends when she ends it (docs/protocol.md).
// A search through every state of one permission; life/whole.ts tells the shortest way to each broken promise.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { GOALS, INVARIANTS } from './life/invariants.ts'
import { MUTANTS } from './life/mutants.ts'
import { search } from './life/search.ts'
import { START, type Life, packFirst, packSecond } from './life/state.ts'
import { WHOLE, eachStep } from './life/steps.ts'

test('every promise holds in every order of events, and what should be possible is', () => {
  const { broken, way, states, goals } = search(WHOLE)
  assert.equal(broken, null, way.join('\n'))
  // A model that lost a step would hold of less.
  assert.ok(states > 2_800_000, `only ${states} states`)
  assert.deepEqual(
    GOALS.filter((goal) => !goals.has(goal)),
    [],
  )
})

test('each fault breaks the promise that it should break, within a few steps', () => {
  for (const { name, caughtBy } of MUTANTS) {
    const { broken, way } = search(WHOLE, name)
    assert.equal(broken, caughtBy, name)
    assert.ok(way.length <= 10, name)
  }
})

// An ending that is final in the row but not in the leash cannot be told from one that releases content: the first promise is met before.
test('no promise is there for nothing: a fault breaks each', () => {
  const caught = new Set<string>(MUTANTS.map(({ caughtBy }) => caughtBy))
  const unbroken = INVARIANTS.map(({ promised }) => promised).filter((promised) => !caught.has(promised))
  assert.deepEqual(unbroken, ['acknowledged end is final'])
})

test('two states never share their two numbers', () => {
  const texts = new Set<string>()
  const numbers = new Set<string>()
  let level: Life[] = [START]
  while (texts.size < 60_000) {
    const next: Life[] = []
    for (const life of level)
      eachStep(life, {
        fault: 'release-without-line',
        size: WHOLE,
        reached: () => undefined,
        go: (_, after) => {
          const text = JSON.stringify(after)
          if (texts.has(text)) return
          texts.add(text)
          numbers.add(`${packFirst(after)} ${packSecond(after)}`)
          next.push(after)
        },
      })
    level = next
  }
  assert.equal(numbers.size, texts.size)
})
