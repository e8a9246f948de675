// Promise: what is handed out has its line in the client's book before it leaves the screen, and what the client adds stands beside what was
// told (docs/threat-model.md). Against a real server with the built program.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { Day } from '@apila/core/day.ts'
import { openBook } from '@apila/sealing/referral/book.ts'
import { openReceipt } from '@apila/sealing/referral/open.ts'
import { Book, Notes } from '@apila/core/referral/wire.ts'
import {
  listenForComplaints,
  lookNow,
  see,
  seeState,
  show,
  tap,
  tapAll,
  tapIn,
  textOf,
  wholeText,
  write,
} from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { holdLooks } from '../machinery/held-looks.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, release, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, sealDemo } from '../world/referral.ts'

const today = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
let sender: Acting
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
  const client = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
  sender = { world, client, organisation: 'koivu', today }
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function sendKept(word: string, options: Partial<DemoOptions> = {}): Promise<Sent> {
  const sent = await sealDemo(world, {
    ...{ from: 'koivu', to: 'kataja', mode: 'knock-ahead', today, word },
    front: { talk: 'words' },
    told: { situation: 'kanarialintu situation', needs: 'kanarialintu needs' },
    ...options,
  })
  await send(sender, sent)
  return sent
}

/** Counts what is printed, and keeps what would be on the paper, as it stands at that moment. */
async function watchPrinter(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    window.print = () => {
      document.documentElement.dataset['printed'] = String(Number(document.documentElement.dataset['printed'] ?? 0) + 1)
    }
  })
}
const printed = (page: Page) => page.evaluate(() => Number(document.documentElement.dataset['printed'] ?? 0))

/** What a printer would be given of the page as it stands. */
async function onPaper(page: Page): Promise<string> {
  await page.emulateMediaType('print')
  const text = await page.$eval('body', (body) => body.innerText)
  await page.emulateMediaType('screen')
  return text
}

async function signInAt(organisation: string): Promise<Page> {
  const page = await newPage(browser)
  await holdLooks(page)
  await watchPrinter(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'language-en')
  await tap(page, `sign-in-${organisation}-worker-1`)
  await see(page, 'look-now')
  return page
}

async function openWithTicket(page: Page, sent: Sent): Promise<void> {
  await tap(page, 'menu-ticket')
  await write(page, 'ticket', sent.digits ?? '')
  await tapAll(page, 'ticket-open', 'summary-yes')
  await tap(page, 'show-contact')
  await see(page, 'story-situation')
}

/** The lines of the client's book, read with the client's code. */
async function linesOf(sent: Sent) {
  const { name } = sent.reservation.keys
  const released = await release(sender, name, 'her-book-read')
  const receipt = await openReceipt(released, name, sent.keys?.receiptIdentity ?? '', world.roster)
  assert.ok(receipt)
  const { lines } = Book.parse(await sender.client.post('/book', { name }))
  return openBook(receipt.bookIdentity, lines, world.roster)
}
const handedIn = async (sent: Sent) =>
  (await linesOf(sent)).flatMap((line) => (line.isRead && line.handedOut ? [line.handedOut] : []))

test('a story goes on paper only after its line: each answer is tapped, and without the line nothing is printed', async () => {
  const sent = await sendKept('erica')
  const page = await signInAt('kataja')
  const complaints = listenForComplaints(page)
  await openWithTicket(page, sent)
  assert.doesNotMatch(await onPaper(page), /kanarialintu/, 'the browser’s own print button prints no story')
  await tap(page, 'hand-out-open')
  await tap(page, 'hand-out-do')
  for (const name of ['handed-what', 'handed-to', 'handed-how']) await page.waitForSelector(`#${name}-error`)
  await show(page, 'client/01-hand-out')
  await tapAll(page, 'handed-what-needs', 'handed-to-lawyer', 'handed-how-paper')
  // Whatever keeps the line from the book keeps the paper in the printer.
  await page.setOfflineMode(true)
  await tap(page, 'hand-out-do')
  await page.waitForSelector('[role="alert"]')
  assert.equal(await printed(page), 0)
  assert.equal(await page.$('[data-test="handed"]'), null)
  await page.setOfflineMode(false)
  assert.deepEqual(await handedIn(sent), [])
  await tap(page, 'hand-out-do')
  await seeState(page, 'handed', 'paper')
  await page.waitForFunction(() => document.documentElement.dataset['printed'] === '1')
  assert.deepEqual(await handedIn(sent), [{ what: ['needs'], to: 'lawyer', how: 'paper' }])
  const paper = await onPaper(page)
  assert.match(paper, /kanarialintu needs/)
  assert.doesNotMatch(paper, /situation|Koivu|Kataja|Apila|library/)
  await show(page, 'client/02-handed')
  await tap(page, 'handed-done')
  assert.equal(await page.$('[data-test="handed-words"]'), null)
  assert.deepEqual(complaints, [])
  await page.close()
})

test('what the line calls read aloud or a file is on no paper, whichever button of the browser is pressed', async () => {
  const sent = await sendKept('heather')
  const page = await signInAt('kataja')
  await openWithTicket(page, sent)
  await tap(page, 'hand-out-open')
  for (const how of ['read-aloud', 'file']) {
    await tapAll(page, 'handed-what-needs', 'handed-to-lawyer', `handed-how-${how}`, 'hand-out-do')
    await seeState(page, 'handed', how)
    assert.match(await textOf(page, 'handed-words'), /kanarialintu needs/, 'it is there to be read')
    assert.doesNotMatch(await onPaper(page), /kanarialintu/, how)
    await tap(page, 'handed-done')
    await tap(page, 'hand-out-open')
  }
  assert.equal(await printed(page), 0)
  assert.deepEqual(
    (await handedIn(sent)).map(({ how }) => how),
    ['read-aloud', 'file'],
  )
  await page.close()
})

test('what the client adds stands beside what was told, at both desks’ hands, and is a line of its own', async () => {
  const sent = await sendKept('gentian')
  const [a, b] = [await signInAt('koivu'), await signInAt('kataja')]
  await lookNow(a)
  await tapIn(a, 'sent-card', 'gentian', 'open-sent')
  await tap(a, 'add-to-open')
  await tap(a, 'addition-part-needs')
  await write(a, 'addition', 'kanarialintu wants a doctor, too.')
  await see(a, 'addition-clear')
  await tap(a, 'addition-do')
  await a.waitForFunction(() => document.querySelector('[data-test="add-to"] .error') !== null)
  await tap(a, 'addition-wanted')
  // Other words have not been heard.
  await write(a, 'addition', 'kanarialintu wants a doctor, and soon.')
  await see(a, 'addition-clear')
  await tap(a, 'addition-do')
  await a.waitForFunction(() => document.querySelector('[data-test="add-to"] .error') !== null)
  await show(a, 'client/10-addition')
  await tapAll(a, 'addition-wanted', 'addition-do')
  await see(a, 'addition-done')
  assert.doesNotMatch(await textOf(a, 'stream'), /kanarialintu/, 'the conversation says that, and not what')
  await openWithTicket(b, sent)
  await see(b, 'addition-shown')
  assert.match(await textOf(b, 'addition-shown'), /kanarialintu wants a doctor, and soon\./)
  assert.match(await textOf(b, 'story-needs'), /^kanarialintu needs$/, 'what was told stands unchanged')
  await tap(b, 'add-to-open')
  await tap(b, 'addition-part-situation')
  await write(b, 'addition', 'kanarialintu says: on Tuesday.')
  await see(b, 'addition-clear')
  await tapAll(b, 'addition-wanted', 'addition-do')
  await b.waitForFunction(() => document.querySelectorAll('[data-test="addition-shown"]').length === 2)
  await show(b, 'client/11-story-added')
  const acts = (await linesOf(sent)).map((line) => line.isRead && line.act)
  assert.equal(acts.filter((act) => act === 'addition').length, 2)
  await a.close()
  await b.close()
})

test('the book is read at any desk in the client’s language beside the worker’s, and goes on paper with its own line', async () => {
  const sent = await sendKept('heather', {
    back: {
      said: {
        ...{
          explained: null,
          alternatives: null,
          language: 'sv',
          shown: null,
          interpreter: 'none',
          knowsInterpreter: null,
        },
      },
    },
  })
  const page = await signInAt('haapa')
  await tap(page, 'menu-ticket')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'ticket-receipt')
  await seeState(page, 'her-book', 'sv')
  const text = await wholeText(page)
  for (const words of ['eftersom du sade ja', 'because you said yes', 'Detta berättades', 'This was told'])
    assert.ok(text.includes(words), words)
  assert.doesNotMatch(text, /kanarialintu/, 'the book holds no word of what was told')
  await show(page, 'client/20-book')
  await tap(page, 'book-in-fi')
  await seeState(page, 'her-book', 'fi')
  await tapAll(page, 'hand-out-open', 'handed-what-book', 'handed-to-herself', 'handed-how-paper', 'hand-out-do')
  await seeState(page, 'handed', 'paper')
  const paper = await onPaper(page)
  assert.match(paper, /koska sanoit kyllä/)
  assert.doesNotMatch(paper, /because you said yes|Haapa/)
  await show(page, 'client/21-book-on-paper')
  assert.deepEqual(await handedIn(sent), [{ what: ['book'], to: 'herself', how: 'paper' }])
  await page.close()
})

/** Answers a notice of a child welfare notification, up to whether the client knows. */
async function fillNotice(page: Page): Promise<void> {
  await tap(page, 'notice-open')
  await write(page, 'notice-provision', 'child-notify-duty')
  await see(page, 'notice-source')
  await tapAll(page, 'notice-to-child-welfare', 'notice-what-worry-for-child', 'notice-what-who', 'notice-role-worker')
}
const noticesIn = async (sent: Sent) =>
  (await linesOf(sent)).flatMap((line) => (line.isRead && line.notice ? [line.notice] : []))

test('what was told by law stays on the list until the client knows, and stands in the book with why and to whom', async () => {
  const sent = await sendKept('iris', { from: 'koivu', to: 'vaahtera' })
  const page = await signInAt('koivu')
  const complaints = listenForComplaints(page)
  await lookNow(page)
  await tapIn(page, 'sent-card', 'iris', 'open-sent')
  await tap(page, 'notice-open')
  await tap(page, 'notice-keep')
  for (const need of ['provision', 'to', 'what', 'role', 'state']) await page.waitForSelector(`#notice-${need}-error`)
  assert.deepEqual(await noticesIn(sent), [], 'nothing is written that nobody tapped')
  await tap(page, 'notice-open')
  await fillNotice(page)
  await tap(page, 'notice-state-owed')
  await show(page, 'client/30-notice')
  await tap(page, 'notice-keep')
  await see(page, 'notice-kept')
  const line = { what: ['worry-for-child', 'who'], provision: 'child-notify-duty', to: 'child-welfare' }
  assert.deepEqual(await noticesIn(sent), [{ ...line, state: 'owed' }])
  await tap(page, 'to-today')
  await seeState(page, 'notice', 'owed')
  assert.equal(await page.$('[data-test="notice-away"]'), null, 'what is owed cannot be taken off')
  await show(page, 'client/31-notice-owed')
  // A colleague’s program puts the note away all the same: it is still shown, and kept.
  const list = world.desk('koivu', 'referral').list
  const { notes } = Notes.parse(await sender.client.post('/notes', { list }))
  for (const { id } of notes) await sender.client.post('/notes/drop', { list, id })
  await lookNow(page)
  await seeState(page, 'notice', 'owed')
  await tap(page, 'notice-tell-open')
  await tap(page, 'notice-told')
  await page.waitForFunction(() => document.querySelector('[data-test="notice-tell"] .error') !== null)
  await tapWithin(page, 'notice-tell', 'deferred')
  await tapWithin(page, 'notice-tell', 'not-safe')
  await page.$eval('[data-test="notice-tell"] select', (select) => {
    const field = select
    field.value = field.options[30]?.value ?? ''
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await tap(page, 'notice-told')
  await tap(page, 'notices-rest-open')
  await seeState(page, 'notice', 'deferred')
  assert.equal(await page.$('[data-test="notice-away"]'), null, 'nor what is put off')
  await tap(page, 'notice-tell-open')
  await tapWithin(page, 'notice-tell', 'told')
  await tapWithin(page, 'notice-tell', 'met')
  await page.$eval('[data-test="notice-tell"] select', (select) => {
    const field = select
    field.value = 'not-asked'
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await tapWithin(page, 'notice-tell', 'yes')
  await tap(page, 'notice-told')
  await seeState(page, 'notice', 'told')
  await see(page, 'notice-away')
  assert.deepEqual(
    (await noticesIn(sent)).map(({ state }) => state),
    ['owed', 'deferred', 'told'],
  )
  assert.deepEqual(complaints, [])
  await page.close()
})

test('a notice of somebody without a permission stands at the desk alone', async () => {
  const page = await signInAt('vaahtera')
  await fillNotice(page)
  await tapAll(page, 'notice-state-owed', 'notice-keep')
  await seeState(page, 'notice', 'owed')
  await page.close()
  const other = await signInAt('haapa')
  await see(other, 'notices')
  assert.equal(await other.$('[data-test="notice"]'), null, 'no other desk has it')
  await other.close()
})

async function tapWithin(page: Page, name: string, value: string): Promise<void> {
  const field = `[data-test="${name}"] input[value="${value}"]`
  await page.waitForSelector(field)
  await page.$eval(field, (input) => {
    ;(input as HTMLElement).click()
  })
}
