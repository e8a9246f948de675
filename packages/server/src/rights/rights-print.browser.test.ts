// The list of told and understood on paper, which she may take along: without the lines with address and day that browsers print at
// the edge.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'puppeteer-core'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { launchBrowser, newPage } from '../../../../tests/machinery/browser.ts'
import { content, networkOf } from '../library/test/library.ts'
import { rightsRoutes } from './routes.tsx'

const app = rightsRoutes({
  today: () => Day.parse('2026-11-22'),
  network: networkOf(content),
  config: { neutralUrl: 'http://neutral.example' },
})
let browser: Browser
let css = ''

before(async () => {
  const read = async (name: string) =>
    (await readFile(fileURLToPath(new URL(`../../../ui/src/${name}.css`, import.meta.url)), 'utf8')).replace(
      /@import[^;]+;/g,
      '',
    )
  css = (await Promise.all(['tokens', 'base', 'forms', 'public', 'numbers', 'pages'].map(read))).join('\n')
  browser = await launchBrowser()
})
after(() => browser.close())

/** Whether the browser's own lines stand on the paper of a page; `styles` as they are on the public host. */
async function hasLines(path: string, styles: string): Promise<boolean> {
  const page = await newPage(browser)
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.endsWith('.css')) void request.respond({ contentType: 'text/css', body: styles })
    else if (pathname.startsWith('/static/')) void request.respond({ status: 404 })
    else
      void Promise.resolve(app.request(pathname + search)).then(async (answer) => {
        await request.respond({ contentType: 'text/html; charset=utf-8', body: await answer.text() })
      })
  })
  await page.goto(`http://public.example${path}`)
  const margin = { top: '15mm', bottom: '15mm', left: '10mm', right: '10mm' }
  const [withLines, without] = [
    await page.pdf({ format: 'A4', margin, displayHeaderFooter: true }),
    await page.pdf({ format: 'A4', margin }),
  ]
  await page.close()
  // A line costs far more bytes than two clock times can differ by.
  return Math.abs(withLines.length - without.length) > 500
}

test('the look can fail: without our styles the browser prints its lines', async () => {
  assert.equal(await hasLines('/fi/rights/list', ''), true)
})

for (const lang of LANGUAGES)
  test(`${lang}: neither the list nor all that is told has the browser's lines, in ordinary or large letters`, async () => {
    for (const path of ['/list', '/list?large=1', '/all'])
      assert.equal(await hasLines(`/${lang}/rights${path}`, css), false, path)
  })
