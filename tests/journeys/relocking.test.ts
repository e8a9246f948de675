// Somebody leaves a team of the invented world: two administrators remove the device, and the team's desk locks anew what is still valid, in the
// background, goes on after a reload, and does nothing twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { see, seeState, show, tap, tapAll, textOf } from './hands.ts'

let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function signIn(device: string): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  await see(page, 'look-now')
  return page
}

test('a removal by two is followed by locking anew, which a reload interrupts and which ends', async () => {
  const [first, second] = [await signIn('koivu-keeper-1'), await signIn('koivu-keeper-2')]
  await tapAll(first, 'menu-keys', 'remove-koivu-worker-2', 'remove-koivu-worker-2-ask-do')
  await seeState(first, 'waiting', 'own')
  await tapAll(second, 'menu-keys', 'waiting-sign')
  await see(second, 'waits-none')
  assert.equal(await second.$('[data-test="remove-koivu-worker-2"]'), null)
  const worker = await signIn('koivu-worker-1')
  await see(worker, 'relocking')
  await worker.reload()
  await tap(worker, 'unlock')
  await seeState(worker, 'relocking', 'done')
  const text = await textOf(worker, 'relocking')
  assert.match(text, /locked anew/)
  await show(worker, 'relocked')
  // Nothing is left: the next page says nothing of it.
  await worker.reload()
  await tap(worker, 'unlock')
  await see(worker, 'look-now')
  await worker.waitForFunction(() => document.querySelector('[data-test="look-now"]:not([disabled])') !== null)
  assert.equal(await worker.$('[data-test="relocking"]'), null)
  const gone = await newPage(browser)
  await gone.goto(`${apila.url}/desk/`)
  await tap(gone, 'sign-in-koivu-worker-2')
  await see(gone, 'problem')
})
