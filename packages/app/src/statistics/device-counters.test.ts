// Counting on a device: two tabs, two taps, a slow or broken upload, and a plan of tables that changed.
import assert from 'node:assert/strict'
import test from 'node:test'
import { ItemId } from '@apila/core/bytes.ts'
import { CODEBOOK_VERSION } from '@apila/core/statistics/codebook.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import { decodeCounters } from '@apila/disclosure/counters.ts'
import type { Domain } from '@apila/disclosure/domain.ts'
import { type Counting, SEND_FROM, countWaiting, recordObservation, sendCounters } from './device-counters.ts'

const base = { codebookVersion: CODEBOOK_VERSION, period: '2026', FIR: 'FIR.Y', STG: 'STG.NAR' }
const observation = Observation.parse(base)

/** A device whose pages share what it keeps, and a server that keeps the last bytes of each slot. */
function makeDevice() {
  let kept: unknown = null
  let slots = 0
  const server = new Map<ItemId, Uint8Array>()
  const locks = new Map<string, Promise<unknown>>()
  const page = (change: Partial<Counting> = {}): Counting => ({
    domain: DOMAIN,
    // Only what survives JSON survives sealing, and storing takes a moment in which another page can act.
    read: () => new Promise((resolve) => setTimeout(resolve, 1, structuredClone(kept))),
    keep: async (value) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      kept = JSON.parse(JSON.stringify(value)) as unknown
    },
    send: (slot, bytes) => {
      server.set(slot, bytes)
      return Promise.resolve()
    },
    alone: (what, act) => {
      const result = (locks.get(what) ?? Promise.resolve()).then(act)
      locks.set(
        what,
        result.catch(() => undefined),
      )
      return result
    },
    newSlot: () => ItemId.parse(`${String((slots += 1)).padStart(21, 'A')}A`),
    ...change,
  })
  const entriesOnServer = (domain: Domain = DOMAIN) =>
    [...server.values()].map((bytes) => {
      const decoded = decodeCounters(domain, bytes)
      return decoded.ok ? decoded.counters.entries : decoded.problem
    })
  return { page, server, entriesOnServer, put: (value: unknown) => (kept = value) }
}

async function record(counting: Counting, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) assert.equal(await recordObservation(counting, observation), true)
}

test('nothing is sent before there are ten; ten are sent as one', async () => {
  const { page, entriesOnServer } = makeDevice()
  await record(page(), SEND_FROM - 1)
  assert.equal(await sendCounters(page(), SEND_FROM), SEND_FROM - 1)
  assert.deepEqual(entriesOnServer(), [])
  await record(page(), 1)
  assert.equal(await sendCounters(page(), SEND_FROM), 0)
  assert.deepEqual(entriesOnServer(), [10])
})

test('somebody who is not counted now leaves no trace', async () => {
  const { page } = makeDevice()
  assert.equal(await recordObservation(page(), Observation.parse({ ...base, FIR: 'FIR.N' })), false)
  assert.equal(await countWaiting(page()), 0)
})

test('two pages of one device that count at the same moment lose nothing', async () => {
  const { page, entriesOnServer } = makeDevice()
  await Promise.all([record(page(), 7), record(page(), 7)])
  assert.equal(await countWaiting(page()), 14)
  await sendCounters(page())
  assert.deepEqual(entriesOnServer(), [14])
})

test('what is counted while an upload hangs still waits afterwards, and is sent', async () => {
  const { page, server, entriesOnServer } = makeDevice()
  const answer = Promise.withResolvers<undefined>()
  const slow = page({
    send: async (slot, bytes) => {
      await answer.promise
      server.set(slot, bytes)
    },
  })
  await record(slow, 10)
  const sending = sendCounters(slow, SEND_FROM)
  await record(page(), 3)
  const later = sendCounters(page())
  answer.resolve(undefined)
  // The upload that was later asked for also comes later, so that the older bytes replace nothing.
  assert.equal(await sending, 3)
  assert.equal(await later, 0)
  assert.deepEqual(entriesOnServer(), [13])
})

test('an upload that fails leaves what was counted counted once, and waiting', async () => {
  const { page, entriesOnServer } = makeDevice()
  await record(page(), 10)
  await assert.rejects(
    sendCounters(page({ send: () => Promise.reject(new Error('no signal')) }), SEND_FROM),
    /no signal/,
  )
  assert.equal(await countWaiting(page()), 10)
  assert.equal(await sendCounters(page(), SEND_FROM), 0)
  assert.deepEqual(entriesOnServer(), [10])
})

test('a device without a statistics desk counts and says that it waits', async () => {
  const { page } = makeDevice()
  await record(page(), 12)
  assert.equal(await sendCounters(page({ send: null })), 12)
})

const swapped = (): Domain => {
  const at = DOMAIN.attributes.findIndex(({ values }) => values.length === 2)
  const [a, b] = DOMAIN.attributes.slice(at, at + 2)
  assert.ok(a && b?.values.length === 2)
  return { ...DOMAIN, attributes: DOMAIN.attributes.toSpliced(at, 2, b, a) }
}

for (const [what, domain] of [
  ['with one table more', { ...DOMAIN, tables: [...DOMAIN.tables, ['AGE', 'GEN']] }],
  ['with two attributes swapped', swapped()],
] as const)
  test(`counters of a plan ${what} but of the same version are never added to, and their entries reach the server`, async () => {
    const { page, entriesOnServer } = makeDevice()
    await record(page(), 4)
    const changed = page({ domain })
    await record(changed, 3)
    assert.equal(await countWaiting(changed), 7)
    assert.equal(await sendCounters(changed), 0)
    assert.deepEqual(entriesOnServer(domain), ['wrong-codebook', 3])
    assert.deepEqual(entriesOnServer(DOMAIN), [4, 'wrong-codebook'])
  })

test('kept things that are no counters count as nothing', async () => {
  for (const odd of [
    {},
    'x',
    [{ slot: 'A', bytes: '', unsent: 0 }],
    { slot: 'A'.repeat(22), cells: [1], entries: 1 },
  ]) {
    const { page, put } = makeDevice()
    put(odd)
    assert.equal(await countWaiting(page()), 0)
    await record(page(), 1)
    assert.equal(await countWaiting(page()), 1)
  }
})

test('counters that do not add up are not counted on with, and the server gets them to be told of', async () => {
  const { page, server, entriesOnServer } = makeDevice()
  await record(page(), 10)
  await sendCounters(page())
  const [bytes] = server.values()
  assert.ok(bytes)
  const damaged = Uint8Array.from(bytes)
  damaged[12] = 9
  const other = makeDevice()
  const elsewhere = ItemId.parse('B'.repeat(21) + 'A')
  other.put([{ slot: elsewhere, bytes: Buffer.from(damaged).toString('base64url'), unsent: 10 }])
  await record(other.page(), 1)
  await sendCounters(other.page())
  assert.deepEqual(other.entriesOnServer(), ['counts-disagree', 1])
  assert.deepEqual(entriesOnServer(), [10])
})
