// Promise: a code that the worker keeps is read out again only with its line in the client's book, and what is mapped of a situation goes to
// nobody (docs/threat-model.md). Against a real server with the built program.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { Day } from '@apila/core/day.ts'
import { Book } from '@apila/core/referral/wire.ts'
import { openBook } from '@apila/sealing/referral/book.ts'
import { openReceipt } from '@apila/sealing/referral/open.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'
import { ticketGroups } from '@apila/sealing/ticket.ts'
import { listenForComplaints, lookNow, see, show, tap, tapAll, tapIn, textOf, wholeText } from '../journeys/hands.ts'
import { fetchedAhead, listAsked } from '../machinery/asked.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { holdLooks } from '../machinery/held-looks.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, release, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { demoInput } from '../world/referral.ts'

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

async function signInAt(organisation: string): Promise<Page> {
  const page = await newPage(browser)
  await holdLooks(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'language-en')
  const ahead = fetchedAhead(page)
  await tap(page, `sign-in-${organisation}-worker-1`)
  await ahead
  await see(page, 'look-now')
  return page
}

test('kept digits are read out again after their line, and without it they stay hidden', async () => {
  const { input, digits, keys } = await demoInput(world, {
    ...{ from: 'koivu', to: 'kataja', mode: 'knock-ahead', today, word: 'jasmine' },
    back: { keep: ['paper', 'worker'] },
  })
  assert.ok(digits && keys)
  const sealed = await sealPermission({ ...input, keptTicket: digits })
  await send(sender, { ...sealed, front: input.front, back: input.back, reservation: input.reservation, digits, keys })
  const acts = async () => {
    const released = await release(sender, keys.name, 'her-book-read')
    const receipt = await openReceipt(released, keys.name, keys.receiptIdentity, world.roster)
    const { lines } = Book.parse(await sender.client.post('/book', { name: keys.name }))
    return (await openBook(receipt?.bookIdentity ?? '', lines, world.roster)).map((line) => line.isRead && line.act)
  }
  const page = await signInAt('koivu')
  const complaints = listenForComplaints(page)
  await lookNow(page)
  await tapIn(page, 'sent-card', 'jasmine', 'open-sent')
  await see(page, 'read-out')
  await page.setOfflineMode(true)
  await tap(page, 'read-out')
  await page.waitForSelector('[role="alert"]')
  assert.ok(!(await wholeText(page)).includes(ticketGroups(digits)[0] ?? ''), 'no digit shows without the line')
  await page.setOfflineMode(false)
  assert.ok(!(await acts()).includes('ticket-read-out'))
  await tap(page, 'read-out')
  await see(page, 'read-out-digits')
  assert.equal((await textOf(page, 'read-out-digits')).replaceAll(/\D/g, ''), digits)
  assert.ok((await acts()).includes('ticket-read-out'))
  await show(page, 'client/40-read-out')
  await tap(page, 'read-out-done')
  assert.equal(await page.$('[data-test="read-out-digits"]'), null)
  assert.deepEqual(complaints, [])
  await page.close()
})

test('a situation is mapped on the device alone: nothing is asked of the server, and it is there after a reload until it is deleted', async () => {
  const page = await signInAt('haapa')
  await tap(page, 'start-map')
  await see(page, 'mapping')
  const asked = listAsked(page)
  await tapAll(page, 'topic-place-now', 'topic-money-later', 'topic-return-now', 'elsewhere-does-not-know')
  await see(page, 'topic-warning-return')
  // The same tap once more takes it back.
  await tap(page, 'topic-money-later')
  await page.waitForFunction(
    () => !document.querySelector<HTMLInputElement>('[data-test="topic-money-later"]')?.checked,
  )
  assert.match(await textOf(page, 'mapping-wanted'), /A place to stay\s+A return home/)
  await show(page, 'client/50-mapping')
  assert.deepEqual(asked, [])
  await tap(page, 'to-today')
  await see(page, 'draft')
  await show(page, 'client/51-today')
  await tap(page, 'open-draft')
  await see(page, 'mapping-wanted')
  await tap(page, 'mapping-done')
  await see(page, 'look-now')
  await page.waitForFunction(() => document.querySelector('[data-test="draft"]') === null)
  await page.close()
})
