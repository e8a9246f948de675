// What the invented world may do and a real network may not: sign in with keys that everybody knows, and publish invented figures.
// Governed by docs/protocol.md "Demo networks".
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { createAdaptorServer } from '@hono/node-server'
import { canonicalJson } from '@apila/disclosure/canonical.ts'
import { publicApp } from '../app.ts'
import { newUnsignedRelease } from '../statistics/test/release.ts'
import { TestClient, type TestServer, random, startTestServer } from '../test/network.ts'

let server: TestServer
/** The same server and devices under a genesis that says `demo: false`. */
let real: TestClient
const stopped: (() => void)[] = []

before(async () => {
  server = await startTestServer()
  const { ctx } = server.running
  const current = (): ReturnType<typeof ctx.network.roster.current> => {
    const head = ctx.network.roster.current()
    return head && { ...head, roster: { ...head.roster, demo: false } }
  }
  const { fetch } = publicApp({ ...ctx, roster: { ...ctx.network.roster, current } })
  const host = createAdaptorServer({ fetch }).listen(0, '127.0.0.1')
  await once(host, 'listening')
  real = new TestClient(server.network, `http://127.0.0.1:${String((host.address() as AddressInfo).port)}`)
  stopped.push(() => host.close())
})
after(async () => {
  for (const stop of stopped) stop()
  await server.close()
})

test('a signed challenge signs in under a demo genesis, and under no other', async () => {
  assert.match(await server.signIn('alder-worker-1'), /^[\w-]{43}$/)
  assert.equal(await real.signIn('alder-worker-1').catch(() => 'refused'), undefined)
})

test('an invented release is published in a demo network, and is not even a route of a real one', async () => {
  const signatures = ['alder', 'birch'].map((organisation) => ({
    device: `${organisation}-officer`,
    organisation,
    signature: random(64),
  }))
  const body = { release: canonicalJson({ ...(await newUnsignedRelease(2022, server)), signatures }) }
  const token = await server.signIn('alder-keeper-1')
  const refused = await real.call('POST', '/api/v1/releases/fixtures', { token, body })
  assert.equal(refused.status, 404)
  assert.deepEqual((await server.call('GET', '/data/releases')).body, { releases: [] })
  assert.equal((await server.call('POST', '/api/v1/releases/fixtures', { token, body })).status, 204)
})
