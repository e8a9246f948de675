// Every page of the public host: answers in three languages, has its content in the HTML, and needs nothing but itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { guideRoutes } from '../guide/routes.tsx'
import { networkPageRoutes } from '../network/public-routes.tsx'
import { organisationPageRoutes } from '../organisation/public-routes.tsx'
import { recordRoutes } from '../record/routes.tsx'
import { cardRoutes } from '../cards/routes.tsx'
import { interpreterRoutes } from '../interpreters/routes.tsx'
import { rightsRoutes } from '../rights/routes.tsx'
import { demoContent, networkOf } from '../library/test/library.ts'
import { servicesRoutes } from '../services/public-routes.tsx'
import { contentRoutes } from './public-routes.tsx'

const ctx = {
  today: () => Day.parse('2026-11-22'),
  minute: () => 720,
  network: { ...networkOf(demoContent), roster: { current: () => ({ network: 'north' }) } },
  config: { neutralUrl: 'http://neutral.example', savedGuide: true },
}
const app = new Hono()
for (const routes of [
  contentRoutes(ctx),
  guideRoutes(ctx),
  recordRoutes(ctx),
  cardRoutes(ctx),
  interpreterRoutes(ctx),
  rightsRoutes(ctx),
  servicesRoutes(ctx),
  networkPageRoutes(ctx),
  organisationPageRoutes(ctx),
])
  app.route('/', routes)

const paths = [
  '/',
  ...LANGUAGES.flatMap((lang) =>
    ['', '/', '/about', '/guide', '/guide/act', '/rights', '/rights/list', '/rights/all', '/services'].map(
      (path) => `/${lang}${path}`,
    ),
  ),
]

for (const path of paths) {
  test(`${path} is a whole page that asks nothing of the browser`, async () => {
    const response = await app.request(path)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('set-cookie'), null)
    const html = await response.text()
    const lang = path.slice(1, 3) || 'fi'
    assert.match(html, new RegExp(`^<!doctype html><html lang="${lang}" dir="ltr">`))
    assert.match(html, /<title>[^<]+<\/title>/)
    assert.equal(html.match(/<h1>/g)?.length, 1)
    assert.match(html, /<a class="skip" href="#main">/)
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=")|undefined|\[object/)
    // Nothing is fetched from elsewhere.
    for (const [, address = ''] of html.matchAll(/<(?:script|link|img|iframe)[^>]+(?:src|href)="([^"]+)"/g)) {
      assert.match(address, /^\/static\//)
    }
    if (path !== '/') assert.ok(html.replace(/<[^>]+>/g, ' ').split(/\s+/).length > 60)
  })
}

test('pages link to each other in every language, and each link of ours answers', async () => {
  // Pages of other features, tested there.
  const elsewhere = /^\/((fi|sv|en)\/(statistics|accessibility|search)|desk\/|static\/|hsds\/)/
  for (const path of paths) {
    const html = await (await app.request(path)).text()
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
      if (elsewhere.test(href)) continue
      assert.equal((await app.request(href)).status, 200, `${path} links to ${href}`)
    }
    for (const [, id = ''] of html.matchAll(/href="#([^"]+)"/g))
      assert.ok(html.includes(` id="${id}"`), `${path} #${id}`)
  }
})

test('another language or page is not there', async () => {
  for (const path of ['/de', '/de/guide', '/en/guide/none', '/fi/services/1']) {
    assert.equal((await app.request(path)).status, 404, path)
  }
})
