// Promise: what a device of the receiving desk could not open is not sealed at all, so nothing is talked down (docs/protocol.md "Suite").
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { Day } from '@apila/core/day.ts'
import type { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'
import { foundDemo } from '../world/network.ts'
import { demoInput } from '../world/referral.ts'

const today = Day.parse('2026-11-22')
const refused = (error: DoesNotStand) => error.name === 'DoesNotStand' && error.problem === 'no-common-suite'

test('nothing is sealed for a desk where one device lacks the suite, nor in a suite that this program does not know', async () => {
  const world = await foundDemo(today)
  const { input } = await demoInput(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const { roster } = input
  await sealPermission(input)
  const { id } = world.device('kataja-worker-1')
  const device = roster.devices.get(id)
  assert.ok(device)
  const lacking = new Map([...roster.devices, [id, { ...device, suites: [] }]])
  await assert.rejects(sealPermission({ ...input, roster: { ...roster, devices: lacking } }), refused)
  const suite = { ...roster.policy.suite, seal: 3 }
  await assert.rejects(
    sealPermission({ ...input, roster: { ...roster, policy: { ...roster.policy, suite } } }),
    refused,
  )
})
