// Promise: her browser keeps nothing of ours (docs/threat-model.md). A profile on disk is searched after a whole visit in which she
// ended a permission with her ticket; a careless page, visited in the same way, must be found out by the same search.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Page, launch } from 'puppeteer-core'
import { Day } from '@apila/core/day.ts'
import { newTicket, ticketGroups } from '@apila/sealing/ticket.ts'
import { findChromium } from '../chromium.ts'
import { spellings } from '../recording-proxy.ts'
import { type Apila, filesBelow, startApila, todayInFinland } from '../server.ts'
import { Refused, signIn } from '../world/client.ts'
import { foundDemo } from '../world/network.ts'
import { randomBytes, sealDemoReferral } from '../world/referral.ts'

let apila: Apila
let careless: Server
const folders: string[] = []

before(async () => {
  apila = await startApila()
  // What a page does that does not think of her: the ticket in storage and in the address.
  careless = createServer((_, to) => {
    to.setHeader('Content-Type', 'text/html')
    to.end(
      '<form><input name="ticket"><button>x</button></form><script>document.forms[0].onsubmit=()=>localStorage.setItem("t",document.forms[0].ticket.value)</script>',
    )
  }).listen(0, '127.0.0.1')
  await once(careless, 'listening')
})
after(async () => {
  careless.close()
  await apila.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** Visits with a profile of its own on disk, closes the browser, and gives what the profile holds. */
async function profileAfter(visit: (page: Page) => Promise<void>): Promise<Buffer[]> {
  const chromium = await findChromium()
  const userDataDir = await mkdtemp(join(tmpdir(), 'visit-'))
  folders.push(userDataDir)
  const browser = await launch({
    executablePath: chromium.path,
    env: { ...process.env, ...chromium.env },
    headless: 'shell',
    userDataDir,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  const page = await browser.newPage()
  await visit(page)
  // Storage is written with a delay; give a careless page the time to show itself.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await browser.close()
  return (await filesBelow(userDataDir)).map(({ bytes }) => bytes)
}

const holds = (files: readonly Buffer[], text: string) =>
  spellings(text).some((needle) => files.some((bytes) => bytes.includes(needle)))

test('the search can fail: a careless page leaves the ticket in the profile', async () => {
  const digits = newTicket(randomBytes)
  const files = await profileAfter(async (page) => {
    await page.goto(`http://localhost:${String((careless.address() as AddressInfo).port)}/`)
    await page.type('input', digits)
    await Promise.all([page.waitForNavigation(), page.click('button')])
  })
  assert.ok(holds(files, digits))
})

test('after she ended a permission on the neutral page, the profile holds neither digits nor any telling word', async () => {
  const world = await foundDemo(Day.parse('2026-01-02'))
  const client = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
  const { deposit, digits } = await sealDemoReferral(world, {
    from: 'koivu',
    to: 'kataja',
    mode: 'knock-ahead',
    today: todayInFinland(),
  })
  await client.deposit(deposit)
  assert.ok(digits)
  const files = await profileAfter(async (page) => {
    for (const path of ['/a', '/a/en', '/a/en/1', '/a/en/4']) await page.goto(apila.neutralUrl + path)
    await page.type('#end-digits', ticketGroups(digits).join(' '))
    await page.click('#end-button')
    await page.waitForFunction(
      () =>
        document.querySelector('#end-status')?.textContent ===
        document.querySelector<HTMLElement>('#end-status')?.dataset['done'],
    )
    assert.equal(await page.$eval('#end-digits', (input) => (input as HTMLInputElement).value), '')
    assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), [
      '',
      0,
      0,
    ])
    assert.deepEqual(await page.browserContext().cookies(), [])
    assert.deepEqual(
      await page.evaluate(async () => [
        (await indexedDB.databases()).length,
        (await caches.keys()).length,
        (await navigator.serviceWorker.getRegistrations()).length,
      ]),
      [0, 0, 0],
    )
  })
  await assert.rejects(
    client.open(deposit.story.locator),
    (error) => error instanceof Refused && error.code === 'not-found',
  )
  for (const text of [digits, ticketGroups(digits).join(' '), deposit.story.locator, deposit.withdraw])
    assert.ok(!holds(files, text))
  for (const word of ['apila', 'trafficking', 'ihmiskaup', 'Birch Support', 'Koivu-tuki']) {
    assert.ok(!files.some((bytes) => bytes.includes(word)), word)
  }
})
