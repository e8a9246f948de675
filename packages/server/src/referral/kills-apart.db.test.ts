// Kills server and leash keeper, each a process of its own, while devices seal, talk, renew, lock anew and end: whatever dies, what was acknowledged
// holds and nothing opens that has ended. 300 kills by hand: test/kill-many.ts. Governed by docs/protocol.md "Leash keeper".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killMany } from '../test/kill-many.ts'

const SEED = 20_261_122
const KILLS = 12

test('12 kills with the leash keeper as a process of its own: the same holds, whichever of the two is killed', async (t) => {
  t.diagnostic(`seed ${String(SEED)}`)
  const killed = await killMany(KILLS, SEED)
  t.diagnostic(JSON.stringify(killed))
  assert.ok(killed.sent >= KILLS / 2)
})

test('6 kills with leashes that devices seal to the keeper: the same holds, and the program beside it is there again', async (t) => {
  const killed = await killMany(KILLS / 2, SEED, { isSealed: true })
  t.diagnostic(JSON.stringify(killed))
  assert.ok(killed.sent >= KILLS / 4)
})
