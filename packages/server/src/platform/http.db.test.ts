// What every answer carries, and what none does: headers by part, problem documents, no cookie, nothing told by the log.
// Governed by docs/threat-model.md "What we promise" and docs/protocol.md "Metadata".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as z from 'zod'
import { API_ROUTES, publicApp, neutralApp } from '../app.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { random } from '../test/noise.ts'
import type { LogLine } from './log.ts'

let server: TestServer
const logged: LogLine[] = []
before(async () => {
  server = await startTestServer({ log: (line) => logged.push(line) })
})
after(() => server.close())

const as = 'alder-worker-1'
const policyOf = (headers: Headers) => headers.get('content-security-policy') ?? ''

test('each part has its content policy', async () => {
  const { publicUrl, neutralUrl } = server.running
  const policies = new Map<string, string>()
  for (const [part, url, path] of [
    ['public', publicUrl, '/fi/'],
    ['desk', publicUrl, '/desk/'],
    ['api', publicUrl, '/api/v2/network'],
    ['neutral', neutralUrl, '/a'],
  ] as const) {
    const { headers } = await server.call('GET', path, { url })
    policies.set(part, policyOf(headers))
    if (part === 'neutral') assert.doesNotMatch([...headers].join('\n'), /apila/i)
    assert.match(policyOf(headers), /^default-src 'none'/)
    assert.match(policyOf(headers), /frame-ancestors 'none'/)
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    // Only a page has a window and sensors to keep from others.
    const [opener, sensors] = [headers.get('cross-origin-opener-policy'), headers.get('permissions-policy')]
    assert.equal(opener, part === 'api' ? null : 'same-origin')
    assert.equal(sensors?.includes('camera='), part === 'api' ? undefined : true)
    assert.equal(headers.get('set-cookie'), null)
    assert.equal(headers.get('integrity-policy') !== null, part === 'desk')
    assert.equal(headers.get('cache-control') === 'no-store', part === 'api' || part === 'neutral')
  }
  assert.match(policies.get('public') ?? '', /script-src 'self';.*trusted-types worker;/)
  for (const part of ['desk', 'neutral']) {
    assert.match(
      policies.get(part) ?? '',
      /script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; trusted-types worker;.*require-trusted-types-for 'script'/,
    )
  }
  for (const policy of policies.values()) assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:/)
})

test('refusals carry the headers too', async () => {
  const { status, headers } = await server.call('POST', '/api/v2/roster', { body: { from: 0 } })
  assert.deepEqual(
    [status, headers.get('content-type'), headers.get('cache-control')],
    [401, 'application/problem+json', 'no-store'],
  )
  assert.match(policyOf(headers), /^default-src 'none'/)
})

const Description = z.object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

test('the OpenAPI document has every mounted route of the API, on both hosts, and no other', async () => {
  const { openapi, paths } = Description.parse((await server.call('GET', '/api/openapi.json')).body)
  assert.equal(openapi, '3.1.0')
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const { ctx } = server.running
  const mounted = [publicApp(ctx), neutralApp(ctx)]
    .flatMap((app) => app.routes)
    .filter(({ path, method }) => path.startsWith('/api/v2/') && method !== 'ALL')
  assert.ok(mounted.length > 30)
  assert.deepEqual(new Set(mounted.map(({ method, path }) => `${method} ${path}`)), new Set(described))
})

test('every route that a number may stop says 429: those that take an allowance, and those whose rule counts', async () => {
  const { paths } = Description.parse((await server.call('GET', '/api/openapi.json')).body)
  const told = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).some((one) => '429' in (one as { responses: object }).responses) ? [path] : [],
  )
  const counted =
    'names permissions open locks talk notes/put wraps/add counters credentials join/open roster/propose'.split(' ')
  const allowed = API_ROUTES.filter(({ limit }) => limit).map(({ path }) => path)
  assert.deepEqual(new Set(told), new Set([...allowed, ...counted.map((path) => `/api/v2/${path}`)]))
})

test('the neutral host serves its pages and ending, nothing else', async () => {
  const url = server.running.neutralUrl
  for (const path of ['/fi/', '/desk/', '/data/releases', '/api/v2/network', '/api/openapi.json', '/static/guide.js']) {
    assert.equal((await server.call('GET', path, { url })).status, 404, path)
  }
  const root = await fetch(`${url}/`, { redirect: 'manual' })
  assert.deepEqual(
    [root.status, root.headers.get('location'), root.headers.get('cache-control')],
    [303, '/a', 'no-store'],
  )
  assert.equal((await server.call('POST', '/api/v2/challenge', { url, body: {} })).status, 404)
})

test('no path leads out of the folders that are served', async () => {
  for (const path of [
    '/desk/..%2f..%2fpackage.json',
    '/desk/%2e%2e/%2e%2e/server/package.json',
    '/desk/assets/..%5c..%5cpackage.json',
    '/static/..%2fbuild.json',
    '/desk/a%00.js',
  ]) {
    const { status, body } = await server.call('GET', path)
    assert.ok(status === 404 || !JSON.stringify(body).includes('dependencies'), path)
  }
})

test('pages are compressed; the API is not where its route does not say how', async () => {
  const page = await fetch(`${server.url}/fi/`, { headers: { 'accept-encoding': 'br' } })
  assert.equal(page.headers.get('content-encoding'), 'br')
  assert.match(await page.text(), /<html lang="fi"/)
  const api = await fetch(`${server.url}/api/openapi.json`, { headers: { 'accept-encoding': 'br' } })
  assert.equal(api.headers.get('content-encoding'), null)
})

test('a bug is answered with a reference that stands in the log, and with nothing of the request', async () => {
  const { ctx } = server.running
  const canary = random(16)
  const app = publicApp({
    ...ctx,
    network: {
      ...ctx.network,
      roster: {
        ...ctx.network.roster,
        current: () => {
          throw new Error(`the network ${canary}`)
        },
      },
    },
  })
  const response = await app.request(`/api/v2/network?${canary}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  })
  const problem = z
    .object({ type: z.literal('broken'), status: z.literal(500), reference: z.string().min(8) })
    .strict()
    .parse(await response.json())
  const line = logged.find(({ reference }) => reference === problem.reference)
  assert.deepEqual([line?.code, line?.route], ['broken', 'POST /api/v2/network'])
  assert.ok(!JSON.stringify(logged).includes(canary))
})

test('ordinary use writes nothing into the log', async () => {
  logged.length = 0
  const permission = server.newPermission(server.today())
  await server.send(as, permission)
  await server.open(as, permission.deposit.knock.k)
  await server.open(as, random(16))
  await server.end(permission)
  assert.deepEqual(logged, [])
})
