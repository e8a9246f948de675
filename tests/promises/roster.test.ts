// Promise: the server cannot add a device, swap a key or show two histories (docs/threat-model.md). Every device verifies the roster itself.
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { canonical } from '@apila/core/canonical.ts'
import { Day } from '@apila/core/day.ts'
import { Device, RosterEntry, type SignedEntry } from '@apila/core/organisation/roster.ts'
import { deriveDemoDevice } from '@apila/sealing/account/device.ts'
import { digestOf } from '@apila/sealing/encoding.ts'
import { readRoster, signEntry } from '@apila/sealing/organisation/roster.ts'
import { type World, foundDemo } from '../world/network.ts'

const today = Day.parse('2026-11-22')
let world: World
before(async () => {
  world = await foundDemo(today)
})

const problemOf = async (entries: readonly SignedEntry[], pin = world.pin) => {
  const reading = await readRoster(entries, pin)
  return reading.ok ? 'ok' : reading.problem
}

async function nextEntry(body: Record<string, unknown>, signers: string[]) {
  const previous = world.entries.at(-1)
  assert.ok(previous)
  const entry = RosterEntry.parse({
    ...body,
    n: world.entries.length,
    previous: await digestOf(previous.entry),
    on: today,
  })
  return signEntry(entry, await Promise.all(signers.map(deriveDemoDevice)))
}

async function intruder(organisation = 'kataja') {
  const { recipient, verifyKey } = await deriveDemoDevice('intruder')
  return Device.parse({ id: 'intruder', organisation, roles: ['worker'], desks: ['referral'], recipient, verifyKey })
}

test('a device is added by two keepers of its own organisation, and by nobody else', async () => {
  const device = await intruder()
  const add = (signers: string[]) => nextEntry({ kind: 'device-add', device }, signers)
  assert.equal(await problemOf([...world.entries, await add(['kataja-keeper-1', 'kataja-keeper-2'])]), 'ok')
  for (const signers of [
    ['kataja-keeper-1'],
    ['kataja-keeper-1', 'kataja-worker-1'],
    ['koivu-keeper-1', 'koivu-keeper-2'],
    ['kataja-keeper-1', 'koivu-keeper-1'],
  ]) {
    assert.equal(await problemOf([...world.entries, await add(signers)]), 'not-enough-signatures', signers.join('+'))
  }
  assert.equal(await problemOf([...world.entries, await add(['kataja-keeper-1', 'intruder'])]), 'bad-signature')
})

test('a desk has one key: a second one for the same desk is refused', async () => {
  const { recipient } = await deriveDemoDevice('intruder')
  const entry = await nextEntry({ kind: 'epoch', organisation: 'kataja', desk: 'referral', epoch: 0, recipient }, [
    'kataja-keeper-1',
    'kataja-keeper-2',
  ])
  assert.equal(await problemOf([...world.entries, entry]), 'already-there')
})

test('a changed byte, a missing entry, another order or spelling is refused', async () => {
  const [first, second, ...rest] = world.entries
  assert.ok(first && second)
  const device = await intruder()
  const changed = { ...second, entry: canonical({ ...(JSON.parse(second.entry) as object), device }) }
  assert.equal(await problemOf([first, changed, ...rest]), 'bad-signature')
  assert.equal(await problemOf([first, ...rest]), 'broken-chain')
  assert.equal(await problemOf([first, { ...second, entry: ` ${second.entry}` }, ...rest]), 'not-canonical')
})

test('a shorter, a forked and a foreign roster are refused by a device that has seen ours', async () => {
  assert.equal(await problemOf(world.entries.slice(0, -1)), 'shorter')
  assert.equal(await problemOf([]), 'shorter')
  const yesterday = await foundDemo(Day.parse('2026-11-21'))
  assert.equal(await problemOf(yesterday.entries), 'other-network')
  const twig = await nextEntry({ kind: 'device-add', device: await intruder() }, ['kataja-keeper-1', 'kataja-keeper-2'])
  const longer = await readRoster([...world.entries, twig], world.pin)
  assert.ok(longer.ok)
  const other = await nextEntry({ kind: 'device-add', device: await intruder('koivu') }, [
    'koivu-keeper-1',
    'koivu-keeper-2',
  ])
  assert.equal(await problemOf([...world.entries, other], longer.pin), 'forked')
})

test("a genesis without two keepers in each organisation, or without every keeper's signature, founds nothing", async () => {
  const genesis = RosterEntry.parse(JSON.parse(world.entries[0]?.entry ?? ''))
  assert.ok(genesis.kind === 'genesis')
  const sign = async (keepers: Device[], signers: Device[]) =>
    readRoster(
      [await signEntry({ ...genesis, keepers }, await Promise.all(signers.map((d) => deriveDemoDevice(d.id))))],
      null,
    )
  const few = await sign(genesis.keepers.slice(1), genesis.keepers.slice(1))
  assert.deepEqual(few, { ok: false, problem: 'wrong-genesis' })
  const unsigned = await sign(genesis.keepers, genesis.keepers.slice(1))
  assert.deepEqual(unsigned, { ok: false, problem: 'not-enough-signatures' })
})
