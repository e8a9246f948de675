// The quarterly word of a member on its own contacts (D-056), what readers then see, and what coordinators see, in a real browser
// against the running system.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { showDay } from '@apila/core/content/show-day.ts'
import { addDays } from '@apila/core/day.ts'
import { OwnEntries } from '@apila/core/services/wire.ts'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { signIn as signInByApi } from '../world/client.ts'
import { CLIENT } from './agree.ts'
import { has, listenForComplaints, see, seeState, show, tap, tapAll, tapIn, textOf, wholeText, write } from './hands.ts'

let apila: Apila
let browser: Browser
let worker: Page
let keeper: Page
const complaints: string[][] = []
const today = todayInFinland()

async function signIn(device: string): Promise<Page> {
  const page = await newPage(browser, { width: 1280 })
  complaints.push(listenForComplaints(page))
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  await see(page, 'start-send')
  return page
}

/** What readers see of one service: its entry on the page, and its record for machines. */
async function readers(name: string): Promise<{ entry: string; assured_date: string; alert: string }> {
  const page = await (await fetch(`${apila.url}/en/services`)).text()
  const entry = page.split('<li class="card entry">').find((one) => one.includes(name)) ?? ''
  const list = (await (await fetch(`${apila.url}/hsds/services?full=true&per_page=200`)).json()) as {
    contents: { attributes: { value: string }[]; assured_date: string; alert?: string }[]
  }
  const record = list.contents.find(({ attributes }) => attributes.some(({ value }) => value === name))
  assert.ok(record, name)
  return { entry, assured_date: record.assured_date, alert: record.alert ?? '' }
}

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

test('1. a worker is told calmly that a contact is due, and sees what readers see', async () => {
  assert.match((await readers('Peer group (invented)')).entry, /not been checked for three months|more than a year old/)
  worker = await signIn('koivu-worker-1')
  await see(worker, 'contacts-due')
  assert.match(await textOf(worker, 'contacts-due'), /not been confirmed for a quarter/)
  await show(worker, '40-today-due')
  await tap(worker, 'open-contacts')
  await seeState(worker, 'contact', 'due')
  const text = await wholeText(worker)
  for (const part of [
    ...['Peer group (invented)', 'Support and advice (invented)', 'example.org/koivu/group', 'Finnish'],
    ...['An invented group that meets every week', 'Nowhere: invented', 'Costs nothing', 'There is no such service'],
  ])
    assert.ok(text.includes(part), part)
  assert.doesNotMatch(text, /Crisis support/, 'entries of others are not hers')
  await show(worker, '41-our-contacts')
})

test('2. one touch confirms; the page and the data say so, also after the server was killed', async () => {
  await tap(worker, 'contacts-all-right')
  await see(worker, 'contacts-said')
  const held = await worker.evaluate(() => document.activeElement?.getAttribute('role'))
  assert.equal(held, 'status', 'the focus is at what was said, not lost with the button')
  await show(worker, '42-confirmed')
  await apila.kill()
  await apila.restart()
  const { entry, assured_date, alert } = await readers('Peer group (invented)')
  assert.ok(entry.includes(`The organisation itself confirmed this on ${showDay(today)}.`))
  assert.doesNotMatch(entry, /not been checked for three months|more than a year old/)
  assert.equal(assured_date, today)
  assert.doesNotMatch(alert, /kuukaut|vuoden vanh/)
  const looked = worker.waitForResponse((response) => response.url().endsWith('/services/own'))
  await tap(worker, 'to-today')
  await (await looked).text()
  await see(worker, 'look-now')
  assert.equal(await worker.$('[data-test="contacts-due"]'), null)
})

test('3. a reported change warns readers at once, and only keepers read what was written', async () => {
  await tap(worker, 'menu-contacts')
  await tapIn(worker, 'contact', 'Support and advice', 'contact-changed')
  await write(worker, 'contact-what-0', 'Ask for Hanna Virtanen')
  await worker.waitForFunction(() =>
    document.querySelector('[data-test="check-again"]')?.textContent.includes('Virtanen'),
  )
  await show(worker, '43-what-changed')
  await write(worker, 'contact-what-0', 'The group room has moved: kanarialintu')
  await tap(worker, 'contact-send')
  await seeState(worker, 'contact', 'changed')
  await show(worker, '44-reported')
  const { entry, alert } = await readers('Support and advice (invented)')
  assert.ok(entry.includes(`The organisation said on ${showDay(today)} that something here has changed.`))
  assert.match(alert, /jokin tässä on muuttunut/)
  assert.doesNotMatch(entry + alert, /kanarialintu/)
})

test("4. another organisation's worker can neither confirm nor report it", async () => {
  const own = await signInByApi(apila.url, 'apila-demo', await deriveDemoDevice('koivu-worker-2'))
  const other = await signInByApi(apila.url, 'apila-demo', await deriveDemoDevice('kataja-worker-1'))
  const [entry] = OwnEntries.parse(await own.get('/services/own')).entries
  assert.ok(entry?.report)
  const refused = { code: 'not-found' }
  const { id, report } = entry
  await assert.rejects(other.post('/services/right', { entries: [{ id, reportedOn: report.day }] }), refused)
  await assert.rejects(other.post('/services/changed', { id, message: '' }), refused)
  await assert.rejects(other.get('/services/waiting'), refused)
  assert.ok(!OwnEntries.parse(await other.get('/services/own')).entries.some((one) => one.id === id))
})

test('5. feedback that a reader sends waits for the keeper, with contacts and texts, until it is marked as answered', async () => {
  const reader = await newPage(browser, { width: 360 })
  await reader.goto(`${apila.url}/en/accessibility`)
  await reader.type('#feedback-message', 'The list of services cannot be read aloud.')
  await reader.type('#feedback-page', '/en/services')
  await reader.type('#feedback-contact', 'reader@example.org')
  await Promise.all([reader.waitForNavigation(), reader.click('form[action*="accessibility"] button[type=submit]')])
  assert.match(reader.url(), /\/accessibility\/thanks/)
  keeper = await signIn('koivu-keeper-1')
  await see(keeper, 'coordination-due')
  const waits = Number(/^(\d+) things wait for coordination/.exec(await textOf(keeper, 'coordination-due'))?.[1])
  await show(keeper, '46-today-keeper')
  await tap(keeper, 'open-coordination')
  await seeState(keeper, 'waiting-contact', 'changed')
  await seeState(keeper, 'feedback-card', 'open')
  await seeState(keeper, 'waiting-texts', 'ready')
  // What was reported, what is more than a year old, and the feedback. On a later day more is old, also of members without a desk.
  const cards = await keeper.$$(
    '[data-test="waiting-contact"]:not([data-status="recent"]), [data-test="feedback-card"]',
  )
  assert.ok(cards.length >= 3 && waits >= cards.length, `${String(waits)} said, ${String(cards.length)} shown`)
  const text = await wholeText(keeper)
  for (const part of [
    ...['kanarialintu', 'Birch Support', 'Safe housing (invented)', 'Maple Safe House'],
    ...['The list of services cannot be read aloud.', 'reader@example.org', '/en/services'],
    ...[`Answer by ${showDay(addDays(today, 14))}`, 'العربية', 'not signed yet', 'Privacy'],
  ])
    assert.ok(text.includes(part), `${part} is not in:\n${text}`)
  assert.match(await textOf(keeper, 'deskless'), /members without a team here: \d+/)
  await show(keeper, '45-coordination')
  await tap(keeper, 'feedback-answered')
  await see(keeper, 'feedback-done')
  const after = await wholeText(keeper)
  assert.ok(after.includes('No feedback waits for an answer.') && !after.includes('reader@example.org'))
  for (const test of ['menu-coordination', 'coordination-due'])
    assert.equal(await worker.$(`[data-test="${test}"]`), null, 'a worker has no such screen')
})

test('6. feedback whose last day has passed says so', async () => {
  await fetch(`${apila.url}/en/accessibility`, { method: 'POST', body: new URLSearchParams({ message: 'Too small.' }) })
  const late = await newPage(browser, { width: 1280 })
  // The keeper's own calendar decides what is late; here it shows a day after the last one.
  await late.evaluateOnNewDocument((ms) => {
    globalThis.Date = new Proxy(Date, {
      construct: (real, given: unknown[]) =>
        Reflect.construct(real, given.length === 0 ? [real.now() + ms] : given) as Date,
    })
  }, 15 * 86_400_000)
  await late.goto(`${apila.url}/desk/`)
  await tap(late, 'sign-in-haapa-keeper-1')
  await tap(late, 'menu-coordination')
  await seeState(late, 'feedback-card', 'late')
  assert.match(await textOf(late, 'feedback-card'), /The answer was due by .* Answer now\./)
})

test('7. a keeper writes what clients are told; a gap has its place; another desk tells its client the new words', async () => {
  await tap(keeper, 'menu-contacts')
  await tap(keeper, 'our-lines-write')
  await write(keeper, 'our-line-en', '')
  await tap(keeper, 'our-gives-legal-advice')
  await tap(keeper, 'our-lines-save')
  await see(keeper, 'our-lines-errors')
  assert.match(await textOf(keeper, 'our-lines-errors'), /Who you are, English: Write this/)
  await show(keeper, '47-our-lines-gap')
  await write(keeper, 'our-line-en', 'A made-up association with a new address. Not an authority.')
  await see(keeper, 'draft-kept')
  await keeper.reload()
  await tap(keeper, 'unlock')
  await see(keeper, 'our-line-en')
  await keeper.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('[data-test="our-line-en"]')?.value.startsWith('A made-up association'),
  )
  await tap(keeper, 'our-lines-save')
  await see(keeper, 'our-lines-said')
  assert.match(await textOf(keeper, 'our-lines'), /new address[\s\S]*Legal advice/)
  await show(keeper, '48-our-lines')
  const sender = await signIn('kataja-worker-1')
  await tapAll(sender, 'start-send', ...CLIENT, 'why-legal-advice')
  await see(sender, 'to-koivu')
  assert.match(await wholeText(sender), /A made-up association with a new address/)
  const other = await signIn('kataja-keeper-1')
  await tap(other, 'menu-contacts')
  await see(other, 'our-lines-write')
  assert.doesNotMatch(await textOf(other, 'our-lines'), /new address/)
  assert.equal(await has(worker, 'our-lines-write'), false, 'a worker reads it')
})

test('8. when it is right again the warning ends, and the keeper has one thing less', async () => {
  await tap(worker, 'menu-contacts')
  await tapIn(worker, 'contact', 'Support and advice', 'contact-right')
  await see(worker, 'contacts-said')
  assert.doesNotMatch((await readers('Support and advice (invented)')).entry, /something here has changed/)
  await tap(keeper, 'menu-coordination')
  await see(keeper, 'waiting-contacts')
  assert.doesNotMatch(await wholeText(keeper), /Support and advice \(invented\)|kanarialintu/)
  assert.deepEqual(complaints.flat(), [])
})
