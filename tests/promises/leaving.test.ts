// Promise: after leaving, Back does not show the service (docs/threat-model.md). Tried as she would: from a search page into three
// pages, out, and Back three times, with and without scripts, in Chromium and Firefox; then the browser's own history is read,
// which a careless page, visited in the same way, must not pass.
import { after, before, test, type TestContext } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import { type LeavingSite, leavingSite } from '../machinery/leaving-site.ts'
import { type BrowserName, type HistoryRow, findBrowsers, visitWith } from '../machinery/profile-browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'

/** Unit: milliseconds, from the tap to the first picture without the page. */
const HIDDEN_WITHIN = 50
/** How long a page that Back has asked for may take to be seen. Unit: milliseconds. */
const PATIENCE = 20_000
const PATH = ['/a', '/a/en', '/a/en/6']

let apila: Apila
let site: LeavingSite

before(async () => {
  apila = await startApila()
  site = await leavingSite(apila)
})
after(async () => {
  await site.close()
  await apila.close()
})

/** What stands on the screen now; a page in the browser's memory has no address that a driver could be trusted to know. */
async function picture(page: Page): Promise<string> {
  for (;;) {
    try {
      return Buffer.from(await page.screenshot({ captureBeyondViewport: false })).toString('base64')
    } catch (error) {
      // Chromium's answer while one page takes the place of another; on a busy machine that takes longer than a screenshot's start.
      if (!String(error).includes('Not attached to an active page')) throw error
      await setTimeout(50)
    }
  }
}

/** Waits until what is seen has been the same for a while. */
async function settled(page: Page): Promise<string> {
  for (let seen = await picture(page); ;) {
    await setTimeout(250)
    const again = await picture(page)
    if (again === seen) return seen
    seen = again
  }
}

/** The same, where `expected` may be late to come: what is seen in the end. What may never be seen ends it at once. */
async function settledOn(page: Page, expected: string, never?: string): Promise<string> {
  const patience = AbortSignal.timeout(PATIENCE)
  for (;;) {
    const seen = await settled(page)
    if (seen === expected || seen === never || patience.aborted) return seen
  }
}

/** Follows the link to `href` on the page at `address`: by a tap, or without scripts by keyboard alone, which needs none. */
async function follow(page: Page, javaScript: boolean, address: string, href: string): Promise<void> {
  if (javaScript) {
    await Promise.all([
      page.waitForNavigation(),
      page.click(href === '/x' ? '#leave' : `a[href="${href}"]:last-of-type`),
    ])
    return
  }
  const html = await (await fetch(address)).text()
  const links = [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].map(([, to]) => to)
  assert.ok(links.includes(href), `${address} has no link to ${href}`)
  const arrived = page.waitForNavigation()
  for (let i = 0; i <= links.indexOf(href); i += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await arrived
}

async function back(page: Page): Promise<void> {
  // A page from the browser's memory tells no load; what is seen is looked at by the caller.
  await page.goBack({ timeout: 1_500 }).catch(() => null)
}

/** From the search page into three pages of the service. Gives how the search page looks. */
async function goIn(page: Page, javaScript: boolean): Promise<string> {
  // Three entries before the service, so that Back has somewhere to go however many of ours it skips.
  for (const entry of ['?1', '?2', '']) await page.goto(site.search + entry)
  const search = await settled(page)
  const addresses = [site.search, ...PATH.map((path) => site.neutral + path)]
  for (const [i, path] of PATH.entries())
    await follow(page, javaScript, addresses[i] ?? '', i === 0 ? site.neutral + path : path)
  assert.equal(page.url(), `${site.neutral}/a/en/6`)
  return search
}

/** Rows of the history that say what the service is; addresses always stay, and so do titles: that is why both say nothing. */
const telling = (rows: readonly HistoryRow[]): HistoryRow[] =>
  rows.filter(
    ({ url, title }) =>
      !/^\/(x|a(\/en(\/\d+)?)?)$/.test(new URL(url).pathname) ||
      !/^(|Weather|Neuvoja · Råd · Advice|Advice( \d+)?)$/.test(title),
  )

function checkHistory(t: TestContext, name: BrowserName, rows: readonly HistoryRow[] | null): void {
  if (rows === null) {
    assert.equal(name, 'shell', 'a whole browser keeps a history')
    t.diagnostic('The shell keeps no history database; what Back shows was tried all the same.')
    return
  }
  const ours = rows.filter(({ url }) => url.startsWith(site.neutral))
  t.diagnostic(
    `${name} keeps ${ours.length} addresses of ours: ${ours.map(({ url, title }) => `${new URL(url).pathname} "${title}"`).join(', ')}`,
  )
  assert.ok(ours.length > 0)
  assert.deepEqual(telling(ours), [])
}

function tryCareless(name: BrowserName): void {
  test(`${name}: the look into the history can fail: a careless address and title are found`, async () => {
    const rows = await visitWith(name, true, async (page) => {
      await page.goto(`${site.careless}help`)
      await page.goto(`${site.careless}a/en/6`)
    })
    const ours = rows?.filter(({ url }) => url.startsWith(site.careless)) ?? []
    assert.deepEqual(
      telling(ours).map(({ url, title }) => [new URL(url).pathname, title]),
      [
        ['/help', 'Help for victims of trafficking'],
        ['/a/en/6', 'Help for victims of trafficking'],
      ],
    )
  })
}

function tryLeaving(name: BrowserName, javaScript: boolean): void {
  const scripts = javaScript ? 'with scripts' : 'without scripts'
  test(`${name}, ${scripts}: after leaving, Back three times never shows the service`, async (t) => {
    const seen: string[] = []
    const history = await visitWith(name, javaScript, async (page) => {
      const search = await goIn(page, javaScript)
      const inside = await settled(page)
      await follow(page, javaScript, `${site.neutral}/a/en/6`, '/x')
      assert.equal(page.url(), site.weather)
      const weather = await settled(page)
      assert.notEqual(weather, inside)
      for (let times = 1; times <= 3; times += 1) {
        await back(page)
        const now = await settledOn(page, javaScript ? search : weather, inside)
        seen.push(now === weather ? 'weather' : now === search ? 'search' : 'something else')
      }
    })
    t.diagnostic(`Back shows: ${seen.join(', ')}`)
    const away = javaScript ? 'search' : 'weather'
    assert.deepEqual(seen, [away, away, away])
    checkHistory(t, name, history)
  })
}

/** Leaves by `how` and gives the time from the first key or tap of the last gesture to the first frame without the page. */
async function timeToHide(page: Page, how: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    let begun = 0
    for (const kind of ['click', 'keydown']) addEventListener(kind, ({ timeStamp }) => (begun = timeStamp), true)
    new MutationObserver(() => {
      const gone = document.documentElement.getClientRects().length === 0
      // After the frame, not before it.
      requestAnimationFrame(() => {
        const after = new MessageChannel()
        after.port1.onmessage = () => console.log(`hidden ${String(gone)} ${String(performance.now() - begun)}`)
        after.port2.postMessage(null)
      })
    }).observe(document.documentElement, { attributeFilter: ['hidden'] })
  })
  const told = new Promise<string>((resolve) => {
    page.on('console', (message) => message.text().startsWith('hidden ') && resolve(message.text()))
  })
  const arrived = page.waitForNavigation()
  await how()
  const [, gone, time] = (await told).split(' ')
  assert.equal(gone, 'true')
  await arrived
  assert.equal(page.url(), site.weather)
  return Number(time)
}

function tryHiding(name: BrowserName): void {
  test(`${name}: the page is gone from the screen at once, even when the way out answers slowly`, async (t) => {
    site.slowness = 1_000
    const times: Record<string, number> = {}
    const press = async (page: Page) => {
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift')
    }
    const pages = { 'neutral page': `${site.neutral}/a/en/6`, guide: `${site.public}/en/guide` }
    const ways = [
      ['button', (page: Page) => page.click('#leave')],
      ['Shift', press],
    ] as const
    // The quickest of at most six: a busy machine makes a page slow, and never quick.
    for (let round = 1; round <= 6; round += 1) {
      for (const [how, leave] of ways)
        await visitWith(name, true, async (first) => {
          // The guide comes last: after leaving, the neutral pages stay closed.
          for (const [what, address] of Object.entries(pages)) {
            const page = await first.browser().newPage()
            await page.goto(site.search)
            const search = await settled(page)
            await page.goto(address)
            const time = Math.round((await timeToHide(page, () => leave(page))) * 10) / 10
            times[`${what}, ${how}`] = Math.min(times[`${what}, ${how}`] ?? Infinity, time)
            await back(page)
            assert.equal(await settledOn(page, search), search, `${what}, ${how}: Back`)
          }
        })
      if (Object.values(times).every((time) => time <= HIDDEN_WITHIN)) break
    }
    site.slowness = 0
    t.diagnostic(`milliseconds until hidden: ${JSON.stringify(times)}`)
    for (const [what, time] of Object.entries(times)) assert.ok(time <= HIDDEN_WITHIN, `${what}: ${time} ms`)
  })
}

test('shell: Shift twice, slowly, held down, or for a capital letter does not leave', async () => {
  await visitWith('shell', true, async (page) => {
    await page.goto(`${site.neutral}/a/en/4`)
    await page.focus('#end-digits')
    await page.keyboard.press('Shift')
    await setTimeout(5_100)
    await page.keyboard.press('Shift')
    await page.keyboard.press('Shift')
    await page.keyboard.press('1')
    for (const letter of ['A', 'B', 'C'] as const) {
      await page.keyboard.down('Shift')
      await page.keyboard.press(letter)
      await page.keyboard.up('Shift')
    }
    // Pressed again without being let go: what a key does that is held down.
    for (let i = 0; i < 5; i += 1) await page.keyboard.down('Shift')
    await page.keyboard.up('Shift')
    await setTimeout(300)
    assert.equal(page.url(), `${site.neutral}/a/en/4`)
    assert.equal(await page.$eval('html', (root) => root.hidden), false)
  })
})

for (const name of await findBrowsers()) {
  for (const javaScript of [true, false]) tryLeaving(name, javaScript)
  tryHiding(name)
  if (name !== 'shell') tryCareless(name)
}
