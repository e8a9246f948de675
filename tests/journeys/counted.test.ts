// Every journey of the network's users, walked from its first page to its end by a finger that is counted. The bounds are what a person
// may be asked for; how quick anything is, nothing here says.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { addDays } from '@apila/core/day.ts'
import { newTicket, ticketGroups } from '@apila/sealing/ticket.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { randomBytes } from '../world/referral.ts'
import {
  type Hands,
  assertAtMost,
  choose,
  countHands,
  follow,
  press,
  pressAndType,
  pressOn,
  type,
} from './counted-hands.ts'
import { listenForComplaints, lookNow, see, seeState, tap, tapIn, textOf, wholeText } from './hands.ts'

let apila: Apila
let browser: Browser
const complaints: string[][] = []

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function begin(address: string): Promise<{ page: Page; hands: Hands }> {
  const page = await newPage(browser, { width: 360 })
  complaints.push(listenForComplaints(page))
  const hands = await countHands(page)
  await page.goto(address)
  return { page, hands }
}

/** At the list of the day; the sign-in is not counted. */
async function signIn(device: string): Promise<{ page: Page; hands: Hands }> {
  const { page, hands } = await begin(`${apila.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  await see(page, 'look-now')
  return { page, hands }
}

const isTelephone = (page: Page, selector: string): Promise<string | null> =>
  page.$eval(selector, (link) => (link.checkVisibility() ? link.getAttribute('href') : null))

test('a nurse and an adult: two signs, what to do first, and a number', async () => {
  const { page, hands } = await begin(`${apila.url}/fi/guide`)
  await pressOn(page, 'label:has([name=who][value="1"])')
  await pressOn(page, '#D-111')
  await pressOn(page, '#D-113')
  await follow(page, '.act a[href^="/fi/guide/act"]')
  assert.equal((await page.$$('#first > ol > li:not([hidden])')).length, 3)
  assert.equal(await isTelephone(page, 'main a[href="tel:+358295463177"]'), 'tel:+358295463177')
  assertAtMost(hands, { taps: 4, fields: 0 })
})

test('a nurse and a child: advice without a name, and how to find the number of the area', async () => {
  const { page, hands } = await begin(`${apila.url}/fi/guide`)
  await pressOn(page, 'label:has(#child)')
  assert.equal(await isTelephone(page, '.note.child a[href^="tel:"]'), 'tel:+358295463177')
  await follow(page, '.note.child a[href*="/services"]')
  await pressOn(page, '.filter > summary')
  await choose(page, '#area', 'pirkanmaa')
  await follow(page, '.filter button[type=submit]')
  assert.match(await wholeText(page), /Pirkanmaa/)
  assertAtMost(hands, { taps: 6, fields: 0 })
})

test('a social worker who speaks Swedish stays in Swedish from the first page to the third', async () => {
  const { page, hands } = await begin(`${apila.url}/`)
  await follow(page, 'a[hreflang=sv]')
  await follow(page, 'main a[href="/sv/guide"]')
  await pressOn(page, 'label:has([name=who][value="1"])')
  await pressOn(page, '#D-111')
  await follow(page, '.act a[href^="/sv/guide/act"]')
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'sv')
  assert.equal((await page.$$('#first > ol > li:not([hidden])')).length, 3)
  await follow(page, 'main a[href="/sv/services"]')
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'sv')
  assertAtMost(hands, { taps: 6, fields: 0 })
})

test('a volunteer: what may be promised, whom to tell, and the steps that are a volunteer’s', async () => {
  const { page, hands } = await begin(`${apila.url}/en`)
  await follow(page, 'main a[href="/en/guide"]')
  await follow(page, 'main a[href="/en/guide/volunteer"]')
  assert.ok(await page.$eval('#promise', (section) => section.checkVisibility()))
  assert.ok(await page.$eval('#tell a[href="tel:+358295463177"]', (link) => link.checkVisibility()))
  await follow(page, 'main .buttons a[href*="/en/guide/act"]')
  assert.ok((await page.$$('#first > ol > li')).length > 0)
  assertAtMost(hands, { taps: 3, fields: 0 })
})

test('refer: an ordinary adult', async () => {
  const { page, hands } = await signIn('koivu-worker-1')
  await press(
    page,
    ...[
      'start-send',
      'interpreter-none-en',
      'age-adult',
      'why-legal-advice',
      'to-kataja',
      'wish-not-needed',
      'day-any',
    ],
    ...['reach-worker', 'between-sheet', 'mode-knock-ahead', 'until-30', 'told-situation-yes'],
  )
  await type(page, 'situation', 'The wages were paid only in part.')
  await press(page, 'told-needs-yes')
  await type(page, 'needs', 'To know whether one may change jobs.')
  await press(page, 'told-clarified-no', 'next', 'next', 'decide-yes', 'keep-paper-lines')
  await type(page, 'word', 'rowanberry')
  await see(page, 'ticket')
  await press(page, 'print', 'have-it')
  await see(page, 'send-sent')
  assert.deepEqual([...hands.fields].sort(), ['needs', 'situation', 'word'])
  assertAtMost(hands, { taps: 20, fields: 3 })
})

/** A permission of Haapa to Vaahtera is sent, and the digits that the client takes along are given. Not counted. */
async function refer(word: string, days = '14'): Promise<{ page: Page; digits: string }> {
  const { page } = await signIn('haapa-worker-1')
  await press(
    page,
    ...['start-send', 'interpreter-none-en', 'age-adult', 'why-support', 'to-vaahtera', 'wish-not-needed', 'day-any'],
    ...['reach-worker', 'between-sheet', 'mode-knock-ahead', `until-${days}`, 'told-situation-yes'],
  )
  await type(page, 'situation', 'Invented.')
  await press(page, 'told-needs-no', 'told-clarified-no', 'next', 'next', 'decide-yes', 'keep-paper-lines')
  await type(page, 'word', word)
  await see(page, 'ticket')
  const digits = (await textOf(page, 'ticket')).replaceAll(/\D/g, '')
  await press(page, 'have-it')
  await see(page, 'send-sent')
  await press(page, 'to-today')
  await see(page, 'look-now')
  return { page, digits }
}

test('receive, talk, meet, and end it at home with the paper alone', async () => {
  const { page: sender, digits } = await refer('willow tree')
  const { page, hands } = await signIn('vaahtera-worker-1')
  await lookNow(page)
  await press(page, 'open-knock')
  await see(page, 'knock-content')
  await press(page, 'propose-open')
  await choose(page, '[data-test="time-on-other"]', addDays(todayInFinland(), 3))
  await choose(page, '[data-test="time-at"]', '13:00')
  await press(page, 'time-place-ours', 'propose')
  await see(page, 'answered')
  // Open, propose, two lists, place, send.
  assertAtMost(hands, { taps: 8, fields: 0 })

  await lookNow(sender)
  await tapIn(sender, 'sent-card', 'willow tree', 'open-sent')
  await press(sender, 'time-yes')
  await seeState(sender, 'sent-page', 'agreed')

  const received = { taps: hands.taps, fields: hands.fields.size }
  await press(page, 'to-today')
  await see(page, 'look-now')
  await press(page, 'open-received')
  await see(page, 'received-page')
  await pressAndType(page, 'message', 'Is there a lift?')
  await press(page, 'message-send')
  await see(page, 'said-question')
  assertAtMost(hands, { taps: received.taps + 4, fields: received.fields + 1 })

  const talked = { taps: hands.taps, fields: hands.fields.size }
  await press(page, 'place-ticket')
  await pressAndType(page, 'ticket', digits)
  await press(page, 'ticket-open', 'summary-yes')
  await see(page, 'story')
  await press(page, 'to-sheet', 'sheet-write')
  await pressAndType(page, 'task-who-0', 'Helmi')
  await pressAndType(page, 'task-what-0', 'Calls the shelter.')
  await press(page, 'sheet-save')
  await see(page, 'sheet-version')
  assertAtMost(hands, { taps: talked.taps + 9, fields: talked.fields + 3 })

  const client = await begin(`${apila.neutralUrl}/a`)
  await follow(client.page, 'a[href="/a/fi"]')
  await follow(client.page, 'a[href="/a/fi/6"]')
  await follow(client.page, 'main a[href="/a/fi/4"]')
  await pressOn(client.page, '#end-digits')
  await client.page.keyboard.type(digits)
  await pressOn(client.page, '#end-button')
  await client.page.waitForFunction(
    () =>
      document.querySelector<HTMLElement>('#end-status')?.dataset['done'] ===
      document.querySelector('#end-status')?.textContent,
  )
  assertAtMost(client.hands, { taps: 5, fields: 1 })
})

test('ask advice: three taps and one field', async () => {
  const { page, hands } = await signIn('koivu-worker-2')
  await press(page, 'start-ask', 'ask-to-kataja')
  await pressAndType(page, 'ask-text', 'May somebody with a permit for one employer stop working at once?')
  await press(page, 'ask-matter-nobody', 'ask-send')
  await see(page, 'asked')
  // To the page, whom, into the field, whose matter, send.
  assertAtMost(hands, { taps: 5, fields: 1 })
})

test('a client whose telephone is watched: in Finnish a number on the third page, in a language of none on the first screen', async () => {
  const finnish = await begin(`${apila.neutralUrl}/a`)
  await follow(finnish.page, 'a[href="/a/fi"]')
  await follow(finnish.page, 'a[href="/a/fi/6"]')
  await follow(finnish.page, 'main a[href="/a/fi/3"]')
  assert.equal(await isTelephone(finnish.page, 'main a[href="tel:+358295463177"]'), 'tel:+358295463177')
  assertAtMost(finnish.hands, { taps: 3, fields: 0 })
  const other = await begin(`${apila.neutralUrl}/a`)
  const dials = await other.page.$$eval('a.dial', (links) =>
    links.map((link) => ({ href: link.getAttribute('href'), bottom: link.getBoundingClientRect().bottom })),
  )
  assert.deepEqual(
    dials.filter(({ bottom }) => bottom <= 740).map(({ href }) => href),
    ['tel:+35880005005', 'tel:+358295463177', 'tel:112'],
  )
  // The word for an interpreter in one's own language, and how to say the language's name.
  assert.ok(await other.page.$eval('.tongues [lang=ti], .tongues [lang=ar]', (word) => word.checkVisibility()))
  assertAtMost(other.hands, { taps: 0, fields: 0 })
})

test('observe: a person is counted', async () => {
  const { page, hands } = await signIn('vaahtera-worker-2')
  await press(
    page,
    'place-observe',
    'chip-FIR.Y',
    'chip-STG.NAR',
    'chip-EXM.LAB',
    'chip-AUT.NOT',
    'chip-NED.LEG',
    'observe-save',
  )
  await see(page, 'observe-saved')
  assertAtMost(hands, { taps: 7, fields: 0 })
})

test('a slip of 24 digits is no end: the page says which, and the digits stay', async () => {
  const { page } = await begin(`${apila.neutralUrl}/a/fi/4`)
  const digits = ticketGroups(newTicket(randomBytes)).join('')
  await pressOn(page, '#end-digits')
  await page.keyboard.type(digits.slice(0, -1))
  await pressOn(page, '#end-button')
  await page.waitForFunction(() => document.querySelector('#end-status')?.textContent.includes('23'))
  assert.equal(
    await page.$eval('#end-digits', (field) => (field as HTMLInputElement).value.replaceAll(/\D/g, '')),
    digits.slice(0, -1),
  )
})

test('no page threw, and the content policy stopped nothing', () => {
  assert.deepEqual(complaints.flat(), [])
})
