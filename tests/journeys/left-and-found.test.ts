// What somebody finds who comes back to a page: each state with its day or a word that nobody knows it, unfinished parts unfolded, reading
// aloud where it was, and true words about what ended meanwhile. Against a real server with the built program.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { Day, addDays } from '@apila/core/day.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { holdLooks, look } from '../machinery/held-looks.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, conversationOf, newNote, readKnock, receivedNote, say, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Sent, sealDemo } from '../world/referral.ts'
import { CONTACT } from './agree.ts'
import {
  chooseDay,
  has,
  lookNow,
  see,
  seeState,
  tap,
  tapAll,
  tapIn,
  textOf,
  untilKept,
  wholeText,
  write,
} from './hands.ts'

const today = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
let sender: Acting
let receiver: Acting
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
  const at = async (organisation: string): Promise<Acting> => ({
    ...{ world, organisation, today },
    client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
  })
  ;[sender, receiver] = [await at('koivu'), await at('kataja')]
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function sendKept(word: string, mode: 'knock-ahead' | 'all-ahead' = 'knock-ahead'): Promise<Sent> {
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode, today, word })
  await send(sender, sent)
  return sent
}

async function signInAt(organisation: string): Promise<Page> {
  const page = await newPage(browser)
  await holdLooks(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'language-en')
  await tap(page, `sign-in-${organisation}-worker-1`)
  await see(page, 'look-now')
  return page
}

/** What each state on the list says, once the list has been read. */
async function statesOn(page: Page): Promise<string[]> {
  await lookNow(page)
  await see(page, 'status')
  return page.$$eval('[data-test="status"]', (tags) => tags.map((tag) => (tag as HTMLElement).innerText.trim()))
}

const HAS_DAY = /\d{1,2}\.\d{1,2}\.\d{4}|day not known/

test('each state on the list has the day of its own event, or says that nobody knows it', async () => {
  const ended = await sendKept('ended aster')
  await sendKept('new aster')
  await sender.client.end(ended.reservation.keys.withdraw)
  for (const organisation of ['koivu', 'kataja', 'haapa', 'vaahtera']) {
    const page = await signInAt(organisation)
    for (const state of await statesOn(page)) assert.match(state, HAS_DAY, `${organisation}: ${state}`)
    await page.close()
  }
  const page = await signInAt('koivu')
  await lookNow(page)
  await tapIn(page, 'sent-card', 'ended aster', 'open-sent')
  await see(page, 'sent-page')
  assert.match(await textOf(page, 'status'), /^Ended.* \(day not known\)/i)
  await page.close()
})

test('a proposed time stands with its hour at the desk that proposed it, also where its note does not say it', async () => {
  const sent = await sendKept('time birch')
  const knock = await readKnock(receiver, sent.reservation.k)
  const note = { ...receivedNote(sent, knock, 'time'), time: null }
  const said = { kind: 'time' as const, on: addDays(today, 5), at: '11:30', place: null }
  await say(receiver, await conversationOf(sent), [said], await newNote(receiver, note, knock.front.until))
  const page = await signInAt('kataja')
  await lookNow(page)
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLElement>('main')?.innerText.includes('11.30') ||
      document.querySelector<HTMLElement>('main')?.innerText.includes('11:30'),
  )
  await page.close()
})

const isOpen = (page: Page, inside: string): Promise<boolean> =>
  page.$eval(`[data-test="${inside}"]`, (part) => part.closest('details')?.open ?? false)

test('what is unfinished in a folded part stands open when one comes back; what nobody began is folded', async () => {
  await sendKept('open poplar', 'all-ahead')
  const [page, other] = [await signInAt('koivu'), await signInAt('kataja')]
  await lookNow(page)
  await tapIn(page, 'sent-card', 'open poplar', 'open-sent')
  await see(page, 'propose-open')
  assert.deepEqual([await isOpen(page, 'propose-open'), await isOpen(page, 'add-to-open')], [false, false])
  await tap(page, 'propose-open')
  await chooseDay(page, addDays(today, 2))
  await tap(page, 'add-to-open')
  await write(page, 'addition', 'and a doctor')
  await tap(page, 'menu-today')
  await see(page, 'look-now')
  await tapIn(page, 'sent-card', 'open poplar', 'open-sent')
  await see(page, 'time-at')
  await page.waitForFunction(() => document.querySelectorAll('details[open]').length >= 2)
  assert.deepEqual([await isOpen(page, 'propose-open'), await isOpen(page, 'add-to-open')], [true, true])
  assert.equal(
    await page.$eval('[data-test="addition"]', (field) => (field as HTMLTextAreaElement).value),
    'and a doctor',
  )
  await page.close()
  await lookNow(other)
  await other.waitForSelector('[data-test="open-knock"]')
  const openLast = () =>
    other.$$eval('[data-test="open-knock"]', (all) => {
      ;(all.at(-1) as HTMLElement).click()
    })
  await openLast()
  await see(other, 'knock-content')
  assert.equal(await isOpen(other, 'propose-open'), false)
  await tap(other, 'propose-open')
  await chooseDay(other, addDays(today, 2))
  await tap(other, 'menu-today')
  await see(other, 'look-now')
  await openLast()
  await see(other, 'knock-content')
  await other.waitForFunction(() => document.querySelector('[data-test="propose-open"]')?.closest('details')?.open)
  await other.close()
})

test('reading aloud goes on at the same sentence after a reload, and another text begins anew', async () => {
  const page = await signInAt('koivu')
  await tapAll(page, 'start-send', 'interpreter-phone')
  await see(page, 'language')
  await write(page, 'language', 'so')
  await tapAll(page, 'knows-interpreter-no', 'age-adult', 'why-support', 'to-kataja', ...CONTACT)
  await tap(page, 'told-situation-yes')
  await write(page, 'situation', 'The client works and has no pay.')
  await tapAll(page, 'told-needs-no', 'told-clarified-no', 'next', 'next')
  await see(page, 'aloud')
  for (let n = 0; n < 4; n += 1) await tap(page, 'sentence-read')
  await page.waitForFunction(() => document.querySelector('main')?.innerText.includes('Sentence 5 of'))
  await untilKept(page)
  await page.reload()
  await tap(page, 'unlock')
  await see(page, 'aloud')
  assert.match(await wholeText(page), /Sentence 5 of/)
  // To the answers, and again a reload.
  while (!(await has(page, 'decide-yes'))) await tap(page, 'sentence-read')
  await untilKept(page)
  await page.reload()
  await tap(page, 'unlock')
  await seeState(page, 'aloud', 'read')
  await tap(page, 'back')
  await tap(page, 'change-told-situation')
  await write(page, 'situation', 'Other words.')
  await tapAll(page, 'next', 'next')
  await see(page, 'aloud')
  assert.match(await wholeText(page), /Sentence 1 of/)
  await page.close()
})

test('what ends while a page is open is said as it was: no page speaks of details that were not open', async () => {
  await sendKept('word spruce')
  const page = await signInAt('koivu')
  await lookNow(page)
  await tapIn(page, 'sent-card', 'word spruce', 'open-sent')
  await tapAll(page, 'end-ask', 'end-confirm')
  await see(page, 'over-while-open')
  await look(page).catch(() => undefined)
  const text = await textOf(page, 'over-while-open')
  assert.ok(text.includes('while this page was open') && !text.includes('details'), text)
  await page.close()
})

test('on the check page each answer about child welfare stands under its own question, the reason too', async () => {
  const page = await signInAt('koivu')
  await tapAll(page, 'start-send', 'interpreter-none-en', 'age-unsure', 'child-next-go-on', 'child-work-health')
  await tapAll(page, 'child-caller-not-now')
  await page.waitForSelector('[data-test^="child-reason-"]')
  const reason = await page.$eval('[data-test^="child-reason-"]', (one) => {
    ;(one as HTMLElement).click()
    return (one.closest('label') as HTMLElement | null)?.innerText.trim().split('\n')[0] ?? ''
  })
  await tap(page, 'child-told-not-yet')
  await page.$$eval('nav a', (links) => {
    ;(links.find((link) => (link as HTMLElement).innerText.includes('Check')) as HTMLElement | undefined)?.click()
  })
  await see(page, 'change-child')
  const rows = await page.$$eval('.answers-list > div', (all) =>
    all.map((row) => [row.querySelector('dt')?.innerText ?? '', row.querySelector('dd')?.innerText ?? '']),
  )
  const row = (name: string) => rows.find(([title]) => title?.includes(name))?.[1]
  assert.equal(row('Child welfare'), 'Not now')
  assert.equal(row('told about child welfare'), 'Not yet')
  assert.ok(reason !== '' && rows.some(([, value]) => value === reason), JSON.stringify(rows))
  await page.close()
})
