// A desk's key on its way to a device: what fits the roster is taken, whatever else is refused, counted and hides no true one.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import { BrokenSeal, sealText } from '../age.ts'
import { toBase64url, utf8 } from '../encoding.ts'
import {
  describe,
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  keysOf,
  readWhole,
  seedOf,
  which,
  withBatch,
} from '../organisation/test-network.ts'
import { ForeignKey, deskKeys, openWrap, openWraps, sealWrap } from './desk-keys.ts'

const ALDER = keepersOf('alder')
// A worker on two desks of alder.
const moved = { kind: 'device-change', id: 'alder-worker-1', roles: ['worker'], desks: ['referral', 'evening'] }
const entries: readonly SignedEntry[] = await withBatch(await foundNetwork(), [{ ...moved, supervisor: null }, ALDER])
const roster = await readWhole(entries)
const device = await deviceOf('alder-worker-1')
const colleague = await deviceOf('alder-worker-2')
const seed = await seedOf('alder', 'referral')

const wrapFor = (
  { desk = 'referral', epoch = 0, organisation = 'alder' },
  of: Uint8Array,
  to = device,
): Promise<string> => sealWrap(to.recipient, { which: which(organisation, desk), epoch, seed: of })
const listed = (blob: string, to = device.id) => ({ device: to, desk: which('alder', 'referral').desk, epoch: 0, blob })

test('a wrap opens on its device and gives the whole of the keys that the roster names, with desk and key period', async () => {
  const held = await openWrap(device, roster, await wrapFor({}, seed))
  assert.ok(held)
  const { bellPrivate, ...open } = held
  const { bellPrivate: expected, ...keys } = await keysOf('alder', 'referral')
  assert.deepEqual(open, { ...keys, which: which('alder', 'referral'), epoch: 0 })
  assert.deepEqual([bellPrivate.type, bellPrivate.algorithm], [expected.type, expected.algorithm])
  assert.equal(await openWrap(colleague, roster, await wrapFor({}, seed)), null)
})

test('a key is foreign where its recipient alone or its bell alone is not the one of the roster', async () => {
  const [ours, other] = await Promise.all([new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)].map(deskKeys))
  assert.ok(ours && other)
  const named = { ...(await epochBody('alder', 'referral', 1)), recipient: ours.recipient, bell: other.bellPublic }
  const torn = await readWhole(await withBatch(entries, [named, ALDER]))
  for (const fill of [1, 2, 3])
    await assert.rejects(
      openWrap(device, torn, await wrapFor({ epoch: 1 }, new Uint8Array(32).fill(fill))),
      (error) => error instanceof ForeignKey && error.name === 'ForeignKey',
      String(fill),
    )
})

test("a key of another organisation's desk, of a desk without this device, of no key period and for a device that is gone is foreign", async () => {
  const foreign = [
    await wrapFor({ organisation: 'birch' }, await seedOf('birch', 'referral')),
    await wrapFor({ desk: 'numbers' }, seed),
    await wrapFor({ epoch: 1 }, seed),
    await wrapFor({}, await seedOf('alder', 'evening')),
  ]
  for (const [at, blob] of foreign.entries())
    await assert.rejects(openWrap(device, roster, blob), ForeignKey, String(at))
  const own = await wrapFor({}, seed, colleague)
  await assert.rejects(openWrap(colleague, roster, own), ForeignKey, 'a colleague of another desk')
  const gone = await withBatch(
    entries,
    [{ kind: 'device-remove', id: device.id }, ALDER],
    [await epochBody('alder', 'referral', 1), ALDER],
    [await epochBody('alder', 'evening', 1), ALDER],
  )
  await assert.rejects(openWrap(device, await readWhole(gone), await wrapFor({}, seed)), ForeignKey, 'gone')
  const newcomer = await describe('alder-worker-3', 'alder')
  const idle = await readWhole(await withBatch(entries, [{ kind: 'device', device: newcomer }, ALDER]))
  const third = await deviceOf('alder-worker-3')
  await assert.rejects(openWrap(third, idle, await wrapFor({}, seed, third)), ForeignKey, 'on no desk')
})

test("of a server's wraps each desk and key period is taken once, another device's are passed over and the rest are counted", async () => {
  const next = await readWhole(await withBatch(entries, [await epochBody('alder', 'referral', 1), ALDER]))
  const good = [
    await wrapFor({}, seed),
    await wrapFor({ epoch: 1 }, await seedOf('alder', 'referral', 1)),
    await wrapFor({ desk: 'evening' }, await seedOf('alder', 'evening')),
  ]
  const bad = [
    await wrapFor({}, new Uint8Array(32).fill(9)),
    await sealText(device.recipient, utf8('no wrap')),
    toBase64url(new Uint8Array(100)),
    await wrapFor({}, seed, colleague),
  ]
  const mine = [...bad, ...good, await wrapFor({}, seed)].map((blob) => listed(blob))
  const others = [await wrapFor({}, seed, colleague), await wrapFor({}, seed), toBase64url(new Uint8Array(100))]
  const wraps = [...mine, ...others.map((blob) => listed(blob, colleague.id))]
  const { desks, refused } = await openWraps(device, next, wraps)
  assert.deepEqual(
    desks.map((held) => [held.which.desk, held.epoch, held.recipient]),
    [
      ['referral', 0, (await keysOf('alder', 'referral')).recipient],
      ['referral', 1, (await keysOf('alder', 'referral', 1)).recipient],
      ['evening', 0, (await keysOf('alder', 'evening')).recipient],
    ],
  )
  assert.equal(refused, bad.length)
  assert.deepEqual(await openWraps(device, next, []), { desks: [], shared: [], refused: 0 })
  assert.deepEqual(
    await openWraps(
      device,
      next,
      bad.map((blob) => listed(blob)),
    ),
    { desks: [], shared: [], refused: 4 },
  )
})

test('what is no fault of a wrap is told, and not counted as a wrap that was refused', async () => {
  const closed = {
    ...device,
    get identity(): string {
      throw new RangeError('the device keeps its key shut')
    },
  }
  await assert.rejects(openWraps(closed, roster, [listed(await wrapFor({}, seed))]), RangeError)
  await assert.rejects(openWrap(device, roster, 'AAAA'), BrokenSeal)
})
