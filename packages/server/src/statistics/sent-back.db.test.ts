// The second officer sends the drawn tables back with a reason, and the first sends them again: in other words, never from another draw.
// Governed by docs/statistics.md "The release desk".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { UnsignedRelease } from '@apila/core/statistics/release.ts'
import { RETURN_REASONS, type ReleaseState } from '@apila/core/statistics/wire.ts'
import { canonicalJson } from '@apila/disclosure/canonical.ts'
import { nextLine, outputHash } from '@apila/disclosure/ledger.ts'
import { digestOf, sha256 } from '../platform/keys.ts'
import { type TestServer, signBy, startTestServer } from '../test/network.ts'
import { random } from '../test/noise.ts'
import { newUnsignedRelease } from './test/release.ts'

const COHORT = 2023
const [FIRST, SECOND, KEEPER] = ['alder-officer', 'birch-officer', 'alder-keeper-1'] as const

let server: TestServer
let release: UnsignedRelease
before(async () => {
  server = await startTestServer()
  for (const as of [KEEPER, 'birch-keeper-1'])
    await server.call('POST', '/api/v2/closings', { as, body: { cohort: COHORT, blob: random(20_000) } })
  const halves = (await stateFor(FIRST)).blobs.map(({ organisation }) => ({ organisation, blob: random(19_000) }))
  await step(FIRST, { step: 'halves', halves })
  await step(SECOND, { step: 'total', blob: random(18_000) })
  release = await newUnsignedRelease(COHORT, server)
  assert.equal((await draw(release)).status, 204)
})
after(() => server.close())

const stateFor = async (as: string): Promise<ReleaseState> =>
  (await server.call('POST', '/api/v2/releases/state', { as, body: { cohort: COHORT } })).body as ReleaseState
const step = (as: string, body: object) =>
  server.call('POST', '/api/v2/releases/steps', { as, body: { cohort: COHORT, ...body } })

function sign(as: string, text: string): string {
  const key = server.network.devices.get(as)
  assert.ok(key)
  return signBy(key, 'apila/release/v2', text)
}

function draw(what: UnsignedRelease) {
  const text = canonicalJson(what)
  return step(FIRST, { step: 'drawn', release: text, signature: sign(FIRST, text) })
}

const sendBack = (as: string, reason: string, text = canonicalJson(release)) =>
  step(as, { step: 'returned', digest: digestOf(text), reason })

test('only the second officer sends back, only what was drawn, and only for a reason of the list', async () => {
  assert.equal((await sendBack(FIRST, 'words')).status, 409)
  assert.equal((await sendBack(KEEPER, 'words')).status, 404)
  assert.equal((await sendBack(SECOND, 'words', `${canonicalJson(release)} `)).status, 422, 'another text')
  for (const reason of ['', 'The client told me', 'WORDS'])
    assert.equal((await sendBack(SECOND, reason)).status, 400, `reason: ${reason}`)
  assert.equal((await stateFor(SECOND)).state, 'drawn')
})

test('each reason reaches the first officer, and nobody else; the same tables may come again each time', async () => {
  for (const reason of RETURN_REASONS) {
    assert.equal((await sendBack(SECOND, reason)).status, 204)
    const { state, returnedFor, blobs } = await stateFor(FIRST)
    assert.deepEqual([state, returnedFor, blobs], ['returned', reason, []])
    const keeper = await stateFor(KEEPER)
    assert.deepEqual([keeper.state, keeper.returnedFor, keeper.release], ['returned', null, null])
    assert.equal((await sendBack(SECOND, reason)).status, 409, 'once')
    const text = canonicalJson(release)
    const checked = { step: 'checked', digest: digestOf(text), signature: sign(SECOND, text) }
    assert.equal((await step(SECOND, checked)).status, 409, 'what was sent back is not published')
    assert.equal((await draw(release)).status, 204)
    assert.deepEqual([(await stateFor(FIRST)).state, (await stateFor(FIRST)).returnedFor], ['drawn', null])
  }
})

test('sent back, the tables get other words, and no other noise', async () => {
  assert.equal((await sendBack(SECOND, 'words')).status, 204)
  const components = [{ attributes: [], sizes: [], sigma: 4, values: [101] }]
  const other = { ...release, residuals: { ...release.residuals, components } }
  const next = await nextLine([], { ...release.ledger, output: await outputHash(components, sha256) }, 1, sha256)
  assert.ok(next.ok)
  const drawnAgain = await draw({ ...other, ledger: next.line })
  assert.deepEqual([drawnAgain.status, (drawnAgain.body as { type: string }).type], [409, 'already-drawn'])
  const [table] = release.tables.link.item
  assert.ok(table)
  const titles = { fi: 'Toinen', sv: 'Annan', en: 'Other' }
  const renamed = { ...table, extension: { ...table.extension, titles } }
  const mended = { ...release, tables: { ...release.tables, link: { item: [renamed] } } }
  assert.equal((await draw(mended)).status, 204)
  const text = canonicalJson(mended)
  const checked = { step: 'checked', digest: digestOf(text), signature: sign(SECOND, text) }
  assert.equal((await step(SECOND, checked)).status, 204)
  assert.equal((await stateFor(KEEPER)).state, 'published')
})
