// A device that is used in two tabs, sleeps, has a wrong clock, keeps nothing, is cleared, or holds what the server refuses: each is told in
// its own true sentence, and nothing goes unsaid. The test drives the page's clock; nothing waits for a machine.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { CLIENT, agree } from './agree.ts'
import { has, keptKeys, see, seeState, tap, tapAll, textOf, wholeText, write } from './hands.ts'

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

/** Lets the test move the page's clock: its Date, and no timer. */
const movableClock = () => {
  const real = Date
  const moved = { by: 0 }
  Object.assign(globalThis, { moved })
  globalThis.Date = class extends real {
    constructor(...args: unknown[]) {
      if (args.length > 0) super(...(args as [number]))
      else super(real.now() + moved.by)
    }
    static override now() {
      return real.now() + moved.by
    }
  } as DateConstructor
}

const moveClock = (page: Page, minutes: number): Promise<void> =>
  page.evaluate((ms) => {
    ;(globalThis as unknown as { moved: { by: number } }).moved.by += ms
    // As when a window is come back to.
    window.dispatchEvent(new Event('focus'))
  }, minutes * 60_000)

interface Wish {
  context?: BrowserContext
  init?: () => void
}

async function open({ context, init }: Wish = {}): Promise<Page> {
  const page = await newPage(context ?? browser, { width: 1280 })
  await page.evaluateOnNewDocument(movableClock)
  if (init) await page.evaluateOnNewDocument(init)
  await page.goto(`${apila.url}/desk/`)
  return page
}

async function signIn(device: string, wish: Wish = {}): Promise<Page> {
  const page = await open(wish)
  await tap(page, `sign-in-${device}`)
  await see(page, 'look-now')
  return page
}

test('two tabs of one device: the second says so, takes over, and has the place and the words of the first', async () => {
  const first = await signIn('koivu-worker-1')
  await tapAll(first, 'start-send', ...CLIENT, 'why-support', 'to-kataja')
  await see(first, 'wish-any')
  await see(first, 'draft-kept')
  const second = await open({ context: first.browserContext() })
  await tap(second, 'unlock')
  await see(second, 'other-tab')
  await tap(second, 'take-over')
  await see(second, 'wish-any')
  await see(first, 'moved')
  assert.equal(
    await has(first, 'wish-any'),
    false,
    'what was open there is closed, so that nothing old is written over',
  )
  assert.equal(await has(second, 'other-tab'), false)
  await tap(second, 'wish-not-needed')
  await see(second, 'draft-kept')
  // And back again, with what the second one has written.
  await first.bringToFront()
  await tap(first, 'take-over')
  await see(first, 'wish-not-needed')
  await see(second, 'moved')
  assert.equal((await keptKeys(first, 'draft/')).length, 1)
})

test('writing in the second tab takes over by itself, and both see each other lock', async () => {
  const first = await signIn('koivu-worker-2')
  const second = await open({ context: first.browserContext() })
  await tap(second, 'unlock')
  await see(second, 'other-tab')
  await tap(second, 'menu-observe')
  await tap(second, 'chip-FIR.Y')
  await see(second, 'draft-kept')
  await see(first, 'moved')
  await tap(second, 'menu-lock')
  await see(second, 'unlock')
  await see(first, 'unlock')
})

test('after a sleep the screen is locked before the first touch counts, and what was written is kept', async () => {
  const page = await signIn('koivu-keeper-1')
  await tapAll(page, 'start-send', ...CLIENT)
  await see(page, 'draft-kept')
  await page.evaluate(() => {
    ;(globalThis as unknown as { moved: { by: number } }).moved.by += 8 * 3_600_000
  })
  await page.mouse.click(640, 700)
  await see(page, 'unlock')
  await tap(page, 'unlock')
  await see(page, 'why-support')
})

test('a screen that is turned to the client locks when the device has slept', async () => {
  const page = await signIn('koivu-keeper-2')
  await agree(page, 'invented')
  await see(page, 'decide-yes')
  await moveClock(page, 4)
  await see(page, 'decide-yes')
  await moveClock(page, 4)
  await see(page, 'decide-yes')
  await moveClock(page, 60)
  await see(page, 'unlock')
})

test('whoever dictates, scrolls or is helped by a switch is there; whoever is not, is locked out after five minutes', async () => {
  const page = await signIn('kataja-worker-1')
  await tap(page, 'menu-observe')
  await see(page, 'chip-FIR.Y')
  const signs: readonly (() => Promise<unknown>)[] = [
    () => page.evaluate(() => document.body.dispatchEvent(new Event('input', { bubbles: true }))),
    () =>
      page.evaluate(() => document.body.dispatchEvent(new CompositionEvent('compositionupdate', { bubbles: true }))),
    () => page.evaluate(() => document.body.dispatchEvent(new Event('scroll', { bubbles: true }))),
    () => page.evaluate(() => document.querySelector<HTMLElement>('[data-test="chip-FIR.Y"]')?.click()),
    () => page.evaluate(() => document.body.dispatchEvent(new Event('touchmove', { bubbles: true }))),
  ]
  for (const sign of signs) {
    await moveClock(page, 4)
    await see(page, 'chip-FIR.Y')
    await sign()
  }
  await moveClock(page, 4.5)
  await see(page, 'lock-soon')
  await moveClock(page, 1)
  await see(page, 'unlock')
})

test('storage that is refused, and storage that never answers: told, and nothing hangs', async () => {
  const refusing = await open({
    init: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError')
      }
    },
  })
  await tap(refusing, 'sign-in-koivu-worker-1')
  await see(refusing, 'problem')
  assert.match(await textOf(refusing, 'problem'), /keeps nothing for this page/)
  const silent = await open({
    init: () => {
      IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest
      // The patience of the desk ends at once; how long it is, no test waits out.
      const later = window.setTimeout.bind(window)
      window.setTimeout = ((act: () => void, ms = 0) => later(act, ms === 6_000 ? 0 : ms)) as typeof window.setTimeout
    },
  })
  await tap(silent, 'sign-in-koivu-worker-1')
  await see(silent, 'problem')
  assert.match(await textOf(silent, 'problem'), /does not answer/)
})

test('storage that the browser clears while somebody writes: told, and what stands on the screen is kept anew', async () => {
  const page = await signIn('kataja-worker-2')
  await tap(page, 'menu-observe')
  await tap(page, 'chip-FIR.Y')
  await see(page, 'draft-kept')
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('apila-desk')
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('kept', 'readwrite')
          transaction.objectStore('kept').clear()
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
  )
  assert.deepEqual(await keptKeys(page, 'draft/'), [])
  await tap(page, 'chip-STG.NAR')
  await see(page, 'problem')
  assert.match(await textOf(page, 'problem'), /has cleared what this device kept/)
  await see(page, 'draft-kept')
  assert.equal((await keptKeys(page, 'draft/')).length, 1)
})

test('a clock that is wrong is named, and ends no draft: the day of the server does', async () => {
  const page = await signIn('vaahtera-worker-1')
  await tapAll(page, 'start-send', ...CLIENT)
  await see(page, 'draft-kept')
  await tap(page, 'menu-today')
  await see(page, 'open-draft')
  await moveClock(page, 30 * 24 * 60)
  await tap(page, 'unlock')
  await tap(page, 'menu-today')
  await see(page, 'clock-wrong')
  await see(page, 'open-draft')
  assert.equal(await has(page, 'drafts-gone'), false)
  assert.equal((await keptKeys(page, 'draft/')).length, 1)
  await moveClock(page, -30 * 24 * 60)
})

test('a tap on the locked screen counts at once, before anything is painted', async () => {
  const page = await signIn('vaahtera-worker-2')
  await page.evaluate(async (ms) => {
    ;(globalThis as unknown as { moved: { by: number } }).moved.by += ms
    window.dispatchEvent(new Event('focus'))
    const find = () => document.querySelector<HTMLElement>('[data-test="unlock"]')
    // Only what runs before the next task: no paint lies between the lock and the tap.
    for (let turn = 0; turn < 1000 && !find(); turn += 1) await Promise.resolve()
    find()?.click()
  }, 10 * 60_000)
  await see(page, 'menu-today')
})

/** Twenty days back. Unit: minutes. */
const BACK = -20 * 24 * 60

test('a clock that is wrong when the code is made: named, no code said to come, and put right it is made and sent', async () => {
  const page = await signIn('haapa-worker-1')
  await moveClock(page, BACK)
  await agree(page, 'invented')
  await tapAll(page, 'decide-yes', 'keep-paper')
  await see(page, 'problem')
  assert.match(await textOf(page, 'problem'), /clock shows another day/)
  assert.ok(!(await wholeText(page)).includes('is being made'))
  await moveClock(page, -BACK)
  await tap(page, 'unlock')
  await see(page, 'turn-again-now')
  assert.match(await textOf(page, 'turn-again'), /The yes is noted for \d+\.\d+\.\d+, and it holds for two days/)
  await tapAll(page, 'turn-again-now', 'decide-yes')
  await see(page, 'ticket')
  await write(page, 'word', 'mulberry one')
  await tap(page, 'have-it')
  await see(page, 'send-sent')
})

test('a clock that jumps after the code was made: named, nothing is sent; put right, the same digits are', async () => {
  const page = await signIn('haapa-worker-2')
  await agree(page, 'invented')
  await tapAll(page, 'decide-yes', 'keep-paper')
  await see(page, 'ticket')
  const digits = await textOf(page, 'ticket')
  await write(page, 'word', 'mulberry two')
  await moveClock(page, BACK)
  await tap(page, 'have-it')
  await see(page, 'faults')
  await see(page, 'clock-wrong')
  assert.match(await textOf(page, 'turn-again'), /This device’s clock is wrong/)
  assert.equal(await has(page, 'turn-again-now'), false)
  assert.equal(await has(page, 'send-sent'), false)
  await moveClock(page, -BACK)
  await tap(page, 'unlock')
  await see(page, 'ticket')
  assert.equal(await textOf(page, 'ticket'), digits)
  await tap(page, 'have-it')
  await see(page, 'send-sent')
})

/** Two permissions that were made without signal, and are on this device. */
async function twoWaiting(page: Page, words: readonly string[]): Promise<void> {
  for (const word of words) {
    await agree(page, word, 'haapa')
    await tapAll(page, 'decide-yes', 'keep-paper')
    await see(page, 'ticket')
    await write(page, 'word', word)
    await page.setOfflineMode(true)
    await tap(page, 'have-it')
    await see(page, 'send-queued')
    await tap(page, 'to-today')
    await see(page, 'look-now')
  }
  assert.equal((await keptKeys(page, 'queue/')).length, 2)
}

test('two permissions without signal; one that the server refuses holds the other up no longer, and can be taken back', async () => {
  const page = await signIn('vaahtera-worker-2')
  await twoWaiting(page, ['bilberry', 'hazelnut'])
  await see(page, 'queue')
  let refused: string | undefined
  const answer = async (request: HTTPRequest) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/permissions')) return request.continue()
    const body = await request.fetchPostData()
    refused ??= body
    if (body !== refused) return request.continue()
    return request.respond({
      status: 500,
      contentType: 'application/json',
      body: JSON.stringify({ type: 'broken', status: 500, reference: 'x' }),
    })
  }
  await page.setRequestInterception(true)
  page.on('request', (request) => void answer(request))
  await page.setOfflineMode(false)
  await page.waitForFunction(() => document.querySelectorAll('[data-test="queue-row"]').length === 1)
  await page.waitForFunction(() =>
    document.querySelector('[data-test="problem"]')?.textContent.includes('did not take one of the things that wait'),
  )
  await tap(page, 'queue-drop')
  await tap(page, 'queue-dialog-keep')
  assert.equal((await keptKeys(page, 'queue/')).length, 1)
  await tapAll(page, 'queue-drop', 'queue-dialog-do')
  await page.waitForFunction(() => document.querySelector('[data-test="queue-row"]') === null)
  assert.deepEqual(await keptKeys(page, 'queue/'), [])
})

test('a day that passes in the queue is told, each permission by itself, until somebody has read it', async () => {
  const page = await signIn('vaahtera-keeper-1')
  await twoWaiting(page, ['crowberry', 'sycamore'])
  // The server's day counts, never the device's own: forty days have passed there.
  const late = new Date(Date.now() + 40 * 24 * 3_600_000).toUTCString()
  const answer = (request: HTTPRequest) =>
    request.method() === 'POST' && request.url().endsWith('/permissions')
      ? request.respond({
          status: 409,
          headers: { date: late },
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'ask-again', status: 409 }),
        })
      : request.continue()
  await page.setRequestInterception(true)
  page.on('request', (request) => void answer(request))
  await page.setOfflineMode(false)
  await seeState(page, 'unsent', 'past')
  await page.waitForFunction(() => document.querySelectorAll('[data-test="unsent"]').length === 2)
  assert.deepEqual(await keptKeys(page, 'queue/'), [])
  await page.reload()
  await tap(page, 'unlock')
  await seeState(page, 'unsent', 'past')
  await tap(page, 'unsent-seen')
  await page.waitForFunction(() => document.querySelectorAll('[data-test="unsent"]').length === 1)
})
