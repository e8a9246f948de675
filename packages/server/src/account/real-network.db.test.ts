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
import { TestClient, type TestServer, startTestServer } from '../test/network.ts'
import { random } from '../test/noise.ts'

let server: TestServer
/** The same server and devices under a genesis that says `demo: false`. */
let real: TestClient
const stopped: (() => void)[] = []

let isDemo = false

before(async () => {
  server = await startTestServer()
  const { ctx } = server.running
  const current = (): ReturnType<typeof ctx.network.roster.current> => {
    const roster = ctx.network.roster.current()
    return roster && { ...roster, demo: isDemo }
  }
  // The host's port is part of the origin that the app is told, so the app comes after it.
  const later: { app?: ReturnType<typeof publicApp> } = {}
  const host = createAdaptorServer({ fetch: (request, env) => later.app?.fetch(request, env) ?? new Response() })
  host.listen(0, '127.0.0.1')
  await once(host, 'listening')
  const publicUrl = `http://127.0.0.1:${String((host.address() as AddressInfo).port)}`
  later.app = publicApp({
    ...ctx,
    config: { ...ctx.config, publicUrl },
    network: { ...ctx.network, roster: { ...ctx.network.roster, current } },
  })
  real = new TestClient(server.network, publicUrl)
  stopped.push(() => host.close())
})
after(async () => {
  for (const stop of stopped) stop()
  await server.close()
})

test('a signed challenge signs in under a demo genesis, and under no other', async () => {
  assert.match(await server.signIn('alder-worker-1'), /^[\w-]{43}$/)
  assert.equal(await real.signIn('alder-worker-1').catch(() => 'refused'), undefined)
  isDemo = true
  assert.match(await real.signIn('alder-worker-1'), /^[\w-]{43}$/, 'nothing else was in the way')
  isDemo = false
})

test('an invented release is published in a demo network, and is not even a route of a real one', async () => {
  const signatures = ['alder', 'birch'].map((organisation) => ({
    device: `${organisation}-officer`,
    organisation,
    signature: random(64),
  }))
  const body = { release: canonicalJson({ ...(await newUnsignedRelease(2022, server)), signatures }) }
  const token = await server.signIn('alder-keeper-1')
  const refused = await real.call('POST', '/api/v2/releases/fixtures', { token, body })
  assert.equal(refused.status, 404)
  assert.deepEqual((await server.call('GET', '/data/releases')).body, { releases: [] })
  assert.equal((await server.call('POST', '/api/v2/releases/fixtures', { token, body })).status, 204)
})
