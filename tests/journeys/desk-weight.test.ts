// What the wire carries until a worker sees the list of the day: bodies and heads, all hosts' answers. docs/architecture.md "Weights".
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { tap } from './hands.ts'

/** Unit: bytes and requests. A device that has nothing of us yet, the roster of the invented network included. */
// 140 KB until a device judged whole founded networks: the roster's rules for members, papers and proposals came with that, and a list that
// tells teams, organisations that came back, and what was sent without the client.
const MOST_BYTES = 143.5 * 1024
const MOST_REQUESTS = 12
/** The same for a device that knows the roster. Unit: bytes. */
const MOST_BYTES_KNOWN = 102.5 * 1024

let apila: Apila
let browser: Browser

before(async () => {
  apila = await startApila()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

interface Carried {
  path: string
  bytes: number
}

/** Opens the desk without anything of it in the browser's cache, and counts until the desk's own rows stand. The cache is in use, as
 *  everywhere: a part is fetched and compared once, and becomes a module out of the cache (house/build-app.ts). */
async function openDesk(page: Page, button: string): Promise<Carried[]> {
  const session = await page.createCDPSession()
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  const paths = new Map<string, string>()
  const carried: Carried[] = []
  session.on('Network.requestWillBeSent', ({ requestId, request }) =>
    paths.set(requestId, new URL(request.url).pathname),
  )
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    // Nothing comes over the wire of what the cache has.
    if (encodedDataLength > 0) carried.push({ path: paths.get(requestId) ?? '', bytes: encodedDataLength })
  })
  // What comes after the list waits until it has been counted: the first look and its part, the names of all other parts, and their sheet. The
  // list stands without any of them, or this would never end. An interception of puppeteer's would put the cache out of use.
  const after = ['*/api/v2/look', ...['listening', 'links', 'work'].map((part) => `*/desk/assets/${part}-*`)]
  await session.send('Fetch.enable', { patterns: after.map((urlPattern) => ({ urlPattern })) })
  await page.goto(`${apila.url}/desk/`)
  await tap(page, button)
  await page.waitForSelector('[data-test="sent-card"]')
  const until = [...carried]
  await page.goto('about:blank')
  await session.detach()
  return until
}

const sum = (all: readonly Carried[]) => all.reduce((bytes, one) => bytes + one.bytes, 0)
const told = (all: readonly Carried[]) =>
  `${String(all.length)} requests, ${(sum(all) / 1024).toFixed(1)} KB: ${all.map(({ path, bytes }) => `${path} ${String(bytes)}`).join(', ')}`

test('until the list of the day the wire carries at most 143.5 KB in 12 requests, the roster included', async (t) => {
  const page = await newPage(browser, { width: 360 })
  const first = await openDesk(page, 'sign-in-koivu-worker-1')
  const again = await openDesk(page, 'unlock')
  t.diagnostic(`first visit: ${told(first)}`)
  t.diagnostic(`roster known: ${told(again)}`)
  assert.ok(again.length <= MOST_REQUESTS, told(again))
  assert.ok(sum(again) <= MOST_BYTES_KNOWN, told(again))
  assert.ok(first.length <= MOST_REQUESTS, told(first))
  assert.ok(sum(first) <= MOST_BYTES, told(first))
})
