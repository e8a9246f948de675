// Promise: her browser keeps nothing of ours but neutral addresses and titles (docs/threat-model.md). After a whole visit, in which
// she reads every page and ends a permission with her ticket, every file of the profile is searched, in Chromium and Firefox;
// a careless page, visited in the same way, must be found out by the same search.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { newTicket, ticketGroups } from '@apila/sealing/ticket.ts'
import { type LeavingSite, leavingSite } from '../machinery/leaving-site.ts'
import { type BrowserName, findBrowsers, profileAfter } from '../machinery/profile-browser.ts'
import {
  type Piece,
  addressesIn,
  piecesWith,
  piecesWithWords,
  profilePieces,
  untilSessionHolds,
} from '../machinery/profile-search.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, lineFor, send } from '../world/acts.ts'
import { Refused, signIn } from '../world/client.ts'
import { foundDemo } from '../world/network.ts'
import { randomBytes, sealDemo } from '../world/referral.ts'

const NUMBERS = Array.from({ length: 10 }, (_, i) => String(i + 1))
/** What no file may hold, in the three languages; names of organisations of the made-up world too, and what the scripts of ours are
 *  called inside. Eight letters at least: in the many random bytes of a profile a shorter word stands by chance now and then. */
const TELLING = [
  ...[
    'apila/ticket',
    'apila-worker',
    'ihmiskaup',
    'hyväksikäyt',
    'väkivalta',
    'rikosuhri',
    'rikosilmoitus',
    'Koivu-tuki',
  ],
  ...['människohandel', 'utnyttja', 'brottsoffer'],
  ...['trafficking', 'exploitation', 'victim of', 'Birch Support'],
]
/** What may stand: the addresses of pages, the way out, the name of one script. */
const NEUTRAL = /^\/?$|^\/(x|a(\/(fi|sv|en)(\/\d{1,2})?)?|static\/end\.js)$/
/** Where any bytes may follow, an address goes on only if so many letters do as random bytes never make; digits are 24. */
const goesOn = (path: string): boolean =>
  path.startsWith('/api') ||
  /[/?&=][a-z0-9._=-]{14,}/.test(path.replace(/^\/(x|a(\/(fi|sv|en)(\/\d{1,2})?)?|static\/end\.js)?/, ''))
const CARELESS_TITLE = 'Help for victims of trafficking'
const CARELESS_TEXT = 'You can tell here what was done to you, in your own language.'

let apila: Apila
let site: LeavingSite
let careless: Server
let carelessUrl = ''

before(async () => {
  apila = await startApila()
  site = await leavingSite(apila)
  // What a page does that does not think of her: the ticket in storage and in the address, a title that tells, a page that stays.
  const script =
    'document.forms[0].onsubmit=()=>{localStorage.setItem("t",document.forms[0].ticket.value);document.cookie="t="+document.forms[0].ticket.value+";max-age=9999"}'
  careless = createServer((_, to) => {
    to.setHeader('Content-Type', 'text/html')
    to.setHeader('Cache-Control', 'max-age=3600')
    to.end(
      `<title>${CARELESS_TITLE}</title><p>${CARELESS_TEXT}</p><form><input name="ticket"><button>x</button></form><script>${script}</script>`,
    )
  }).listen(0, '127.0.0.1')
  await once(careless, 'listening')
  carelessUrl = `http://localhost:${String((careless.address() as AddressInfo).port)}/`
})
after(async () => {
  careless.closeAllConnections()
  careless.close()
  await site.close()
  await apila.close()
})

function piecesAfter(
  name: BrowserName,
  visit: (page: Page) => Promise<void>,
  /** What Firefox must have written down of the open page before it is closed. */
  inSession?: string,
): Promise<Piece[]> {
  const unhurried = async (page: Page, userDataDir: string): Promise<void> => {
    await visit(page)
    if (name === 'firefox' && inSession !== undefined) await untilSessionHolds(userDataDir, inSession)
    // Storage is written with a delay; give a careless page the time to show itself.
    await setTimeout(1_500)
  }
  return profileAfter(name, true, unhurried, profilePieces)
}

function tryCareless(name: BrowserName): void {
  test(`${name}: the search can fail: a careless page leaves ticket, title and text in the profile`, async (t) => {
    const [digits, notSent] = [newTicket(randomBytes), newTicket(randomBytes)]
    const visit = async (page: Page): Promise<void> => {
      await page.goto(carelessUrl)
      await page.type('input', digits)
      await Promise.all([page.waitForNavigation(), page.click('button')])
      await page.type('input', notSent)
    }
    const pieces = await piecesAfter(name, visit, notSent)
    const found = {
      digits: piecesWith(pieces, digits),
      // A whole browser writes down what stands in a field, to bring it back after a crash.
      ...(name !== 'shell' && { typed: piecesWith(pieces, notSent) }),
      title: piecesWithWords(pieces, CARELESS_TITLE),
      text: piecesWithWords(pieces, CARELESS_TEXT),
      addresses: addressesIn(pieces, carelessUrl.slice(0, -1)).loose.filter((one) =>
        goesOn(one.slice(carelessUrl.length - 1)),
      ),
    }
    t.diagnostic(JSON.stringify(found))
    for (const [what, where] of Object.entries(found)) assert.ok(where.length > 0, what)
  })
}

interface Ticket {
  digits: string
  name: string
  withdraw: string
  isEnded: () => Promise<void>
}

async function realTicket(): Promise<Ticket> {
  const world = await foundDemo(Day.parse('2026-01-02'))
  const client = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
  const acting: Acting = { world, client, organisation: 'koivu', today: todayInFinland() }
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today: acting.today })
  await send(acting, sent)
  const { digits } = sent
  assert.ok(digits)
  const { name, withdraw } = sent.reservation.keys
  assert.ok(await lineFor(acting, name, 'her-book-read'), 'it is there before')
  return {
    digits,
    name,
    withdraw,
    isEnded: () =>
      assert.rejects(
        client.post('/look-at', { name }),
        (error) => error instanceof Refused && error.code === 'not-found',
      ),
  }
}

/** What stands on the page, in pieces long enough to be ours alone. */
const textsOf = (page: Page): Promise<string[]> =>
  page.$$eval('main :is(h1, h2, p, li, label)', (all) =>
    all.map((one) => one.textContent.trim()).filter((text) => text.length >= 15),
  )

async function follow(page: Page, href: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(`main a[href="${href}"]`)])
}

async function endPermission(page: Page, digits: string): Promise<void> {
  await page.type('#end-digits', ticketGroups(digits).join(' '))
  await page.click('#end-button')
  await page.waitForFunction(() => {
    const status = document.querySelector<HTMLElement>('#end-status')
    return status !== null && status.textContent === status.dataset['done']
  })
  assert.equal(await page.$eval('#end-digits', (input) => (input as HTMLInputElement).value), '')
}

async function keptNow(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
  ])
}

/** The language list, her language, "is it safe?", every page, the ending with her ticket, and out. Gives what stood on the pages. */
async function wholeVisit(page: Page, digits: string): Promise<Set<string>> {
  const texts = new Set<string>()
  const read = async (): Promise<void> => {
    for (const text of await textsOf(page)) texts.add(text)
  }
  for (const lang of LANGUAGES) {
    await page.goto(`${site.neutral}/a`)
    assert.equal(await page.$('a[href^="/a/ar"]'), null, 'pages that nobody has signed are not shown')
    await follow(page, `/a/${lang}`)
    await read()
    await follow(page, `/a/${lang}/6`)
    for (const number of NUMBERS) {
      await page.goto(`${site.neutral}/a/${lang}/${number}`)
      await read()
    }
  }
  await page.goto(`${site.neutral}/a/sv/4`)
  await endPermission(page, digits)
  assert.deepEqual(await keptNow(page), ['', 0, 0, 0, 0, 0])
  await Promise.all([page.waitForNavigation(), page.click('#leave')])
  assert.equal(page.url(), site.weather)
  return texts
}

function tryWholeVisit(name: BrowserName): void {
  test(`${name}: after a whole visit the profile holds neutral addresses, and neither digits nor a word of ours`, async (t) => {
    const { digits, name: story, withdraw, isEnded } = await realTicket()
    let texts = new Set<string>()
    const pieces = await piecesAfter(name, async (page) => {
      texts = await wholeVisit(page, digits)
    })
    await isEnded()
    const megabytes = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6
    t.diagnostic(
      `${pieces.length} files and parts, ${megabytes.toFixed(1)} MB; ${texts.size} texts of ours are looked for`,
    )
    assert.ok(texts.size > 100)
    const found: string[] = []
    for (const text of [digits, ticketGroups(digits).join(' '), story, withdraw])
      for (const where of piecesWith(pieces, text)) found.push(`ticket in ${where}`)
    for (const text of [...texts, ...TELLING])
      for (const where of piecesWithWords(pieces, text)) found.push(`"${text}" in ${where}`)
    assert.deepEqual(found, [])
    const { whole, loose } = addressesIn(pieces, site.neutral)
    const path = (address: string): string => address.slice(site.neutral.length)
    t.diagnostic(`${whole.length} addresses of ours: ${whole.map(path).join(' ')}`)
    assert.deepEqual([...whole.map(path).filter((one) => !NEUTRAL.test(one)), ...loose.map(path).filter(goesOn)], [])
  })
}

function tryTyping(name: BrowserName): void {
  test(`${name}: digits that still stand in the field when the browser closes are not kept`, async () => {
    const digits = newTicket(randomBytes)
    const visit = async (page: Page): Promise<void> => {
      await page.goto(`${site.neutral}/a/en/4`)
      await page.type('#end-digits', digits)
    }
    const pieces = await piecesAfter(name, visit, `${site.neutral}/a/en/4`)
    assert.deepEqual(piecesWith(pieces, digits), [])
  })
}

for (const name of await findBrowsers()) {
  tryCareless(name)
  tryTyping(name)
  tryWholeVisit(name)
}
