// A duty only where the guide's rules make it one, and a note that says nothing that nobody tapped.
import test from 'node:test'
import assert from 'node:assert/strict'
import { CHILD_WORKS, type ChildWork, dutyOf } from './child-duty.ts'
import { ChildWelfare } from './child-welfare.ts'

test('the law binds health, services and the places it lists; own work may tell, and an unknown work is not bound by guess', () => {
  const duties = Object.fromEntries(Object.keys(CHILD_WORKS).map((work) => [work, dutyOf(work as ChildWork)]))
  assert.deepEqual(duties, { health: 'duty', service: 'duty', listed: 'duty', 'own-work': 'offer', unsure: 'unclear' })
})

test('nothing tapped is nothing noted, and no answer comes in but the offered ones', () => {
  const empty = { caller: null, notNow: null, childTold: null, on: '2026-11-30' }
  assert.ok(ChildWelfare.safeParse(empty).success)
  for (const wrong of [
    { ...empty, caller: 'nobody' },
    { ...empty, childTold: 'yes' },
    { ...empty, notNow: 'afraid' },
    { ...empty, on: 'today' },
    { ...empty, name: 'x' },
    { caller: 'me', on: '2026-11-30' },
  ])
    assert.ok(!ChildWelfare.safeParse(wrong).success)
})
