// The cases of standing are complete: each clause of the one rule is broken on each side that asks it, and nothing else of the case is.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { REFUSED, STANDS, type Side } from './standing-cases.ts'

/** Clauses that only the opener can ask; the others are asked on both sides (docs/protocol.md, the rule of standing). */
const ONLY_WHEN_OPENING = [6, 9, 14]
const CLAUSES = Array.from({ length: 16 }, (_, index) => index + 1)

test('each clause has a case on each side that asks it', () => {
  const sidesOf = (clause: number): Side[] =>
    (['seal', 'open'] as const).filter((side) =>
      REFUSED.some((one) => one.clause === clause && one.sides.includes(side)),
    )
  for (const clause of CLAUSES)
    assert.deepEqual(sidesOf(clause), ONLY_WHEN_OPENING.includes(clause) ? ['open'] : ['seal', 'open'], String(clause))
})

test('each kind and mode stands at least once on each side', () => {
  const seen = new Set(
    STANDS.flatMap(({ sides, view }) =>
      sides.map((side) => {
        const { kind, mode } = view(side).front
        return `${side} ${kind} ${mode}`
      }),
    ),
  )
  for (const side of ['seal', 'open'])
    for (const way of [
      'referral knock-ahead',
      'referral all-ahead',
      'referral all-together',
      'urgent all-ahead',
      'consult all-ahead',
    ])
      assert.ok(seen.has(`${side} ${way}`), `${side} ${way}`)
})

test('cases do not share what they change: a view is made anew each time', () => {
  for (const { name, sides, view } of [...STANDS, ...REFUSED])
    for (const side of sides) {
      const first = JSON.stringify(view(side))
      view(side).front.until = 'changed'
      assert.equal(JSON.stringify(view(side)), first, name)
    }
})
