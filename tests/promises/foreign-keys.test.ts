// Promise: a key that the server hands out is used only when the signed roster names it (docs/threat-model.md P-09). Whoever wraps a key of
// his own for a device, one keeper or the server, is refused; beside a false wrap the true one still counts.
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { Wrap } from '@apila/core/account/session.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { DeviceId, SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { BrokenSeal, sealText } from '@apila/sealing/age.ts'
import { ForeignKey, deskKeys, openWrap, openWraps, sealWrap } from '@apila/sealing/account/desk-keys.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import {
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  keysOf,
  readWhole,
  seedOf,
  which,
  withBatch,
} from '@apila/sealing/organisation/test-network.ts'
import { padTo } from '@apila/sealing/padding.ts'

const desk = which('alder', 'referral')
let [entries, roster, device]: [SignedEntry[], Roster, OwnDevice] = [[], {} as Roster, {} as OwnDevice]
before(async () => {
  entries = await foundNetwork()
  roster = await readWhole(entries)
  device = await deviceOf('alder-worker-1')
})

const wrapOf = async (seed: Uint8Array, where = desk, epoch = 0, to = device) =>
  sealWrap(to.recipient, { which: where, epoch, seed })
const stranger = () => crypto.getRandomValues(new Uint8Array(32))

test('a true wrap gives the keys of the roster, all from the seed', async () => {
  const seed = await seedOf('alder', 'referral')
  const blob = await wrapOf(seed)
  assert.equal(Wrap.safeParse({ device: device.id, desk: 'referral', epoch: 0, blob }).success, true, 'of the one size')
  const held = await openWrap(device, roster, blob)
  assert.ok(held)
  const { identity, recipient, list, bellPublic } = await keysOf('alder', 'referral')
  assert.deepEqual(
    { ...held, bellPrivate: null },
    { identity, recipient, list, bellPublic, which: desk, epoch: 0, bellPrivate: null },
  )
  assert.equal(held.bellPrivate.extractable, false)
  await assert.rejects(crypto.subtle.exportKey('pkcs8', held.bellPrivate))
})

test("a stranger's key for our desk, our key for another desk or period, and another desk's key are refused", async () => {
  const own = await seedOf('alder', 'referral')
  const foreign = [
    await wrapOf(stranger()),
    await wrapOf(own, which('alder', 'evening')),
    await wrapOf(own, which('birch', 'referral')),
    await wrapOf(own, which('alder', 'nowhere')),
    await wrapOf(own, desk, 1),
    await wrapOf(await seedOf('birch', 'referral')),
  ]
  for (const blob of foreign) await assert.rejects(openWrap(device, roster, blob), ForeignKey)
})

test('a true key of a desk on which the device does not work is refused, and so is every key for a removed device', async () => {
  const evening = await wrapOf(await seedOf('alder', 'evening'), which('alder', 'evening'))
  await assert.rejects(openWrap(device, roster, evening), ForeignKey)
  const birch = await wrapOf(await seedOf('birch', 'referral'), which('birch', 'referral'))
  await assert.rejects(openWrap(device, roster, birch), ForeignKey)
  const gone = await withBatch(
    entries,
    [{ kind: 'device-remove', id: device.id }, keepersOf('alder')],
    [await epochBody('alder', 'referral', 1), keepersOf('alder')],
  )
  const blob = await wrapOf(await seedOf('alder', 'referral'))
  await assert.rejects(openWrap(device, await readWhole(gone), blob), ForeignKey)
})

test("a seed whose bell key is not the roster's is refused, although the recipient is", async () => {
  const { bellPublic: bell } = await deskKeys(stranger())
  const lying = { ...(await epochBody('alder', 'referral', 1)), bell }
  const other = await readWhole(await withBatch(entries, [lying, keepersOf('alder')]))
  const blob = await wrapOf(await seedOf('alder', 'referral', 1), desk, 1)
  await assert.rejects(openWrap(device, other, blob), ForeignKey)
  const honest = await readWhole(
    await withBatch(entries, [await epochBody('alder', 'referral', 1), keepersOf('alder')]),
  )
  assert.equal((await openWrap(device, honest, blob))?.epoch, 1)
})

test('a list name inside a wrap, another version, another padding or noise is a broken seal', async () => {
  const seed = toBase64url(await seedOf('alder', 'referral'))
  const content = { v: 2, desk, epoch: 0, seed }
  const sealed = (value: unknown, size = 1024) => sealText(device.recipient, padTo(utf8(canonical(value)), size))
  assert.ok(await openWrap(device, roster, await sealed(content)))
  for (const value of [
    { ...content, list: 'A'.repeat(22) },
    { ...content, v: 1 },
    { ...content, desk: 'referral' },
    [],
  ])
    await assert.rejects(openWrap(device, roster, await sealed(value)), BrokenSeal)
  const unpadded = await sealText(device.recipient, utf8(canonical(content)))
  await assert.rejects(openWrap(device, roster, unpadded), BrokenSeal)
  await assert.rejects(openWrap(device, roster, 'AAAA'), BrokenSeal)
  await assert.rejects(openWrap(device, roster, ''), BrokenSeal)
  const notForUs = await wrapOf(await seedOf('alder', 'referral'), desk, 0, await deviceOf('birch-worker-1'))
  assert.equal(await openWrap(device, roster, notForUs), null)
})

test('beside false wraps the true one counts, once; what was refused is counted', async () => {
  const good = await wrapOf(await seedOf('alder', 'referral'))
  const wrap = (blob: string, id: DeviceId = device.id) => ({ device: id, desk: desk.desk, epoch: 0, blob })
  const broken = `${good.slice(0, -2)}${good.endsWith('AA') ? 'AQ' : 'AA'}`
  const others = await wrapOf(await seedOf('alder', 'referral'), desk, 0, await deviceOf('birch-worker-1'))
  const wraps = [wrap(await wrapOf(stranger())), wrap(broken), wrap(good), wrap(good), wrap(others)]
  const opened = await openWraps(device, roster, [...wraps, wrap(good, 'alder-worker-2' as DeviceId)])
  assert.deepEqual(
    opened.desks.map((held) => [held.which, held.epoch]),
    [[desk, 0]],
  )
  assert.equal(opened.refused, 3)
  assert.deepEqual(await openWraps(device, roster, []), { desks: [], shared: [], refused: 0 })
  const rotated = await readWhole(
    await withBatch(entries, [await epochBody('alder', 'referral', 1), keepersOf('alder')]),
  )
  const next = await wrapOf(await seedOf('alder', 'referral', 1), desk, 1)
  const both = await openWraps(device, rotated, [wrap(good), wrap(next)])
  assert.deepEqual(
    both.desks.map(({ epoch }) => epoch),
    [0, 1],
  )
})

test('two desks of one device are both given', async () => {
  const id = 'alder-worker-1'
  const log = await withBatch(entries, [
    { kind: 'device-change', id, roles: ['worker'], desks: ['referral', 'evening'], supervisor: null },
    keepersOf('alder'),
  ])
  const both = await readWhole(log)
  const evening = which('alder', 'evening')
  const blobs = [
    await wrapOf(await seedOf('alder', 'referral')),
    await wrapOf(await seedOf('alder', 'evening'), evening),
  ]
  const wraps = blobs.map((blob, at) => ({ device: device.id, desk: at ? evening.desk : desk.desk, epoch: 0, blob }))
  const { desks, refused } = await openWraps(device, both, wraps)
  assert.deepEqual([desks.map((held) => held.which.desk), refused], [['referral', 'evening'], 0])
})
