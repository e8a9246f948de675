// Leaving in every way that a worker leaves: menu, Back, reload, lock, a dying tab, a browser started again. The same place, the same
// words, the same language; sealed on this device; and gone when it should be gone.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { CLIENT, CONTACT } from './agree.ts'
import { has, keptKeys, keptText, see, tap, tapAll, textOf, wholeText, write } from './hands.ts'

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

async function open(browserContext?: BrowserContext): Promise<Page> {
  const page = await newPage(browserContext ?? browser, { width: 1280 })
  // A question of the browser would be one that the worker must answer before leaving.
  page.on('dialog', (dialog) => assert.fail(`asked: ${dialog.message()}`))
  await page.goto(`${apila.url}/desk/`)
  return page
}

async function signIn(device: string): Promise<Page> {
  const page = await open()
  await tap(page, `sign-in-${device}`)
  await see(page, 'look-now')
  return page
}

/** Two answers of a referral, so that it stands at the third page. */
async function begin(page: Page, to = 'kataja'): Promise<void> {
  await tapAll(page, 'start-send', ...CLIENT, 'why-support', `to-${to}`)
  await see(page, 'wish-any')
  await see(page, 'draft-kept')
}

const isThere = async (page: Page, to = 'kataja'): Promise<void> => {
  await see(page, 'wish-any')
  await tap(page, 'back')
  assert.equal(await page.$eval(`[data-test="to-${to}"]`, (radio) => (radio as HTMLInputElement).checked), true)
  await tap(page, 'next')
  await see(page, 'wish-any')
}

test('a referral left by the menu stands among the drafts, as it was', async () => {
  const page = await signIn('koivu-worker-1')
  await begin(page)
  await tap(page, 'menu-today')
  await tap(page, 'open-draft')
  await isThere(page)
})

test('Back leads from a referral to the list and asks nothing; Forward leads into it again; Back at the list stays there', async () => {
  const page = await signIn('koivu-worker-2')
  assert.equal(new URL(page.url()).hash, '#today')
  await begin(page)
  assert.equal(new URL(page.url()).hash, '#send')
  await page.goBack()
  await see(page, 'to-kataja')
  await page.goBack()
  await see(page, 'age-adult')
  await page.goBack()
  await see(page, 'look-now')
  await page.goForward()
  await see(page, 'age-adult')
  while (!(await has(page, 'look-now'))) await page.goBack()
  await page.goBack()
  await see(page, 'look-now')
  assert.equal(new URL(page.url()).pathname, '/desk/')
})

test('a reload in the middle of a referral: the same worker, place, words and language', async () => {
  const page = await signIn('koivu-keeper-1')
  await tap(page, 'language-sv')
  await page.waitForFunction(() => document.documentElement.lang === 'sv')
  await begin(page)
  await page.reload()
  await tap(page, 'unlock')
  await isThere(page)
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'sv')
})

test('Back goes back also after a reload', async () => {
  const page = await signIn('koivu-keeper-2')
  await tap(page, 'menu-ticket')
  await see(page, 'ticket')
  await tap(page, 'menu-observe')
  await see(page, 'chip-FIR.Y')
  await page.reload()
  await tap(page, 'unlock')
  await see(page, 'chip-FIR.Y')
  await page.goBack()
  await see(page, 'ticket')
  await page.goBack()
  await see(page, 'look-now')
})

test('a tab that dies, and a telephone that is started again: the same place and words', async () => {
  const page = await signIn('kataja-worker-1')
  const context = page.browserContext()
  await begin(page, 'haapa')
  await tap(page, 'wish-any')
  // Nothing is waited for: only what the page keeps of itself counts.
  await page.waitForFunction(() => document.querySelector('[data-test="draft-kept"]') !== null)
  const session = await page.createCDPSession()
  await session.send('Page.crash').catch(() => undefined)
  const again = await open(context)
  await tap(again, 'unlock')
  await isThere(again, 'haapa')
})

test('the lock keeps a referral, and signing out does', async () => {
  const page = await signIn('kataja-worker-2')
  await begin(page, 'haapa')
  await tap(page, 'menu-lock')
  await tap(page, 'unlock')
  await isThere(page, 'haapa')
  await tap(page, 'menu-out')
  await tap(page, 'sign-in-kataja-worker-2')
  await tap(page, 'open-draft')
  await isThere(page, 'haapa')
})

test('what is kept is sealed, and neither address, history nor title tells of it', async () => {
  const page = await signIn('haapa-worker-1')
  await begin(page)
  const stored = await keptText(page)
  // As a name or a value in quotes: three letters alone come about in sealed text by chance.
  assert.deepEqual(stored.match(/\\?"(?:told|why|situation|send)\\?"/g), null)
  assert.equal(new URL(page.url()).hash, '#send')
  assert.match(await page.title(), /^(\(\d+\) )?Apila$/)
  assert.deepEqual(await page.evaluate(() => Object.keys(window.history.state as object)), ['place'])
})

test('the client says no: the draft is gone', async () => {
  const page = await signIn('haapa-worker-2')
  await begin(page)
  await tapAll(page, ...CONTACT, 'told-situation-yes')
  await write(page, 'situation', 'invented')
  await tapAll(page, 'next', 'skip', 'next', 'decide-no')
  await see(page, 'send-refused')
  await page.waitForFunction(
    async () => (await indexedDB.databases()).length > 0 && document.querySelector('[data-test="draft-kept"]') === null,
  )
  await tap(page, 'to-today')
  await see(page, 'look-now')
  assert.deepEqual(await keptKeys(page, 'draft/'), [])
  assert.equal(await has(page, 'open-draft'), false)
})

test('locked after the client said no: the list of the day, and no empty form that looks like a lost one', async () => {
  const page = await signIn('kataja-keeper-1')
  await begin(page, 'haapa')
  await tapAll(page, ...CONTACT, 'told-situation-yes')
  await write(page, 'situation', 'invented')
  await tapAll(page, 'next', 'skip', 'next', 'decide-no')
  await see(page, 'send-refused')
  await tap(page, 'menu-lock')
  await tap(page, 'unlock')
  await see(page, 'look-now')
  assert.equal(await has(page, 'interpreter-none-en'), false)
})

test('an entry for the statistics comes back after a reload, and is forgotten at the lock', async () => {
  const page = await signIn('vaahtera-worker-1')
  await tap(page, 'menu-observe')
  await tapAll(page, 'chip-FIR.Y', 'chip-STG.NAR')
  await see(page, 'draft-kept')
  const pressed = () => page.$eval('[data-test="chip-FIR.Y"]', (chip) => chip.getAttribute('aria-pressed'))
  await page.reload()
  await tap(page, 'unlock')
  await page.waitForFunction(
    () => document.querySelector('[data-test="chip-FIR.Y"]')?.getAttribute('aria-pressed') === 'true',
  )
  await tap(page, 'menu-lock')
  await tap(page, 'unlock')
  await see(page, 'chip-FIR.Y')
  assert.equal(await pressed(), 'false')
  assert.deepEqual(await keptKeys(page, 'draft/'), [])
  assert.ok((await wholeText(page)).length > 0 && (await textOf(page, 'observe-save')).length > 0)
})

test('a draft that was deleted by mistake is brought back', async () => {
  const page = await signIn('vaahtera-worker-2')
  await begin(page)
  await tap(page, 'menu-today')
  await tap(page, 'drop-draft')
  await see(page, 'draft-dropped')
  await page.waitForFunction(() => document.querySelector('[data-test="open-draft"]') === null)
  assert.deepEqual(await keptKeys(page, 'draft/'), [])
  await tap(page, 'draft-dropped-undo')
  await tap(page, 'open-draft')
  await isThere(page)
})
