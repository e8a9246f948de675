// Promise: what is sent without the client is the law's exception and no way round their word (docs/threat-model.md): two devices sign, it is
// short, it opens to nobody more, the client is owed to be told, and a notice that is owed is never lost. The built program in a real browser.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, addDays } from '@apila/core/day.ts'
import type { OwedNotice } from '@apila/core/referral/owed-notice.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { signSecond } from '@apila/sealing/referral/signed.ts'
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
import { send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, demoInput, sealDemo } from '../world/referral.ts'
import { atDesk, noticesOf, witnessesOf } from './second-hands.ts'

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

const OWES: OwedNotice = { what: ['danger', 'where'], provision: 'vital-interest', byRole: 'worker' }

/** Everything that the form asks. */
async function fill(page: Page, situation: string): Promise<void> {
  await tapAll(page, 'urgent-reason-life', 'urgent-cannot-ask', 'urgent-cannot-wait', 'urgent-age-adult')
  await tapAll(page, 'urgent-why-crisis', 'urgent-to-kataja')
  await write(page, 'urgent-situation', situation)
  await tapAll(page, 'urgent-what-danger', 'urgent-what-where', 'urgent-role-worker')
}

test('two people sign, it is sent, both desks read that nobody was asked, and the client is told and finds it in the book', async () => {
  const [sender, colleague] = [
    await atDesk(browser, apila, 'koivu-worker-1'),
    await atDesk(browser, apila, 'koivu-worker-2'),
  ]
  const complaints = [listenForComplaints(sender), listenForComplaints(colleague)]
  await tap(sender, 'start-urgent')
  await see(sender, 'urgent-law')
  assert.match(await wholeText(sender), /not the client’s permission/)
  assert.match(await textOf(sender, 'urgent-law'), /2016\/679/)
  await tap(sender, 'urgent-ask')
  for (const need of ['reason', 'cannot-ask', 'cannot-wait', 'age', 'why', 'to', 'situation', 'what', 'role'])
    await sender.waitForSelector(`#urgent-${need}-error`)
  await show(sender, 'urgent/01-nothing-is-chosen')
  await fill(sender, 'kanarialintu: call 040 123 4567')
  // What tells who the client is goes only where the client will be told of it.
  await see(sender, 'urgent-needed')
  await tap(sender, 'urgent-ask')
  await sender.waitForSelector('#urgent-words .error')
  await tap(sender, 'urgent-needed')
  await sender.waitForSelector('#urgent-who')
  await show(sender, 'urgent/01b-words-that-tell')
  assert.equal(await has(sender, 'colleague'), false, 'nobody is asked to sign it')
  await write(sender, 'urgent-situation', 'kanarialintu: unconscious at the harbour')
  // How long it lasts follows from when they read there.
  await see(sender, 'urgent-until')
  await tap(sender, 'urgent-ask')
  await seeState(sender, 'colleague', 'waiting')
  await show(sender, 'urgent/02-waiting')
  assert.equal(await has(sender, 'urgent-send'), false, 'nothing leaves by one person alone')

  await lookNow(colleague)
  await tap(colleague, 'open-witness')
  await seeState(colleague, 'witness', 'second')
  assert.match(await textOf(colleague, 'witness-words'), /kanarialintu/, 'nobody else has heard the words')
  assert.match(await textOf(colleague, 'witness-by'), /Aino/, 'who asks')
  await see(colleague, 'urgent-law')
  await show(colleague, 'urgent/03-second-signature')
  await tapAll(colleague, 'witness-true', 'witness-sign')
  await seeState(colleague, 'witness-done', 'signed')

  await tap(sender, 'colleague-look')
  await tap(sender, 'urgent-send')
  await seeState(sender, 'urgent-sent', 'sent')
  await show(sender, 'urgent/04-sent')
  // Before anybody comes back to the list: owed, in the same act, under the permission.
  const [owed] = await noticesOf(apila, world, 'koivu')
  assert.deepEqual(
    [owed?.urgent, owed?.to, owed?.client.state, owed?.what],
    [true, 'member', 'owed', ['danger', 'where']],
  )
  await tap(sender, 'to-today')
  await seeState(sender, 'notice', 'owed')
  assert.equal(await has(sender, 'draft'), false, 'nothing of it is left on the device')
  await show(sender, 'urgent/05-owed')
  await tapIn(sender, 'sent-card', 'Urgent', 'open-sent')
  await see(sender, 'sent-urgent')
  assert.equal(await has(sender, 'to-renew'), false, 'it is not lengthened')
  await tap(sender, 'journal-show')
  await see(sender, 'her-book')
  const book = await textOf(sender, 'her-book')
  assert.match(book, /without asking you/)
  assert.match(book, /told by law/)
  assert.doesNotMatch(book, /because you said yes|What you permitted/)
  await show(sender, 'urgent/06-book')

  const receiver = await atDesk(browser, apila, 'kataja-worker-1')
  await see(receiver, 'knock-urgent-row')
  assert.match(await textOf(receiver, 'knock'), /Urgent/, 'before anything is opened')
  await tap(receiver, 'open-knock')
  await see(receiver, 'knock-urgent')
  assert.match(await textOf(receiver, 'knock-urgent'), /without asking the client/)
  assert.doesNotMatch(await wholeText(receiver), /looked at before/, 'nobody has opened it')
  await show(receiver, 'urgent/07-first-contact')
  await tap(receiver, 'accept')
  // One tap from the answer, as soon as the answer is kept.
  await receiver.waitForSelector('[data-test="read-urgent"]:not([aria-disabled="true"]):not([disabled])')
  await show(receiver, 'urgent/07b-answered')
  await tap(receiver, 'read-urgent')
  await see(receiver, 'story-urgent')
  assert.match(await textOf(receiver, 'story-situation'), /kanarialintu/)
  assert.doesNotMatch(await wholeText(receiver), /client wants you to know|did not permit/)
  await show(receiver, 'urgent/08-story')

  // Put off with a day, then told: both stand in the book, and only then it may leave the list.
  await tap(sender, 'to-today')
  await seeState(sender, 'notice', 'owed')
  assert.equal(await has(sender, 'notice-away'), false, 'what is owed cannot be put away')
  await tap(sender, 'notice-tell-open')
  const told = (await sender.$('[data-test$="-state-told"]')) ?? assert.fail('no way to say that the client was told')
  await told.click()
  await sender.waitForSelector('[data-test$="-how-met"]')
  await sender.$eval('[data-test$="-how-met"]', (one) => {
    ;(one as HTMLElement).click()
  })
  const language = await sender.$eval('select[id$="-language"]', (one) => one.id)
  await write(sender, language, 'en')
  await sender.$eval('[data-test$="-understood-yes"]', (one) => {
    ;(one as HTMLElement).click()
  })
  await tap(sender, 'notice-told')
  await tap(sender, 'notices-rest-open')
  await see(sender, 'notice-away')
  const states = (await noticesOf(apila, world, 'koivu')).map(
    ({ client, inBook }) => `${client.state} ${String(inBook)}`,
  )
  assert.ok(states.includes('told told'), states.join())
  assert.deepEqual(complaints.flat(), [])
  for (const each of [sender, colleague, receiver]) await each.close()
})

const urgentOptions = (options: Partial<DemoOptions> = {}): DemoOptions => ({
  ...{ from: 'koivu', to: 'kataja', mode: 'all-ahead', today, days: 3 },
  front: { kind: 'urgent', meeting: [], why: 'crisis' },
  back: { how: 'without-her', reason: 'health' },
  input: { owes: OWES, ifEnded: null, ending: { word: '' } },
  ...options,
})

/** Sealed and sent as the program does it, but for what comes after: the device dies there. */
async function sentAndCutOff(): Promise<Sent> {
  const options = urgentOptions()
  const { front, back } = (await demoInput(world, options)).input
  const signatures = [await signSecond(world.device('koivu-worker-2'), 'second', front, back)]
  const sent = await sealDemo(world, { ...options, front: { ...front }, back: { ...back, signatures } })
  const client = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
  await send({ world, client, organisation: 'koivu', today }, sent)
  return sent
}

test('a device that dies after sending loses no notice, several devices keep one, and what ended still owes it', async () => {
  const before = (await noticesOf(apila, world, 'koivu')).length
  const sent = await sentAndCutOff()
  assert.equal((await noticesOf(apila, world, 'koivu')).length, before)
  const pages = [await atDesk(browser, apila, 'koivu-worker-2'), await atDesk(browser, apila, 'koivu-keeper-1')]
  for (const page of pages) await seeState(page, 'notice', 'owed')
  const kept = (await noticesOf(apila, world, 'koivu')).filter(
    ({ under }) => under?.name === sent.reservation.keys.name,
  )
  assert.deepEqual([...new Set(kept.map(({ client }) => client.state))], ['owed'])
  // Ended by the desk, seen and taken off the list: the notice stays.
  const [page, keeper] = pages as [Page, Page]
  await tapIn(page, 'sent-card', 'Urgent', 'open-sent')
  await tapAll(page, 'end-ask', 'end-confirm')
  await tap(page, 'acknowledge')
  await see(page, 'look-now')
  await lookNow(page)
  await seeState(page, 'notice', 'owed')

  // The keeper of this desk sees how often, as numbers alone; a worker of another organisation sees none of it.
  await tap(keeper, 'menu-coordination')
  await see(keeper, 'urgent-months')
  const month = showDay(today.slice(0, 7))
  assert.match(await textOf(keeper, 'urgent-months'), new RegExp(`${month.replaceAll('/', '\\/')}: [12] times?`))
  await show(keeper, 'urgent/09-months')
  const other = await atDesk(browser, apila, 'haapa-keeper-1')
  await tap(other, 'menu-coordination')
  await see(other, 'urgent-months')
  assert.match(await textOf(other, 'urgent-months'), /0 times/)
  for (const each of [...pages, other]) await each.close()
})

/** As if written into the address bar. Another screen stands there before, so that the list is seen to come. */
async function goByAddress(page: Page, screen: string): Promise<void> {
  await tap(page, 'menu-ticket')
  await see(page, 'ticket-open')
  await page.evaluate((name) => {
    window.location.hash = name
  }, screen)
}

test('what administrators alone see opens to no worker, also by its address', async () => {
  const page = await atDesk(browser, apila, 'koivu-worker-1')
  for (const screen of ['coordination', 'close', 'keys', 'members', 'leave']) {
    await goByAddress(page, screen)
    await see(page, 'look-now')
    assert.equal(await has(page, 'urgent-months'), false, screen)
    assert.equal(await has(page, 'problem'), false, `${screen}: nothing was asked that the server refuses`)
  }
  // A reload leads nowhere else.
  await page.reload()
  await tap(page, 'unlock')
  await see(page, 'look-now')
  const keeper = await atDesk(browser, apila, 'koivu-keeper-1')
  await goByAddress(keeper, 'coordination')
  await see(keeper, 'urgent-months')
  for (const each of [page, keeper]) await each.close()
})

test('one signature, a signature of whoever asks, a long day, a ticket or no notice: none of it is sealed', async () => {
  const sealed = async (signer: string | null, options: Partial<DemoOptions> = {}) => {
    const all = urgentOptions(options)
    const { front, back } = (await demoInput(world, all)).input
    const signatures = signer === null ? [] : [await signSecond(world.device(signer), 'second', front, back)]
    return sealDemo(world, { ...all, front: { ...front }, back: { ...back, signatures } })
  }
  assert.ok(await sealed('koivu-worker-2'))
  const refused: Array<[string | null, Partial<DemoOptions>]> = [
    [null, {}],
    ['koivu-worker-1', {}],
    ['kataja-worker-1', {}],
    ['koivu-worker-2', { days: 14 }],
    ['koivu-worker-2', { ticket: true, back: { how: 'without-her', reason: 'life', keep: ['paper'] } }],
    ['koivu-worker-2', { input: { ifEnded: null } }],
    ['koivu-worker-2', { back: { how: 'shown', reason: 'life' } }],
  ]
  for (const [signer, options] of refused)
    await assert.rejects(sealed(signer, options), DoesNotStand, `${String(signer)} ${JSON.stringify(options)}`)
})

test('another answer takes the signature back, and a colleague who does not sign leaves no name', async () => {
  const [sender, colleague] = [
    await atDesk(browser, apila, 'haapa-worker-1'),
    await atDesk(browser, apila, 'haapa-worker-2'),
  ]
  await tap(sender, 'start-urgent')
  await fill(sender, 'somebody needs help')
  await tap(sender, 'urgent-ask')
  await seeState(sender, 'colleague', 'waiting')
  await lookNow(colleague)
  await tapAll(colleague, 'open-witness', 'witness-true', 'witness-sign')
  await seeState(colleague, 'witness-done', 'signed')
  await tap(sender, 'colleague-look')
  await see(sender, 'urgent-send')
  // What was signed was for the answers before.
  await tap(sender, 'urgent-reason-health')
  await see(sender, 'urgent-ask')
  assert.equal(await has(sender, 'urgent-send'), false)
  await tap(sender, 'urgent-ask')
  await seeState(sender, 'colleague', 'waiting')
  await tap(colleague, 'to-today')
  await lookNow(colleague)
  await tapAll(colleague, 'open-witness', 'witness-refuse')
  await seeState(colleague, 'witness-done', 'refused')
  const answers = (await witnessesOf(apila, world, 'haapa')).map(({ answer }) => answer)
  assert.deepEqual(
    answers.filter(({ state }) => state === 'refused'),
    [{ state: 'refused' }],
  )
  await tap(sender, 'colleague-look')
  await seeState(sender, 'colleague', 'refused')
  await show(sender, 'urgent/10-no-signature')
  assert.equal(await has(sender, 'urgent-send'), false)
  assert.deepEqual(await noticesOf(apila, world, 'haapa'), [], 'nothing was sent, nothing is owed')
  for (const each of [sender, colleague]) await each.close()
})

test('the days: three, or seven where they open again only later', async () => {
  const page = await atDesk(browser, apila, 'koivu-worker-1')
  await tap(page, 'start-urgent')
  await tap(page, 'urgent-to-kataja')
  await see(page, 'urgent-until')
  const said = await textOf(page, 'urgent-until')
  const [, days] = /Lasts (\d) days/.exec(said) ?? assert.fail(said)
  assert.ok(days === '3' || days === '7', said)
  assert.match(said, new RegExp(showDay(addDays(today, Number(days))).replaceAll('.', '\\.')))
  await page.close()
})
