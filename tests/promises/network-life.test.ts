// Promise: in every order of removals, joinings, monthly keys, lost devices, recoveries and departures nobody opens who is out, and nothing is
// lost; what is added replaces nothing, and a notice stays until the client knows (docs/protocol.md). Three small machines, searched whole.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, DESK_FAULTS } from './network-life/desk.ts'
import { BESIDE, BESIDE_FAULTS, SHARED, SHARED_FAULTS } from './network-life/others.ts'
import { type Machine, search } from './network-life/search.ts'

function looked<S>(name: string, machine: Machine<S>, faults: Readonly<Record<string, string>>, least: number): void {
  test(`${name}: every promise holds in every order of events, and what should be possible is`, (t) => {
    const { broken, way, states, reached } = search(machine)
    assert.equal(broken, null, way.join('\n'))
    // A machine that lost a step would hold of less.
    assert.ok(states >= least, `only ${String(states)} states`)
    assert.deepEqual(
      Object.keys(machine.goals).filter((goal) => !reached.has(goal)),
      [],
    )
    t.diagnostic(`${String(states)} states`)
  })
  test(`${name}: each fault breaks the promise that it should break, within a few steps`, () => {
    for (const [fault, caughtBy] of Object.entries(faults)) {
      const { broken, way } = search(machine, fault)
      assert.equal(broken, caughtBy, fault)
      assert.ok(way.length <= 8, `${fault}: ${way.join(', ')}`)
    }
  })
  test(`${name}: no promise is there for nothing`, () => {
    assert.deepEqual(new Set(Object.values(faults)), new Set(Object.keys(machine.promises)))
  })
}

looked('a desk through its years', DESK, DESK_FAULTS, 100_000)
looked('members and what they share', SHARED, SHARED_FAULTS, 40)
looked('beside a permission', BESIDE, BESIDE_FAULTS, 60)
