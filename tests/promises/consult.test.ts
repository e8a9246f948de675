// Promise: a question for advice identifies nobody, goes to one desk, is answered in writing, and looks like any other permission
// (docs/threat-model.md). Against a real server, a program that lies, and the built program.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { Day, addDays } from '@apila/core/day.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { openKnock } from '@apila/sealing/referral/open.ts'
import { see, seeState, tap, textOf, wholeText, write } from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { holdLooks, look } from '../machinery/held-looks.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, conversationOf, newNote, readKnock, readTalk, say, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { lieAbout, sealUnasked } from '../world/lie.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, demoInput, releasedOf, sealDemo } from '../world/referral.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'

const today = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
let asking: Acting
let advising: Acting
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
  const at = async (organisation: string): Promise<Acting> => ({
    world,
    client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
    organisation,
    today,
  })
  ;[asking, advising] = [await at('koivu'), await at('kataja')]
})
after(async () => {
  await browser.close()
  await apila.close()
})

const QUESTION = 'May somebody whose permit is tied to one employer stop working at once?'
const adviceWith = (text: string): DemoOptions => ({
  ...{ from: 'koivu', to: 'kataja', mode: 'all-ahead', today, days: 30 },
  told: { safeContact: null, situation: null, needs: null, clarified: null },
  front: { kind: 'consult', talk: 'words', meeting: [], why: 'consultation' },
  back: { what: [], age: 'not-asked', how: 'nobody' },
  input: { codes: null, asked: { purpose: 'consultation', text }, ending: { word: '' } },
})

async function ask(text: string): Promise<Sent> {
  const sent = await sealDemo(world, adviceWith(text))
  await send(asking, sent)
  await asking.client.post('/notes/put', await newNote(asking, sent.note, sent.front.until))
  return sent
}

test('a question reaches one desk, which answers in writing; both ask on, and no third desk reads it', async () => {
  const sent = await ask(QUESTION)
  const knock = await readKnock(advising, sent.reservation.k)
  assert.deepEqual([knock.asked?.text, knock.codes], [QUESTION, undefined])
  const where = await conversationOf(sent)
  await say(advising, where, [{ kind: 'answer', of: null, text: 'Yes, and a new permit is applied for.' }])
  await say(asking, where, [{ kind: 'question', text: 'Within which time?' }])
  await say(advising, where, [{ kind: 'answer', of: 1, text: 'At once.' }])
  const { items, refused } = await readTalk(asking, where)
  assert.deepEqual([items.map(({ item }) => item.kind), refused], [['answer', 'question', 'answer'], []])
  const third = world.desk('haapa', 'referral')
  const opened = await openKnock({
    desks: [third],
    released: releasedOf(sent, 'knock'),
    name: sent.reservation.k,
    roster: world.roster,
    today,
  })
  assert.equal(opened.ok, false)
})

test('nobody is met, opened for or passed on under a question, also by a program that lies', async () => {
  const sent = await ask(QUESTION)
  const where = await conversationOf(sent)
  const sheet = { tasks: [], contact: '', information: '', reviewOn: null }
  const lies = [
    { kind: 'accepted' },
    { kind: 'time', on: today, at: '09:00', place: null },
    { kind: 'opened' },
    { kind: 'not-today' },
    { kind: 'sheet', version: 1, sheet },
  ] as const
  for (const [n, said] of lies.entries()) {
    const problem = said.kind === 'sheet' ? 'not-asked-for-words' : 'not-in-advice'
    await assert.rejects(
      say(advising, where, [said]),
      (error) => error instanceof DoesNotStand && error.problem === problem,
      said.kind,
    )
    await say(advising, where, [said], null, sealUnasked)
    const { items, refused } = await readTalk(asking, where)
    assert.deepEqual([items, refused.at(-1)], [[], { n, problem }], said.kind)
  }
})

test('what is no question does not pass for one: sealer and opener say the same', async () => {
  const lies: ReadonlyArray<[string, Parameters<typeof lieAbout>[2]]> = [
    ['for 60 days', { front: { until: addDays(today, 60) } }],
    ['with a meeting', { front: { meeting: ['koivu' as never] } }],
    ['by codes alone', { front: { talk: 'codes' } }],
    ['knock ahead', { front: { mode: 'knock-ahead' } }],
    ['a referral that holds a question', { front: { kind: 'referral' } }],
  ]
  for (const [name, lie] of lies) {
    const base = adviceWith(QUESTION)
    const lying = { ...base, front: { ...base.front, ...lie.front } }
    const { input } = await demoInput(world, lying)
    await assert.rejects(
      sealPermission(input),
      (error) => error instanceof DoesNotStand && error.problem === 'not-a-question',
      name,
    )
    const sent = await lieAbout(world, await sealDemo(world, base), lie)
    const knock = await openKnock({
      desks: [world.desk('kataja', 'referral')],
      released: releasedOf(sent, 'knock'),
      name: sent.reservation.k,
      roster: world.roster,
      today,
    })
    assert.deepEqual(knock, { ok: false, problem: 'not-a-question' }, name)
  }
})

async function signInAt(organisation: string, worker = 1): Promise<Page> {
  const page = await newPage(browser)
  await holdLooks(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'language-en')
  await tap(page, `sign-in-${organisation}-worker-${String(worker)}`)
  await see(page, 'look-now')
  return page
}

/** Opens the newest first contact. */
async function openNewest(page: Page): Promise<void> {
  await tap(page, 'look-now')
  await see(page, 'look-now')
  await page.waitForSelector('[data-test="open-knock"]')
  const rows = await page.$$eval('[data-test="knock"]', (all) => all.map((row) => row.textContent).join())
  assert.ok(!rows.includes('before you meet'), 'of what nobody opened no sentence of a permission is said')
  await page.$$eval('[data-test="open-knock"]', (all) => {
    ;(all.at(-1) as HTMLElement).click()
  })
  await see(page, 'question')
  await see(page, 'question-reference')
}

test('three taps and one field; nothing is chosen beforehand; a name stops it; the answer comes back and grows into a referral', async () => {
  const [a, b] = [await signInAt('koivu', 2), await signInAt('vaahtera')]
  await tap(a, 'start-ask')
  await see(a, 'ask')
  assert.equal((await a.$$('input:checked')).length, 0, 'nothing is chosen beforehand')
  await tap(a, 'ask-to-vaahtera')
  await write(a, 'ask-text', `${QUESTION} Soita 040 123 4567.`)
  await see(a, 'ask-text-harmless')
  await tap(a, 'ask-matter-client')
  await tap(a, 'ask-send')
  await a.waitForSelector('#ask-text-error')
  assert.equal(await a.$('[data-test="asked"]'), null, 'a number is not sent unanswered')
  await write(a, 'ask-text', `${QUESTION} 131052-308T`)
  await a.waitForFunction(() => document.querySelector('[data-test="ask-text-tells"] .error') !== null)
  assert.equal(
    await a.$('[data-test="ask-text-harmless"]'),
    null,
    'a personal identity code is nobody’s to call harmless',
  )
  await write(a, 'ask-text', QUESTION)
  await see(a, 'ask-text-clear')
  await tap(a, 'ask-send')
  await see(a, 'asked')
  await openNewest(b)
  await see(b, 'question-text')
  assert.equal(await textOf(b, 'question-text'), QUESTION)
  await write(b, 'message', 'Yes, at once.')
  await see(b, 'message-clear')
  await tap(b, 'message-send')
  await see(b, 'answered')
  await tap(a, 'to-today')
  await tap(a, 'look-now')
  await see(a, 'look-now')
  await a.waitForFunction(() => {
    const cards = [...document.querySelectorAll<HTMLElement>('[data-test="sent-card"][data-status="answered"]')]
    const answered = cards.find((card) => card.innerText.includes('Maple Safe House'))
    answered?.querySelector<HTMLElement>('[data-test="open-sent"]')?.click()
    return answered !== undefined
  })
  await seeState(a, 'sent-page', 'answered')
  await see(a, 'said-answer')
  const answered = await wholeText(a)
  assert.ok(answered.includes('Yes, at once.'), answered)
  assert.equal(await a.$('[data-test="propose-open"]'), null, 'no time is proposed under a question')
  await tap(a, 'question-grow')
  await a.waitForFunction(() => window.location.hash === '#send')
  assert.ok(!(await wholeText(a)).includes(QUESTION), 'the words are not carried over')
  await a.close()
  await b.close()
})

test('a question that tells who somebody is stays closed at the other desk, which says so, and the asker takes it back', async () => {
  for (const [text, isShown] of [
    [`${QUESTION} 131052-308T`, false],
    [`${QUESTION} anna@example.org`, false],
    [`${QUESTION} Anna Virtanen asks.`, true],
  ] as const) {
    const sent = await ask(text)
    const b = await signInAt('kataja', 2)
    await openNewest(b)
    await see(b, 'question-closed')
    assert.ok(!(await wholeText(b)).includes(QUESTION), 'it is not shown')
    assert.equal((await b.$('[data-test="question-show"]')) !== null, isShown)
    await tap(b, 'decline-open')
    await tap(b, 'decline-may-identify')
    await tap(b, 'decline')
    await see(b, 'answered')
    const { items } = await readTalk(asking, await conversationOf(sent))
    assert.deepEqual(
      items.map(({ item }) => item.kind === 'declined' && item.reason),
      ['may-identify'],
    )
    await asking.client.end(sent.reservation.keys.withdraw)
    await b.close()
  }
})

test('a question that is taken back closes where it is open', async () => {
  const sent = await ask('kanarialintu asks?')
  const b = await signInAt('kataja')
  await openNewest(b)
  await see(b, 'question-text')
  await asking.client.end(sent.reservation.keys.withdraw)
  await look(b)
  await see(b, 'over-while-open')
  assert.ok(!(await b.$eval('html', (html) => html.outerHTML)).includes('kanarialintu'))
  await b.close()
})

test('a device asks ten times in a day and not an eleventh', async () => {
  const a = await signInAt('haapa', 2)
  for (let n = 1; n <= 11; n += 1) {
    await tap(a, 'start-ask')
    await tap(a, 'ask-to-kataja')
    await write(a, 'ask-text', `General question ${'i'.repeat(n)}?`)
    await see(a, 'ask-text-clear')
    await tap(a, 'ask-matter-nobody')
    await tap(a, 'ask-send')
    await see(a, n <= 10 ? 'asked' : 'problem')
    await tap(a, 'to-today')
  }
  await a.close()
})
