// What people print, from a screen that may be dark: the guide and its steps, cards, lists, tables, and who does what. Dark letters on
// white paper, everything within the page, and nothing that only a screen needs.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { CLIENT, CONTACT } from './agree.ts'
import { lookNow, see, tap, tapAll, textOf, write } from './hands.ts'

/** Within edges of 10 mm. Unit: CSS pixels. */
const A4 = 718
/** What small printers take. */
const A5 = 483
/** Of letters on white. WCAG 1.4.3. */
const LEAST_CONTRAST = 4.5

const PATHS = ['guide', 'guide/act', 'guide/volunteer', 'guide/cards', 'rights/list', 'services', 'statistics']

let apila: Apila
let browser: Browser
before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** Letters too pale for paper, and what sticks out of it. */
const look = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const problems = new Set<string>()
    const light = (part: number): number =>
      part <= 10.31475 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent === null || !/\S/.test(node.nodeValue ?? '') || !parent.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { right, width, height } = range.getBoundingClientRect()
      // What only screen readers say has no size.
      if (width < 2 || height < 2) continue
      const what = `"${(node.nodeValue ?? '').trim().slice(0, 30)}"`
      if (right > document.documentElement.clientWidth + 1) problems.add(`${what} ends at ${right.toFixed(0)} px`)
      const [red = 0, green = 0, blue = 0] = (getComputedStyle(parent).color.match(/[\d.]+/g) ?? []).map(Number)
      const contrast = 1.05 / (0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue) + 0.05)
      if (contrast < least) problems.add(`${what} at ${contrast.toFixed(1)}:1 on white`)
    }
    return [...problems]
  }, LEAST_CONTRAST)

async function printed(page: Page, name: string, papers = [A4, A5]): Promise<string[]> {
  const problems: string[] = []
  await page.emulateMediaType('print')
  for (const width of papers) {
    await page.setViewport({ width, height: 1_000 })
    problems.push(...(await look(page)).map((line) => `${name} at ${String(width)} px: ${line}`))
  }
  const screenOnly = await page.$$eval('nav, button, .act, .keep a, .tools, .places, .rail', (all) =>
    all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 60)),
  )
  problems.push(...screenOnly.map((line) => `${name}: ${line} is for screens only`))
  await page.emulateMediaType(undefined)
  await page.setViewport({ width: 1280, height: 900 })
  return problems
}

test('the look can fail: pale letters and a wide line are found', async () => {
  const page = await newPage(browser)
  await page.setContent(
    '<p style="color:#eee">pale</p><p style="white-space:nowrap;width:900px">' + 'wide '.repeat(200),
  )
  const found = (await printed(page, 'careless')).join('\n')
  assert.match(found, /"pale" at 1\.\d:1/)
  assert.match(found, /"wide .* ends at/)
  await page.browserContext().close()
})

for (const language of LANGUAGES)
  test(`${language}: public pages from a dark screen are dark on white, and nothing is cut`, async () => {
    const page = await newPage(browser, { colorScheme: 'dark' })
    const problems: string[] = []
    for (const path of PATHS) {
      await page.goto(`${apila.url}/${language}/${path}`)
      problems.push(...(await printed(page, path)))
    }
    await page.goto(`${apila.url}/${language}/guide/cards`)
    const [card = ''] = await page.$$eval('main a[href*="/guide/cards/"]', (all) => all.map((one) => one.href))
    await page.goto(card)
    // Eight cards of one size stand on a sheet of A4.
    problems.push(...(await printed(page, 'a card', [A4])))
    assert.deepEqual(problems, [])
    await page.browserContext().close()
  })

test('who does what, printed for the client from a dark screen', async () => {
  const [sender, receiver] = [await deskOf('koivu-worker-1'), await deskOf('kataja-worker-1')]
  const contact = CONTACT.map((answer) => (answer === 'between-times' ? 'between-sheet' : answer))
  await tapAll(sender, 'start-send', ...CLIENT, 'why-support', 'to-kataja', ...contact, 'told-situation-yes')
  await write(sender, 'situation', 'Invented.')
  await tapAll(sender, 'told-needs-no', 'told-clarified-no', 'next', 'next', 'decide-yes', 'keep-paper')
  await see(sender, 'ticket')
  await write(sender, 'word', 'sinivuokko')
  const digits = (await textOf(sender, 'ticket')).replaceAll(/\D/g, '')
  await tap(sender, 'have-it')
  await see(sender, 'send-sent')
  await lookNow(receiver)
  await tap(receiver, 'menu-ticket')
  await write(receiver, 'ticket', digits)
  await tapAll(receiver, 'ticket-open', 'summary-yes', 'to-sheet', 'sheet-write')
  await write(receiver, 'task-who-0', 'Me')
  await write(receiver, 'task-what-0', 'Soitamme maanantaina')
  await tap(receiver, 'sheet-save')
  await see(receiver, 'sheet-version')
  assert.deepEqual(await printed(receiver, 'who does what'), [])
})

async function deskOf(device: string): Promise<Page> {
  const page = await newPage(browser, { colorScheme: 'dark' })
  await page.goto(`${apila.url}/desk/`)
  await tapAll(page, 'language-fi', `sign-in-${device}`)
  await see(page, 'look-now')
  return page
}
