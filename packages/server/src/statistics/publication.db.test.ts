// What the public gets once a release is out: pages, files, ledger. Governed by docs/statistics.md "Files".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { canonicalJson } from '@apila/disclosure/canonical.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { random } from '../test/noise.ts'
import { newUnsignedRelease } from './test/release.ts'

let server: TestServer
before(async () => {
  server = await startTestServer()
  const signatures = ['alder', 'birch'].map((organisation) => ({
    device: `${organisation}-officer`,
    organisation,
    signature: random(64),
  }))
  for (const cohort of [2022, 2023]) {
    const release = canonicalJson({ ...(await newUnsignedRelease(cohort, server)), signatures })
    const { status } = await server.call('POST', '/api/v2/releases/fixtures', {
      as: 'alder-keeper-1',
      body: { release },
    })
    assert.equal(status, 204)
  }
})
after(() => server.close())

const FOUND = [
  ['/fi/statistics', 'text/html'],
  ['/sv/statistics/method', 'text/html'],
  ['/en/statistics/ledger', 'text/html'],
  ['/sv/statistics/release-2022', 'text/html'],
  ['/en/statistics/release-2022/gender', 'text/html'],
  ['/data/releases', 'application/json'],
  ['/data/releases/release-2022.json', 'application/json'],
  ['/data/releases/release-2022/gender.json', 'application/json'],
  ['/data/releases/release-2022/gender.csv', 'text/csv'],
  ['/data/releases/release-2022/gender.csv?lang=sv', 'text/csv'],
  ['/data/ledger.jsonl', 'application/x-ndjson'],
] as const

for (const [path, type] of FOUND) {
  test(`${path} is there`, async () => {
    const { status, headers, body } = await server.call('GET', path)
    assert.equal(status, 200)
    assert.ok(headers.get('content-type')?.startsWith(type))
    assert.notEqual(body, '')
    assert.equal(headers.get('set-cookie'), null)
  })
}

for (const path of [
  '/fi/statistics/release-2021',
  '/fi/statistics/release-2022/other',
  '/data/releases/other.json',
  '/data/releases/release-2022/gender.pdf',
  '/data/releases/other/gender.csv',
]) {
  test(`${path} is not there`, async () => {
    const { status, headers } = await server.call('GET', path)
    assert.equal(status, 404)
    assert.match(headers.get('content-type') ?? '', /^text\/html/)
  })
}

test('a release that does not continue the ledger is refused', async () => {
  const signatures = ['alder', 'birch'].map((organisation) => ({
    device: `${organisation}-officer`,
    organisation,
    signature: random(64),
  }))
  const release = await newUnsignedRelease(2024, server)
  const swapped = {
    ...release,
    residuals: { ...release.residuals, components: [{ attributes: [], sizes: [], sigma: 4, values: [101] }] },
    signatures,
  }
  const other = await server.call('POST', '/api/v2/releases/fixtures', {
    as: 'alder-keeper-1',
    body: { release: canonicalJson(swapped) },
  })
  assert.deepEqual(
    [other.status, other.body],
    [422, { type: 'release-refused', status: 422, paths: ['ledger.output'] }],
    'residuals that the ledger does not speak of',
  )
  const broken = { ...release, ledger: { ...release.ledger, spent: 0.01 }, signatures }
  const { status, body } = await server.call('POST', '/api/v2/releases/fixtures', {
    as: 'alder-keeper-1',
    body: { release: canonicalJson(broken) },
  })
  // Of an invented release it is told where it fails.
  assert.deepEqual([status, body], [422, { type: 'release-refused', status: 422, paths: ['ledger: wrong-hash'] }])
})
