// Promise: when a member has left, nothing is sealed to it and what was sent to it opens no more; what it sent before stands until its day
// (docs/protocol.md "Roster", "The rule").
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import {
  TODAY,
  foundNetwork,
  keepersOf,
  keysOf,
  readWhole,
  withBatch,
} from '@apila/sealing/organisation/test-network.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { openKnock } from '@apila/sealing/referral/open.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'
import { inputWith, releasedKnock } from '@apila/sealing/referral/test/permission.ts'

const entries = await foundNetwork()
const before = await readWhole(entries)
const without = async (id: string): Promise<Roster> =>
  readWhole(await withBatch(entries, [{ kind: 'organisation-remove', id }, keepersOf(id)]))
const [sender, receiver, other] = await Promise.all(['alder', 'birch', 'cedar'].map(without))

/** What the receiving desk says to a first contact that was sealed before anybody left. */
async function opened(roster: Roster | undefined): Promise<string> {
  assert.ok(roster)
  const input = await inputWith({ input: { roster: before } })
  const { deposit } = await sealPermission(input)
  const desks = [await keysOf('birch', 'referral')]
  const released = releasedKnock(deposit)
  const result = await openKnock({ desks, released, name: input.reservation.k, roster, today: TODAY })
  return result.ok ? 'ok' : result.problem
}

test('what a member sent opens after it has left, until its day; what was sent to it does not', async () => {
  assert.equal(await opened(before), 'ok')
  assert.equal(await opened(other), 'ok')
  assert.equal(await opened(sender), 'ok')
  assert.equal(await opened(receiver), 'no-such-desk')
})

test('nothing is sealed to a member that has left, nor by one', async () => {
  const sealing = async (roster: Roster | undefined) => {
    assert.ok(roster)
    return sealPermission(await inputWith({ input: { roster } })).then(
      () => 'ok',
      (error: unknown) => (error instanceof DoesNotStand ? error.problem : String(error)),
    )
  }
  assert.equal(await sealing(other), 'ok')
  assert.equal(await sealing(receiver), 'no-such-desk')
  assert.equal(await sealing(sender), 'no-such-desk')
})
