// A table as people read it: what is joined, what is largest, and what is never claimed. Governed by docs/statistics.md "Pages".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dataset } from './release.ts'
import { isWeak, showTable } from './shown-table.ts'

type Cell = readonly [value: number, low: number, high: number]

function datasetOf(dimensions: Readonly<Record<string, readonly string[]>>, cells: readonly Cell[]): Dataset {
  const all = { ...dimensions, PER: ['2024'] }
  return {
    version: '2.0',
    class: 'dataset',
    label: 'Table',
    id: Object.keys(all),
    size: Object.values(all).map(({ length }) => length),
    dimension: Object.fromEntries(
      Object.entries(all).map(([code, index]) => [code, { label: code, category: { index: [...index], label: {} } }]),
    ),
    value: cells.map(([value]) => value),
    extension: {
      low: cells.map(([, low]) => low),
      high: cells.map(([, , high]) => high),
      table: 'table',
      kind: 'mentions',
      titles: { fi: 'Taulu', sv: 'Tabell', en: 'Table' },
    },
  }
}

const one = (codes: readonly string[], cells: readonly Cell[]) => showTable(datasetOf({ RSN: codes }, cells))

test('a row whose lower end is smaller than half of its range stands with others like it, with their highest end', () => {
  // Half of 38 is 19: 19 is shown, less is not.
  assert.deepEqual(
    [
      [19, 57],
      [18, 56],
      [0, 12],
      [0, 0],
    ].map(([low = 0, high = 0]) => isWeak({ low, high })),
    [false, true, true, false],
  )
  const { groups } = one(
    ['RSN.ALL', 'RSN.A', 'RSN.B', 'RSN.C', 'RSN.NQ'],
    [
      [310, 296, 326],
      [37, 18, 56],
      [201, 182, 220],
      [20, 1, 39],
      [38, 19, 57],
    ],
  )
  assert.deepEqual(
    groups.map(({ code, rows, weak }) => [code, rows.map((row) => row.code), weak]),
    [[null, ['RSN.ALL', 'RSN.B', 'RSN.NQ'], { codes: ['RSN.A', 'RSN.C'], limit: 56 }]],
  )
})

test('the largest is named only where no other range reaches into its own', () => {
  const of = (...ranges: readonly (readonly [string, number, number])[]) =>
    one(
      ranges.map(([code]) => code),
      ranges.map(([, low, high]): Cell => [(low + high) / 2, low, high]),
    ).most?.code ?? null
  assert.equal(of(['RSN.A', 182, 220], ['RSN.B', 120, 158]), 'RSN.A')
  assert.equal(of(['RSN.A', 182, 220], ['RSN.B', 150, 182]), null, 'they touch')
  assert.equal(of(['RSN.A', 182, 220], ['RSN.B', 100, 120], ['RSN.C', 90, 190]), null, 'a wider one reaches into it')
  assert.equal(of(['RSN.A', 10, 40]), null, 'one alone is no comparison')
  assert.equal(of(['RSN.A', 4, 42], ['RSN.B', 0, 1]), null, 'what is not shown is not named')
})

test('neither the total nor an answer that says nothing is ever the largest', () => {
  const { most, all } = one(
    ['RSN.ALL', 'RSN.NQ', 'RSN-SOME', 'RSN.UK', 'RSN.A', 'RSN.B'],
    [
      [310, 296, 326],
      [250, 240, 260],
      [230, 220, 240],
      [200, 195, 205],
      [100, 90, 110],
      [50, 40, 60],
    ],
  )
  assert.equal(most?.code, 'RSN.A')
  assert.equal(all?.low, 296)
})

test('of two crossed dimensions the first makes groups; a group too small to show stands with others like it', () => {
  const shown = showTable(
    datasetOf({ EXM: ['EXM.ALL', 'EXM.A', 'EXM.B', 'EXM.C'], GEN: ['GEN.ALL', 'GEN.F', 'GEN.M'] }, [
      [300, 290, 310],
      [200, 190, 210],
      [100, 90, 110],
      [60, 50, 70],
      [50, 40, 60],
      [10, 0, 20],
      [10, 1, 30],
      [5, 0, 20],
      [5, 0, 20],
      [220, 210, 230],
      [110, 100, 120],
      [110, 100, 120],
    ]),
  )
  assert.deepEqual(
    shown.groups.map(({ code, rows, weak }) => [code, rows.map((row) => row.code), weak?.codes ?? []]),
    [
      ['EXM.ALL', ['GEN.ALL', 'GEN.F', 'GEN.M'], []],
      ['EXM.C', ['GEN.ALL', 'GEN.F', 'GEN.M'], []],
      ['EXM.A', ['GEN.ALL', 'GEN.F'], ['GEN.M']],
    ],
  )
  assert.deepEqual(shown.weak, { codes: ['EXM.B'], limit: 30 })
  assert.equal(shown.most?.code, 'EXM.C')
  assert.equal(shown.scale, 310)
})
