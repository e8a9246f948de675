// What the wire carries until a worker sees the list of the day: bodies and heads, all hosts' answers. docs/architecture.md "Weights".
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { tap } from './hands.ts'

/** Unit: bytes and requests. A device that has read the roster before, and has nothing else of us. */
const MOST_BYTES = 140 * 1024
const MOST_REQUESTS = 15
/** The roster itself, which a device reads once: as long as the network is large. Unit: bytes. */
const ROSTER_BYTES = 80 * 1024

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

/** Opens the desk without anything of it in the browser's cache, and counts until the desk's own rows stand. */
async function openDesk(page: Page, button: string): Promise<Carried[]> {
  const session = await page.createCDPSession()
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const paths = new Map<string, string>()
  const carried: Carried[] = []
  session.on('Network.requestWillBeSent', ({ requestId, request }) =>
    paths.set(requestId, new URL(request.url).pathname),
  )
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    carried.push({ path: paths.get(requestId) ?? '', bytes: encodedDataLength }),
  )
  // What comes after the list waits until it has been counted.
  const held: HTTPRequest[] = []
  const hold = (request: HTTPRequest) => {
    if (request.url().endsWith('/api/v2/look')) held.push(request)
    else void request.continue()
  }
  await page.setRequestInterception(true)
  page.on('request', hold)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, button)
  await page.waitForSelector('[data-test="sent-card"]')
  const until = [...carried]
  await session.detach()
  page.off('request', hold)
  await page.setRequestInterception(false)
  for (const request of held) await request.abort().catch(() => undefined)
  await page.goto('about:blank')
  return until
}

const sum = (all: readonly Carried[]) => all.reduce((bytes, one) => bytes + one.bytes, 0)
const told = (all: readonly Carried[]) =>
  `${String(all.length)} requests, ${(sum(all) / 1024).toFixed(1)} KB: ${all.map(({ path, bytes }) => `${path} ${String(bytes)}`).join(', ')}`

test('until the list of the day the wire carries at most 140 KB in 15 requests, and the roster once', async (t) => {
  const page = await newPage(browser, { width: 360 })
  const first = await openDesk(page, 'sign-in-koivu-worker-1')
  const again = await openDesk(page, 'unlock')
  t.diagnostic(`first visit: ${told(first)}`)
  t.diagnostic(`roster known: ${told(again)}`)
  assert.ok(again.length <= MOST_REQUESTS, told(again))
  assert.ok(sum(again) <= MOST_BYTES, told(again))
  assert.ok(first.length <= MOST_REQUESTS, told(first))
  assert.ok(sum(first) <= MOST_BYTES + ROSTER_BYTES, told(first))
})
