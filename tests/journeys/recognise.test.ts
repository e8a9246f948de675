// Recognising, as a nurse does it between two patients: one tap from the guide to what to do, one to whom to call; and all of it by
// keyboard alone, with real keys, from the first sign to a note that is safe to keep; without scripts, too, but for the spoken words.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, KeyInput, Page } from 'puppeteer-core'
import { launchBrowser, newPage, screenshot } from '../machinery/browser.ts'
import { type LeavingSite, leavingSite } from '../machinery/leaving-site.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { measureSideways } from './page-measures.ts'

/** The assistance system's line, which answers day and night. */
const LINE = 'main #call a[href="tel:+358295463177"]'
/** The same line in the bar that stays in sight. */
const CALL = '.act a[href="tel:+358295463177"]'
const NOTE = 'Liisa, 131052-308T, kävi vastaanotolla. Uusi aika varattu.'
/** More stops than this before something is reached is not reaching it. */
const MOST_STOPS = 120

let apila: Apila
let site: LeavingSite
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
  site = await leavingSite(apila)
})
after(async () => {
  await browser.close()
  await site.close()
  await apila.close()
})

/** Inside the window, a large field at least as far as its middle; and nothing lies over that. */
const isInView = (page: Page, selector: string): Promise<boolean> =>
  page.$eval(selector, (element) => {
    const { left, right, top, bottom, height } = element.getBoundingClientRect()
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const isInside = top >= 0 && (height > 100 ? (top + bottom) / 2 : bottom) <= innerHeight
    return isInside && seen !== null && (element.contains(seen) || seen.contains(element))
  })

const isFocused = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)

/** Goes on by Tab until it stands there. Gives how many stops it took. */
async function tabTo(page: Page, selector: string): Promise<number> {
  for (let stops = 1; stops <= MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab')
    if (await isFocused(page, selector)) {
      assert.ok(
        await page.$eval(selector, (element) => element.matches(':focus-visible')),
        `${selector} shows no focus`,
      )
      assert.ok(await isInView(page, ':focus'), `${selector} is not in view`)
      return stops
    }
  }
  throw new Error(`${selector} is not reached by Tab`)
}

async function pressAt(page: Page, selector: string, key: KeyInput): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.press(key)
}

async function followAt(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
}

const textOf = (page: Page, selector: string): Promise<string> => page.$eval(selector, (one) => one.textContent.trim())
const ticked = (page: Page): Promise<number> => page.$$eval('#signs :checked', (all) => all.length)

/** How a screen reader is told of changes there: `polite` waits for a pause. */
async function liveness(page: Page, selector: string): Promise<string> {
  const session = await page.createCDPSession()
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false })
  await session.detach()
  return String(nodes[0]?.properties?.find(({ name }) => name === 'live')?.value.value)
}

async function openGuide(lang: string, javaScript: boolean): Promise<Page> {
  const page = await newPage(browser, { width: 360, javaScript })
  await page.goto(`${site.public}/${lang}/guide`)
  return page
}

for (const lang of ['fi', 'sv', 'en'])
  for (const javaScript of [true, false])
    test(`${lang}, ${javaScript ? 'with' : 'without'} scripts: one tap calls, one leads to what to do, one to how to say it`, async () => {
      const page = await openGuide(lang, javaScript)
      // Without a scroll: the call stands at the foot of the first screen, with its number for those who have no telephone there.
      assert.ok(await isInView(page, CALL))
      assert.match(await textOf(page, CALL), /029 546 3177/)
      await page.tap(`#steps a[href="/${lang}/guide#call"]`)
      await page.waitForFunction(() => location.hash === '#call')
      assert.ok(await isInView(page, LINE), 'the line that answers day and night')
      assert.ok((await tabTo(page, LINE)) <= 3, 'Tab goes on from there')
      if (lang === 'fi' && javaScript) await screenshot(page, 'recognise-call-360')
      await page.goto(`${site.public}/${lang}/guide`)
      await Promise.all([page.waitForNavigation(), page.tap(`.act a[href="/${lang}/guide/act"]`)])
      assert.match(page.url(), new RegExp(`/${lang}/guide/act`))
      assert.ok((await page.$$('main li.entry')).length > 5)
      await page.browserContext().close()
    })

const stepsInOrder = (page: Page): Promise<string[]> =>
  page.$$eval('#steps > li', (all) => all.map((step) => step.dataset['groups'] ?? ''))

test('ticks move the steps that fit to the front, name what comes together, and leave no trace', async () => {
  const page = await openGuide('en', true)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  const before = await stepsInOrder(page)
  const tick = (group: number) => page.tap(`.group:nth-of-type(${String(group)}) > .choice:first-of-type input`)
  await tick(3)
  assert.match(await textOf(page, '#together'), /hard to refuse is no sign of a crime/)
  const open = await stepsInOrder(page)
  const last = open.findLastIndex((groups) => groups.includes('v'))
  assert.ok(open.slice(0, last + 1).every((groups) => groups.includes('v')) && last >= 2)
  assert.notDeepEqual(open, before)
  assert.ok(await isInView(page, '#together'), 'the words are seen without a scroll')
  await tick(1)
  await tick(2)
  assert.match(await textOf(page, '#together'), /come together\. That proves nothing/)
  await screenshot(page, 'recognise-together-360')
  for (const group of [1, 2, 3]) await tick(group)
  assert.equal(await textOf(page, '#together'), '')
  assert.deepEqual(await stepsInOrder(page), before)
  assert.deepEqual(requests, [])
  assert.equal(page.url(), `${site.public}/en/guide`)
  assert.equal(await page.evaluate(() => document.cookie.length + localStorage.length + sessionStorage.length), 0)
  // Whoever comes back on a shared computer finds it clean, also where the browser kept the page in memory as it was left.
  await tick(2)
  assert.equal(await ticked(page), 1)
  await page.evaluate(() => dispatchEvent(new Event('pagehide')))
  assert.equal(await ticked(page), 0)
  await page.waitForFunction(() => document.querySelector('#together')?.textContent === '')
  await page.browserContext().close()
})

test('by keyboard alone: signs in three groups, what they say together, folded ones, and a clean page again', async () => {
  const page = await openGuide('fi', true)
  await page.keyboard.press('Tab')
  assert.ok(await isFocused(page, 'a.skip'), 'the first stop skips to the content')
  assert.ok(await isInView(page, 'a.skip'))
  await page.keyboard.press('Enter')
  assert.equal(await liveness(page, '#together'), 'polite')
  const said: string[] = []
  for (const group of [1, 2, 3]) {
    // The first stop after the link that skips is the first sign: what stands before it is text.
    const stops = await tabTo(page, `.group:nth-of-type(${group}) > .choice input`)
    if (group === 1) assert.equal(stops, 1)
    await page.keyboard.press('Space')
    assert.equal(await ticked(page), group)
    said.push(await textOf(page, '#together'))
    assert.equal(
      said.at(-1),
      await page.$eval('#together', (one, n) => one.getAttribute(`data-${'ecv'.slice(0, n)}`), group),
    )
  }
  assert.equal(new Set(said).size, 3)
  await page.keyboard.press('Space')
  assert.equal(await textOf(page, '#together'), said[1])
  await pressAt(page, '.group:nth-of-type(3) summary', 'Enter')
  await pressAt(page, '.group:nth-of-type(3) details input', 'Space')
  assert.equal(await textOf(page, '#together'), said[2])
  await pressAt(page, '#signs button[type=reset]', 'Enter')
  await page.waitForFunction(() => document.querySelector('#together')?.textContent === '')
  assert.equal(await ticked(page), 0)
  await page.browserContext().close()
})

/** Answers by arrow keys, as groups of radio buttons want it; Tab leads from question to question. */
async function answer(page: Page, question: string, place: number): Promise<void> {
  await tabTo(page, `form input[name="${question}"]`)
  for (let i = 0; i < place; i += 1) await page.keyboard.press('ArrowDown')
}

/** From the guide to the call, on to the questions, their steps, and the page about notes. */
async function throughTheSteps(page: Page): Promise<void> {
  await pressAt(page, '#steps a[href="/fi/guide#call"]', 'Enter')
  await page.waitForFunction(() => location.hash === '#call')
  await tabTo(page, LINE)
  await followAt(page, '.act a[href^="/fi/guide/act"]')
  const before = await textOf(page, 'main')
  await answer(page, 'a', 1)
  await pressAt(page, 'main form details > summary', 'Enter')
  await answer(page, 'c', 1)
  await followAt(page, 'main form button[type=submit]')
  const { searchParams, hash } = new URL(page.url())
  assert.deepEqual([searchParams.get('a'), searchParams.get('c'), hash], ['1', '1', '#steps'])
  assert.equal((await page.$$('#answered + ul > li')).length, 2)
  assert.notEqual(await textOf(page, 'main'), before)
  assert.ok(await isInView(page, '#steps'))
  await pressAt(page, '#now li.entry summary', 'Enter')
  assert.ok(await page.$eval('#now li.entry details', (details) => details.open))
  await followAt(page, 'main a[href="/fi/guide/record"]')
}

test('by keyboard alone: call, answers, steps, and a note whose marked place is replaced', async () => {
  const page = await openGuide('fi', true)
  await throughTheSteps(page)
  await tabTo(page, '#note')
  await page.keyboard.type(NOTE)
  await pressAt(page, '#check', 'Enter')
  assert.ok(await isFocused(page, '#answer'), 'the answer is read first')
  assert.notEqual(await textOf(page, '#answer'), '')
  assert.equal(await textOf(page, '#marked'), NOTE)
  const placesBefore = (await page.$$('#places > li')).length
  await tabTo(page, '#places button')
  await page.keyboard.press('Enter')
  const note = await page.$eval('#note', (field) => (field as HTMLTextAreaElement).value)
  assert.ok(!note.includes('131052-308T') || !note.includes('Liisa'), note)
  assert.ok(note.endsWith('Uusi aika varattu.'))
  assert.ok((await page.$$('#places > li')).length < placesBefore)
  await screenshot(page, 'recognise-note-360')
  await page.browserContext().close()
})

test('without scripts by keyboard alone: the same, but for the words, the check of the note and quick keys', async () => {
  const page = await openGuide('fi', false)
  for (const group of [1, 2, 3]) await pressAt(page, `.group:nth-of-type(${group}) > .choice input`, 'Space')
  assert.equal(await ticked(page), 3)
  assert.equal(await textOf(page, '#together'), '')
  await pressAt(page, '#signs button[type=reset]', 'Enter')
  assert.equal(await ticked(page), 0)
  await throughTheSteps(page)
  assert.equal(await page.$eval('#text-check', (textCheck) => textCheck.checkVisibility()), false)
  assert.ok(await page.$eval('#text-check-off', (reason) => reason.checkVisibility()))
  await followAt(page, '#leave')
  assert.equal(page.url(), site.weather)
  await page.browserContext().close()
})

test('Shift three times leaves, from every step', async () => {
  for (const path of ['/fi/guide', '/sv/guide/act', '/en/guide/record']) {
    const page = await newPage(browser, { width: 360 })
    await page.goto(site.public + path)
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('Shift')
    // Leaving hides the page at once; its address changes later.
    assert.equal(await page.$eval('html', (root) => root.hidden), false, path)
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Shift')])
    assert.equal(page.url(), site.weather, path)
    await page.browserContext().close()
  }
})

/** Answers that people in these works give, and the most screens of a small phone that their page may take: twenty minutes are for the
 *  person, not for the page. A child's route has more duties, each with what the child is told. Unit: screens of 360 x 740 px. */
const ROUTES: readonly [who: string, query: string, most: number][] = [
  ['a nurse, an adult', 'a=1&b=1&e=1', 5.3],
  ['a nurse, an adult who wants the assistance system', 'a=1&b=1&e=1&i=1', 5.6],
  ['a nurse, an adult who does not', 'a=1&b=1&e=1&i=2', 5.6],
  ['a nurse, all answered', 'a=1&b=1&c=2&d=2&e=1&g=2&h=2&i=2&j=2&k=1&l=1', 5.4],
  ['a nurse, pregnant and without a permit', 'a=1&b=1&e=1&g=1&l=4', 6],
  ['a social worker, not now, children', 'a=2&b=1&e=1&i=3&h=1', 6.1],
  ['NGO-led work, no contact, no permit', 'a=5&b=4&e=1&i=2&j=2&l=4', 5.8],
  ['a volunteer, an adult', 'a=5&b=5&e=1', 5.4],
  ['another authority, an adult', 'a=4&b=3&e=1', 4.8],
  ['a neighbour, danger', 'a=5&b=6&e=1&c=1', 4.8],
  ['a volunteer, a child', 'a=5&b=5&e=2', 6.5],
  ['a school, a child', 'a=3&b=3&e=2', 7.1],
  ['a nurse, a child', 'a=1&b=1&e=2', 7.7],
  ['a social worker, a child alone', 'a=2&b=1&e=2&f=1&i=1', 8.6],
]
const SCREEN = 740

for (const lang of ['fi', 'sv', 'en'])
  test(`${lang}: a route fits a meeting, and all that is folded is there for print and for those without scripts`, async (t) => {
    const page = await newPage(browser, { width: 360, javaScript: false })
    const screens: string[] = []
    for (const [who, query, most] of ROUTES) {
      await page.goto(`${site.public}/${lang}/guide/act?${query}`)
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      const taken = height / SCREEN
      screens.push(`${who} ${taken.toFixed(1)}`)
      assert.ok(taken <= most, `${who}: ${taken.toFixed(2)} screens`)
    }
    t.diagnostic(screens.join(', '))
    const [first] = await page.$$('#today .step summary')
    const rest = '#today .step details > :is(p, .row, .law)'
    const seen = () => page.$$eval(rest, (all) => all.map((one) => one.checkVisibility()))
    assert.ok(
      (await seen()).every((one) => !one),
      'folded',
    )
    await first?.tap()
    assert.ok((await seen()).some(Boolean), 'opened without a script')
    await page.emulateMediaType('print')
    const printed = await page.$$eval('#today .step details > p', (all) => all.map((one) => one.checkVisibility()))
    assert.ok(printed.length > 5 && printed.every(Boolean), 'print opens every step')
    await page.browserContext().close()
  })

for (const lang of ['fi', 'sv', 'en'])
  test(`${lang}: with text twice as large on a small phone nothing is cut off, and the way out is whole`, async () => {
    const page = await newPage(browser, { width: 360 })
    for (const path of ['guide', 'guide/act', 'guide/act?a=1&b=1&e=3&i=2&j=2', 'guide/record']) {
      await page.goto(`${site.public}/${lang}/${path}`)
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%'
      })
      assert.deepEqual(await measureSideways(page), [], path)
      const { left, right } = await page.$eval('#leave', (link) => link.getBoundingClientRect().toJSON() as DOMRect)
      assert.ok(left >= 0 && right <= 360, `${path}: from ${left.toFixed(0)} to ${right.toFixed(0)}`)
    }
    await page.browserContext().close()
  })
