import { test } from 'node:test'
import assert from 'node:assert/strict'
import { BrokenSeal, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padToClass } from '../padding.ts'
import { deriveDemoDevice, hasDemoKey } from './demo-device.ts'
import { describeDevice, openOnDevice, sealToDevice } from './device.ts'

const device = await deriveDemoDevice('alder-worker-1')
const other = await deriveDemoDevice('alder-worker-2')

test('a demo device has the same keys each time and others than its neighbour; whoever has one of them is known', async () => {
  const again = await deriveDemoDevice('alder-worker-1')
  assert.deepEqual(
    [again.verifyKey, again.recipient, again.identity],
    [device.verifyKey, device.recipient, device.identity],
  )
  assert.notEqual(device.verifyKey, other.verifyKey)
  assert.notEqual(device.recipient, other.recipient)
  await assert.rejects(deriveDemoDevice('Not an id'))
  const placing = { organisation: 'alder', roles: ['worker'], desks: [], supervisor: null, pledge: null }
  const record = await describeDevice(device, placing as unknown as Parameters<typeof describeDevice>[1])
  assert.deepEqual(record.suites, [2])
  const { id, recipient, verifyKey } = record
  const keys = { device: id, recipient, verifyKey }
  assert.equal(await hasDemoKey(keys), true)
  assert.equal(await hasDemoKey({ ...keys, recipient: other.recipient }), true)
  assert.equal(await hasDemoKey({ ...keys, verifyKey: other.verifyKey }), true)
  assert.equal(await hasDemoKey({ ...keys, recipient: other.recipient, verifyKey: other.verifyKey }), false)
  assert.equal(await hasDemoKey({ ...keys, device: other.id }), false, "the keys of another's id")
})

test('what stays on a device opens there, on no other, and broken content is a broken seal', async () => {
  const value = { text: 'a\tb', half: 0.5 }
  const blob = await sealToDevice(device, value)
  assert.deepEqual(await openOnDevice(device, blob), value)
  assert.equal(await openOnDevice(other, blob), null)
  const sealed = (bytes: Uint8Array) => sealText(device.recipient, bytes)
  for (const bytes of [utf8('{}'), padToClass(utf8('{')), padToClass(Uint8Array.from([0xff])), new Uint8Array(0)])
    await assert.rejects(openOnDevice(device, await sealed(bytes)), BrokenSeal)
  await assert.rejects(openOnDevice(device, 'AAAA'), BrokenSeal)
})
