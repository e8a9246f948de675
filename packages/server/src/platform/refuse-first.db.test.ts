// H3, M1, M8, L2, L6: what can be refused is refused before a byte of a body is kept, and what a client can cause leaves no line.
// Governed by docs/protocol.md "Limits" and "Errors".
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { API_ROUTES } from '../app.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { random } from '../test/noise.ts'
import { type ServerProcess, serveInProcess } from '../test/process.ts'
import { testFolder } from '../test/network.ts'
import { openBodies } from './body.ts'
import { TIMES, openHost } from './listen.ts'
import type { LogLine } from './log.ts'
import { mostBytes } from './route.ts'

let server: TestServer
const logged: LogLine[] = []
before(async () => {
  server = await startTestServer({ log: (line) => logged.push(line) })
})
after(() => server.close())
beforeEach(() => {
  logged.length = 0
})

const portOf = (url: string) => Number(new URL(url).port)
const ports = () => [portOf(server.running.publicUrl), portOf(server.running.neutralUrl)] as const

/** How long the first byte of an answer is waited for: a machine that stalls is no fault. Unit: milliseconds. */
const PATIENCE = 30_000

/** Sends bytes as they are and gives what came back until the other side closed, or until nothing more came for a while. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('error', () => undefined)
  socket.on('data', (part) => {
    answer += part.toString('latin1')
    socket.setTimeout(1_500)
  })
  socket.setTimeout(PATIENCE, () => socket.destroy())
  socket.write(text)
  await once(socket, 'close')
  return answer
}

const head = (method: string, path: string, ...lines: string[]) =>
  [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...lines, '', ''].join('\r\n')
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
const chunk = (bytes: number) => `${bytes.toString(16)}\r\n${'a'.repeat(bytes)}\r\n`

test('a wrong method is 405 with what is allowed, on every path that there is', async () => {
  const [port, neutral] = ports()
  for (const route of API_ROUTES) {
    const { status, headers } = await server.call('PATCH', route.path, { body: {} })
    assert.equal(status, 405, route.path)
    assert.ok(headers.get('allow')?.split(', ').includes(route.method.toUpperCase()), route.path)
  }
  for (const [at, method, path, allow] of [
    [port, 'POST', '/fi/guide', 'GET, HEAD'],
    [port, 'DELETE', '/healthz', 'GET, HEAD'],
    [port, 'PUT', '/fi/accessibility', 'GET, HEAD, POST'],
    [port, 'TRACE', '/fi/guide', 'GET, HEAD'],
    [port, 'TRACE', '/fi/accessibility', 'GET, HEAD, POST'],
    [neutral, 'PROPFIND', '/api/v2/end', 'POST'],
    [neutral, 'POST', '/a/fi', 'GET, HEAD'],
    [neutral, 'GET', '/api/v2/end', 'POST'],
  ] as const) {
    const answer = await raw(at, head(method, path, 'Connection: close'))
    assert.equal(statusOf(answer), 405, `${method} ${path}`)
    assert.match(answer, new RegExp(`\r\nallow: ${allow}\r\n`, 'i'))
  }
  assert.equal((await server.call('POST', '/fi/nothing-here')).status, 404)
  assert.deepEqual(logged, [])
})

test('other content types are 415 and other sites 403 on every route that takes a body', async () => {
  const url = server.url
  for (const route of API_ROUTES) {
    if (route.method === 'get' || route.method === 'delete') continue
    const send = (headers: Record<string, string>) =>
      fetch(url + route.path, { method: route.method.toUpperCase(), body: '{}', headers })
    for (const kind of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=a',
      'application/jsonp',
    ])
      assert.equal((await send({ 'content-type': kind })).status, 415, `${route.path} ${kind}`)
    assert.equal((await send({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' })).status, 403)
  }
  const form = (headers: Record<string, string>) =>
    fetch(`${url}/fi/accessibility`, { method: 'POST', body: 'message=a', headers, redirect: 'manual' })
  const kind = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await form({ 'content-type': 'text/plain' })).status, 415)
  assert.equal((await form({ ...kind, 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await form(kind)).status, 303)
  assert.deepEqual(logged, [])
})

test('two Host headers are a bad request on both hosts', async () => {
  for (const port of ports())
    for (const path of ['/healthz', '/a', '/api/v2/end'])
      assert.equal(statusOf(await raw(port, head('GET', path, 'host: other'))), 400)
})

test('without a session not a byte of a body is asked for, in either framing', async () => {
  const [port] = ports()
  const kind = 'Content-Type: application/json'
  const refused = API_ROUTES.filter(({ access, body }) => access !== 'anyone' && body).flatMap((route) => {
    const method = route.method.toUpperCase()
    // The answer comes although nothing of the body does, or only a part.
    return [
      raw(port, head(method, route.path, kind, `Content-Length: ${String(mostBytes(route))}`)),
      raw(port, head(method, route.path, kind, 'Transfer-Encoding: chunked') + chunk(1000)),
    ]
  })
  assert.ok(refused.length > 30)
  for (const answer of await Promise.all(refused)) assert.equal(statusOf(answer), 401)
  assert.deepEqual(logged, [])
})

test('a chunked body counts like one with a length: 413, not a bug, on every route', async () => {
  for (const route of API_ROUTES.filter(({ access, body }) => access === 'anyone' && body)) {
    const most = mostBytes(route)
    if (most > 100_000) continue
    const text = head(
      route.method.toUpperCase(),
      route.path,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      'Connection: close',
    )
    for (const port of route.path.endsWith('/end') ? ports() : [ports()[0]])
      assert.equal(statusOf(await raw(port, `${text}${chunk(most)}${chunk(9)}0\r\n\r\n`)), 413, route.path)
  }
  const token = await server.signIn('alder-worker-1')
  const large = head(
    'POST',
    '/api/v2/notes',
    'Content-Type: application/json',
    `Authorization: Bearer ${token}`,
    'Transfer-Encoding: chunked',
    'Connection: close',
  )
  assert.equal(statusOf(await raw(ports()[0], `${large}${chunk(65_536)}${chunk(9)}0\r\n\r\n`)), 413)
  assert.deepEqual(logged, [])
})

test('a sender that is refused still sees the answer, and one that finishes keeps its connection', async () => {
  const [port] = ports()
  const kind = 'Content-Type: text/plain'
  const twice = head('POST', '/api/v2/end', kind, 'Content-Length: 200000') + 'a'.repeat(200_000)
  const answer = await raw(port, twice + head('GET', '/healthz', 'Connection: close'))
  assert.equal(statusOf(answer), 415)
  assert.match(answer, /\r\n\r\nok$/)
})

test('all unfinished bodies together have 64 MB, of which the last 4 are for those without a session', () => {
  const { take, give } = openBodies()
  assert.equal(take(60_000_000, false), true)
  assert.equal(take(1, false), false)
  assert.equal(take(4_000_000, true), true)
  assert.equal(take(1, true), false)
  give(10)
  assert.equal(take(10, true), true)
})

test('a request that is cut off is no bug and leaves no line, whatever it was and however it was framed', async () => {
  const token = await server.signIn('alder-worker-1')
  const lines = ['Content-Type: application/json', `Authorization: Bearer ${token}`]
  for (const port of ports())
    for (const route of API_ROUTES.filter(({ body }) => body)) {
      for (const framing of ['Content-Length: 900', 'Transfer-Encoding: chunked']) {
        const socket = connect(port, '127.0.0.1')
        socket.on('error', () => undefined)
        const part = framing.startsWith('T') ? chunk(20) : '{"a":'
        socket.write(head(route.method.toUpperCase(), route.path, ...lines, framing) + part)
        await wait(3)
        // A reset for the one, an ordinary end for the other.
        if (framing.startsWith('T')) socket.resetAndDestroy()
        else socket.end()
      }
    }
  await wait(200)
  assert.deepEqual(logged, [])
  assert.equal((await server.call('POST', '/api/v2/end', { body: { withdraw: random(32) } })).status, 204)
})

test('a request that takes too long is answered 408 and its connection closed', async () => {
  const host = openHost(() => new Promise<Response>(() => undefined), undefined, {
    headers: 300,
    request: 600,
    look: 50,
  })
  host.listen(0, '127.0.0.1')
  await once(host, 'listening')
  const { port } = host.address() as AddressInfo
  assert.equal(statusOf(await raw(port, 'GET / HTTP/1.1\r\nHost: a\r\nX: ')), 408)
  assert.equal(statusOf(await raw(port, head('POST', '/', 'Content-Length: 9') + 'a')), 408)
  host.closeAllConnections()
  host.close()
  assert.deepEqual(TIMES, { headers: 10_000, request: 30_000, look: 1_000 })
})

/** Unit: megabytes. */
function memoryOf({ child }: ServerProcess): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

test(
  '150 unfinished uploads without a session cost under 64 MB',
  { skip: process.platform !== 'linux' && 'reads /proc' },
  async () => {
    const process_ = await serveInProcess(testFolder())
    try {
      const port = portOf(process_.publicUrl)
      await fetch(`${process_.publicUrl}/fi/`)
      const before = memoryOf(process_)
      const text = head('POST', '/api/v2/permissions', 'Content-Type: application/json', 'Transfer-Encoding: chunked')
      const sockets = Array.from({ length: 150 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
      const part = chunk(65_000)
      for (let parts = 0; parts < 30; parts += 1) {
        for (const socket of sockets) if (!socket.destroyed) socket.write(parts === 0 ? text + part : part)
        await wait(20)
      }
      await wait(500)
      assert.ok(memoryOf(process_) - before < 64, `${String(memoryOf(process_) - before)} MB`)
      for (const socket of sockets) socket.destroy()
    } finally {
      await process_.kill()
    }
  },
)
