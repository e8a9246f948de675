// An organisation's own sums explain themselves: every count stands at its own values.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addRow, emptyCounters } from '@apila/disclosure/counters.ts'
import type { Domain } from '@apila/disclosure/domain.ts'
import { notAskedOf, liveOf } from './live.ts'
import { sumsOf } from './sum-tables.ts'

const domain: Domain = {
  codebook: '1.0.0',
  attributes: [
    { code: 'A', values: ['a0', 'a1', 'a2'] },
    { code: 'B', values: ['b0', 'b1'] },
  ],
  tables: [['A', 'B'], ['B']],
}

test('each cell by its values, zeros left out, margins too', () => {
  const rows = [
    [0, 1],
    [2, 0],
    [2, 0],
  ]
  const sums = rows.reduce((so, row) => addRow(domain, so, row), emptyCounters(domain))
  assert.deepEqual(sumsOf(domain, 2025, { sums, devices: 2, unread: 1 }), {
    ...{ cohort: 2025, codebook: '1.0.0', entries: 3, devices: 2, unread: 1 },
    tables: [
      {
        attributes: ['A', 'B'],
        cells: [
          { values: ['a0', 'b1'], count: 1 },
          { values: ['a2', 'b0'], count: 2 },
        ],
      },
      {
        attributes: ['B'],
        cells: [
          { values: ['b0'], count: 2 },
          { values: ['b1'], count: 1 },
        ],
      },
    ],
  })
})

test('what is over is not listed; nobody is asked of a question for advice; not asked is where each begins', () => {
  const entry = (id: string, status: string, until: string, kind = 'referral') =>
    ({ held: { id, note: { front: { kind } } }, status, until }) as never
  const lists = {
    sent: [
      entry('a', 'waiting', '2026-12-24'),
      entry('b', 'ended', '2026-12-01'),
      entry('c', 'waiting', '2026-12-02', 'consult'),
    ],
    received: [entry('d', 'opened', '2026-12-10'), entry('e', 'expired', '2026-11-01')],
  }
  const live = liveOf(lists)
  assert.deepEqual(
    live.map(({ held }) => held.id),
    ['c', 'd', 'a'],
  )
  assert.equal(notAskedOf(live, {}), 2)
  assert.equal(notAskedOf(live, { a: 'end', d: 'not-asked', b: 'print' }), 1)
})
