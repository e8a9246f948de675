// Whatever a client can cause is a problem code: no server error, no line in the log, whatever is sent and however it is cut off.
// Every route of the server's own description is asked, with both framings, wrong kinds and methods, and broken connections.
// Governed by docs/protocol.md "Errors".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { ProblemDocument } from '@apila/core/problem.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { random } from '../test/noise.ts'
import {
  type Answered,
  CONTENT_TYPES,
  type Operation,
  UNFIT,
  fitting,
  listOperations,
  send,
  sendRaw,
} from '../test/wire.ts'
import type { LogLine } from './log.ts'

let server: TestServer
let operations: Operation[]
const logged: LogLine[] = []
/** Sessions of a worker, a keeper and a release officer, and none. */
let tokens: readonly string[]
const JSON_KIND = { 'content-type': 'application/json' }

before(async () => {
  server = await startTestServer({ log: (line) => logged.push(line) })
  operations = await listOperations(server.url)
  tokens = [
    '',
    ...(await Promise.all(['alder-worker-1', 'alder-keeper-1', 'alder-officer'].map((id) => server.signIn(id)))),
  ]
})
after(() => server.close())

const bearer = (token: string): Record<string, string> => (token === '' ? {} : { authorization: `Bearer ${token}` })
/** Signing out would end the session of all that follows. */
const keepsSession = ({ method, path }: Operation): boolean => method !== 'DELETE' && !path.endsWith('/session/end')
const hostsOf = ({ path }: Operation): string[] =>
  path.endsWith('/end') ? [server.url, server.running.neutralUrl] : [server.url]

/** An answer is one that the description allows, and a refusal is a problem document. */
function look(answered: Answered | null, operation: Operation, what: string): void {
  const told = `${operation.method} ${operation.path}, ${what}`
  assert.ok(answered, `${told}: no answer`)
  const { status, headers, body } = answered
  // `busy` is an answer that a client is told to try again.
  assert.ok(status < 500 || status === 503, `${told}: ${String(status)} ${body}`)
  assert.equal(headers['cache-control'], 'no-store', told)
  assert.equal(headers['set-cookie'], undefined, told)
  if (status >= 400) {
    const problem = ProblemDocument.safeParse(JSON.parse(body))
    assert.ok(problem.success && problem.data.type !== 'broken', `${told}: ${body}`)
  }
  if (operation.statuses) assert.ok(operation.statuses.has(status), `${told}: ${String(status)} is not described`)
}

const nothingLogged = (): void => {
  assert.deepEqual(logged.splice(0), [])
}

test('every route answers every body in both framings, to everybody', async () => {
  let count = 0
  for (const operation of operations.filter(keepsSession))
    for (const token of tokens) {
      const one = random(16)
      const fits: [string, string][] = [
        ['fitting', JSON.stringify(fitting(operation.body ?? {}, () => random(16)))],
        ['fitting, all names alike', JSON.stringify(fitting(operation.body ?? {}, () => one))],
      ]
      const bodies: [string, string | Buffer][] = token === '' ? fits : [...fits, ...Object.entries(UNFIT)]
      for (const [name, body] of operation.method === 'GET' ? [] : bodies)
        for (const framing of ['length', 'chunks'] as const)
          for (const host of hostsOf(operation)) {
            const headers = { ...JSON_KIND, ...bearer(token) }
            const answered = await send(`${host}${operation.path}`, operation.method, { headers, body, framing })
            look(answered, operation, `${name} in ${framing}`)
            count += 1
          }
      if (operation.method === 'GET')
        look(await send(`${server.url}${operation.path}`, 'GET', { headers: bearer(token) }), operation, 'asked')
    }
  assert.ok(count > 1_000)
  nothingLogged()
})

test('a body of another kind is answered with a problem', async () => {
  const [, , keeper = ''] = tokens
  for (const operation of operations.filter(keepsSession).filter(({ method }) => method !== 'GET'))
    for (const kind of CONTENT_TYPES) {
      const body = JSON.stringify(fitting(operation.body ?? {}, () => random(16)))
      const headers = { ...(kind && { 'content-type': kind }), ...bearer(keeper) }
      look(await send(`${server.url}${operation.path}`, operation.method, { headers, body }), operation, `as ${kind}`)
    }
  nothingLogged()
})

test('a body that is too large is answered so, whether its length is said or not', async () => {
  const tooLarge = Buffer.alloc(9_000_000, '[')
  const [, , keeper = ''] = tokens
  for (const operation of operations.filter(keepsSession).filter(({ method }) => method !== 'GET'))
    for (const framing of ['length', 'chunks'] as const)
      for (const host of hostsOf(operation)) {
        const headers = { ...JSON_KIND, ...bearer(keeper) }
        const answered = await send(`${host}${operation.path}`, operation.method, { headers, body: tooLarge, framing })
        // A sender that goes on and on may be cut off; it is told before that if it listens.
        if (answered) look(answered, operation, `9 MB in ${framing}`)
      }
  nothingLogged()
})

test('another method is refused without a word in the log', async () => {
  const byPath = new Map<string, Set<string>>()
  for (const { path, method } of operations) byPath.set(path, (byPath.get(path) ?? new Set()).add(method))
  for (const [path, methods] of byPath)
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      if (methods.has(method)) continue
      const answered = await send(`${server.url}${path}`, method, { headers: bearer(tokens[2] ?? '') })
      assert.ok(answered && [404, 405].includes(answered.status), `${method} ${path}: ${String(answered?.status)}`)
    }
  nothingLogged()
})

/** The moments at which a connection breaks: before, within and after the body, in both framings. */
const CUTS: readonly (readonly [string, (head: string, body: string) => string[]])[] = [
  ['in the head', (head) => [head.slice(0, -4)]],
  ['before the body', (head, body) => [`${head}Content-Length: ${String(body.length)}\r\n\r\n`]],
  ['in the body', (head, body) => [`${head}Content-Length: ${String(body.length)}\r\n\r\n`, body.slice(0, -1)]],
  ['after the body', (head, body) => [`${head}Content-Length: ${String(body.length)}\r\n\r\n${body}`]],
  ['before the first chunk', (head) => [`${head}Transfer-Encoding: chunked\r\n\r\n`]],
  [
    'in a chunk',
    (head, body) => [`${head}Transfer-Encoding: chunked\r\n\r\n`, `${chunkSize(body)}\r\n${body.slice(0, 3)}`],
  ],
  [
    'between chunks',
    (head, body) => [`${head}Transfer-Encoding: chunked\r\n\r\n`, `${chunkSize(body)}\r\n${body}\r\n`],
  ],
  [
    'before the last chunk ends',
    (head, body) => [`${head}Transfer-Encoding: chunked\r\n\r\n${chunkSize(body)}\r\n${body}\r\n0\r\n`],
  ],
  ['where no chunk is', (head) => [`${head}Transfer-Encoding: chunked\r\n\r\n`, 'no chunk\r\n']],
]
const chunkSize = (body: string): string => Buffer.byteLength(body).toString(16)

test('a connection that breaks at any moment leaves no line in the log, least of all of an ending', async () => {
  const [, worker = '', keeper = ''] = tokens
  for (const operation of operations.filter(keepsSession).filter(({ method }) => method !== 'GET')) {
    const body = JSON.stringify(fitting(operation.body ?? {}, () => random(16)))
    for (const token of ['', worker, keeper])
      for (const [, piecesOf] of CUTS)
        for (const host of hostsOf(operation)) {
          const session = token && `Authorization: Bearer ${token}\r\n`
          const head = `${operation.method} ${operation.path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${session}`
          await sendRaw(host, piecesOf(head, body), true)
        }
  }
  // What was cut off is noticed a moment later.
  await wait(500)
  nothingLogged()
  assert.equal((await server.call('GET', '/healthz')).status, 200)
})

const END = '{"locator":"AAAAAAAAAAAAAAAAAAAAAA","withdraw":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}'
/** Requests that no ordinary program writes, with what may come back first. */
const MALFORMED: readonly (readonly [string, string])[] = [
  [
    'both framings',
    'POST PATH HTTP/1.1\nHost: x\nContent-Length: 4\nTransfer-Encoding: chunked\n\n0\n\nGET /healthz HTTP/1.1\nHost: x\n\n',
  ],
  ['a framing that is none', 'POST PATH HTTP/1.1\nHost: x\nTransfer-Encoding: xchunked\n\n0\n\n'],
  ['a space before the colon', 'POST PATH HTTP/1.1\nHost: x\nTransfer-Encoding : chunked\n\n0\n\n'],
  ['two lengths', 'POST PATH HTTP/1.1\nHost: x\nContent-Length: 4\nContent-Length: 5\n\nabcde'],
  ['a length with a sign', 'POST PATH HTTP/1.1\nHost: x\nContent-Length: +4\n\nabcd'],
  ['a line end in a chunk', `POST PATH HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n5e;a="\n"\n${END}\n0\n\n`],
  ['no host', 'GET /desk HTTP/1.1\n\n'],
  ['two hosts', 'GET /healthz HTTP/1.1\nHost: a\nHost: b\n\n'],
  ['a host that is none', 'GET /FI/ HTTP/1.1\nHost: a@b/c?d#\n\n'],
  ['a whole address', 'GET http://evil.example/desk HTTP/1.1\nHost: x\n\n'],
  ['an address that is none', 'GET http://:99999/ HTTP/1.1\nHost: x\n\n'],
  ['another host in the path', 'GET //evil.example/FI/ HTTP/1.1\nHost: x\n\n'],
  ['a backslash', 'GET /\\evil.example/fi HTTP/1.1\nHost: x\n\n'],
  ['a star', 'OPTIONS * HTTP/1.1\nHost: x\n\n'],
  ['a tunnel', 'CONNECT evil:443 HTTP/1.1\nHost: x\n\n'],
  ['an upgrade', 'GET / HTTP/1.1\nHost: x\nConnection: Upgrade\nUpgrade: websocket\n\n'],
  ['the next protocol', 'PRI * HTTP/2.0\n\nSM\n\n'],
  ['an expectation', `POST PATH HTTP/1.1\nHost: x\nExpect: banana\nContent-Length: ${String(END.length)}\n\n${END}`],
  ['a long head', `GET /healthz HTTP/1.1\nHost: x\nX: ${'a'.repeat(20_000)}\n\n`],
  ['line ends in the path', 'GET /A/%0d%0aSet-Cookie:x=y/ HTTP/1.1\nHost: x\n\n'],
  ['broken escapes', 'GET /%zz/%c0%ae HTTP/1.1\nHost: x\n\n'],
  ['the way out of a folder', 'GET /desk/../../../../etc/passwd HTTP/1.1\nHost: x\n\n'],
  ['the way out, escaped', 'GET /desk/..%2f..%2f..%2fpackage.json HTTP/1.1\nHost: x\n\n'],
]

test('a request that no ordinary program writes is answered without a server error and without a line', async () => {
  for (const host of [server.url, server.running.neutralUrl])
    for (const [name, text] of MALFORMED) {
      const request = text
        .replaceAll('\n', '\r\n')
        .replace('PATH', operations.find(({ path }) => path.endsWith('/end'))?.path ?? '')
      const answer = await sendRaw(host, [request])
      assert.doesNotMatch(answer, /^HTTP\/1\.1 5(?!03|05)/, `${name}: ${answer.slice(0, 80)}`)
      assert.doesNotMatch(answer, /^(location: (https?:)?\/\/|set-cookie: x=y)/im, name)
    }
  nothingLogged()
})
