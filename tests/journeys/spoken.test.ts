// The desk as it is heard: every screen's tree read through (names, questions, headings, order, focus), and what its live regions say, from
// the sign-in to the end of a permission by keyboard alone.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { addDays } from '@apila/core/day.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { agree } from './agree.ts'
import { chooseDay, has, lookNow, see, tap, tapAll, textOf, write } from './hands.ts'
import { assertSpoken, listenToRegions } from './spoken.ts'

let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

interface Ear {
  page: Page
  said: () => Promise<string[]>
}

async function open(): Promise<Ear> {
  const page = await newPage(browser, { width: 360 })
  const { said } = await listenToRegions(page)
  await page.goto(`${apila.url}/desk/`)
  await see(page, 'sign-in-koivu-worker-1')
  return { page, said }
}

async function signIn(device: string): Promise<Ear> {
  const ear = await open()
  await tap(ear.page, `sign-in-${device}`)
  await see(ear.page, 'look-now')
  return ear
}

/** Presses each as a hand does, which takes the focus along, and reads what it leads to. */
async function readEach(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await see(page, name)
    await page.focus(`[data-test="${name}"]`)
    await tap(page, name)
    await page.waitForFunction(() => document.querySelector('h1') !== null)
    await assertSpoken(page, `after ${name}`)
  }
}

test('referring: every step is named, in order, and keeps the focus', async () => {
  const { page } = await open()
  await assertSpoken(page, 'sign-in', { hasFocus: false })
  await tap(page, 'sign-in-koivu-worker-1')
  await see(page, 'look-now')
  await assertSpoken(page, 'today')
  await readEach(page, 'start-send', 'interpreter-none-en', 'age-adult')
  await see(page, 'why-support')
  await readEach(page, 'why-support', 'to-kataja')
  await see(page, 'wish-any')
  await readEach(
    page,
    'wish-not-needed',
    'day-any',
    'reach-own',
    'channel-message',
    'between-sheet',
    'mode-knock-ahead',
    'until-30',
  )
  await tapAll(page, 'back', 'next')
  await readEach(page, 'reach-worker', 'next')
  await see(page, 'told-situation-yes')
  await readEach(page, 'told-situation-yes')
  await write(page, 'situation', 'Anna Virtanen was paid in part.')
  await see(page, 'ask-name')
  await assertSpoken(page, 'told, with a name', { hasFocus: false })
  await readEach(page, 'next')
  await write(page, 'situation', 'Was paid in part.')
  await readEach(page, 'told-needs-no', 'told-clarified-no', 'next', 'next')
  await see(page, 'decide-yes')
  await assertSpoken(page, 'turned')
  await readEach(page, 'decide-yes', 'keep-paper-lines')
  await see(page, 'ticket')
  await write(page, 'word', 'rowanberry')
  await assertSpoken(page, 'code', { hasFocus: false })
  await readEach(page, 'have-it')
  await see(page, 'send-sent')
  await assertSpoken(page, 'sent')
  await readEach(page, 'to-today', 'open-sent')
})

test('a child, another language, an interpreter who is known, a draft, a refusal', async () => {
  const { page } = await signIn('koivu-worker-2')
  await readEach(page, 'start-send', 'interpreter-phone')
  await write(page, 'language', 'other')
  await write(page, 'language-name', 'Dinka')
  await readEach(page, 'knows-interpreter-yes', 'interpreter-changed', 'knows-interpreter-no', 'age-unsure')
  await assertSpoken(page, 'unsure')
  await tap(page, 'menu-today')
  await see(page, 'open-draft')
  await readEach(page, 'drop-draft')
  await tap(page, 'draft-dropped-undo')
  await see(page, 'open-draft')
  await agree(page, 'invented')
  await readEach(page, 'decide-think')
  await tap(page, 'menu-today')
  await see(page, 'look-now')
  await assertSpoken(page, 'today with drafts')
})

test('receiving, meeting, talking, the sheet, and what has ended', async () => {
  const sender = await signIn('haapa-worker-1')
  await tapAll(
    sender.page,
    ...['start-send', 'interpreter-none-en', 'age-adult', 'why-support', 'to-vaahtera', 'wish-not-needed', 'day-any'],
    ...['reach-worker', 'between-sheet', 'mode-knock-ahead', 'until-14', 'told-situation-yes'],
  )
  await write(sender.page, 'situation', 'Invented.')
  await tapAll(sender.page, 'told-needs-no', 'told-clarified-no', 'next', 'next')
  await tapAll(sender.page, 'decide-yes', 'keep-paper')
  await see(sender.page, 'ticket')
  const digits = (await textOf(sender.page, 'ticket')).replaceAll(/\D/g, '')
  await write(sender.page, 'word', 'willow tree')
  await tap(sender.page, 'have-it')
  await see(sender.page, 'send-sent')
  const { page } = await signIn('vaahtera-worker-1')
  await lookNow(page)
  await tap(page, 'open-knock')
  await see(page, 'knock-content')
  await assertSpoken(page, 'first contact')
  await readEach(page, 'propose-open')
  await chooseDay(page, addDays(todayInFinland(), 3))
  await write(page, 'time-at', '13:00')
  await readEach(page, 'time-place-ours', 'propose')
  await see(page, 'answered')
  await assertSpoken(page, 'answered')
  await tap(page, 'to-today')
  await lookNow(page)
  await assertSpoken(page, 'today of the receiver', { hasFocus: false })
  await tap(page, 'open-received')
  await see(page, 'received-page')
  await assertSpoken(page, 'received')
  await write(page, 'message', 'Ask Anna Virtanen, please.')
  await see(page, 'message-harmless')
  await assertSpoken(page, 'a message with a name', { hasFocus: false })
  await readEach(page, 'place-ticket')
  await write(page, 'ticket', '1234')
  await write(page, 'ticket', digits)
  await tap(page, 'ticket-open')
  await see(page, 'summary')
  await assertSpoken(page, 'summary')
  await tap(page, 'summary-yes')
  await see(page, 'story')
  await assertSpoken(page, 'story')
  await tap(page, 'to-sheet')
  await see(page, 'sheet-write')
  await assertSpoken(page, 'sheet')
  await readEach(page, 'sheet-write', 'task-add')
  for (const [field, text] of [
    ['task-who-0', 'Helmi'],
    ['task-what-0', 'Calls the shelter.'],
    ['task-who-1', 'Aino'],
    ['task-what-1', 'Comes along.'],
  ] as const)
    await write(page, field, text)
  await tap(page, 'sheet-save')
  await see(page, 'sheet-version')
  await assertSpoken(page, 'sheet, written')
  await readEach(page, 'place-today')
})

test('advice, counting, contacts, closing, coordination, publishing, the lock', async () => {
  const { page } = await signIn('koivu-keeper-1')
  await readEach(page, 'start-ask', 'ask-send')
  await write(page, 'ask-text', 'May Liisa Virtanen in Kerava stop at once?')
  await see(page, 'ask-text-harmless')
  await assertSpoken(page, 'a question with a name', { hasFocus: false })
  await tap(page, 'menu-observe')
  await see(page, 'observe-save')
  await assertSpoken(page, 'observe')
  await readEach(page, 'observe-save', 'chip-FIR.Y', 'chip-STG.NAR', 'observe-save')
  await see(page, 'observe-saved')
  for (const name of ['contacts', 'close', 'coordination'] as const) {
    await tap(page, `menu-${name}`)
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    await page.waitForNetworkIdle({ idleTime: 200 })
    await assertSpoken(page, name)
  }
  await tap(page, 'lock')
  await see(page, 'unlock')
  await assertSpoken(page, 'locked')
  const officer = await open()
  await tap(officer.page, 'sign-in-koivu-officer')
  await see(officer.page, 'release-state')
  await assertSpoken(officer.page, 'publishing', { hasFocus: false })
})

test('sheets over the screen are named, have the focus, and give it back', async () => {
  const { page } = await signIn('haapa-keeper-1')
  for (const [opener, dialog] of [
    ['help', 'help'],
    ['more', 'more'],
  ] as const) {
    await see(page, opener)
    await page.focus(`[data-test="${opener}"]`)
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open]')
    await assertSpoken(page, dialog)
    assert.ok(
      await page.evaluate(() => document.activeElement?.closest('dialog') !== null),
      `${dialog}: the focus is inside`,
    )
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.querySelector('dialog[open]') === null)
    await page.waitForFunction((to) => (document.activeElement as HTMLElement).dataset['test'] === to, {}, opener)
  }
  assert.ok(await has(page, 'look-now'))
})

test('what happens is said without a look: looking, wrong, found, sealing, sent, and no signal', async () => {
  const { page, said } = await signIn('kataja-worker-1')
  await page.waitForFunction(() => document.querySelector('[data-test="looked-at"]') !== null)
  const heard = async (words: RegExp) => {
    await page.waitForFunction(
      (source) =>
        (globalThis as unknown as { saidByRegions: string[] }).saidByRegions.some((one) =>
          new RegExp(source).test(one),
        ),
      {},
      words.source,
    )
  }
  await heard(/Up to date at/)
  await tapAll(page, 'start-send', 'interpreter-none-en')
  await tap(page, 'next')
  await heard(/still open/)
  await tapAll(
    page,
    'age-adult',
    'why-support',
    'to-haapa',
    'wish-not-needed',
    'day-any',
    'reach-worker',
    'between-sheet',
  )
  await tapAll(page, 'mode-knock-ahead', 'until-30', 'told-situation-yes')
  await write(page, 'situation', 'Anna Virtanen was paid in part.')
  await heard(/Virtanen/)
  await write(page, 'situation', 'Was paid in part.')
  await tapAll(page, 'told-needs-no', 'told-clarified-no', 'next', 'next', 'decide-yes', 'keep-paper')
  await see(page, 'ticket')
  await write(page, 'word', 'hawthorn')
  await tap(page, 'have-it')
  await see(page, 'send-sent')
  await heard(/Sealed on this device/)
  await page.setOfflineMode(true)
  await heard(/No signal/)
  await page.setOfflineMode(false)
  assert.ok((await said()).length > 0)
})
