// Promise: handing over works without signal from the first ticket on, and what has held a ticket's digits ends with the session
// (docs/threat-model.md). The built program in a browser that loses its signal on the list of the day.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page, WebWorker } from 'puppeteer-core'
import { agree, agreeToWrite } from '../journeys/agree.ts'
import { see, tap, tapAll, textOf, write } from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'

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

/** Longest wait for what must come or go. Unit: milliseconds. What comes late on a busy machine still comes. */
const PATIENCE_MS = 30_000

async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!isSo()) {
    assert.ok(performance.now() < end, what)
    await wait(50)
  }
}

/** What a page must have fetched to agree with a client without signal: screens, what sends later, three languages, what
 *  stretches codes, and the check of what is written; and to ask for advice or count. */
const NEEDED = [
  /\/Send-\w+\.js$/,
  /\/queue-\w+\.js$/,
  /\/argon2id\.js$/,
  /\/check-text-\w+\.js$/,
  /\/Ask-\w+\.js$/,
  /\/Observe-\w+\.js$/,
  /\/texts-fi-\w+\.js$/,
  /\/texts-sv-\w+\.js$/,
  /\/texts-en-\w+\.js$/,
]

/** Signs in, and loses the signal on the list of the day, once what is fetched ahead has come; nothing else was opened. */
async function loseSignalOnTheList(device: string): Promise<{ page: Page; worker: WebWorker }> {
  const page = await newPage(browser)
  const come = new Set<string>()
  page.on('requestfinished', (request) => void come.add(new URL(request.url()).pathname))
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  await see(page, 'start-send')
  const hasCome = () => {
    const left = new Set(come)
    return NEEDED.every((one) => {
      const found = [...left].find((path) => one.test(path))
      return found !== undefined && left.delete(found)
    })
  }
  await until(() => hasCome() && page.workers().length > 0, 'what is needed without signal is not fetched ahead')
  const [worker] = page.workers()
  assert.ok(worker)
  await page.setOfflineMode(true)
  return { page, worker }
}

async function agreeTo(page: Page, word: string): Promise<void> {
  await agree(page, 'agreed without signal')
  await tapAll(page, 'decide-yes', 'keep-paper')
  await see(page, 'ticket')
  await write(page, 'word', word)
  await tap(page, 'have-it')
  await see(page, 'send-queued')
}

for (const [ending, seen, word] of [
  ['menu-lock', 'unlock', 'rowanberry'],
  ['menu-out', 'look-again', 'whitebeam'],
] as const)
  test(`the first ticket is made without signal, and what held its digits ends at ${ending}`, async () => {
    const { page, worker } = await loseSignalOnTheList('koivu-worker-1')
    await agreeTo(page, word)
    assert.ok(page.workers().includes(worker), 'without signal it is kept for the next ticket')
    await tap(page, ending)
    await see(page, seen)
    await until(() => !page.workers().includes(worker), 'a worker that has held digits outlives the session')
    await page.close()
  })

test('without signal a name and an identity code are found before anything is sent, as with it', async () => {
  const { page } = await loseSignalOnTheList('koivu-worker-2')
  await agreeToWrite(page)
  await tap(page, 'told-situation-yes')
  await write(page, 'situation', 'Liisa Virtanen, 131052-308T, was paid only in part.')
  await tapAll(page, 'told-needs-no', 'told-clarified-no', 'next')
  await see(page, 'faults')
  assert.match(await textOf(page, 'faults'), /identity code[^]*Liisa Virtanen/)
  assert.equal(await page.$('[data-test="check-failed"]'), null)
  await page.close()
})

test('without signal advice is asked for and waits, and a name in it is stopped; a person is counted', async () => {
  const { page } = await loseSignalOnTheList('haapa-worker-1')
  await tapAll(page, 'start-ask', 'ask-to-kataja')
  await write(page, 'ask-text', 'May Liisa Virtanen stop working at once?')
  await see(page, 'ask-text-harmless')
  await tapAll(page, 'ask-matter-nobody', 'ask-send')
  await page.waitForSelector('#ask-text-error')
  await write(page, 'ask-text', 'May somebody stop working at once?')
  await see(page, 'ask-text-clear')
  await tap(page, 'ask-send')
  await page.waitForSelector('[data-test="asked"][data-state="queued"]')
  await tapAll(page, 'menu-observe', 'chip-FIR.Y', 'chip-STG.NAR', 'observe-save')
  await see(page, 'observe-saved')
  await page.close()
})
