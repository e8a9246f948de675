// From observations to a signed release with core's words and disclosure's arithmetic: what app and server both rely on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODEBOOK_VERSION } from '@apila/core/statistics/codebook.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { Release, UnsignedRelease } from '@apila/core/statistics/release.ts'
import { readCodebookWords } from '@apila/core/statistics/codebook-words.ts'
import { DOMAIN, toRow } from '@apila/core/statistics/tables.ts'
import { checkRelease } from '@apila/disclosure/check.ts'
import { addRow, decodeCounters, emptyCounters, encodeCounters, mergeCounters } from '@apila/disclosure/counters.ts'
import { nextLine, outputHash, planHash } from '@apila/disclosure/ledger.ts'
import { planTables } from '@apila/disclosure/plan.ts'
import {
  DEFAULT_PARAMETERS,
  type UnsignedRelease as DrawnRelease,
  allocationFor,
  buildRelease,
  chargeOf,
  drawRelease,
} from '@apila/disclosure/release.ts'
import { seededBytes } from '@apila/disclosure/test/seeded-bytes.ts'
import { sha256 } from './ledger-file.ts'
import codebook from '../../../../content/statistics/codebook.json' with { type: 'json' }

const { publications, printed: labels } = readCodebookWords(codebook)
const FORMS = ['EXM.LAB', 'EXM.SEX', 'EXM.MAR']

function device(from: number, persons: number): Uint8Array {
  let counters = emptyCounters(DOMAIN)
  for (let i = from; i < from + persons; i++) {
    const observation = Observation.parse({
      codebookVersion: CODEBOOK_VERSION,
      period: '2025',
      FIR: i % 11 === 0 ? 'FIR.N' : 'FIR.Y',
      STG: 'STG.NAR',
      EXM: FORMS[i % 3],
      RSN: i % 2 === 0 ? ['RSN.LNG', 'RSN.FAU'] : ['RSN.RF'],
    })
    const row = toRow(observation)
    if (row !== null) counters = addRow(DOMAIN, counters, row)
  }
  return encodeCounters(DOMAIN, counters)
}

const sums = mergeCounters(
  DOMAIN,
  [device(0, 120), device(120, 180)].map((bytes) => {
    const decoded = decodeCounters(DOMAIN, bytes)
    assert.ok(decoded.ok)
    return decoded.counters
  }),
)
const parameters = DEFAULT_PARAMETERS
const allocation = allocationFor(DOMAIN, parameters)
const components = drawRelease(DOMAIN, sums, parameters, seededBytes(8))
const line = await nextLine(
  [],
  {
    cohort: '2025',
    release: '2025',
    invented: true,
    codebook: DOMAIN.codebook,
    unit: 'person-and-organisation',
    epsilon: parameters.epsilon,
    delta: parameters.delta,
    contributions: parameters.contributions,
    rho: chargeOf(allocation, parameters),
    plan: await planHash(DOMAIN, allocation, sha256),
    output: await outputHash(components, sha256),
  },
  1,
  sha256,
)
assert.ok(line.ok)
const release = buildRelease({
  id: '2025',
  cohort: '2025',
  invented: true,
  domain: DOMAIN,
  publications,
  labels,
  parameters,
  components,
  ledger: line.line,
})
const signature = { device: 'a', organisation: 'koivu', signature: 'AAAA' }

test('only first-time persons are counted', () => {
  assert.equal(sums.entries, 300 - 28)
})

test('the release keeps its schema, passes the second check, and has ten tables', () => {
  const travelled = UnsignedRelease.parse(JSON.parse(JSON.stringify(release)))
  assert.equal(travelled.tables.link.item.length, 10)
  assert.deepEqual(checkRelease({ domain: DOMAIN, publications, labels, sums, release }).problems, [])
})

/** The same shape whether or not it may be changed, and with all that may be left out. */
type Whole<T> = { -readonly [K in keyof T]-?: Whole<T[K]> }

test("what disclosure draws and what core's schema reads are one shape: the compiler compares both ways", () => {
  const asRead = (drawn: Whole<DrawnRelease>) => drawn satisfies Whole<UnsignedRelease>
  const asDrawn = (read: Whole<UnsignedRelease>) => read satisfies Whole<DrawnRelease>
  assert.deepEqual(asDrawn(asRead(release as Whole<DrawnRelease>)), UnsignedRelease.parse(release))
})

test('a published release has two signatures of two organisations', () => {
  const signed = (organisations: string[]): unknown => ({
    ...release,
    signatures: organisations.map((organisation) => ({ ...signature, organisation })),
  })
  assert.equal(Release.safeParse(signed(['koivu', 'haapa'])).success, true)
  for (const organisations of [[], ['koivu'], ['koivu', 'koivu'], ['a', 'b', 'c']]) {
    assert.equal(Release.safeParse(signed(organisations)).success, false)
  }
  assert.equal(
    Release.safeParse({ ...release, signatures: [signature, { ...signature, organisation: 'x' }], note: '' }).success,
    false,
  )
})

test('margins of the first form stay at or below 23 persons with the default parameters', () => {
  for (const { id, margin } of planTables(DOMAIN, parameters, publications)) assert.ok(margin < 23, `${id}: ${margin}`)
})
