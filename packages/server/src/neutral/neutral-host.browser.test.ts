// The neutral pages in a real browser under the headers of their host: every language as wide as the smallest telephone, light and
// dark; Arabic, signed by a made-up person for this test only, from right to left; and how little a first visit weighs.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { serve, type ServerType } from '@hono/node-server'
import { build } from 'esbuild'
import { Hono } from 'hono'
import type { Browser, Page } from 'puppeteer-core'
import { LANGUAGES } from '@apila/core/content/language.ts'
import {
  axeViolations,
  launchBrowser,
  newPage,
  type PageWish,
  screenshot,
} from '../../../../tests/machinery/browser.ts'
import {
  measureGraphics,
  measureSideways,
  measureSizes,
  walkByKeyboard,
} from '../../../../tests/journeys/page-measures.ts'
import { neutralRoutes } from './routes.tsx'
import { setHeaders } from '../platform/http.ts'
import { content, networkOf } from '../library/test/library.ts'

const STATIC = {
  'public.css': 'packages/ui/src/public.css',
  'pages.css': 'packages/ui/src/pages.css',
  'leave.js': 'packages/ui/src/neutral/neutral-page.ts',
  'end.js': 'packages/app/src/neutral/end-page.ts',
}
/** Unit: bytes, compressed: page, stylesheet and script together. */
const HEAVIEST = 20 * 1024

let browser: Browser
let server: ServerType
let host = ''

before(async () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const app = new Hono()
  app.use(setHeaders(() => 'neutral'))
  for (const [name, source] of Object.entries(STATIC)) {
    const { outputFiles } = await build({
      entryPoints: [root + source],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
    })
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript'
    app.get(`/static/${name}`, (c) => c.body(outputFiles[0]?.text ?? '', 200, { 'Content-Type': type }))
  }
  app.get('/favicon.ico', (c) => c.body(null, 204))
  const clients = content.neutral.clients.map((texts) =>
    texts.lang === 'ar' ? { ...texts, reviewedBy: 'Leila Example', reviewedDigest: texts.digest } : texts,
  )
  app.route(
    '/',
    neutralRoutes({
      network: {
        ...networkOf({ ...content, neutral: { ...content.neutral, clients, sounds: {} } }),
        roster: { current: () => ({ network: 'north' }) },
      },
      config: { leaveTo: 'https://weather.example/' },
    }),
  )
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address) => resolve(address.port))
  })
  host = `http://127.0.0.1:${String(port)}`
  browser = await launchBrowser()
})

after(async () => {
  await browser.close()
  server.close()
})

async function open(path: string, wish: PageWish): Promise<{ page: Page; complaints: string[] }> {
  const page = await newPage(browser, wish)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => request.url().startsWith(host) || complaints.push(`asks elsewhere: ${request.url()}`))
  await page.goto(host + path)
  return { page, complaints }
}

const numbers = ['', ...Array.from({ length: 10 }, (_, i) => `/${i + 1}`)]
const paths = [
  '/a',
  ...LANGUAGES.flatMap((lang) => numbers.map((number) => `/a/${lang}${number}`)),
  '/a/ar',
  '/a/ar/6',
  '/a/ar/7',
]

for (const colorScheme of ['light', 'dark'] as const)
  test(`${colorScheme}: on a telephone 320 px wide every page fits, every target is large, axe finds nothing`, async () => {
    for (const path of paths) {
      const { page, complaints } = await open(path, { width: 320, colorScheme })
      assert.deepEqual(await axeViolations(page), [], path)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${path} scrolls sideways`)
      const small = await page.$$eval('a:not(.skip), button', (all) =>
        all
          .filter((one) => one.checkVisibility() && Math.min(one.offsetHeight, one.offsetWidth) < 44)
          .map(({ outerHTML }) => outerHTML),
      )
      assert.deepEqual(small, [], path)
      assert.deepEqual(complaints, [], path)
      await page.close()
    }
  })

test('Arabic runs from right to left, its numbers from left to right, pictures beside their words', async () => {
  const { page } = await open('/a/ar/6', { width: 360 })
  const seen = await page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect()
    const text = document.createRange()
    const heading = document.querySelector('h2')
    if (heading?.lastChild) text.selectNodeContents(heading.lastChild)
    return {
      direction: getComputedStyle(document.body).direction,
      number: getComputedStyle(document.querySelector('bdi') ?? document.body).direction,
      leave: box('#leave')?.right ?? Infinity,
      site: box('.site')?.left ?? 0,
      picture: box('h2 svg')?.left ?? 0,
      word: text.getBoundingClientRect().right,
    }
  })
  assert.equal(seen.direction, 'rtl')
  assert.equal(seen.number, 'ltr')
  assert.ok(seen.leave < 180, 'the way out is at the end of the line, which is the left')
  assert.ok(seen.site > 180, 'the site name is at its start')
  assert.ok(seen.word <= seen.picture + 1, 'the picture comes before its word')
  await screenshot(page, 'neutral-ar-6-360')
  await page.close()
})

test('Arabic at 320, 360 and 1280 px, light and dark: read, tapped and gone through by keyboard', async () => {
  const problems: string[] = []
  for (const width of [320, 360, 1280])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const path of ['/a/ar', '/a/ar/6', '/a/ar/7']) {
        const { page, complaints } = await open(path, { width, colorScheme })
        const found = [
          ...(await axeViolations(page)).map(({ id, where }) => `axe: ${id} at ${where.join(' | ')}`),
          ...(await measureSizes(page)),
          ...(await measureGraphics(page)).problems,
          ...(await measureSideways(page)),
          ...complaints,
        ]
        const walk = await walkByKeyboard(page, 30)
        if (walk.stops < 5) found.push(`only ${walk.stops} stops`)
        problems.push(...[...found, ...walk.problems].map((one) => `${path} at ${width} px, ${colorScheme}: ${one}`))
        await page.browserContext().close()
      }
  assert.deepEqual(problems, [])
})

test('a visit leaves no storage behind, and links take the place of the page before', async () => {
  const { page } = await open('/a', { width: 360 })
  const before = await page.evaluate(() => history.length)
  for (const href of ['/a/en', '/a/en/6', '/a/en/3', '/a/en/9'])
    await Promise.all([page.waitForNavigation(), page.click(`main a[href="${href}"]`)])
  assert.equal(await page.evaluate(() => history.length), before)
  const kept = await page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
  ])
  assert.deepEqual(kept, ['', 0, 0, 0, 0])
  assert.deepEqual(await page.browserContext().cookies(), [])
  await page.close()
})

test('a first visit is light', async (t) => {
  let heaviest = 0
  for (const path of paths) {
    const files = [
      path,
      '/static/public.css',
      '/static/pages.css',
      '/static/leave.js',
      ...(path.endsWith('/4') ? ['/static/end.js'] : []),
    ]
    const texts = await Promise.all(files.map(async (file) => (await fetch(host + file)).arrayBuffer()))
    const weight = texts.reduce((sum, text) => sum + brotliCompressSync(new Uint8Array(text)).length, 0)
    heaviest = Math.max(heaviest, weight)
  }
  t.diagnostic(`the heaviest page with all it loads: ${heaviest} bytes compressed`)
  assert.ok(heaviest <= HEAVIEST)
})
