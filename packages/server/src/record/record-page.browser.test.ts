// The text check and the cards in a real browser, in the running system: nothing leaves the page, nothing stays,
// a broken check marks everything, and a card is as large on paper as it must be.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { axeViolations, launchBrowser, newPage, type PageWish } from '../../../../tests/machinery/browser.ts'
import { type Apila, startApila } from '../../../../tests/machinery/server.ts'
import { content } from '../library/test/library.ts'

const NOTE =
  'Liisa, 131052-308T, tuli saattajan kanssa. Hän pyysi apua. Soita 040 123 4567.\n<img src=x onerror=alert(1)> Den enda nepalesiska kocken i Kuhmo.'
let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function open(path: string, wish: PageWish = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await newPage(browser, wish)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => void complaints.push(String(error)))
  await page.goto(apila.url + path)
  return { page, complaints }
}

async function checkNote(page: Page, note: string): Promise<void> {
  await page.waitForSelector('#text-check:not([hidden])')
  await page.$eval('#note', (element, text) => void ((element as HTMLTextAreaElement).value = text), note)
  await page.click('#check')
}

const textOf = (page: Page, selector: string): Promise<string> => page.$eval(selector, (element) => element.textContent)
const noteOf = (page: Page): Promise<string> => page.$eval('#note', (element) => (element as HTMLTextAreaElement).value)

for (const lang of LANGUAGES) {
  test(`${lang}: axe finds nothing on the three pages, with marks shown, narrow and wide, light and dark; nothing scrolls sideways at 320`, async () => {
    for (const path of ['guide/record', 'interpreters', 'guide/cards', `guide/cards/${lang}`]) {
      for (const width of [320, 360, 1280]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const { page, complaints } = await open(`/${lang}/${path}`, { width, colorScheme })
          if (path === 'guide/record') await checkNote(page, NOTE)
          assert.deepEqual(await axeViolations(page), [], `${path} ${String(width)} ${colorScheme}`)
          assert.ok(
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            `${path} ${String(width)}`,
          )
          assert.deepEqual(complaints, [])
          await page.browserContext().close()
        }
      }
    }
  })
}

test('without a connection the text check marks, offers wording and replaces; nothing is asked for, kept or run', async () => {
  const { page, complaints } = await open('/fi/guide/record')
  const requests: string[] = []
  page.on('request', (request) => void requests.push(request.url()))
  await page.setOfflineMode(true)
  await checkNote(page, NOTE)
  assert.equal(await textOf(page, '#answer'), content.record.textCheck.texts.found.fi)
  assert.equal(await textOf(page, '#marked'), NOTE)
  assert.equal(await page.$('#marked img'), null)
  const marks = await page.$$eval('#marked mark', (all) => all.map((mark) => `${mark.className}: ${mark.textContent}`))
  for (const mark of [
    'block: 131052-308T',
    'block: 040 123 4567',
    'ask: Liisa',
    'ask: Kuhmo',
    'sentence: Hän pyysi apua.',
  ])
    assert.ok(marks.includes(mark), mark)
  await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#places button')]
      .find((button) => button.textContent.includes('[henkilötunnus]'))
      ?.click(),
  )
  assert.ok((await noteOf(page)).startsWith('Liisa, [henkilötunnus], tuli'))
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'answer')
  assert.deepEqual([requests, complaints], [[], []])
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ''])
  await page.setOfflineMode(false)
  await page.goto('about:blank')
  await page.goBack()
  assert.equal(await noteOf(page), '')
})

test('the check has its place before its script comes, so that nothing below jumps; without scripts it has none', async () => {
  const page = await newPage(browser, { width: 360 })
  const waiting: (() => void)[] = []
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const go = () => void request.continue()
    if (request.url().endsWith('/static/record.js')) waiting.push(go)
    else go()
  })
  const loaded = page.goto(`${apila.url}/en/guide/record`)
  await page.waitForSelector('.foot')
  await page.waitForFunction(() =>
    [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => 'sheet' in link && link.sheet),
  )
  const place = () =>
    page.$eval(
      '#text-check',
      (textCheck) => [getComputedStyle(textCheck).visibility, textCheck.getBoundingClientRect().bottom] as const,
    )
  const [seen, bottom] = await place()
  assert.equal(seen, 'hidden')
  for (const go of waiting) go()
  await loaded
  await page.waitForSelector('#text-check:not([hidden])')
  assert.deepEqual(await place(), ['visible', bottom])
  const plain = await newPage(browser, { width: 360, javaScript: false })
  await plain.goto(`${apila.url}/en/guide/record`)
  assert.equal(await plain.$eval('#text-check', (textCheck) => textCheck.getClientRects().length), 0)
})

test('what care depends on stays: nothing is offered in the place of a sentence, a day or a word that may be a finding', async () => {
  const { page } = await open('/en/guide/record')
  const note = [
    'Rope marks on both wrists, partner answered for her.',
    'Niskassa tupakan jälkiä, pelokas.',
    'Murtuma sormessa, kertoi pomon lyöneen.',
    'Bruises on both arms, she asked for help.',
    'Hon är rädd för sin man och får inte gå ut.',
    'He keeps her passport.',
    'Ribs cracked, seen on 12.11.2026, Babinski positive.',
  ].join(' ')
  await checkNote(page, note)
  const places = await page.$$eval('#places li', (all) =>
    all.map((item) => ({
      quote: item.querySelector('q')?.textContent ?? '',
      hints: [...item.querySelectorAll('.hint')].map((hint) => hint.textContent),
      buttons: [...item.querySelectorAll('button')].map((button) => button.textContent),
    })),
  )
  assert.ok(places.length >= 7, JSON.stringify(places))
  for (const { quote, buttons } of places) assert.deepEqual(buttons, [], quote)
  const { evidence, neutral, vulnerable } = content.record.textCheck.texts
  for (const { quote, hints } of places) {
    if (/Rope|Niskassa|Murtuma|Bruises/.test(quote)) assert.deepEqual(hints, [evidence.en], quote)
    if (/rädd/.test(quote)) assert.ok(hints.includes(`${neutral.en} ${vulnerable.sv}`), quote)
    if (/keeps/.test(quote)) assert.ok(hints.includes(`${neutral.en} ${vulnerable.en}`), quote)
  }
})

test('what was replaced comes back by undoing, and the finding beside it was never touched', async () => {
  const { page } = await open('/en/guide/record')
  const note = 'Bruises on both arms. Call 040 123 4567.'
  await page.focus('#note')
  await page.keyboard.type(note)
  await page.click('#check')
  await page.evaluate(() => document.querySelector<HTMLElement>('#places button')?.click())
  assert.equal(await noteOf(page), 'Bruises on both arms. Call [telephone number].')
  await page.focus('#note')
  await page.keyboard.down('Control')
  await page.keyboard.press('z')
  await page.keyboard.up('Control')
  assert.equal(await noteOf(page), note)
  assert.equal(await textOf(page, '#answer'), '', 'what was checked is no longer what stands there')
})

test('a text without findings is answered with "check again"', async () => {
  const { page } = await open('/en/guide/record')
  await checkNote(page, 'Sleeps badly. A new time was booked.')
  assert.equal(await textOf(page, '#answer'), content.record.textCheck.texts.none.en)
})

test('when a part of the check breaks, the page says so and marks everything', async () => {
  const { page } = await open('/sv/guide/record')
  await page.evaluate(() => {
    String.prototype.normalize = () => {
      throw new Error('broken on purpose')
    }
  })
  await checkNote(page, 'Sömn och mat ｄｉｓｋｕｔｅｒａｄｅｓ.')
  assert.equal(await textOf(page, '#answer'), content.record.textCheck.texts.failed.sv)
  assert.equal(await textOf(page, '#marked > mark:only-child'), 'Sömn och mat ｄｉｓｋｕｔｅｒａｄｅｓ.')
})

test('without a script there is no empty field, but the reason and the whole advice', async () => {
  const { page } = await open('/fi/guide/record', { javaScript: false })
  const shown = (selector: string): Promise<boolean> =>
    page.$eval(selector, (element) => element.getBoundingClientRect().height > 0)
  assert.deepEqual(
    [await shown('#text-check'), await shown('#text-check-off'), await shown('#contact')],
    [false, true, true],
  )
})

test('on paper: eight cards of 85 x 55 mm on one A4 side and nothing else', async () => {
  const { page } = await open('/fi/guide/cards/fi', { width: 794 })
  await page.emulateMediaType('print')
  const perMillimetre = 96 / 25.4
  const sizes = await page.$$eval('.card', (cards) =>
    cards.map((card) => card.getBoundingClientRect()).map(({ width, height, bottom }) => [width, height, bottom]),
  )
  assert.equal(sizes.length, 8)
  for (const [width = 0, height = 0, bottom = 0] of sizes) {
    assert.ok(Math.abs(width / perMillimetre - 85) < 0.2 && Math.abs(height / perMillimetre - 55) < 0.2)
    assert.ok(bottom / perMillimetre < 297)
  }
  const others = await page.$$eval(
    'header, footer, nav, h1, .note',
    (all) => all.filter((one) => one.getBoundingClientRect().height > 0).length,
  )
  assert.equal(others, 0)
  // What a card says fits on it.
  assert.ok(await page.$$eval('.card', (cards) => cards.every((card) => card.scrollHeight <= card.clientHeight + 1)))
})
