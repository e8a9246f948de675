// Counters and sums on their way to the release desk: each opens for the one it is sealed to, in one size; a release has its officer's word.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import { COUNTER_BYTES } from '@apila/core/statistics/wire.ts'
import { sealedLength } from '@apila/core/sizes.ts'
import { BrokenSeal, sealText } from '../age.ts'
import { fromBase64url, utf8 } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'
import { deviceOf, foundNetwork, keysOf, readWhole } from '../organisation/test-network.ts'
import {
  openCounters,
  openSums,
  peelSums,
  sealCounters,
  sealSums,
  sealTotal,
  signRelease,
  verifyRelease,
} from './sums.ts'

const roster = await readWhole(await foundNetwork())
const [desk, foreign] = await Promise.all([keysOf('alder', 'referral'), keysOf('birch', 'referral')])
const [first, second, worker] = await Promise.all(['alder-officer', 'birch-officer', 'alder-worker-1'].map(deviceOf))
assert.ok(first && second && worker)
const CONTENT = utf8('{"n":12}')

test('counters open for their desk as they were, for no other, and all have one length', async () => {
  for (const content of [CONTENT, new Uint8Array(0), new Uint8Array(COUNTER_BYTES - 4).fill(7)]) {
    const blob = await sealCounters(desk.recipient, content)
    assert.deepEqual(await openCounters(desk, blob), new Uint8Array(content))
    assert.equal(await openCounters(foreign, blob), null)
    assert.equal(fromBase64url(blob).length, sealedLength(COUNTER_BYTES))
  }
  assert.throws(() => sealCounters(desk.recipient, new Uint8Array(COUNTER_BYTES - 3)), RangeError)
  await assert.rejects(openCounters(desk, await sealText(desk.recipient, CONTENT)), BrokenSeal, 'not padded')
})

test('sums open for both officers one after the other, and for neither alone', async () => {
  const blob = await sealSums(first.recipient, second.recipient, CONTENT)
  assert.equal(fromBase64url(blob).length, sealedLength(sealedLength(COUNTER_BYTES)))
  const peeled = await peelSums(first, blob)
  assert.ok(peeled)
  assert.deepEqual(await openSums(second, peeled), CONTENT)
  assert.equal(await openSums(first, peeled), null, 'what the first has peeled is not for the first')
  assert.equal(await peelSums(second, blob), null, 'the second cannot begin')
  assert.equal(await openSums(second, blob), null, 'nor leave the first out')
  await assert.rejects(openSums(first, blob), BrokenSeal, 'under one layer there are no sums yet')
  await assert.rejects(sealSums(first.recipient, second.recipient, new Uint8Array(COUNTER_BYTES)), RangeError)
})

test('a total opens for the officer that it is sealed to', async () => {
  const blob = await sealTotal(first.recipient, CONTENT)
  assert.deepEqual(await openSums(first, blob), CONTENT)
  assert.equal(await openSums(second, blob), null)
  await assert.rejects(openSums(first, await sealText(first.recipient, CONTENT)), BrokenSeal)
})

test("a release has its officer's signature, under the label of releases and over this text alone", async () => {
  const text = '{"release":1}'
  const signature = await signRelease(first, text)
  assert.equal(await isSignedBy(first.verifyKey, signature, 'apila/release/v2', text), true)
  assert.equal(await verifyRelease(roster, first.id, text, signature), true)
  assert.equal(await verifyRelease(roster, first.id, `${text} `, signature), false, 'another text')
  assert.equal(await verifyRelease(roster, second.id, text, signature), false, "the other officer's")
  assert.equal(await verifyRelease(roster, DeviceId.parse('nobody'), text, signature), false, 'of nobody')
  for (const label of ['apila/part/v2', 'apila/roster/v2'] as const)
    assert.equal(await verifyRelease(roster, first.id, text, await signLabelled(first, label, text)), false, label)
})
