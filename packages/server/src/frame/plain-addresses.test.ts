// Addresses of the public host as people type them; what robots and finders of holes ask for first.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { Day } from '@apila/core/day.ts'
import { securityText, someRobots, toPlainPublic } from './plain-addresses.ts'

const app = new Hono()
app.use(toPlainPublic)
app.all('*', (c) => c.text('page'))
const get = (path: string, method = 'GET') => app.request(`http://localhost${path}`, { method })

test('capitals and a slash at the end lead to the plain address for good, with its question', async () => {
  for (const [typed, plain] of [
    ['/fi/guide/', '/fi/guide'],
    ['/FI/guide', '/fi/guide'],
    ['/fi/Guide', '/fi/guide'],
    ['/Sv/Rights/List/?large=1', '/sv/rights/list?large=1'],
    ['/EN/', '/en'],
    ['/fi//guide', '/fi/guide'],
    ['/fi/services/?area=Helsinki&need=A', '/fi/services?area=Helsinki&need=A'],
  ] as const) {
    const { status, headers } = await get(typed)
    assert.deepEqual([status, headers.get('location')], [308, plain], typed)
  }
})

test('plain addresses, start pages, sent forms, and everything that is no page stay as they are', async () => {
  for (const path of [
    '/',
    '/fi',
    '/fi/',
    '/fi/guide',
    '/api/V1/Me/',
    '/desk/',
    '/hsds/',
    '/data/releases/',
    '/static/A.css',
  ])
    assert.equal((await get(path)).status, 200, path)
  for (const path of ['/Api/v1/', '/HSDS/', '/Data/', '/calendar.ICS', '/finland/', '/envoy/A'])
    assert.equal((await get(path)).status, 200, path)
  assert.equal((await get('/fi/accessibility/', 'POST')).status, 200)
})

test('no address leads to another host', async () => {
  for (const path of [
    '//evil.example/',
    '/\\evil.example/',
    '//evil.example/fi/',
    '/fi//evil.example/',
    '/fi/..//evil.example/',
    '/fi/%2e%2e//evil.example/',
    '/fi/\\evil.example/',
    '/FI/%5Cevil.example/',
    '/fi/%0d%0alocation:x/',
  ]) {
    const location = (await get(path)).headers.get('location')
    if (location === null) continue
    assert.equal(new URL(location, 'http://localhost').origin, 'http://localhost', path)
    assert.match(location, /^\/(fi|sv|en)\/(?!\/)/, path)
  }
})

test('robots may read pages, not the desk and the API', async () => {
  const text = await (await new Hono().get('/robots.txt', someRobots).request('/robots.txt')).text()
  assert.equal(text, 'User-agent: *\nDisallow: /desk\nDisallow: /api/\n')
})

test('security.txt has a contact and an end, and is not there without a contact', async () => {
  const ask = (securityContact: string) =>
    new Hono()
      .get('/s', securityText({ today: () => Day.parse('2026-11-22'), config: { securityContact } }))
      .request('/s')
  assert.equal((await ask('')).status, 404)
  const text = await (await ask('mailto:holes@example.org')).text()
  assert.match(text, /^Contact: mailto:holes@example\.org\nExpires: 2027-05-21T00:00:00\.000Z\n/)
})
