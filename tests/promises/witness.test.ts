// Promise: what the client only says is heard by a colleague who signs for exactly that, or lasts three days and says so (docs/threat-model.md).
// Nobody signs for themselves, and who did not sign stands nowhere. The built program in a real browser.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { agree } from '../journeys/agree.ts'
import {
  has,
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
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type World, foundDemo } from '../world/network.ts'
import { atDesk, readAll, witnessesOf } from './second-hands.ts'

const today = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** Up to what is read aloud to a client who only says the answer. */
async function spoken(page: Page, situation: string, hearing: 'colleague' | 'nobody'): Promise<void> {
  await agree(page, situation)
  await tapAll(page, 'read-aloud', 'says-it', `hearing-${hearing}`)
  await see(page, 'hearing')
}

/** After the yes: the code on paper and the agreed word. */
async function keepCode(page: Page, word: string): Promise<string> {
  await tap(page, 'keep-paper')
  await write(page, 'word', word)
  await see(page, 'ticket')
  return (await textOf(page, 'ticket')).replaceAll(/\D/g, '')
}

async function openWithTicket(page: Page, digits: string): Promise<void> {
  await tap(page, 'menu-ticket')
  await write(page, 'ticket', digits)
  await tapAll(page, 'ticket-open', 'summary-yes')
  await see(page, 'story')
}

test('a colleague hears the client, signs on their own device, and only then it is sent, for as long as the client said', async () => {
  const [sender, colleague] = [
    await atDesk(browser, apila, 'koivu-worker-1'),
    await atDesk(browser, apila, 'koivu-worker-2'),
  ]
  const complaints = [listenForComplaints(sender), listenForComplaints(colleague)]
  await agree(sender, 'Needs a bed tonight.')
  await tapAll(sender, 'read-aloud', 'says-it')
  await see(sender, 'hearing-choice')
  await show(sender, 'witness/01-how-the-client-answers')
  await tap(sender, 'hearing-colleague')
  assert.match(await textOf(sender, 'hearing'), /Tell the client who listens/)
  await readAll(sender)
  assert.match(await wholeText(sender), /What did the client say\?/)
  await show(sender, 'witness/02-what-did-the-client-say')
  await tap(sender, 'decide-yes')
  const digits = await keepCode(sender, 'juniper berry')
  assert.equal(await has(sender, 'have-it'), false, 'nothing can be sent before somebody has signed')
  await tap(sender, 'ask-colleague')
  await seeState(sender, 'colleague', 'waiting')
  await show(sender, 'witness/03-waiting')
  assert.equal(await has(sender, 'keep-memory'), false, 'what is being signed is not offered to choose')
  await see(sender, 'keep-settled')
  assert.equal(await has(sender, 'have-it'), false)

  await lookNow(colleague)
  await see(colleague, 'colleague-asks-row')
  assert.match(await textOf(colleague, 'colleague-asks-row'), /Aino/, 'who asks')
  await show(colleague, 'witness/04-a-colleague-asks')
  await tap(colleague, 'open-witness')
  await seeState(colleague, 'witness', 'witness')
  const asked = await wholeText(colleague)
  assert.match(asked, /Juniper/)
  assert.match(asked, /Aino/)
  assert.match(asked, /On paper/, 'where the code is kept is signed, too')
  assert.match(asked, new RegExp(showDay(addDays(today, 14)).replaceAll('.', '\\.')))
  assert.doesNotMatch(asked, /bed tonight|juniper/, 'the client’s words are not the colleague’s to read')
  await tap(colleague, 'witness-sign')
  await see(colleague, 'witness')
  await colleague.waitForSelector('#witness-true-error')
  await show(colleague, 'witness/05-what-is-signed')
  await tapAll(colleague, 'witness-true', 'witness-sign')
  await seeState(colleague, 'witness-done', 'signed')

  await tap(sender, 'colleague-look')
  await seeState(sender, 'colleague', 'signed')
  await show(sender, 'witness/06-signed')
  await tap(sender, 'have-it')
  await see(sender, 'send-sent')
  await tap(sender, 'to-today')
  await tapIn(sender, 'sent-card', 'juniper berry', 'open-sent')
  await see(sender, 'sent-page')
  const page = await wholeText(sender)
  assert.match(page, /a colleague heard it/)
  assert.equal(await has(sender, 'confirm-note'), false)
  assert.match(page, new RegExp(showDay(addDays(today, 14)).replaceAll('.', '\\.')))

  const receiver = await atDesk(browser, apila, 'kataja-worker-1')
  await openWithTicket(receiver, digits)
  assert.equal(await has(receiver, 'story-to-confirm'), false)
  // Answered: nobody is asked any more.
  await tap(colleague, 'to-today')
  await lookNow(colleague)
  assert.equal(await has(colleague, 'colleague-asks-row'), false)
  assert.deepEqual(complaints.flat(), [])
  for (const each of [sender, colleague, receiver]) await each.close()
})

test('where nobody signs it is asked again, for three days; both desks read that it is to be confirmed, until the client confirms it', async () => {
  const [sender, colleague] = [
    await atDesk(browser, apila, 'koivu-worker-1'),
    await atDesk(browser, apila, 'koivu-worker-2'),
  ]
  await spoken(sender, 'Needs advice.', 'colleague')
  await readAll(sender)
  await tap(sender, 'decide-yes')
  await keepCode(sender, 'bramble hill')
  await tap(sender, 'ask-colleague')
  await seeState(sender, 'colleague', 'waiting')
  await lookNow(colleague)
  await tapAll(colleague, 'open-witness', 'witness-refuse')
  await seeState(colleague, 'witness-done', 'refused')
  const answers = (await witnessesOf(apila, world, 'koivu')).filter(({ front }) => front.until === addDays(today, 14))
  assert.deepEqual(
    answers.filter(({ answer }) => answer.state === 'refused').map(({ answer }) => answer),
    [{ state: 'refused' }],
    'who did not sign, and why, is nobody’s record',
  )
  await tap(sender, 'colleague-look')
  await seeState(sender, 'colleague', 'refused')
  assert.equal(await has(sender, 'have-it'), false)
  await show(sender, 'witness/07-refused')
  assert.equal(await has(sender, 'colleague-look'), false, 'it was answered: nothing is to be looked for')
  // Another colleague may have heard it: one tap asks anew.
  await tap(sender, 'colleague-again')
  await seeState(sender, 'colleague', 'waiting')
  await tap(colleague, 'to-today')
  await lookNow(colleague)
  await see(colleague, 'colleague-asks-row')
  // Another last day is another question: it is read to the client again.
  await tap(sender, 'hearing-nobody')
  await see(sender, 'sentence-read')
  const last = showDay(addDays(today, 3)).replaceAll('.', '\\.')
  let heard = ''
  while (!(await has(sender, 'decide-yes'))) {
    heard += await wholeText(sender)
    await tap(sender, 'sentence-read')
  }
  assert.match(heard, new RegExp(last))
  assert.match(heard, /nobody else hears it/)
  await tap(sender, 'decide-yes')
  const digits = await keepCode(sender, 'bramble hill')
  await tap(sender, 'have-it')
  await see(sender, 'send-sent')
  await tap(sender, 'to-today')
  await see(sender, 'to-confirm')
  assert.match(await textOf(sender, 'to-confirm'), new RegExp(last))
  await show(sender, 'witness/08-to-confirm')
  await tapIn(sender, 'sent-card', 'bramble hill', 'open-sent')
  await see(sender, 'confirm-note')
  assert.match(await wholeText(sender), /nobody else heard it/)
  await show(sender, 'witness/09-sent-to-confirm')

  const receiver = await atDesk(browser, apila, 'kataja-worker-1')
  await tap(receiver, 'menu-ticket')
  await write(receiver, 'ticket', digits)
  await tap(receiver, 'ticket-open')
  await see(receiver, 'summary-to-confirm')
  assert.match(await textOf(receiver, 'summary-to-confirm'), new RegExp(`To be confirmed.*${last}`))
  await show(receiver, 'witness/10a-summary-to-confirm')
  await tap(receiver, 'summary-yes')
  await see(receiver, 'story-to-confirm')
  assert.match(await textOf(receiver, 'story-to-confirm'), /To be confirmed/)
  await show(receiver, 'witness/10-received-to-confirm')
  // The yes with the code has opened it; the screen leads straight to the yes that confirms it.
  await tap(receiver, 'confirm-now')
  await see(receiver, 'renew')
  await tap(receiver, 'renew-days-14')
  await write(receiver, 'ticket', digits)
  await tap(receiver, 'renew-ask')
  await see(receiver, 'renew-turned')
  await tap(receiver, 'renew-yes')
  await see(receiver, 'renewed')
  await tap(receiver, 'renew-back')
  await see(receiver, 'received-page')
  await receiver.waitForFunction(() => document.querySelector('[data-test="received-to-confirm"]') === null)
  await tap(receiver, 'read-story')
  await see(receiver, 'story')
  const read = await wholeText(receiver)
  assert.doesNotMatch(read, /three days|[Tt]o be confirmed/)
  assert.match(read, new RegExp(showDay(addDays(today, 14)).replaceAll('.', '\\.')))
  await tap(receiver, 'to-today')
  await see(receiver, 'look-now')
  assert.equal(await has(receiver, 'to-confirm'), false)
  // No bell rings at their own desk: a colleague there reads it by the day that was moved.
  const beside = await atDesk(browser, apila, 'kataja-worker-2')
  await see(beside, 'received-card')
  await beside.waitForFunction(() => document.querySelector('[data-test="to-confirm"]') === null)
  await beside.close()
  // The sender reads it by its bell; the client's own copy says what stands now.
  await tap(sender, 'to-today')
  await lookNow(sender)
  await sender.waitForFunction(() => document.querySelector('[data-test="to-confirm"]') === null)
  await tap(sender, 'menu-ticket')
  await write(sender, 'ticket', digits)
  await tap(sender, 'ticket-receipt')
  await see(sender, 'her-book')
  const book = await textOf(sender, 'her-book')
  assert.match(book, /nobody else heard it/)
  assert.match(book, /confirmed it/)
  assert.doesNotMatch(book, /three days|to be confirmed/)
  for (const each of [sender, colleague, receiver]) await each.close()
})

test('nobody is asked by themselves, nor on another day; what is taken back or changed is asked no more', async () => {
  const [sender, colleague] = [
    await atDesk(browser, apila, 'koivu-worker-1'),
    await atDesk(browser, apila, 'koivu-worker-2'),
  ]
  await spoken(sender, 'Needs a lawyer.', 'colleague')
  await readAll(sender)
  await tap(sender, 'decide-yes')
  await keepCode(sender, 'heather moor')
  await tap(sender, 'ask-colleague')
  await seeState(sender, 'colleague', 'waiting')
  const own = await atDesk(browser, apila, 'koivu-worker-1')
  await lookNow(own)
  assert.equal(await has(own, 'colleague-asks-row'), false, 'whoever asks signs nothing')
  const tomorrow = await atDesk(browser, apila, 'koivu-worker-2', 86_400_000)
  await lookNow(tomorrow)
  assert.equal(await has(tomorrow, 'colleague-asks-row'), false, 'who heard it signs on that day')
  const elsewhere = await atDesk(browser, apila, 'haapa-worker-1')
  await lookNow(elsewhere)
  assert.equal(await has(elsewhere, 'colleague-asks-row'), false, 'another organisation reads nothing of it')

  await lookNow(colleague)
  await tap(colleague, 'open-witness')
  await see(colleague, 'witness')
  await tap(sender, 'colleague-back')
  await see(sender, 'ask-colleague')
  await tapAll(colleague, 'witness-true', 'witness-sign')
  // Signed too late: the request is gone, and its signature opens and sends nothing.
  await colleague.waitForSelector('[data-test="witness-done"], [data-test="witness-none"], [role="alert"]')
  assert.equal(await has(sender, 'have-it'), false)
  await tap(sender, 'ask-colleague')
  await seeState(sender, 'colleague', 'waiting')
  for (const each of [sender, colleague, own, tomorrow, elsewhere]) await each.close()
})
