// Promise: a start meeting of many is a permission with each organisation; the host alone writes the sheet, once for all, and whoever the
// client takes out gets no further version while the others go on (docs/threat-model.md). Against a real server, programs that lie, and the
// built program at three desks.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { CLIENT } from '../journeys/agree.ts'
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
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { holdLooks, look } from '../machinery/held-looks.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, conversationOf, readTalk, say, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { sealUnasked } from '../world/lie.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Sent, randomBytes, sealDemo } from '../world/referral.ts'

const today = todayInFinland()
const [HOST, KATAJA, HAAPA, VAAHTERA] = ['koivu', 'kataja', 'haapa', 'vaahtera'] as OrganisationId[] as [
  OrganisationId,
  OrganisationId,
  OrganisationId,
  OrganisationId,
]
let apila: Apila
let browser: Browser
let world: World
const acting: Record<string, Acting> = {}
const at = (organisation: string): Acting => acting[organisation] ?? assert.fail(organisation)
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
  for (const organisation of [HOST, KATAJA, HAAPA, VAAHTERA])
    acting[organisation] = {
      ...{ world, organisation, today },
      client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
    }
})
after(async () => {
  await browser.close()
  await apila.close()
})

interface Met {
  sent: Sent
  where: Awaited<ReturnType<typeof conversationOf>>
}

/** Permissions of one sitting, as the host's program seals them. `opens`: those whose desk has opened it. */
async function meet(
  word: string,
  organisations: readonly OrganisationId[],
  opens: readonly OrganisationId[] = organisations,
): Promise<Record<string, Met>> {
  const meets = toBase64url(randomBytes(8))
  const met: Record<string, Met> = {}
  for (const to of organisations) {
    const sent = await sealDemo(world, {
      ...{ from: HOST, to, mode: 'knock-ahead', today, word: `${word} ${to}` },
      front: { talk: 'words', meeting: [HOST, ...organisations] },
      input: { meets },
    })
    await send(at(HOST), sent)
    const where = await conversationOf(sent)
    if (opens.includes(to)) await say(at(to), where, [{ kind: 'opened' }])
    met[to] = { sent, where }
  }
  return met
}

const of = (met: Record<string, Met>, organisation: string): Met => met[organisation] ?? assert.fail(organisation)
const sheet = (version: number, contact = 'words'): Unnumbered => ({
  ...{ kind: 'sheet', version, sheet: { tasks: [], contact, information: '', reviewOn: null } },
})
const wish: Unnumbered = { kind: 'sheet-wish', version: 0, text: 'later in the day' }

/** Versions that a desk reads, with what they say of contact. */
async function versionsAt(organisation: string, { where }: Met): Promise<string[]> {
  const { items } = await readTalk(at(organisation), where)
  return items.flatMap(({ item }) => (item.kind === 'sheet' ? [`${String(item.version)} ${item.sheet.contact}`] : []))
}

async function signInAt(organisation: string, worker = 1): Promise<Page> {
  const page = await newPage(browser)
  await holdLooks(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'language-en')
  await tap(page, `sign-in-${organisation}-worker-${String(worker)}`)
  await see(page, 'look-now')
  return page
}

/** The host's page of the meeting, from the row with this word. */
async function openMeeting(page: Page, word: string): Promise<void> {
  await lookNow(page)
  await tapIn(page, 'sent-card', word, 'open-sent')
  await tap(page, 'to-sheet')
  await see(page, 'host-meeting')
  await see(page, 'participants')
}

/** One sitting of three with an answer for each, in this order, up to the first code. */
async function agreeWith(page: Page, answers: readonly ('yes' | 'no')[]): Promise<void> {
  await tapAll(page, 'start-send', ...CLIENT, 'why-legal-advice', `to-${KATAJA}`)
  await tapAll(page, 'wish-not-needed', 'day-any', 'reach-worker', 'between-sheet')
  await tapAll(page, `more-${HAAPA}`, `more-${VAAHTERA}`)
  await write(page, `more-why-${HAAPA}`, 'housing')
  await write(page, `more-why-${VAAHTERA}`, 'health')
  await tapAll(page, 'mode-knock-ahead', 'until-30')
  await tap(page, 'told-situation-yes')
  await write(page, 'situation', 'The client works long days and has no pay.')
  await tapAll(page, 'told-needs-no', 'told-clarified-no', 'next', 'next')
  await see(page, 'turned')
  for (const [n, answer] of answers.entries()) {
    const which = `${String(n + 1)} of ${String(answers.length)}`
    await page.waitForFunction((text) => document.querySelector('main')?.innerText.includes(text), {}, which)
    await tap(page, `decide-${answer}`)
  }
}

/** Keeps the code of the nth permission on paper, with its word; the digits. */
async function keepCode(page: Page, [n, of]: [number, number], word: string): Promise<string> {
  await page.waitForFunction(
    (text) => document.querySelector<HTMLElement>('[data-test="code-of"]')?.innerText.includes(text),
    {},
    `${String(n)} of ${String(of)}`,
  )
  await tap(page, 'keep-paper')
  await see(page, 'ticket')
  await write(page, 'word', word)
  return (await textOf(page, 'ticket')).replaceAll(/\D/g, '')
}

test('the client says no to the second after the first code is in their hand: the first permission does not name it', async () => {
  const page = await signInAt(HOST)
  await agreeWith(page, ['yes', 'no', 'yes'])
  const digits = await keepCode(page, [1, 2], 'late no')
  await tap(page, 'have-it')
  await keepCode(page, [2, 2], 'never sent')
  await show(page, 'meeting-nothing-sent-yet')
  // Back to the turned screen, and no.
  await tap(page, 'back')
  await see(page, 'turned')
  await tap(page, 'decide-no')
  // The first is looked at once more, with its code and word, and is sent alone.
  await page.waitForFunction(() => document.querySelector('[data-test="code-of"]') === null)
  await see(page, 'ticket')
  assert.equal((await textOf(page, 'ticket')).replaceAll(/\D/g, ''), digits, 'the code that the client holds')
  await tap(page, 'have-it')
  await see(page, 'send-sent')
  const guest = await signInAt(KATAJA)
  await tap(guest, 'menu-ticket')
  await write(guest, 'ticket', digits)
  await tapAll(guest, 'ticket-open', 'summary-yes')
  await see(guest, 'story')
  await tap(guest, 'to-sheet')
  await see(guest, 'sheet')
  const maple = world.roster.organisations.get(VAAHTERA)?.names.en ?? '?'
  assert.ok(!(await wholeText(guest)).includes(maple), 'who got a no is named at no other organisation')
  await tap(page, 'to-today')
  await tapIn(page, 'sent-card', 'late no', 'open-sent')
  await see(page, 'sent-page')
  assert.ok(!(await wholeText(page)).includes(maple))
  for (const each of [page, guest]) await each.close()
})

async function writeSheet(page: Page, contact: string): Promise<void> {
  await tap(page, 'sheet-write')
  await write(page, 'sheet-contact', contact)
  await tap(page, 'sheet-save')
}

/** Waits until the newest version on the page says this. */
const seeVersion = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => document.querySelector<HTMLElement>('[data-test="sheet-version"]')?.innerText.includes(wanted),
    {},
    text,
  )

const seePlace = (page: Page, organisation: string, place: string) =>
  seeState(page, `participant-${organisation}`, place)

const versionOf = (page: Page, organisation: string): Promise<string> =>
  page.$eval(`[data-test="participant-${organisation}"]`, (row) => (row as HTMLElement).innerText)

test('a program that lies: the sheet of a meeting of many is the host’s alone, versions come once, and wishes have their place', async () => {
  const many = of(await meet('lies', [KATAJA, HAAPA]), KATAJA)
  const two = of(await meet('two', [KATAJA]), KATAJA)
  const lies: ReadonlyArray<[string, Met, string, Unnumbered, string]> = [
    ['a guest writes the sheet', many, KATAJA, sheet(2), 'not-host'],
    ['the host wishes of itself', many, HOST, wish, 'wrong-writer'],
    ['a version that is there', many, HOST, sheet(1), 'version-not-later'],
    ['a wish where two meet', two, KATAJA, wish, 'no-host'],
  ]
  for (const one of [many, two]) await say(at(HOST), one.where, [sheet(1)])
  for (const [name, { where }, liar, said, problem] of lies) {
    const before = await readTalk(at(HOST), where)
    await assert.rejects(
      say(at(liar), where, [said]),
      (error) => error instanceof DoesNotStand && error.problem === problem,
      name,
    )
    await say(at(liar), where, [said], null, sealUnasked)
    for (const reader of [HOST, KATAJA]) {
      const { items, refused } = await readTalk(at(reader), where)
      assert.deepEqual([items.length, refused.at(-1)?.problem], [before.items.length, problem], name)
    }
  }
  await say(at(KATAJA), many.where, [wish])
  await say(at(HOST), many.where, [sheet(7)])
  assert.deepEqual(await versionsAt(KATAJA, many), ['1 words', '7 words'], 'some may be left out')
  await say(at(KATAJA), two.where, [sheet(2)])
  assert.deepEqual(await versionsAt(HOST, two), ['1 words', '2 words'], 'of two desks either writes')
})

test('no organisation of the meeting opens what was said with another', async () => {
  const met = await meet('apart', [KATAJA, HAAPA])
  await say(at(HOST), of(met, KATAJA).where, [sheet(1)])
  await assert.rejects(versionsAt(HAAPA, of(met, KATAJA)))
  assert.deepEqual(await versionsAt(HAAPA, of(met, HAAPA)), [])
})

test('the built program: one sitting, an answer for each organisation, a code and a word for each yes, and nothing for the no', async () => {
  const page = await signInAt(HOST)
  const complaints = listenForComplaints(page)
  await tapAll(page, 'start-send', ...CLIENT, 'why-legal-advice', `to-${KATAJA}`)
  await tapAll(page, 'wish-not-needed', 'day-any', 'reach-worker', 'between-sheet')
  await tapAll(page, `more-${HAAPA}`, `more-${VAAHTERA}`)
  await write(page, `more-why-${HAAPA}`, 'housing')
  await write(page, `more-why-${VAAHTERA}`, 'health')
  await show(page, 'meeting-others')
  await tapAll(page, 'mode-knock-ahead', 'until-30')
  await tap(page, 'told-situation-yes')
  await write(page, 'situation', 'The client works long days and has no pay.')
  await tapAll(page, 'told-needs-no', 'told-clarified-no', 'next', 'next')
  await see(page, 'turned')
  const asked: string[] = []
  for (const answer of ['yes', 'yes', 'no'] as const) {
    const which = `${String(asked.length + 1)} of 3`
    await page.waitForFunction((text) => document.querySelector('main')?.innerText.includes(text), {}, which)
    if (asked.length === 1) await show(page, 'meeting-turned')
    asked.push(await wholeText(page))
    await tap(page, `decide-${answer}`)
  }
  for (const [n, name] of ['Kataja', 'Haapa', 'Vaahtera'].entries()) {
    const told = asked[n] ?? ''
    assert.ok(
      told.includes(world.roster.organisations.get(name.toLowerCase() as OrganisationId)?.names.en ?? '?'),
      name,
    )
  }
  const codes: string[] = []
  for (const [n, word] of ['first rowan', 'second rowan'].entries()) {
    await page.waitForFunction(
      (text) => document.querySelector<HTMLElement>('[data-test="code-of"]')?.innerText.includes(text),
      {},
      `${String(n + 1)} of 2`,
    )
    await tap(page, 'keep-paper')
    await see(page, 'ticket')
    codes.push((await textOf(page, 'ticket')).replaceAll(/\D/g, ''))
    assert.equal(await textOf(page, 'paper-which'), `${String(n + 1)}/2`)
    if (n === 1) {
      await write(page, 'word', 'first rowan')
      await tap(page, 'have-it')
      await page.waitForSelector('#word-error')
      await show(page, 'meeting-second-code')
    }
    await write(page, 'word', word)
    assert.match(await textOf(page, 'code-sitting-state'), /Nothing is sent before the last code/)
    assert.match(await textOf(page, 'have-it'), n === 0 ? /Next code/ : /Send/)
    await tap(page, 'have-it')
  }
  await see(page, 'send-sent')
  assert.equal(new Set(codes).size, 2, 'each its own code')
  const names = await textOf(page, 'sent-to-all')
  const nameOf = (id: OrganisationId) => world.roster.organisations.get(id)?.names.en ?? '?'
  assert.deepEqual(
    [KATAJA, HAAPA, VAAHTERA].map((id) => names.includes(nameOf(id))),
    [true, true, false],
  )
  await tap(page, 'to-today')
  await openMeeting(page, 'second rowan')
  for (const id of [KATAJA, HAAPA]) await seePlace(page, id, 'waiting')
  assert.ok(!(await has(page, `participant-${VAAHTERA}`)), 'the no is nobody of the meeting')
  assert.equal(
    await page.$eval(
      '[data-test="sheet-write"]',
      (button) => (button as HTMLButtonElement).disabled || button.getAttribute('aria-disabled') === 'true',
    ),
    true,
  )
  // Each code opens at its own organisation, and at no other.
  const other = await signInAt(HAAPA)
  await tap(other, 'menu-ticket')
  await write(other, 'ticket', codes[0] ?? '')
  await tap(other, 'ticket-open')
  await see(other, 'elsewhere')
  await tapAll(other, 'to-today', 'menu-ticket')
  await write(other, 'ticket', codes[1] ?? '')
  await tapAll(other, 'ticket-open', 'summary-yes')
  await see(other, 'story')
  await look(page)
  await seePlace(page, HAAPA, 'takes-part')
  await seePlace(page, KATAJA, 'waiting')
  await writeSheet(page, 'calls the desk on Monday')
  await seeVersion(page, 'calls the desk on Monday')
  assert.ok((await versionOf(page, HAAPA)).includes('Has version 1'))
  await show(page, 'meeting-host')
  await tap(other, 'to-sheet')
  await seeVersion(other, 'calls the desk on Monday')
  assert.ok(!(await has(other, 'sheet-write')), 'a guest writes no version')
  const mayRead = await textOf(other, 'may-see')
  assert.deepEqual(
    [HOST, KATAJA, HAAPA, VAAHTERA].map((id) => mayRead.includes(nameOf(id))),
    [true, true, true, false],
  )
  await write(other, 'wish', 'Tuesday would be better')
  await see(other, 'wish-clear')
  await tap(other, 'wish-send')
  await see(other, 'wish')
  await show(other, 'meeting-guest')
  await look(page)
  await see(page, 'wish')
  assert.ok((await textOf(page, 'wishes')).includes('Tuesday would be better'))
  await writeSheet(page, 'calls the desk on Tuesday')
  await seeVersion(page, 'calls the desk on Tuesday')
  assert.ok(!(await has(page, 'wish')), 'the next version has answered it')
  assert.deepEqual(complaints, [])
  await page.close()
  await other.close()
})

test('the built program: whoever is taken out gets no further version, the others go on, and a late one gets the newest', async () => {
  const met = await meet('larch', [KATAJA, HAAPA, VAAHTERA], [KATAJA, HAAPA])
  const page = await signInAt(HOST)
  await openMeeting(page, `larch ${HAAPA}`)
  await writeSheet(page, 'version one')
  await seeVersion(page, 'version one')
  for (const id of [KATAJA, HAAPA]) assert.deepEqual(await versionsAt(id, of(met, id)), ['1 version one'])
  assert.deepEqual(await versionsAt(VAAHTERA, of(met, VAAHTERA)), [], 'who has not opened has no sheet')
  await tap(page, 'sheet-write')
  await write(page, 'sheet-contact', 'version two')
  // In the middle of writing.
  await at(HOST).client.end(of(met, KATAJA).sent.reservation.keys.withdraw)
  await look(page)
  await seePlace(page, KATAJA, 'taken-out')
  assert.equal(
    await page.$eval('[data-test="sheet-contact"]', (field) => (field as HTMLTextAreaElement).value),
    'version two',
  )
  await say(at(VAAHTERA), of(met, VAAHTERA).where, [{ kind: 'opened' }])
  await tap(page, 'sheet-save')
  await seeVersion(page, 'version two')
  assert.deepEqual(await versionsAt(HAAPA, of(met, HAAPA)), ['1 version one', '2 version two'])
  await assert.rejects(versionsAt(KATAJA, of(met, KATAJA)), 'nothing opens any more')
  // Vaahtera opened meanwhile; the page learns of it at the next look.
  await look(page)
  await seePlace(page, VAAHTERA, 'takes-part')
  if ((await versionsAt(VAAHTERA, of(met, VAAHTERA))).length === 0) {
    await tap(page, 'sheet-send-lacking')
    await page.waitForFunction(() => document.querySelector('[data-test="sheet-send-lacking"]') === null)
  }
  assert.deepEqual(await versionsAt(VAAHTERA, of(met, VAAHTERA)), ['2 version two'])
  await at(HOST).client.end(of(met, HAAPA).sent.reservation.keys.withdraw)
  await at(HOST).client.end(of(met, VAAHTERA).sent.reservation.keys.withdraw)
  await look(page)
  await see(page, 'over-while-open')
  assert.ok(
    !(await page.$eval('html', (html) => html.outerHTML)).includes('version two'),
    'nothing is left in the page',
  )
  await page.close()
})

test('the built program: of two who write the same version one comes first everywhere, and the other loses nothing', async () => {
  const met = await meet('alder', [KATAJA, HAAPA])
  const [one, other] = [await signInAt(HOST), await signInAt(HOST, 2)]
  for (const page of [one, other]) await openMeeting(page, `alder ${KATAJA}`)
  for (const [page, text] of [
    [one, 'of the first'],
    [other, 'of the second'],
  ] as const) {
    await page.waitForSelector('[data-test="sheet-write"]:not([disabled], [aria-disabled="true"])')
    await tap(page, 'sheet-write')
    await write(page, 'sheet-contact', text)
  }
  await tap(one, 'sheet-save')
  await seeVersion(one, 'of the first')
  await tap(other, 'sheet-save')
  await see(other, 'problem')
  for (const id of [KATAJA, HAAPA]) assert.deepEqual(await versionsAt(id, of(met, id)), ['1 of the first'])
  assert.equal(
    await other.$eval('[data-test="sheet-contact"]', (field) => (field as HTMLTextAreaElement).value),
    'of the second',
  )
  await look(other)
  await tap(other, 'sheet-save')
  await seeVersion(other, 'of the second')
  for (const id of [KATAJA, HAAPA])
    assert.deepEqual(await versionsAt(id, of(met, id)), ['1 of the first', '2 of the second'])
  // A wish that came in between is no other version.
  await say(at(HAAPA), of(met, HAAPA).where, [{ ...wish, version: 2 }])
  await writeSheet(other, 'a third')
  await seeVersion(other, 'a third')
  for (const id of [KATAJA, HAAPA]) assert.equal((await versionsAt(id, of(met, id))).at(-1), '3 a third')
  await one.close()
  await other.close()
})

test('the built program: signal lost half-way leaves one version, and what lacks it gets the same; without signal nothing is lost', async () => {
  const met = await meet('cedar', [KATAJA, HAAPA])
  const page = await signInAt(HOST)
  await openMeeting(page, `cedar ${KATAJA}`)
  await page.setRequestInterception(true)
  let left = 1
  const cut = (request: HTTPRequest) => {
    const isItem = new URL(request.url()).pathname.endsWith('/talk') && request.method() === 'POST'
    if (isItem && left <= 0) void request.abort('internetdisconnected')
    else {
      if (isItem) left -= 1
      void request.continue()
    }
  }
  page.on('request', cut)
  await writeSheet(page, 'half-way')
  await see(page, 'sheet-send-lacking')
  const had = [await versionsAt(KATAJA, of(met, KATAJA)), await versionsAt(HAAPA, of(met, HAAPA))]
  assert.deepEqual(
    had.toSorted((a, b) => a.length - b.length),
    [[], ['1 half-way']],
  )
  page.off('request', cut)
  await page.setRequestInterception(false)
  await tap(page, 'sheet-send-lacking')
  await page.waitForFunction(() => document.querySelector('[data-test="sheet-send-lacking"]') === null)
  for (const id of [KATAJA, HAAPA]) assert.deepEqual(await versionsAt(id, of(met, id)), ['1 half-way'])
  await tap(page, 'sheet-write')
  await write(page, 'sheet-contact', 'written without signal')
  await page.setOfflineMode(true)
  await tap(page, 'sheet-save')
  await see(page, 'problem')
  await page.setOfflineMode(false)
  await page.reload()
  await tap(page, 'unlock')
  await see(page, 'sheet-save')
  assert.equal(
    await page.$eval('[data-test="sheet-contact"]', (field) => (field as HTMLTextAreaElement).value),
    'written without signal',
  )
  await page.waitForFunction(
    () => document.querySelector('[data-test^="participant-"][data-status="takes-part"]') !== null,
  )
  await tap(page, 'sheet-save')
  await seeVersion(page, 'written without signal')
  for (const id of [KATAJA, HAAPA])
    assert.deepEqual(await versionsAt(id, of(met, id)), ['1 half-way', '2 written without signal'])
  await page.close()
})

test('the built program: two clients whose meetings have the same organisations are never mixed', async () => {
  const [mine, others] = [await meet('maple', [KATAJA, HAAPA]), await meet('mistle', [KATAJA, HAAPA])]
  const page = await signInAt(HOST)
  await openMeeting(page, `maple ${KATAJA}`)
  assert.equal((await page.$$('[data-test^="participant-"]')).length, 2)
  await writeSheet(page, 'of maple')
  await seeVersion(page, 'of maple')
  for (const id of [KATAJA, HAAPA]) {
    assert.deepEqual(await versionsAt(id, of(mine, id)), ['1 of maple'])
    assert.deepEqual(await versionsAt(id, of(others, id)), [])
  }
  await page.close()
})

test('the built program: on the day of the meeting its times stand first, and a time can be proposed to all at once', async () => {
  const met = await meet('willow', [KATAJA, HAAPA], [KATAJA])
  const page = await signInAt(HOST)
  await openMeeting(page, `willow ${KATAJA}`)
  assert.ok(!(await has(page, 'meeting-today')))
  await say(at(KATAJA), of(met, KATAJA).where, [{ kind: 'time', on: today, at: '23:30', place: 'ours' }])
  await say(at(HOST), of(met, KATAJA).where, [{ kind: 'time-answer', of: 1, answer: 'yes' }])
  await say(at(HAAPA), of(met, HAAPA).where, [{ kind: 'time', on: today, at: '23:00', place: 'telephone' }])
  await look(page)
  await see(page, 'meeting-today')
  await page.waitForFunction(() => document.querySelectorAll('[data-test="meeting-today"] li').length === 2)
  const lines = await page.$$eval('[data-test="meeting-today"] li', (all) =>
    all.map((one) => (one as HTMLElement).innerText),
  )
  assert.match(lines[0] ?? '', /11|23/)
  assert.ok(lines[0]?.includes('has not answered yet') && lines[1]?.includes('agreed'), lines.join(' / '))
  await show(page, 'meeting-day')
  await tap(page, 'propose-all-open')
  await see(page, 'time-at')
  await page.$eval('[data-test="time-on-other"]', (list) => {
    const select = list as HTMLSelectElement
    select.value = [...select.options].at(-1)?.value ?? ''
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await write(page, 'time-at', '13:00')
  await tapAll(page, 'time-place-ours', 'propose')
  await page.waitForFunction(() => document.querySelector('[data-test="meeting-today"]') === null)
  for (const id of [KATAJA, HAAPA]) {
    const { items } = await readTalk(at(id), of(met, id).where)
    const last = items.at(-1)
    assert.ok(last?.item.kind === 'time' && last.item.at === '13:00' && last.side === 'from', id)
  }
  await page.close()
})
