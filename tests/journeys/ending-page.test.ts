// Ending a permission on a bad line or an old telephone: she is told the truth each time, her digits stay until it is done, and
// nothing is sent that need not be.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { newTicket, ticketGroups } from '@apila/sealing/ticket.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { randomBytes } from '../world/referral.ts'

const TICKET = ticketGroups(newTicket(randomBytes)).join(' ')
const NEXT: Readonly<Record<string, string>> = { '0': '1' }
/** One digit is another. */
const SLIP = TICKET.replace(/\d/, (digit) => NEXT[digit] ?? '0')
const DONE = 'Done. Nothing opens with these digits any more.'
const FAILED = 'It did not work. The permission may still be valid. Try again or call.'

let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

interface Try {
  typed: string
  /** What befalls a request; those that it leaves alone go through. */
  befall?: (request: HTTPRequest) => Promise<void> | undefined
  /** Runs before the page's own scripts. */
  lacks?: () => void
  /** Gets the page's title at the end. */
  titles?: string[]
}

async function tryEnding({ typed, befall, lacks, titles }: Try) {
  const page: Page = await newPage(browser, { width: 360 })
  const asked: string[] = []
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(new URL(request.url()).pathname)
    void (befall?.(request) ?? request.continue())
  })
  if (lacks) await page.evaluateOnNewDocument(lacks)
  await page.goto(`${apila.neutralUrl}/a/en/4`)
  await page.waitForSelector('#end-permission:not([hidden])')
  await page.type('#end-digits', typed)
  await page.click('#end-button')
  await page.waitForSelector('#end-button:not([aria-disabled])')
  const seen = await page.evaluate(() => ({
    said: document.querySelector('#end-status')?.textContent,
    left: document.querySelector<HTMLInputElement>('#end-digits')?.value,
  }))
  // Done, the form goes, and what may be believed stands in its place with a way out; else the form stays.
  const isThere = (selector: string) => page.$eval(selector, (one) => one.checkVisibility())
  const isDone = seen.said === DONE
  assert.deepEqual(
    [await isThere('#end-permission'), await isThere('#end-other'), await isThere('#end-after a[data-leave]')],
    [!isDone, !isDone, isDone],
  )
  titles?.push(await page.title())
  await page.browserContext().close()
  return { ...seen, asked }
}

const isEnd = (request: HTTPRequest): boolean => request.url().endsWith('/api/v2/end') && request.method() === 'POST'

test('digits that are too few are counted, and stay', async () => {
  const typed = TICKET.slice(0, -1)
  assert.deepEqual(await tryEnding({ typed }), {
    said: 'There must be 24 digits. Now there are 23.',
    left: typed,
    asked: [],
  })
})

test('digits that somebody has pasted with much between them were cut without a word', async () => {
  const spread = [...TICKET.replaceAll(' ', '')].join('   ')
  assert.ok(spread.length > 90)
  const typed = spread.slice(0, -1)
  const { said, left } = await tryEnding({ typed })
  assert.deepEqual([said, left], ['There must be 24 digits. Now there are 23.', typed])
})

test('a slip is told, the digits stay, and nothing is sent', async () => {
  assert.deepEqual(await tryEnding({ typed: SLIP }), {
    said: 'One digit seems wrong. Check the paper.',
    left: SLIP,
    asked: [],
  })
})

// Whether the request arrived cannot be known then, so she is not told that nothing happened.
for (const [what, befall] of [
  ['without signal', (request) => (isEnd(request) ? request.abort('internetdisconnected') : undefined)],
  ['when the server is broken', (request) => (isEnd(request) ? request.respond({ status: 500 }) : undefined)],
] satisfies [string, Try['befall']][])
  test(`${what} the permission may still be valid, and the digits stay`, async () => {
    const { said, left } = await tryEnding({ typed: TICKET, befall })
    assert.deepEqual([said, left], [FAILED, TICKET])
  })

test('a busy server is asked again by the page itself, which says so; then it is done', async () => {
  let busy = 2
  const befall = (request: HTTPRequest) => {
    if (!isEnd(request) || busy === 0) return undefined
    busy -= 1
    return request.respond({ status: busy === 1 ? 503 : 429, headers: { 'retry-after': '1' } })
  }
  // Writes into the title what is said between the tap and the end.
  const lacks = (): void => {
    document.addEventListener('DOMContentLoaded', () => {
      const status = document.querySelector<HTMLElement>('#end-status')
      if (!status) return
      new MutationObserver(() => {
        document.title += `|${status.textContent}`
      }).observe(status, { childList: true })
    })
  }
  const titles: string[] = []
  assert.deepEqual(await tryEnding({ typed: TICKET, befall, lacks, titles }), {
    said: DONE,
    left: '',
    asked: Array(3).fill('/api/v2/end'),
  })
  assert.match(
    titles.join(),
    /half a minute\.\|Not done yet: it is busy right now\. This page keeps trying for ten minutes\..*\|Done/,
  )
})

test('when the part that stretches does not arrive, the digits stay', async () => {
  const befall = (request: HTTPRequest) => (request.url().endsWith('/end-worker.js') ? request.abort() : undefined)
  assert.deepEqual(await tryEnding({ typed: TICKET, befall }), { said: FAILED, left: TICKET, asked: [] })
})

test('a browser that cannot do it says so instead of nothing', async () => {
  const lacks = (): void => void Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })
  assert.deepEqual(await tryEnding({ typed: TICKET, lacks }), { said: FAILED, left: TICKET, asked: [] })
})

test('a telephone of 2021 can end a permission; only then are the digits gone', async () => {
  const lacks = (): void => {
    for (const kind of [String, Array, Uint8Array])
      Object.defineProperty(kind.prototype, 'at', { value: undefined, configurable: true })
  }
  assert.deepEqual(await tryEnding({ typed: TICKET, lacks }), {
    said: DONE,
    left: '',
    asked: ['/api/v2/end'],
  })
})
