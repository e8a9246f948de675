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
      // The first sign stands there too, and whom it is about before it.
      assert.ok(await isInView(page, '.signs .choice input'))
      assert.ok(await isInView(page, 'label:has(#child)'))
      await page.tap('#call details > summary')
      assert.ok(await page.$eval('#call details ol', (list) => list.checkVisibility()), 'how to say it')
      assert.equal(
        await page.$eval(LINE, (link) => link.checkVisibility()),
        true,
        'the line that answers day and night',
      )
      if (lang === 'fi' && javaScript) await screenshot(page, 'recognise-call-360')
      await page.goto(`${site.public}/${lang}/guide`)
      await Promise.all([page.waitForNavigation(), page.tap(`.act a[href="/${lang}/guide/act"]`)])
      assert.match(page.url(), new RegExp(`/${lang}/guide/act`))
      assert.equal((await page.$$('#first > ol > li:not([hidden])')).length, 3)
      await page.browserContext().close()
    })

const firstSteps = (page: Page): Promise<string[]> =>
  page.$$eval('#first > ol > li:not([hidden])', (all) => all.map(({ id }) => id.replace('first-', '')))
const tick = (page: Page, group: number) =>
  page.tap(`.group:nth-of-type(${String(group)}) > .choice:first-of-type input`)
/** What stays of a page that was left: its own history entry, and nothing else. */
const stored = (page: Page): Promise<number> =>
  page.evaluate(() => document.cookie.length + localStorage.length + sessionStorage.length)

test('ticks and age go along to "what now" and nowhere else; Back brings them back; leaving forgets them', async () => {
  const page = await openGuide('en', true)
  const requests: string[] = []
  page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`))
  await tick(page, 2)
  await page.tap('label:has(#child)')
  assert.ok(await page.$eval('.note.child', (note) => note.checkVisibility()))
  assert.equal(requests.length, 0)
  assert.equal(page.url(), `${site.public}/en/guide`, 'the address of the page says nothing')
  await Promise.all([page.waitForNavigation(), page.tap('.act a[href*="/guide/act"]')])
  // The fragment stays in the browser, and leaves the address as soon as it is read.
  const sent = requests.map((request) => request.replace(/#[^ ]*/, ''))
  assert.deepEqual(
    sent.filter((request) => !request.startsWith('GET ') || /[?&](e|g|s)=|[a-z]=\d/.test(request)),
    [],
  )
  assert.equal(new URL(page.url()).hash, '')
  assert.deepEqual(await firstSteps(page), ['consult-without-names', 'child-notify-unclear', 'alone-first'])
  assert.match(await textOf(page, '#noticed [role=status]'), /someone else decides/i)
  assert.equal(await page.$eval('input[name=e]:checked', (age) => age.getAttribute('value')), '2')
  await screenshot(page, 'recognise-together-360')
  assert.equal(await stored(page), 0)
  await page.goBack()
  await page.waitForFunction(() => document.querySelectorAll('#signs :checked').length === 2)
  assert.ok(await page.$eval('#child', (radio) => (radio as HTMLInputElement).checked))
  // Leaving takes the place of the page in the history, and of what it kept.
  await Promise.all([page.waitForNavigation(), page.tap('#leave')])
  assert.equal(page.url(), site.weather)
  await page.goBack()
  assert.notEqual(new URL(page.url()).pathname, '/en/guide')
  await page.browserContext().close()
})

test('whoever comes to a shared computer half an hour later finds it clean', async () => {
  const page = await openGuide('fi', true)
  await tick(page, 1)
  const age = (minutes: number) =>
    page.evaluate((back) => {
      const kept = history.state as { carried: string; at: number }
      history.replaceState({ ...kept, at: kept.at - back * 60_000 }, '')
    }, minutes)
  const again = async () => {
    await page.reload()
    await page.waitForFunction(() => document.readyState === 'complete')
    return ticked(page)
  }
  assert.equal(await again(), 1)
  await age(29)
  assert.equal(await again(), 1)
  await age(31)
  assert.equal(await again(), 0)
  await page.browserContext().close()
})

test('another language of the page has the same ticks; a fragment that is none changes nothing', async () => {
  const page = await openGuide('fi', true)
  await tick(page, 3)
  await Promise.all([page.waitForNavigation(), page.tap('.languages a[hreflang=sv]')])
  await page.waitForFunction(() => document.querySelectorAll('#signs :checked').length === 1)
  assert.equal(page.url(), `${site.public}/sv/guide`)
  for (const fragment of ['#e=9&g=c', '#e=1&g=c&s=<script>', '#call']) {
    const other = await newPage(browser, { width: 360 })
    await other.goto(`${site.public}/en/guide${fragment}`)
    assert.equal(await ticked(other), 0, fragment)
    await other.browserContext().close()
  }
  await page.browserContext().close()
})

test('by keyboard alone: who, signs in three groups, folded ones, and a clean page again', async () => {
  const page = await openGuide('fi', true)
  await page.keyboard.press('Tab')
  assert.ok(await isFocused(page, 'a.skip'), 'the first stop skips to the content')
  assert.ok(await isInView(page, 'a.skip'))
  await page.keyboard.press('Enter')
  // Alone, adult or child, the first sign: three stops.
  assert.equal(await tabTo(page, '.group:nth-of-type(1) > .choice input'), 3)
  for (const group of [1, 2, 3]) {
    if (group > 1) await tabTo(page, `.group:nth-of-type(${group}) > .choice input`)
    await page.keyboard.press('Space')
    assert.equal(await ticked(page), group)
  }
  await pressAt(page, '.group:nth-of-type(3) summary', 'Enter')
  await pressAt(page, '.group:nth-of-type(3) details input', 'Space')
  assert.equal(await ticked(page), 4)
  await pressAt(page, '#signs button[type=reset]', 'Enter')
  await page.waitForFunction(() => document.querySelectorAll('#signs :checked').length === 0)
  await page.waitForFunction(() => history.state === null)
  await page.browserContext().close()
})

test('without scripts a child or unsure still shows whom to ask before any duty, and the next page asks again', async () => {
  const page = await openGuide('sv', false)
  const isShown = () => page.$eval('.note.child', (note) => note.checkVisibility())
  assert.equal(await isShown(), false)
  for (const [who, shown] of [
    ['child', true],
    ['unsure', true],
  ] as const) {
    await page.tap(`label:has(#${who})`)
    assert.equal(await isShown(), shown, who)
  }
  await Promise.all([page.waitForNavigation(), page.tap('.act a[href*="/guide/act"]')])
  assert.equal(page.url(), `${site.public}/sv/guide/act`)
  assert.deepEqual((await firstSteps(page))[0], 'consult-without-names')
  assert.equal(await page.$eval('input[name=e]:checked', (age) => age.getAttribute('value')), '0')
  assert.equal(await page.$eval('#noticed', (noticed) => noticed.checkVisibility()), false)
  await page.browserContext().close()
})

/** Answers by arrow keys, as groups of radio buttons want it; Tab leads from question to question. */
async function answer(page: Page, question: string, place: number): Promise<void> {
  await tabTo(page, `form input[name="${question}"]`)
  for (let i = 0; i < place; i += 1) await page.keyboard.press('ArrowDown')
}

/** From the guide to the call, on to the questions, their steps, and the page about notes. */
async function throughTheSteps(page: Page): Promise<void> {
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
  await pressAt(page, '#first li.entry summary', 'Enter')
  assert.ok(await page.$eval('#first li.entry details', (details) => details.open), 'the law beneath a step')
  await pressAt(page, '#now > summary', 'Enter')
  assert.ok(await page.$eval('#now > ul', (list) => list.checkVisibility()), 'the rest')
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
    assert.equal(await page.$$eval('#today .step', (all) => all.filter((one) => one.checkVisibility()).length), 0)
    await page.tap('#today > summary')
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
