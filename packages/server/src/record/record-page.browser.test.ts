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

test('an injury stays: nothing is offered in its place; another sentence may go or say less, and nothing else', async () => {
  const { page } = await open('/en/guide/record')
  const note =
    'Bruises on both arms, she asked for help. Mustelmia käsivarsissa. Hon är rädd för sin man och får inte gå ut. He keeps her passport.'
  await checkNote(page, note)
  const offers = await page.$$eval('#places li', (all) =>
    all.map((item) => ({
      quote: item.querySelector('q')?.textContent ?? '',
      hints: [...item.querySelectorAll('.hint')].map((hint) => hint.textContent),
      buttons: [...item.querySelectorAll('button')].map((button) => button.textContent),
    })),
  )
  for (const { quote, hints, buttons } of offers) {
    if (/Bruises|Mustelmia/.test(quote))
      assert.deepEqual([buttons, hints], [[], [content.record.textCheck.texts.evidence.en]], quote)
    else
      assert.deepEqual(buttons, [
        'Leave the sentence out',
        `Replace with: ${quote.startsWith('Hon') ? 'I en utsatt ställning.' : 'In a vulnerable position.'}`,
      ])
  }
  assert.deepEqual([...new Set(offers.map(({ quote }) => quote))].length, 4)
  const press = (text: string): Promise<void> =>
    page.evaluate(
      (wanted) =>
        [...document.querySelectorAll<HTMLElement>('#places button')]
          .find((button) => button.textContent.includes(wanted))
          ?.click(),
      text,
    )
  await press('Leave the sentence out')
  assert.equal(
    await noteOf(page),
    'Bruises on both arms, she asked for help. Mustelmia käsivarsissa. He keeps her passport.',
  )
  await press('In a vulnerable position.')
  assert.equal(
    await noteOf(page),
    'Bruises on both arms, she asked for help. Mustelmia käsivarsissa. In a vulnerable position.',
  )
})

test('what was replaced or left out comes back by undoing', async () => {
  const { page } = await open('/en/guide/record')
  const note = 'She came late. She asked for help. Call 040 123 4567.'
  await page.focus('#note')
  await page.keyboard.type(note)
  for (const wanted of ['Leave the sentence out', '[telephone number]']) {
    await page.click('#check')
    for (const button of await page.$$('#places button'))
      if (await button.evaluate((one, text) => one.textContent.includes(text), wanted)) {
        await button.click()
        break
      }
    assert.notEqual(await noteOf(page), note, wanted)
    await page.focus('#note')
    await page.keyboard.down('Control')
    await page.keyboard.press('z')
    await page.keyboard.up('Control')
    assert.equal(await noteOf(page), note, wanted)
    assert.equal(await textOf(page, '#answer'), '', 'what was checked is no longer what stands there')
  }
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
