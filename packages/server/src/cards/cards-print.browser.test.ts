// Hand-out cards on paper, in a real browser: eight a page in every language, prepared ones too, nothing cut off, letters that can be
// read and a code that a telephone can.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'puppeteer-core'
import { launchBrowser, newPage, screenshot } from '../../../../tests/machinery/browser.ts'
import { renderPage } from '../frame/render-page.ts'
import { Day } from '@apila/core/day.ts'
import { content } from '../library/test/library.ts'
import { SheetPage } from './routes.tsx'

/** As long as a host's name may well be. */
const neutralUrl = 'https://advice-for-you.example'
const MM = 96 / 25.4
/** Letters on paper. Unit: points. */
const SMALLEST_POINTS = 10
/** One module of the code: what telephones of ten years ago still read from paper. Unit: millimetres. */
const SMALLEST_MODULE_MM = 0.5

let browser: Browser
const css = new Map<string, string>()

before(async () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const read = async (name: string) => (await readFile(root + name, 'utf8')).replace(/@import[^;]+;/g, '')
  css.set(
    '/static/public.css',
    (await Promise.all(['tokens', 'base', 'forms', 'public'].map((name) => read(`packages/ui/src/${name}.css`)))).join(
      '\n',
    ),
  )
  css.set('/static/cards.css', await read('packages/server/src/cards/cards.css'))
  browser = await launchBrowser()
})

after(() => browser.close())

for (const card of content.cards.cards) {
  test(`${card.lang}: eight cards of 85 x 55 mm on one side, none cut off`, async () => {
    const page = await newPage(browser)
    await page.setRequestInterception(true)
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname
      const body =
        path === '/'
          ? renderPage(SheetPage({ lang: 'en', library: content, today: Day.parse('2026-11-22'), card, neutralUrl }))
          : css.get(path)
      const contentType = path === '/' ? 'text/html; charset=utf-8' : 'text/css'
      void request.respond(body === undefined ? { status: 404 } : { status: 200, contentType, body })
    })
    await page.goto('http://cards.example/')
    await page.emulateMediaType('print')
    await page.setViewport({ width: 794, height: 1123 })
    await screenshot(page, `cards-print-${card.lang}`)
    const cards = await page.$$eval('.card', (all) =>
      all.map((one) => {
        const box = one.getBoundingClientRect()
        const code = one.querySelector('.code')
        const modules = Number(code?.getAttribute('viewBox')?.split(' ')[2])
        const parts = [...one.querySelectorAll('p, bdi, svg')].map((part) => part.getBoundingClientRect())
        const room = Math.min(
          ...parts.flatMap(({ left, right, top, bottom }) => [
            left - box.left,
            box.right - right,
            top - box.top,
            box.bottom - bottom,
          ]),
        )
        const words = one.querySelector('.words')?.getBoundingClientRect()
        const square = code?.getBoundingClientRect()
        return {
          width: box.width,
          height: box.height,
          room,
          overlaps: words && square ? words.left < square.right - 1 && square.left < words.right - 1 : true,
          module: (square?.width ?? 0) / modules,
          letters: [...one.querySelectorAll('p')].map((part) => parseFloat(getComputedStyle(part).fontSize)),
        }
      }),
    )
    assert.equal(cards.length, 8)
    for (const { width, height, room, overlaps, module, letters } of cards) {
      assert.ok(Math.abs(width / MM - 85) < 0.2 && Math.abs(height / MM - 55) < 0.2, `${width / MM} x ${height / MM}`)
      assert.ok(room / MM >= 2, `only ${room / MM} mm to the edge`)
      assert.equal(overlaps, false)
      assert.ok(module / MM >= SMALLEST_MODULE_MM, `a module of ${module / MM} mm`)
      for (const size of letters) assert.ok((size * 72) / 96 >= SMALLEST_POINTS - 0.01, `${(size * 72) / 96} pt`)
    }
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
    assert.equal(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g)?.length,
      1,
    )
    await page.close()
  })
}
