// Agreeing with a client as a person does it: by keyboard alone, what is handed over after the yes, and what the paper says. How many taps
// it takes is counted in counted.test.ts.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { CONTACT, agree } from './agree.ts'
import { countHands, type } from './counted-hands.ts'
import { listenForComplaints, lookNow, see, show, tap, tapAll, textOf, wholeText, write } from './hands.ts'

let apila: Apila
let browser: Browser
const complaints: string[][] = []

before(async () => {
  apila = await startApila()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function signIn(device: string, width = 360): Promise<Page> {
  const page = await newPage(browser, { width })
  complaints.push(listenForComplaints(page))
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  await see(page, 'start-send')
  return page
}

/** Goes on by keys alone until this has the focus: Tab from question to question, arrows within one. */
async function keyTo(page: Page, name: string): Promise<void> {
  await see(page, name)
  for (let presses = 0; presses < 120; presses += 1) {
    const at = await page.evaluate((wanted) => {
      const now = document.activeElement as HTMLInputElement | null
      if (now?.dataset['test'] === wanted) return 'there'
      const there = document.querySelector<HTMLInputElement>(`[data-test="${wanted}"]`)
      const isSameQuestion = now?.type === 'radio' && there?.type === 'radio' && now.name === there.name
      return isSameQuestion ? 'question' : 'elsewhere'
    }, name)
    if (at === 'there') return
    await page.keyboard.press(at === 'question' ? 'ArrowDown' : 'Tab')
  }
  assert.fail(`"${name}" is not reached by keys`)
}

async function keyOn(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await keyTo(page, name)
    await page.keyboard.press('Enter')
  }
}

test('the same by keyboard alone: arrows look through the answers, Enter goes on', async () => {
  const page = await newPage(browser, { width: 1280 })
  complaints.push(listenForComplaints(page))
  const hands = await countHands(page)
  await page.goto(`${apila.url}/desk/`)
  await keyOn(page, 'sign-in-koivu-worker-2', 'start-send', 'interpreter-none-en', 'age-adult')
  await see(page, 'why-support')
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  await keyOn(page, 'why-legal-advice', 'to-kataja', 'wish-not-needed')
  await keyTo(page, 'day-any')
  await page.keyboard.press('Space')
  await keyOn(page, 'reach-worker', 'between-times', 'mode-knock-ahead', 'until-14', 'told-situation-yes')
  await type(page, 'situation', 'Written without a mouse.')
  await keyOn(page, 'told-needs-no', 'next')
  await see(page, 'faults')
  assert.ok(await page.evaluate(() => document.activeElement?.closest('.errors') !== null), 'the summary has the focus')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'told-clarified')
  await keyOn(page, 'told-clarified-no', 'next', 'next', 'decide-yes', 'keep-memory')
  await type(page, 'word', 'mountain ash')
  await see(page, 'ticket')
  await keyOn(page, 'have-it')
  await see(page, 'send-sent')
  assert.equal(hands.taps, 0)
})

/** Questions that the summary names, and those of them that say nothing themselves. */
const errorsOf = (page: Page): Promise<{ named: number; silent: string[] }> =>
  page.$$eval('.errors a[href^="#"]', (links) => {
    const ids = links.map((link) => link.hash.slice(1))
    const isSilent = (id: string) => (document.getElementById(`${id}-error`)?.textContent ?? '') === ''
    return { named: ids.length, silent: ids.filter(isSilent) }
  })

test('each question that the summary names says it itself, too', async () => {
  const page = await signIn('haapa-worker-1', 1280)
  await tap(page, 'start-send')
  await tap(page, 'next')
  await see(page, 'faults')
  const client = await errorsOf(page)
  assert.ok(client.named > 0)
  await tapAll(page, 'interpreter-none-en', 'age-unsure', 'child-next-go-on', 'next')
  await see(page, 'faults')
  const child = await errorsOf(page)
  assert.ok(child.named >= 3, String(child.named))
  await tapAll(page, 'age-adult', 'why-legal-advice', 'to-kataja')
  await see(page, 'reach-worker')
  await tap(page, 'next')
  await see(page, 'faults')
  const contact = await errorsOf(page)
  assert.equal(contact.named, 6)
  assert.deepEqual([client.silent, child.silent, contact.silent], [[], [], []])
})

/** From the list of the day to the digits. */
async function upToCode(page: Page, word: string): Promise<string> {
  await agree(page, 'invented')
  await tapAll(page, 'decide-yes', 'keep-paper')
  await see(page, 'ticket')
  await write(page, 'word', word)
  return textOf(page, 'ticket')
}

const cardsWith = (page: Page, word: string): Promise<number> =>
  page.$$eval(
    '[data-test="sent-card"]',
    (cards, w) => cards.filter((card) => card.textContent.includes(w)).length,
    word,
  )

test('after the yes a reload changes neither the digits nor what is sent', async () => {
  const page = await signIn('haapa-worker-1', 1280)
  const digits = await upToCode(page, 'blackthorn')
  await see(page, 'draft-kept')
  await page.waitForFunction(() => document.querySelector('[data-test="ticket"]') !== null)
  await page.reload()
  await tap(page, 'unlock')
  await see(page, 'ticket')
  assert.equal(await textOf(page, 'ticket'), digits)
  await tap(page, 'have-it')
  await see(page, 'send-sent')
})

test('a tab that dies while it is sent: the same parcel goes once more, and there is one permission', async () => {
  const page = await signIn('haapa-worker-2', 1280)
  const digits = await upToCode(page, 'buckthorn')
  await page.setRequestInterception(true)
  const held = new Promise<void>((resolve) => {
    page.on('request', (request) => {
      // Taken by the server, and the answer is lost with the tab.
      if (request.url().endsWith('/api/v2/permissions')) resolve()
      void request.continue()
    })
  })
  await tap(page, 'have-it')
  await held
  const context = page.browserContext()
  await page.close()
  const again = await newPage(context, { width: 1280 })
  complaints.push(listenForComplaints(again))
  await again.goto(`${apila.url}/desk/`)
  await tap(again, 'unlock')
  // Either the tab had time to hear that it was sent, or the code stands there with the same digits.
  await again.waitForSelector('[data-test="ticket"], [data-test="look-now"]')
  if ((await again.$('[data-test="ticket"]')) !== null) {
    assert.equal(await textOf(again, 'ticket'), digits)
    await tap(again, 'have-it')
    await see(again, 'send-sent')
    await tap(again, 'to-today')
  }
  await lookNow(again)
  await again.waitForFunction(() => document.body.innerText.includes('buckthorn'))
  assert.equal(await cardsWith(again, 'buckthorn'), 1)
})

test('a second and a third tap change nothing', async () => {
  const page = await signIn('vaahtera-worker-1', 1280)
  await see(page, 'start-send')
  await upToCode(page, 'whitethorn')
  await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>('[data-test="have-it"]')
    for (let taps = 0; taps < 3; taps += 1) button?.click()
  })
  await see(page, 'send-sent')
  assert.equal(await page.$('[data-test="problem"]'), null)
  await tap(page, 'to-today')
  await lookNow(page)
  assert.equal(await cardsWith(page, 'whitethorn'), 1)
  // A double tap on an answer that goes on chooses nothing on the next step.
  await tapAll(page, 'start-send', 'interpreter-none-en', 'age-adult', 'why-support')
  const last = await page.$('[data-test="to-kataja"]')
  await last?.click({ count: 2 })
  await see(page, 'wish-any')
  assert.equal(await page.$('main input:checked'), null)
})

test('a word that the desk has in use, or a short one, is not taken', async () => {
  const page = await signIn('vaahtera-worker-2', 1280)
  await lookNow(page)
  await upToCode(page, 'Whitethorn ')
  for (const [word, code] of [
    ['', /in use already/],
    ['ab', /at least six letters/],
  ] as const) {
    if (word !== '') await write(page, 'word', word)
    await tap(page, 'have-it')
    await page.waitForFunction(
      (source) => new RegExp(source).test(document.querySelector('[data-test="faults"]')?.textContent ?? ''),
      {},
      code.source,
    )
  }
  await write(page, 'word', 'ab cd')
  await tap(page, 'have-it')
  await see(page, 'send-sent')
})

test('in a language that is none of ours: an interpreter who is known stops, each sentence is read aloud, the name of the language arrives', async () => {
  const page = await signIn('koivu-keeper-2', 1280)
  await tapAll(page, 'start-send', 'interpreter-phone')
  await write(page, 'language', 'other')
  await write(page, 'language-name', 'Dinka')
  await tapAll(page, 'knows-interpreter-yes', 'age-adult')
  await see(page, 'interpreter-stop')
  await tap(page, 'next')
  await see(page, 'faults')
  await tapAll(page, 'interpreter-changed', 'knows-interpreter-no')
  await tapAll(page, 'why-support', 'to-kataja', ...CONTACT, 'told-situation-yes')
  await write(page, 'situation', 'The very words.')
  await tapAll(page, 'told-needs-no', 'told-clarified-no', 'next')
  await see(page, 'read-aloud-needed')
  await show(page, '95-read-aloud-needed')
  await tap(page, 'next')
  await see(page, 'aloud')
  assert.equal(await page.$('[data-test="decide-yes"]'), null, 'no yes before it has been read')
  await show(page, '96-reading-aloud')
  const read: string[] = []
  for (let sentence = 0; sentence < 40; sentence += 1) {
    if (await page.$('[data-test="decide-yes"]')) break
    read.push(await textOf(page, 'aloud'))
    await tap(page, 'sentence-read')
  }
  assert.ok(read.some((text) => text.includes('The very words.')))
  await show(page, '97-read')
  await tapAll(page, 'decide-yes', 'keep-paper')
  await write(page, 'word', 'dogwood tree')
  await see(page, 'ticket')
  await tap(page, 'have-it')
  await see(page, 'send-sent')
  const receiver = await signIn('kataja-worker-1', 1280)
  await lookNow(receiver)
  await see(receiver, 'open-knock')
  const found: string[] = []
  for (let at = 0; at < (await receiver.$$('[data-test="open-knock"]')).length; at += 1) {
    await (
      await receiver.$$('[data-test="open-knock"]')
    )[at]?.evaluate((button) => {
      ;(button as HTMLElement).click()
    })
    await see(receiver, 'knock-content')
    found.push(await wholeText(receiver))
    await tap(receiver, 'menu-today')
    await see(receiver, 'open-knock')
  }
  assert.equal(found.filter((text) => text.includes('Dinka')).length, 1)
  const links = await receiver.$$eval('[data-test="open-knock"]', (all) => all.map((link) => link.textContent))
  assert.equal(new Set(links).size, links.length, 'no two first contacts have one name')
  const codes = links.map((text) => /^Reference ([A-Z][2-9]+)\./.exec(text)?.[1] ?? 'none')
  assert.ok(
    codes.every((code) => found.some((text) => text.includes(code))),
    codes.join(),
  )
})

test('no page threw, and the content policy stopped nothing', () => {
  assert.deepEqual(complaints.flat(), [])
})
