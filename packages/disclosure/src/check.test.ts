import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Domain } from './domain.ts'
import type { Counters } from './counters.ts'
import type { Component } from './residuals.ts'
import type { Parameters, Publication, UnsignedRelease } from './release.ts'
import { checkRelease, ledgerHashesAgree } from './check.ts'
import { addRow, countsFrom, emptyCounters } from './counters.ts'
import { nextLine, outputHash, planHash } from './ledger.ts'
import { planTables } from './plan.ts'
import { allocationFor, buildRelease, chargeOf, drawRelease, signingText } from './release.ts'
import { trueComponent } from './residuals.ts'
import { seededBytes } from './test/seeded-bytes.ts'

const hash = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

const domain: Domain = {
  codebook: '1',
  attributes: [
    { code: 'A', values: ['A.x', 'A.y', 'A.z'] },
    { code: 'B', values: ['B.x', 'B.y', 'B.z', 'B.w'] },
    ...['N-one', 'N-two', 'N.three', 'N.four'].map((code) => ({ code, values: ['no', 'yes'] })),
    { code: 'N-ANSWER', values: ['N-SOME', 'N.NQ'] },
  ],
  tables: [['A'], ['B'], ['A', 'B'], ['N-one'], ['N-two'], ['N.three'], ['N.four'], ['N-ANSWER']],
}
const titles = { fi: 'f', sv: 's', en: 'e' }
const publications: Publication[] = [
  { id: 'ab', kind: 'crossed', attributes: ['A', 'B'], titles },
  { id: 'ba', kind: 'crossed', attributes: ['B', 'A'], titles },
  { id: 'n', kind: 'mentions', attributes: ['N-one', 'N-two', 'N.three', 'N.four', 'N-ANSWER'], titles },
]
const labels = { A: { fi: 'Aa', sv: 'Aa', en: 'Ay' } }
const parameters: Parameters = { epsilon: 2, delta: 1e-6, contributions: 1, weights: [1, 1] }

let sums: Counters = emptyCounters(domain)
for (let i = 0; i < 250; i++)
  sums = addRow(domain, sums, [i % 3, (i >> 2) % 4, i % 2, i % 5 === 0 ? 1 : 0, 1, 0, i % 9 === 0 ? 1 : 0])

async function releaseOf(components: readonly Component[]): Promise<UnsignedRelease> {
  const allocation = allocationFor(domain, parameters)
  const line = await nextLine(
    [],
    {
      cohort: '2025',
      release: '2025',
      invented: true,
      codebook: '1',
      unit: 'person-and-organisation',
      epsilon: 2,
      delta: 1e-6,
      contributions: 1,
      rho: chargeOf(allocation, parameters),
      plan: await planHash(domain, allocation, hash),
      output: await outputHash(components, hash),
    },
    1,
    hash,
  )
  assert.ok(line.ok)
  return buildRelease({
    id: '2025',
    cohort: '2025',
    invented: true,
    domain,
    publications,
    labels,
    parameters,
    components,
    ledger: line.line,
  })
}

const fair = drawRelease(domain, sums, parameters, seededBytes(1))
const problemsOf = (release: UnsignedRelease, truth = sums): string[] =>
  checkRelease({ domain, publications, labels, sums: truth, release }).problems.map(({ code }) => code)
const changed = (at: number, change: (component: Component) => Component): Component[] =>
  fair.map((component, index) => (index === at ? change(component) : component))

test('fair releases pass, also after they have travelled as JSON', async () => {
  for (let seed = 0; seed < 60; seed++) {
    const release = await releaseOf(drawRelease(domain, sums, parameters, seededBytes(seed)))
    assert.deepEqual(problemsOf(JSON.parse(JSON.stringify(release)) as UnsignedRelease), [], `seed ${seed}`)
  }
})

test('other sums than the ones released are seen', async () => {
  let more = sums
  for (let i = 0; i < 120; i++) more = addRow(domain, more, [0, 0, 1, 1, 1, 1, 0])
  assert.ok(problemsOf(await releaseOf(fair), more).includes('beyond-noise'))
})

test('a release without noise is seen: it would give people away', async () => {
  const counts = countsFrom(domain, sums)
  const bare = allocationFor(domain, parameters).components.map(({ set, sizes, sigma }) => ({
    attributes: set.map((position) => domain.attributes[position]?.code ?? ''),
    sizes,
    sigma,
    values: Array.from(trueComponent(counts(set), sizes)),
  }))
  assert.deepEqual(problemsOf(await releaseOf(bare)), ['too-quiet'])
})

test('noise of another size than agreed is seen', async () => {
  const counts = countsFrom(domain, sums)
  const loud = fair.map((component) => {
    const set = component.attributes.map((code) => domain.attributes.findIndex((attribute) => attribute.code === code))
    const truth = trueComponent(counts(set), component.sizes)
    return {
      ...component,
      values: component.values.map((value, cell) => (truth[cell] ?? 0) + 3 * (value - (truth[cell] ?? 0))),
    }
  })
  assert.ok(problemsOf(await releaseOf(loud)).includes('too-noisy'))
})

test('changed residuals are named by what is wrong with them', async () => {
  const wrong = async (components: Component[]): Promise<string[]> => {
    const release = await releaseOf(fair)
    return problemsOf({ ...release, residuals: { ...release.residuals, components } })
  }
  assert.ok((await wrong(changed(1, (c) => ({ ...c, sigma: c.sigma * 1.01 })))).includes('sigma-differs'))
  assert.ok((await wrong(changed(1, (c) => ({ ...c, sizes: [c.sizes.length + 9] })))).includes('wrong-size'))
  assert.ok((await wrong(changed(1, (c) => ({ ...c, values: c.values.slice(1) })))).includes('wrong-size'))
  assert.ok((await wrong(changed(1, (c) => ({ ...c, values: c.values.map((v) => v + 1) })))).includes('not-a-residual'))
  assert.ok((await wrong(fair.slice(1))).includes('component-missing'))
  assert.ok(
    (
      await wrong([...fair, { attributes: ['A', 'N-one'], sizes: [3, 2], sigma: 1, values: [0, 0, 0, 0, 0, 0] }])
    ).includes('component-unknown'),
  )
})

test('a table that does not follow from the residuals is seen', async () => {
  const release = await releaseOf(fair)
  const item = release.tables.link.item.map((table, at) =>
    at === 1 ? { ...table, value: table.value.with(3, 999) } : table,
  )
  const forged = { ...release, tables: { ...release.tables, link: { item } } }
  assert.deepEqual(problemsOf(forged), ['tables-differ'])
  assert.deepEqual(problemsOf({ ...release, persons: { ...release.persons, value: 1 } }), ['tables-differ'])
})

test('totals stand first, axes may stand in any order, and mentions carry their base', async () => {
  const { tables, persons } = await releaseOf(fair)
  const [ab, ba, n] = tables.link.item
  assert.ok(ab !== undefined && ba !== undefined && n !== undefined)
  assert.deepEqual(
    [ab.id, ab.size, ba.size, n.size],
    [
      ['A', 'B', 'PER'],
      [4, 5, 1],
      [5, 4, 1],
      [7, 1],
    ],
  )
  assert.equal(ab.value[0], persons.value)
  assert.equal(n.value[0], persons.value)
  assert.deepEqual(n.dimension['N']?.category.index, ['N.ALL', 'N-one', 'N-two', 'N.three', 'N.four', 'N-SOME', 'N.NQ'])
  for (let a = 0; a < 4; a++) for (let b = 0; b < 5; b++) assert.equal(ab.value[a * 5 + b], ba.value[b * 4 + a])
  assert.equal(ab.dimension['A']?.label, 'Ay')
})

test('what is signed leaves the signatures out and nothing else', async () => {
  const release = await releaseOf(fair)
  assert.equal(signingText({ ...release, signatures: ['x'] } as UnsignedRelease), signingText(release))
  for (const key of Object.keys(release) as (keyof UnsignedRelease)[]) {
    assert.notEqual(signingText({ ...release, [key]: 'changed' }), signingText(release), key)
  }
})

test('the plan says before any measurement how wide the ranges will be', async () => {
  const planned = planTables(domain, parameters, publications)
  const { tables, persons } = await releaseOf(fair)
  const [total, ab] = planned
  assert.ok(total !== undefined && ab !== undefined)
  assert.ok(Math.abs((persons.high - persons.low) / 2 - total.margin) < 0.2)
  const widest = Math.max(
    ...(tables.link.item[0]?.extension.high ?? []).map(
      (high, cell) => high - (tables.link.item[0]?.extension.low[cell] ?? 0),
    ),
  )
  assert.ok(Math.abs(widest / 2 - ab.margin) < ab.margin * 0.3)
})

test('other parameters than the network decided, and a ledger line that charges something else, are seen', async () => {
  const release = await releaseOf(fair)
  const codes = (changes: Partial<UnsignedRelease>, decided: Parameters): string[] =>
    checkRelease({
      domain,
      publications,
      labels,
      sums,
      release: { ...release, ...changes },
      parameters: decided,
    }).problems.map(({ code }) => code)
  assert.deepEqual(codes({}, parameters), [])
  assert.deepEqual(codes({}, { ...parameters, weights: [5, 1] }), ['parameters-differ'])
  assert.deepEqual(codes({}, { ...parameters, epsilon: 1 }), ['parameters-differ'])
  for (const changes of [
    { rho: 0.01 },
    { release: 'x' },
    { cohort: '2024' },
    { invented: false },
    { epsilon: 1 },
    { contributions: 2 },
  ]) {
    assert.deepEqual(
      codes({ ledger: { ...release.ledger, ...changes } }, parameters),
      ['ledger-differs'],
      JSON.stringify(changes),
    )
  }
})

test('the hashes of a ledger line are those of its release only', async () => {
  const release = await releaseOf(fair)
  assert.equal(await ledgerHashesAgree(domain, release, hash), true)
  const other = { ...release.ledger, output: 'c'.repeat(64) }
  assert.equal(await ledgerHashesAgree(domain, { ...release, ledger: other }, hash), false)
  const reweighed = { ...release.parameters, weights: [2, 1] }
  assert.equal(await ledgerHashesAgree(domain, { ...release, parameters: reweighed }, hash), false)
})
