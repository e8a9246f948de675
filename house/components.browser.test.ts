// Every component in every state, under both sets of sheets: axe finds nothing, nothing scrolls sideways, everything that is pressed is
// large enough, bars let go where text is large, and it looks as house/components-look.txt says.
import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { axeViolations, launchBrowser, newPage } from '../tests/machinery/browser.ts'
import { measureGraphics, measureSideways, measureSizes } from '../tests/journeys/page-measures.ts'
import { LOOK_FILE, openSamples, recordLooks } from './components-look.ts'
import { SHEETS, type Sheets, serveComponents } from './components-server.ts'
import { inRoot, listFiles } from './paths.ts'

let browser: Browser
let server: Server
let url = ''

before(async () => {
  ;[{ server, url }, browser] = await Promise.all([serveComponents(0), launchBrowser()])
})
after(async () => {
  await browser.close()
  server.close()
})

const inScheme = (page: Page, value: 'light' | 'dark'): Promise<void> =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])

test('every component of packages/ui stands on the page; only the whole document does not', async () => {
  const names = async (pattern: string): Promise<string[]> =>
    (await listFiles([pattern])).map((path) => basename(path, '.tsx'))
  const samples = (
    await Promise.all(
      (await listFiles(['packages/ui/src/samples/*.tsx'])).map((path) => readFile(inRoot(path), 'utf8')),
    )
  ).join('\n')
  const unseen = (await names('packages/ui/src/*.tsx')).filter((name) => !samples.includes(`/${name}.tsx'`))
  assert.deepEqual(unseen, ['Page'])
})

for (const sheets of Object.keys(SHEETS) as Sheets[]) {
  test(`${sheets}: axe finds nothing, all targets are 44 px, graphics stand out, in light and dark`, async () => {
    for (const width of [360, 1280]) {
      const page = await newPage(browser, { width })
      await openSamples(page, `${url}/${sheets}`)
      for (const scheme of ['light', 'dark'] as const) {
        await inScheme(page, scheme)
        assert.deepEqual(await axeViolations(page), [], `${String(width)} ${scheme}`)
        assert.deepEqual((await measureGraphics(page)).problems, [], `${String(width)} ${scheme}`)
      }
      assert.deepEqual(await measureSizes(page), [], String(width))
      await page.browserContext().close()
    }
  })

  test(`${sheets}: nothing scrolls sideways at 320 px, nor at 360 px with text twice as large; there no bar sticks`, async () => {
    const page = await newPage(browser, { width: 320 })
    await openSamples(page, `${url}/${sheets}`)
    assert.deepEqual(await measureSideways(page), [])
    await page.setViewport({ width: 360, height: 740, deviceScaleFactor: 1 })
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    assert.deepEqual(await measureSideways(page), [])
    const sticking = await page.$$eval('*', (all) =>
      all.flatMap((one) =>
        getComputedStyle(one).position === 'sticky' && !one.matches('.toast') ? [one.className] : [],
      ),
    )
    assert.deepEqual(sticking, [])
  })

  test(`${sheets}: right to left nothing scrolls sideways`, async () => {
    const page = await newPage(browser, { width: 360 })
    await openSamples(page, `${url}/${sheets}`)
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    assert.deepEqual(await measureSideways(page), [])
  })

  test(`${sheets}: forced colours keep an edge around what only a ground sets apart`, async () => {
    const page = await newPage(browser, { width: 360 })
    const session = await page.createCDPSession()
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] })
    await openSamples(page, `${url}/${sheets}`)
    const without = await page.$$eval('.card, .note, .tag, .mark:not(.draft), .fold', (all) =>
      all.flatMap((one) => (getComputedStyle(one).borderBlockStartWidth === '0px' ? [one.className] : [])),
    )
    assert.deepEqual(without, [])
  })
}

test('right to left what points forward points left', async () => {
  const page = await newPage(browser)
  await openSamples(page, `${url}/desk`)
  const turns = (): Promise<string[]> =>
    page.$$eval('.flip', (icons) => icons.map((icon) => getComputedStyle(icon).transform))
  assert.deepEqual([...new Set(await turns())], ['none'])
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl'
  })
  assert.deepEqual([...new Set(await turns())], ['matrix(-1, 0, 0, 1, 0, 0)'])
})

test('an error summary takes the focus, and its link leads to the first control of the question, the address alone', async () => {
  const page = await newPage(browser, { width: 360 })
  await openSamples(page, `${url}/desk`)
  await page.waitForFunction(() => document.activeElement?.className === 'errors')
  await page.$eval('.errors a[href="#interprets"]', (link) => {
    link.click()
  })
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'interprets')
  assert.equal(await page.evaluate(() => location.hash), '')
})

test('a dialog begins at the button that keeps; Escape keeps; without the tick a press says what is missing; the focus returns', async () => {
  const page = await newPage(browser, { width: 360 })
  await openSamples(page, `${url}/desk`)
  // Where the focus goes is waited for: it moves a moment after the dialog comes or goes.
  const holdsFocus = (test: string) =>
    page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-test') === wanted, {}, test)
  await page.focus('[data-test=open-dialog]')
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog[open]')
  await holdsFocus('withdraw-keep')
  for (const scheme of ['light', 'dark'] as const) {
    await inScheme(page, scheme)
    assert.deepEqual(await axeViolations(page), [], scheme)
  }
  await page.click('[data-test=withdraw-do]')
  await page.waitForFunction(() => document.querySelector('dialog .error')?.textContent.includes('Tick first'))
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.querySelector('dialog') === null)
  await holdsFocus('open-dialog')
  await page.click('[data-test=open-panel]')
  await page.waitForSelector('dialog.side[open]')
  assert.deepEqual(await axeViolations(page), [])
})

test('every component looks as its record says; `npm run components -- write` writes it anew', async () => {
  const [now, then] = [await recordLooks(), await readFile(inRoot(LOOK_FILE), 'utf8')]
  const wanted = new Set(then.split('\n'))
  const changed = now.split('\n').filter((line) => !wanted.has(line))
  assert.deepEqual(changed, [], 'lines that differ')
  assert.equal(now, then)
})
