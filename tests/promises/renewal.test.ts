// Promise: her own word moves the last day, at both desks and in the built program, and nothing else does (docs/threat-model.md). A real server
// whose clock the test puts forward, a program that lies, and the built program.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import type { Secret } from '@apila/core/bytes.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { openKnock, openStory } from '@apila/sealing/referral/open.ts'
import problems from '../../content/texts/en/problems.json' with { type: 'json' }
import talk from '../../content/texts/en/talk.json' with { type: 'json' }
import { has, lookNow, see, seeState, show, tap, tapIn, textOf, wholeText, write } from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, putForward, startApila, todayInFinland } from '../machinery/server.ts'
import {
  type Acting,
  conversationOf,
  newNote,
  readTalk,
  receivedNote,
  release,
  renew,
  say,
  send,
} from '../world/acts.ts'
import { Refused, signIn } from '../world/client.ts'
import { sealUnasked } from '../world/lie.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, randomBytes, sealDemo } from '../world/referral.ts'

const DAY_MS = 86_400_000
const first = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
/** How many days the clocks of server and pages stand forward. */
let ahead = 0
const today = (): Day => addDays(first, ahead)

before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** Lets days go by for the server and for all who come after. */
async function goForward(days: number): Promise<void> {
  ahead += days
  await apila.kill()
  await apila.restart(['--sweep-days', '1000'], ahead * DAY_MS)
}

const at = async (organisation: string): Promise<Acting> => ({
  world,
  client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
  organisation,
  today: today(),
})

async function person(organisation: string): Promise<Page> {
  const page = await newPage(browser, { width: 1280 })
  await page.evaluateOnNewDocument(putForward, ahead * DAY_MS)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${organisation}-worker-1`)
  await see(page, 'start-send')
  return page
}

/** A permission on the lists of both desks: sent, read and accepted. */
async function agreed(word: string, options: Partial<DemoOptions> = {}): Promise<Sent> {
  const sender = await at('koivu')
  const receiver = await at('kataja')
  const sent = await sealDemo(world, {
    from: 'koivu',
    to: 'kataja',
    mode: 'knock-ahead',
    today: today(),
    word,
    ...options,
  })
  await send(sender, sent)
  const { k } = sent.reservation
  const released = await release(receiver, k, 'first-contact-opened')
  const opening = { desks: [world.desk('kataja', 'referral')], released, name: k, roster: world.roster, today: today() }
  const knock = await openKnock(opening)
  assert.ok(knock.ok)
  const note = await newNote(receiver, receivedNote(sent, knock.opened, 'accepted'), sent.front.until)
  await say(receiver, await conversationOf(sent), [{ kind: 'accepted' }], note)
  return sent
}

const keysOf = ({ keys }: Sent) => keys ?? assert.fail('it has a ticket')
const secretOf = (sent: Sent): Secret => sent.reservation.keys.renew

const isRefusedAs = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

/** What the receiving desk can open now: first contact and story, with her ticket, and the conversation's day. */
async function opens(sent: Sent): Promise<string[]> {
  const receiver = await at('kataja')
  const where = await conversationOf(sent)
  const { k, keys } = sent.reservation
  const opened: string[] = []
  for (const [name, act, open] of [
    [k, 'first-contact-opened', openKnock],
    [
      keys.name,
      'story-opened',
      (given: Parameters<typeof openKnock>[0]) => openStory({ ...given, ticket: keysOf(sent) }),
    ],
  ] as const) {
    const released = await release(receiver, name, act)
    const result = await open({
      ...{ desks: [world.desk('kataja', 'referral')], released, name, roster: world.roster, today: today() },
      renewalsIn: async () => (await readTalk(receiver, where)).renewals,
    })
    opened.push(result.ok ? released.until : result.problem)
  }
  return [...opened, (await readTalk(receiver, where)).until]
}

test('renewed at either desk, it opens past the first day it was told and is over after the new one', async () => {
  const sent = await agreed('aster', { days: 3 })
  const where = await conversationOf(sent)
  const [sender, receiver] = [await at('koivu'), await at('kataja')]
  const [week, fortnight] = [addDays(today(), 7), addDays(today(), 14)]
  await renew(receiver, where, { until: week, secret: secretOf(sent) })
  assert.deepEqual(await opens(sent), [week, week, week])
  await renew(sender, where, { until: fortnight, secret: secretOf(sent) })
  await goForward(14)
  assert.deepEqual(await opens(sent), [fortnight, fortnight, fortnight])
  for (const acting of [await at('koivu'), await at('kataja')]) {
    const { items, refused } = await readTalk(acting, where)
    assert.deepEqual(refused, [])
    assert.deepEqual(
      items.map(({ item, side }) => `${side} ${item.kind}`),
      ['to accepted', 'to renewed', 'from renewed'],
    )
  }
  await goForward(1)
  await assert.rejects(opens(sent), isRefusedAs('not-found'))
  await assert.rejects(
    renew(await at('koivu'), where, { until: addDays(today(), 7), secret: secretOf(sent) }),
    isRefusedAs('not-found'),
    'what is over is not revived',
  )
})

test('a desk that writes a renewal without her word moves nothing, at the server or on any list', async () => {
  const sent = await agreed('bellflower', { days: 3 })
  const where = await conversationOf(sent)
  const until = addDays(today(), 30)
  for (const acting of [await at('koivu'), await at('kataja')]) {
    const secret = randomBytes(32)
    const guessed = Buffer.from(secret).toString('base64url') as Secret
    await assert.rejects(renew(acting, where, { until, secret: guessed }), isRefusedAs('not-this-ticket'))
    await assert.rejects(
      renew(acting, where, { until, how: 'shown', secret: guessed }, sealUnasked),
      isRefusedAs('not-this-ticket'),
    )
  }
  // The same as a message only: the server takes it, since it sees no kind.
  const liar = await at('koivu')
  const { signRenewal } = await import('@apila/sealing/referral/renewal.ts')
  const signed = await signRenewal(world.device('koivu-worker-1'), {
    grant: where.grant,
    until,
    on: today(),
    how: 'ticket',
  })
  await say(liar, where, [{ kind: 'renewed', ...signed }], null, sealUnasked)
  for (const reader of [liar, await at('kataja')]) {
    const { items, refused, until: last } = await readTalk(reader, where)
    assert.deepEqual([items.length, last], [1, sent.front.until])
    assert.deepEqual(refused, [{ n: 1, problem: 'renewal-not-kept' }])
  }
  const page = await person('koivu')
  await tapIn(page, 'sent-card', 'bellflower', 'open-sent')
  await see(page, 'not-standing')
  assert.equal(await textOf(page, 'not-standing'), problems['stands-not.renewal-not-kept'])
  assert.ok(!(await wholeText(page)).includes(showDay(until)))
  await page.close()
})

test('a desk that is neither of the two, an ended one and a fourth time are refused by name', async () => {
  const sent = await agreed('campion', { days: 3 })
  const where = await conversationOf(sent)
  const receiver = await at('kataja')
  const third = await at('haapa')
  const { post, item, line, bell } = await bodyOf(receiver, where)
  const body = { t: where.t, n: 1, item, line, bell, note: null, roster: world.roster.length }
  const asked = { ...body, renew: secretOf(sent), until: addDays(today(), 7) }
  await assert.rejects(
    third.client.post('/renew', { ...asked, post: Buffer.from(randomBytes(32)).toString('base64url') }),
    isRefusedAs('not-found'),
    'it has no key of the conversation',
  )
  await assert.rejects(readTalk(third, where), /does not open/)
  for (const days of [7, 14, 30])
    await renew(receiver, where, { until: addDays(today(), days), secret: secretOf(sent) })
  const fourth = { until: addDays(today(), 60), secret: secretOf(sent) }
  // All three were said on one day: for a reader the last alone leads as far, the server counts each.
  await assert.rejects(renew(receiver, where, fourth), isRefusedAs('renewed-often'))
  await assert.rejects(renew(receiver, where, fourth, sealUnasked), isRefusedAs('renewed-often'))
  const page = await person('koivu')
  await tapIn(page, 'sent-card', 'campion', 'open-sent')
  await seeState(page, 'sent-page', 'accepted')
  await tap(page, 'to-renew')
  await seeState(page, 'renew-not', 'often')
  assert.ok((await wholeText(page)).includes(talk['renew.often'].replace('{day}', showDay(addDays(today(), 30)))))
  await page.close()
  await receiver.client.end(sent.reservation.keys.withdraw)
  await assert.rejects(renew(receiver, where, fourth, sealUnasked), isRefusedAs('not-found'))
  assert.ok(post)
})

/** What a post to the conversation is made of. */
async function bodyOf(acting: Acting, where: Awaited<ReturnType<typeof conversationOf>>) {
  const { post, talk: read } = await readTalk(acting, where)
  const [item] = read.items
  return { post, item, line: { n: read.line.n, blob: Buffer.alloc(2683).toString('base64url') }, bell: bellText() }
}

const bellText = () => Buffer.from(randomBytes(104)).toString('base64url')

test('at the desk: asked seven days before, no and not today change nothing, yes with the code moves the day everywhere', async () => {
  const sent = await agreed('daphne', { days: 14 })
  const another = await agreed('edelweiss', { days: 14 })
  const where = await conversationOf(sent)
  const soon = await person('koivu')
  await see(soon, 'open-sent')
  assert.ok(!(await has(soon, 'ask-renew')), 'not before')
  await soon.close()
  await goForward(8)
  const page = await person('koivu')
  await lookNow(page)
  await show(page, 'today-asks')
  await tapIn(page, 'sent-card', 'daphne', 'ask-renew')
  await see(page, 'renew')
  for (const days of [3, 7, 14, 30, 60, 90]) {
    const offered = await page.$(`[data-test="renew-days-${String(days)}"]`)
    assert.equal(offered !== null, days > 6, 'only what is later')
    if (offered) assert.equal(await offered.evaluate((input) => (input as HTMLInputElement).checked), false)
  }
  await tap(page, 'renew-ask')
  await page.waitForFunction(() => document.activeElement?.matches('.errors') ?? false)
  const missing = await wholeText(page)
  assert.ok(missing.includes(talk['need.renew-days']) && missing.includes(talk['need.renew-code']))
  await show(page, 'renew-form')
  await tap(page, 'renew-days-30')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'renew-ask')
  await see(page, 'renew-turned')
  const later = addDays(today(), 30)
  assert.ok((await wholeText(page)).includes(talk['renew.text-yes'].replace('{day}', showDay(later))))
  await show(page, 'renew-turned')
  const sizes = await page.$$eval('.answers button', (all) =>
    all.map((one) => Math.round(one.getBoundingClientRect().height)),
  )
  assert.equal(sizes.length, 3)
  assert.equal(new Set(sizes).size, 1, 'three answers of one size')
  await tap(page, 'renew-not-today')
  await seeState(page, 'renew-not-renewed', 'not-today')
  await tap(page, 'renew-back')
  await tap(page, 'to-renew')
  await tap(page, 'renew-days-7')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'renew-ask')
  await tap(page, 'renew-no')
  await seeState(page, 'renew-not-renewed', 'no')
  const receiver = await at('kataja')
  const untold = await readTalk(receiver, where)
  assert.deepEqual([untold.next, untold.until], [1, sent.front.until], 'neither is written down')
  // The code of another permission.
  await tap(page, 'renew-back')
  await tap(page, 'to-renew')
  await tap(page, 'renew-days-30')
  await write(page, 'ticket', another.digits ?? '')
  await tap(page, 'renew-ask')
  await tap(page, 'renew-yes')
  await see(page, 'problem')
  assert.ok((await textOf(page, 'problem')).includes(problems['not-this-ticket']))
  await tap(page, 'problem-seen')
  assert.equal(await digitsIn(page), another.digits, 'what was typed is still there')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'renew-ask')
  await tap(page, 'renew-yes')
  await see(page, 'renewed')
  assert.ok((await wholeText(page)).includes(talk['renew.done'].replace('{day}', showDay(later))))
  assert.ok(!(await has(page, 'paper-line-last-day')), 'the client chooses')
  await tap(page, 'paper-last-day')
  await see(page, 'paper-line-last-day')
  assert.equal((await textOf(page, 'paper-line-last-day')).trim(), showDay(later))
  await show(page, 'renewed')
  await tap(page, 'renew-back')
  await see(page, 'said-renewed')
  assert.ok((await wholeText(page)).includes(showDay(later)))
  await show(page, 'sent-renewed')
  await tap(page, 'menu-today')
  await lookNow(page)
  await page.close()
  await goForward(10)
  // Past the first day, from the other desk, in a page that knows nothing yet.
  const other = await person('kataja')
  await lookNow(other)
  await seeState(other, 'received-card', 'accepted')
  await seeState(other, 'received-card', 'expired')
  await tap(other, 'menu-ticket')
  await write(other, 'ticket', sent.digits ?? '')
  await tap(other, 'ticket-open')
  await see(other, 'summary')
  assert.ok((await wholeText(other)).includes(showDay(later)), 'the new day is read to the client')
  await tap(other, 'summary-yes')
  await see(other, 'story')
  assert.deepEqual(await opens(sent), [later, later, later])
  await (await at('kataja')).client.end(sent.reservation.keys.withdraw)
  await assert.rejects(opens(sent), isRefusedAs('not-found'), 'ended, and dead')
  await other.close()
})

/** What stands in the field of the code. */
const digitsIn = (page: Page): Promise<string> =>
  page.$eval('#ticket', (field) => (field as HTMLInputElement).value.replace(/\D/g, ''))

test('at the receiving desk with the code; and where the client ends it while the screen is turned, yes does nothing', async () => {
  const sent = await agreed('gentian', { days: 3 })
  const where = await conversationOf(sent)
  const page = await person('kataja')
  await lookNow(page)
  await seeState(page, 'received-card', 'accepted')
  await page.$eval('[data-status="accepted"] [data-test="open-received"]', (link) => {
    ;(link as HTMLElement).click()
  })
  await seeState(page, 'received-page', 'accepted')
  await tap(page, 'to-renew')
  await tap(page, 'renew-days-30')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'renew-ask')
  await tap(page, 'renew-yes')
  await see(page, 'renewed')
  const until = addDays(today(), 30)
  assert.equal((await readTalk(await at('koivu'), where)).until, until)
  await tap(page, 'renew-back')
  await see(page, 'said-renewed')
  await tap(page, 'to-renew')
  await tap(page, 'renew-days-60')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'renew-ask')
  await see(page, 'renew-yes')
  await (await at('kataja')).client.end(sent.reservation.keys.withdraw)
  // A look that was under way may have closed the screen already.
  await page.$eval('[data-test="renew-yes"]', (yes) => (yes as HTMLElement).click()).catch(() => undefined)
  await page.waitForSelector('[data-test="problem"], [data-test="over-while-open"]')
  const text = await page.$eval('body', (body) => body.innerText)
  assert.ok(text.includes(problems['not-found']) || (await has(page, 'over-while-open')))
  await assert.rejects(opens(sent), isRefusedAs('not-found'))
  await page.close()
})

test('without a code: shown at the screen as long as the client says, only spoken for three days, and at the sender alone', async () => {
  const sent = await agreed('freesia', { days: 14, mode: 'all-ahead' })
  const page = await person('koivu')
  await tapIn(page, 'sent-card', 'freesia', 'open-sent')
  await tap(page, 'to-renew')
  await see(page, 'renew')
  assert.ok(!(await has(page, 'ticket')))
  await tap(page, 'renew-ask')
  assert.ok((await wholeText(page)).includes(talk['need.renew-how']))
  await tap(page, 'renew-how-spoken')
  await see(page, 'renew-spoken-early')
  assert.ok((await textOf(page, 'renew-spoken-early')).includes(showDay(addDays(sent.front.until, -2))))
  assert.ok(!(await has(page, 'renew-ask')), 'nothing can be asked in this way yet')
  await show(page, 'renew-spoken-early')
  await tap(page, 'renew-how-shown')
  await tap(page, 'renew-days-60')
  await tap(page, 'renew-ask')
  await tap(page, 'renew-yes')
  await see(page, 'renewed')
  assert.ok(!(await has(page, 'paper')), 'there is no paper without a code')
  const { renewals } = await readTalk(await at('kataja'), await conversationOf(sent))
  assert.deepEqual(
    renewals.map(({ how, until }) => [how, until]),
    [['shown', addDays(today(), 60)]],
  )
  await page.close()
})
