// What a device answers to a log that it refuses: which reason, and at which entry.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readRoster } from './roster.ts'
import {
  ALL_KEEPERS,
  TODAY,
  deskBody,
  foundNetwork,
  genesisBody,
  keepersOf,
  readWhole,
  withBatch,
  withPapers,
} from './test-network.ts'

const entries = await foundNetwork()
const roster = await readWhole(entries)

test('a fork is told with the last entry that the device knew, whatever comes behind', async () => {
  const ending = (id: string) => withBatch(entries, [deskBody('alder', id), keepersOf('alder')])
  const { genesis, length, head } = await readWhole(await ending('morning'))
  const other = await ending('night')
  const forked = { ok: false, problem: 'forked', n: length - 1 }
  assert.deepEqual(await readRoster(other, { genesis, length, head }, TODAY), forked)
  const longer = await withBatch(other, [deskBody('alder', 'noon'), keepersOf('alder')])
  assert.deepEqual(await readRoster(longer, { genesis, length, head }, TODAY), forked)
  const shorter = await readRoster(entries, { genesis, length, head }, TODAY)
  assert.deepEqual(shorter, { ok: false, problem: 'shorter', n: roster.length })
})

test('a network that says it is no demo and has keys which everyone can derive is refused by that name', async () => {
  const founded = await withBatch([], [await genesisBody({ ...(await withPapers()), demo: false }), ALL_KEEPERS])
  assert.deepEqual(await readRoster(founded, null, TODAY), { ok: false, problem: 'demo-key', n: 1 })
})
