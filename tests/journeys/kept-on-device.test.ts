// What a device keeps between visits: nothing is forgotten or passed over unsaid, and its own clock sweeps nothing.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer-core'
import { Day, addDays } from '@apila/core/day.ts'
import { sealToDevice } from '@apila/sealing/account/device.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type World, foundDemo } from '../world/network.ts'
import { agree } from './agree.ts'
import { lookNow, see, show, tap, tapAll, textOf } from './hands.ts'

const OWN = 'koivu-worker-1'
const today = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
before(async () => {
  apila = await startApila()
  world = await foundDemo(Day.parse('2026-01-02'))
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function signIn(page: Page): Promise<void> {
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${OWN}`)
  await see(page, 'start-send')
  await lookNow(page)
}

/** Goes on where the screen was locked, and to the list of the day. */
async function comeBack(page: Page): Promise<void> {
  await page.goto(`${apila.url}/desk/`)
  await tapAll(page, 'unlock', 'menu-today')
  await lookNow(page)
}

/** Puts rows where the program keeps its own; gives the keys that lie there afterwards. */
const keep = (page: Page, rows: readonly (readonly [string, unknown])[]): Promise<string[]> =>
  page.evaluate(
    (all) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('apila-desk', 1)
        opening.onerror = () => {
          reject(new Error('the store does not open'))
        }
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('kept', 'readwrite')
          const store = transaction.objectStore('kept')
          for (const [key, value] of all) store.put(value, key)
          const keys = store.getAllKeys()
          transaction.oncomplete = () => {
            opening.result.close()
            resolve(keys.result.map(String).filter((key) => /^(draft|queue|unsent)\//.test(key)))
          }
        }
      }),
    rows,
  )

/** Keeps a draft of a client who is thinking. */
async function think(page: Page): Promise<void> {
  await agree(page, 'a thought that waits')
  await tap(page, 'decide-think')
  await see(page, 'send-thinking')
}

test('what cannot be read was forgotten in silence: it is told, stays until somebody removes it, and nothing of another device is touched', async () => {
  const page = await newPage(browser)
  await signIn(page)
  const until = addDays(today, 5)
  const sealed = (device: string, value: unknown) => sealToDevice(world.device(device), value)
  const draft = (value: unknown) => ({ kind: 'send', of: null, turn: 1, at: '9.05', on: today, value })
  await keep(page, [
    ['queue/no-row', 'noise'],
    ['queue/no-seal', { until, blob: 'AAAA' }],
    ['queue/no-parcel', { until, blob: await sealed(OWN, { deposit: { v: 1 } }) }],
    ['unsent/no-reason', { until, blob: await sealed(OWN, { why: 'perhaps', until }) }],
    ['draft/no-row', { until: 7 }],
    ['draft/no-draft', { until, blob: await sealed(OWN, { page: 'turned', age: 'adult' }) }],
    ['draft/old', { until, blob: await sealed(OWN, draft({ page: 'client', age: 'adult' })) }],
    ['draft/others', { until: addDays(today, -5), blob: await sealed('kataja-worker-1', draft({ page: 'client' })) }],
    ['draft/past', { until: addDays(today, -1), blob: await sealed(OWN, draft({})) }],
  ])
  await lookNow(page)
  await see(page, 'queue-unreadable')
  assert.match(await textOf(page, 'queue-unreadable'), /: 3\./)
  assert.match(await textOf(page, 'kept-unreadable'), /: 3\.$/)
  await see(page, 'drafts-gone')
  await show(page, '95-not-readable')
  assert.equal(await page.$('[data-test="queue"]'), null, 'what cannot be read is not said to wait for signal')
  const readable = ['draft/old', 'draft/others']
  const unreadable = [
    'draft/no-draft',
    'draft/no-row',
    'queue/no-parcel',
    'queue/no-row',
    'queue/no-seal',
    'unsent/no-reason',
  ]
  assert.deepEqual(await keep(page, []), [...readable, ...unreadable].sort())
  await tap(page, 'open-draft')
  await see(page, 'problem')
  assert.match(await textOf(page, 'problem'), /cannot be read any more/)
  await tap(page, 'menu-today')
  await tap(page, 'remove-unreadable')
  await page.waitForFunction(() => document.querySelector('[data-test="remove-unreadable"]') === null)
  assert.deepEqual(await keep(page, []), readable, 'what a tap removes is what was told, and nothing else')
  await page.close()
})

/** Another page of the same browser, whose clock runs ahead. */
async function ahead(context: BrowserContext, days: number): Promise<Page> {
  const page = await newPage(context)
  await page.evaluateOnNewDocument((shift) => {
    const Real = Date
    const now = () => Real.now() + shift
    globalThis.Date = class extends Real {
      constructor(...given: unknown[]) {
        super(...((given.length === 0 ? [now()] : given) as [number]))
      }
      static override now = now
    } as DateConstructor
  }, days * 86_400_000)
  return page
}

test('a draft was swept by the clock of a device that ran ahead; the day of the server ends it, and says so', async () => {
  const context = await browser.createBrowserContext()
  const page = await newPage(context)
  await signIn(page)
  await think(page)
  await page.close()
  const early = await ahead(context, 40)
  await comeBack(early)
  await see(early, 'open-draft')
  await see(early, 'clock-wrong')
  assert.equal(await early.$('[data-test="drafts-gone"]'), null)
  await early.close()
  const late = await newPage(context)
  await serverDayIs(late, addDays(today, 40))
  await comeBack(late)
  await see(late, 'drafts-gone')
  assert.equal(await late.$('[data-test="open-draft"]'), null)
  assert.deepEqual(await keep(late, []), [])
  await context.close()
})

/** Answers as the server does, with another day in the head of each answer. */
async function serverDayIs(page: Page, day: Day): Promise<void> {
  const pass = async (request: HTTPRequest): Promise<void> => {
    if (!new URL(request.url()).pathname.startsWith('/api/')) return request.continue()
    const { authorization } = request.headers()
    const method = request.method()
    const answer = await fetch(request.url(), {
      method,
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      ...(method === 'GET' ? {} : { body: (await request.fetchPostData()) ?? '{}' }),
    })
    return request.respond({
      status: answer.status,
      headers: { date: new Date(`${day}T10:00:00Z`).toUTCString() },
      contentType: answer.headers.get('content-type') ?? 'application/json',
      body: Buffer.from(await answer.arrayBuffer()),
    })
  }
  await page.setRequestInterception(true)
  page.on('request', (request) => void pass(request))
}
