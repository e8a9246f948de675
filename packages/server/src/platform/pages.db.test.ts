// Public pages are made once for each state and minute, kept packed and bounded; what a reader asks stays nowhere.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { publicApp } from '../app.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { openPages } from './pages.ts'

let server: TestServer
let at = new Date('2026-11-30T10:00:10Z')
before(async () => {
  server = await startTestServer({ now: () => at })
})
after(() => server.close())

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(server.url + path, { headers }, (answer) => {
      const parts: Buffer[] = []
      answer
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) })
        })
    })
      .on('error', reject)
      .end()
  })

const PAGES = ['/fi/', '/fi/guide', '/sv/services', '/en/statistics', '/fi/accessibility', '/hsds/', '/robots.txt']

test('a page from memory is the page that was made, in each coding, and carries the same headers', async () => {
  for (const path of PAGES) {
    const [first, second] = [await get(path), await get(path)]
    assert.deepEqual([first.status, second.status], [200, 200], path)
    const withoutDay = ({ headers }: Answer) =>
      Object.fromEntries(
        Object.entries(headers).filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)),
      )
    assert.deepEqual(withoutDay(second), withoutDay(first), path)
    assert.deepEqual(second.body, first.body)
    if (first.body.length < 1_000) continue
    for (const [accepted, coding, unpack] of [
      ['br, gzip', 'br', brotliDecompressSync],
      ['gzip, br;q=0', 'gzip', gunzipSync],
    ] as const) {
      const packed = [
        await get(path, { 'accept-encoding': accepted }),
        await get(path, { 'accept-encoding': accepted }),
      ] as const
      for (const answer of packed) {
        assert.equal(answer.headers['content-encoding'], coding, path)
        assert.deepEqual(unpack(answer.body), first.body)
      }
      assert.deepEqual(withoutDay(packed[0]), withoutDay(packed[1]))
      if (path.startsWith('/hsds')) continue
      assert.equal(packed[0].headers['cache-control'], 'no-cache')
      assert.match(String(packed[0].headers.vary), /Accept-Encoding/)
      assert.notEqual(packed[0].headers.etag, first.headers.etag, 'each coding has a tag of its own')
    }
  }
})

test('a browser that has the page is told so, also after a minute in which nothing changed', async () => {
  const { headers } = await get('/fi/statistics', { 'accept-encoding': 'br' })
  const ask = { 'accept-encoding': 'br', 'if-none-match': String(headers.etag) }
  const again = await get('/fi/statistics', ask)
  assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, headers.etag])
  assert.ok(again.headers['content-security-policy'])
  at = new Date(at.getTime() + 60_000)
  assert.equal((await get('/fi/statistics', ask)).status, 304)
  assert.equal((await get('/fi/statistics', ask)).status, 304)
  assert.equal((await get('/fi/statistics', { ...ask, 'if-none-match': '"other"' })).status, 200)
})

test('which lines answer now is said anew each minute', async () => {
  // In a year in which the hours that the directory knows are fresh: of old ones nothing is said of now.
  const since = at
  at = new Date('2023-03-01T10:00:10Z')
  const morning = await get('/fi/services')
  at = new Date('2023-03-01T23:30:00Z')
  const night = await get('/fi/services')
  at = since
  assert.notDeepEqual(night.body, morning.body)
  assert.notEqual(night.headers.etag, morning.headers.etag)
})

test('what a reader asks for, and pages that are never to be stored, stay out of memory', async () => {
  const { ctx } = server.running
  const kept = new Set<string>()
  const pages = openPages(() => at)
  const app = publicApp({ ...ctx, pages })
  for (const path of [
    '/fi/services?need=shelter',
    '/fi/guide/act',
    '/fi/guide/act?a=1',
    '/api/v1/network',
    '/fi/nothing',
    '/fi/guide',
  ]) {
    const env = { incoming: { url: path, headers: {}, complete: true, readableEnded: true } }
    await (await app.request(path, {}, env)).arrayBuffer()
    const outgoing = { writeHead: () => ({ end: () => kept.add(path) }) }
    pages.quick({ method: 'GET', url: path, headers: {} } as never, outgoing as never)
  }
  assert.deepEqual([...kept], ['/fi/guide'])
})

test('a member that corrects its contact is shown so at once', async () => {
  await get('/fi/services')
  const before = await get('/fi/services')
  const { ctx } = server.running
  const { library } = ctx.network
  library.set(library.words())
  const after = await get('/fi/services')
  assert.deepEqual(after.body, before.body)
  // The same state made anew: what was kept is gone, so what changed would show.
  const outgoing = { writeHead: () => ({ end: () => undefined }) }
  ctx.pages.clear()
  assert.equal(ctx.pages.quick({ method: 'GET', url: '/fi/services', headers: {} } as never, outgoing as never), false)
})
