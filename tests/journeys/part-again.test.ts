// A part of the program that could not be fetched once comes at the next tap, without a reload: browsers remember for a page's whole life
// that a module did not come, so each part is fetched and compared before it becomes one (house/build-app.ts).
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import first from '../../content/texts/en/desk-first.json' with { type: 'json' }
import { see, tap, textOf } from './hands.ts'

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

/** What the page asks for under an address, however it ends; and whether it is cut off. */
async function watch(
  page: Page,
  part: RegExp,
): Promise<{ cut: (isCut: boolean) => void; asked: () => number; fetched: () => number }> {
  const session = await page.createCDPSession()
  await session.send('Network.enable')
  let isCut = false
  let asked = 0
  let fetched = 0
  const wanted = new Set<string>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (part.test(request.url)) wanted.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    // What comes out of the browser's cache weighs nothing.
    if (wanted.has(requestId) && encodedDataLength > 0) fetched += 1
  })
  // Unlike an interception of puppeteer's this leaves the browser's cache in use.
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/desk/assets/*' }] })
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const isMeant = part.test(request.url)
    if (isMeant) asked += 1
    void (isMeant && isCut
      ? session.send('Fetch.failRequest', { requestId, errorReason: 'InternetDisconnected' })
      : session.send('Fetch.continueRequest', { requestId }))
  })
  return {
    cut: (now) => {
      isCut = now
    },
    asked: () => asked,
    fetched: () => fetched,
  }
}

test('a screen whose part did not come opens at the next tap', async () => {
  const page = await newPage(browser, { width: 360 })
  const part = await watch(page, /\/Ask-/)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'sign-in-koivu-worker-1')
  await see(page, 'sent-card')
  part.cut(true)
  await tap(page, 'start-ask')
  await see(page, 'problem')
  assert.equal(await page.$('[data-test="ask"]'), null)
  await tap(page, 'place-today')
  await see(page, 'sent-card')
  const before = part.asked()
  part.cut(false)
  await tap(page, 'start-ask')
  await see(page, 'ask')
  assert.equal(await page.$('[data-test="problem"]'), null)
  assert.ok(before > 0 && part.asked() > before, 'it was cut off, and asked for again')
  assert.equal(part.fetched(), 1, 'and came over the wire once')
})

test('keys and seals that did not come while somebody looks at the names come at the button', async () => {
  const page = await newPage(browser, { width: 360 })
  const part = await watch(page, /\/day-/)
  part.cut(true)
  await page.goto(`${apila.url}/desk/`)
  await see(page, 'problem')
  part.cut(false)
  await tap(page, 'look-again')
  await tap(page, 'sign-in-koivu-worker-1')
  await see(page, 'sent-card')
  assert.equal(part.fetched(), 1)
})

test('where not even the sentences of what went wrong come, the page says that there is no signal', async () => {
  const page = await newPage(browser, { width: 360 })
  const part = await watch(page, /\/(day|problems)-/)
  part.cut(true)
  await page.goto(`${apila.url}/desk/`)
  await see(page, 'problem')
  assert.equal(await textOf(page, 'problem'), first['offline'])
  part.cut(false)
  await tap(page, 'look-again')
  await see(page, 'sign-in-koivu-worker-1')
})

test('a part that is not the one on the page is refused, and the true one comes at the next tap', async () => {
  const page = await newPage(browser, { width: 360 })
  const session = await page.createCDPSession()
  let isFalse = true
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/desk/assets/Ask-*' }] })
  session.on('Fetch.requestPaused', ({ requestId }) => {
    const body = Buffer.from('globalThis.wasRun = true; export const Ask = () => null').toString('base64')
    const responseHeaders = [{ name: 'Content-Type', value: 'text/javascript' }]
    void (isFalse
      ? session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body })
      : session.send('Fetch.continueRequest', { requestId }))
  })
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'sign-in-koivu-worker-1')
  await see(page, 'sent-card')
  await tap(page, 'start-ask')
  await see(page, 'problem')
  assert.equal(await page.evaluate(() => Reflect.has(globalThis, 'wasRun')), false)
  isFalse = false
  await tap(page, 'place-today')
  await tap(page, 'start-ask')
  await see(page, 'ask')
})
