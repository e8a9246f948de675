import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dataset, Release } from '@apila/core/statistics/release.ts'
import { csvCell, csvText, findDataset, jsonStatText, ledgerText, newestFirst, releaseListJson } from './downloads.ts'

const titles = { fi: 'Paikka', sv: 'Plats', en: 'Place' }
const dataset: Dataset = {
  version: '2.0',
  class: 'dataset',
  label: 'Place',
  id: ['PLC', 'PER'],
  size: [3, 1],
  role: { time: ['PER'] },
  dimension: {
    PLC: {
      label: 'Where',
      category: {
        index: ['PLC.ALL', 'PLC.FIN', 'PLC.OLD'],
        label: { 'PLC.ALL': 'All', 'PLC.FIN': 'x', 'PLC.OLD': '=1+1' },
      },
    },
    PER: { label: 'Year', category: { index: ['2025'], label: { '2025': '2025' } } },
  },
  value: [41.4, 36.5, 0],
  extension: { low: [35.9, 30.1, 0], high: [47.2, 42, 6.1], table: 'place', kind: 'crossed', titles },
}
const zeros = '0'.repeat(64)
const release = (id: string, cohort: string): Release => ({
  format: 'apila-release/1',
  id,
  cohort,
  invented: true,
  codebook: '1',
  parameters: { epsilon: 2, delta: 1e-6, contributions: 1, weights: [1] },
  persons: { value: 41.4, low: 35.9, high: 47.2 },
  tables: { version: '2.0', class: 'collection', label: cohort, link: { item: [dataset] } },
  residuals: { rho: 0.1, delta: 1e-6, epsilon: 2, components: [] },
  ledger: {
    line: 1,
    previous: zeros,
    cohort,
    release: id,
    invented: true,
    codebook: '1',
    unit: 'person-and-organisation',
    mechanism: 'm',
    epsilon: 2,
    delta: 1e-6,
    contributions: 1,
    rho: 0.1,
    spent: 0.1,
    cap: 1,
    plan: zeros,
    output: zeros,
    hash: zeros,
  },
  signatures: [],
})

const WHY = 'Yhteisluvut ovat tarkempia kuin niiden osat yhteen laskettuina. Siksi osien summa ei aina ole sama.'

test('who takes a table away is told that a part may be larger than its whole, in CSV and in JSON-stat', () => {
  const { note } = JSON.parse(jsonStatText(release('r', '2025'), dataset)) as { note: string[] }
  assert.equal(note.length, 3)
  assert.equal(note[0], WHY)
  assert.match(note[2] ?? '', /parts do not always add up/)
  const mentions = { ...dataset, extension: { ...dataset.extension, kind: 'mentions' as const } }
  assert.match(csvText(release('r', '2025'), mentions, 'en').split('\r\n')[1] ?? '', /several mentions/)
})

test('CSV opens in a spreadsheet: mark, semicolons, whole numbers, ranges widened, words of the language', () => {
  assert.equal(
    csvText(release('r', '2025'), dataset, 'fi'),
    '\uFEFFvuosi;keksitty;PLC;Missä se tapahtui;arvio;väli_alku;väli_loppu;huomautus\r\n' +
      `2025;kyllä;PLC.ALL;Kaikki;41;35;48;${WHY}\r\n` +
      `2025;kyllä;PLC.FIN;Suomessa;37;30;42;${WHY}\r\n` +
      `2025;kyllä;PLC.OLD;'=1+1;0;0;7;${WHY}\r\n`,
  )
})

test('no cell can become a formula, and none can break its row', () => {
  for (const text of ['=1', '+1', '-1', '@x', '\tx', '\rx']) assert.match(csvCell(text), /^"?'/)
  assert.equal(csvCell('a;b'), '"a;b"')
  assert.equal(csvCell('a"b\n'), '"a""b\n"')
  assert.equal(csvCell('plain'), 'plain')
})

test('a table knows its release and that it is invented', () => {
  const parsed = JSON.parse(jsonStatText(release('r', '2025'), dataset)) as {
    extension: Record<string, unknown>
    value: number[]
  }
  assert.deepEqual(
    [parsed.extension['release'], parsed.extension['invented'], parsed.value],
    ['r', true, dataset.value],
  )
})

test('tables are found by their name, others are not there', () => {
  assert.equal(findDataset(release('r', '2025'), 'place'), dataset)
  assert.equal(findDataset(release('r', '2025'), 'PLC'), undefined)
  assert.equal(findDataset(release('r', '2025'), '__proto__'), undefined)
})

test('the newest cohort comes first, in the list too', () => {
  const all = [release('a', '2023'), release('b', '2025'), release('c', '2024')]
  assert.deepEqual(
    newestFirst(all).map(({ id }) => id),
    ['b', 'c', 'a'],
  )
  const { releases } = JSON.parse(releaseListJson(all)) as { releases: { id: string; tables: { csv: string }[] }[] }
  assert.equal(releases[0]?.tables[0]?.csv, '/data/releases/b/place.csv')
})

test('the ledger is one JSON line a release', () => {
  const lines = ledgerText([release('a', '2024').ledger, release('b', '2025').ledger]).split('\n')
  assert.equal(lines.length, 3)
  assert.equal((JSON.parse(lines[0] ?? '') as { release: string }).release, 'a')
  assert.equal(ledgerText([]), '')
})
