// Adding up a year: the sums are those of all that can be read, and what cannot is counted beside them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addUp } from './adding-up.ts'
import { ENCODED_COUNTER_BYTES, addRow, emptyCounters, encodeCounters } from './counters.ts'
import type { Domain } from './domain.ts'

const domain: Domain = {
  codebook: '1',
  attributes: [
    { code: 'A', values: ['a', 'b', 'c'] },
    { code: 'B', values: ['0', '1'] },
  ],
  tables: [['A'], ['A', 'B']],
}
const later: Domain = { ...domain, codebook: '2' }
const rowOf = fc.tuple(fc.nat(2), fc.nat(1))
const countersOf = (rows: readonly (readonly number[])[]) =>
  rows.reduce((counters, row) => addRow(domain, counters, row), emptyCounters(domain))

test('nobody has sent anything: nothing is in the sums', () => {
  assert.deepEqual(addUp(domain, []), { sums: emptyCounters(domain), devices: 0, unread: 0 })
})

test('the sums are those of all rows of all devices that can be read, wherever the others stand between them', () => {
  const broken = fc.constantFrom<Uint8Array | null>(
    null,
    new Uint8Array(0),
    new Uint8Array(ENCODED_COUNTER_BYTES),
    encodeCounters(later, emptyCounters(later)),
  )
  const device = fc.oneof(
    fc.array(rowOf, { maxLength: 6 }).map((rows) => ({ rows, bytes: encodeCounters(domain, countersOf(rows)) })),
    broken.map((bytes) => ({ rows: null, bytes })),
  )
  fc.assert(
    fc.property(fc.array(device, { maxLength: 6 }), (devices) => {
      const added = addUp(
        domain,
        devices.map(({ bytes }) => bytes),
      )
      const read = devices.flatMap(({ rows }) => (rows === null ? [] : [rows]))
      assert.deepEqual(added, {
        sums: countersOf(read.flat()),
        devices: devices.length,
        unread: devices.length - read.length,
      })
    }),
    { seed: 11 },
  )
})

test('one changed byte of a device puts nothing of it into the sums', () => {
  const bytes = encodeCounters(domain, countersOf([[1, 0]]))
  for (const at of [0, 5, 12, 16, 24, ENCODED_COUNTER_BYTES - 1]) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    const { sums, unread } = addUp(domain, [bytes, changed])
    assert.deepEqual([sums, unread], [countersOf([[1, 0]]), 1], String(at))
  }
})
