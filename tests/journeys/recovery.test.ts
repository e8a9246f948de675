// All devices of one organisation are lost, and two papers bring it back: through the screens alone, with the yearly trial before it, and with what
// was sent to it before. A network of its own, of two organisations.
// Alone: it drives six browsers with passkeys, each of which touches keys and waits for the others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { showDay } from '@apila/core/content/show-day.ts'
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { agree } from './agree.ts'
import { type Person, arrive, foundingCode, press } from './founding.ts'
import { has, lookNow, see, seeState, show, tap, textOf, wholeText, write } from './hands.ts'
import {
  beKeeper,
  comeBack,
  compareReturn,
  foundTwo,
  papersOn,
  putNewPapers,
  putAway,
  showCode,
  signIn,
  tryPapers,
} from './returning.ts'

let apila: Apila
let browser: Browser
/** Lyhty: Aune and Bo. Majakka: Cia and Dan. */
let people: Person[] = []
/** Of Lyhty, in groups; those of the founding first. */
const sets: string[][] = []

before(async () => {
  ;[apila, browser] = await Promise.all([startApila('empty'), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

test('a network of two organisations is founded, and three papers are printed on sheets of their own', async () => {
  people = await foundTwo(browser, apila, 'apila-paluu')
  const [aune] = people
  assert.ok(aune)
  sets.push(await papersOn(aune))
  assert.match(sets[0]?.[0] ?? '', /^([a-z0-9]{4} ){26}[a-z0-9]{4}$/)
  const paper = await textOf(aune.page, 'paper-2')
  assert.match(paper, /Recovery paper 2 of 3: Lyhty/)
  assert.ok(paper.includes(showDay(todayInFinland())) && paper.includes('apila-paluu'))
  await show(aune.page, 'recovery-papers')
  // Four sheets: the network's paper and three for three envelopes.
  const pdf = Buffer.from(await aune.page.pdf({ preferCSSPageSize: true })).toString('latin1')
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 4)
  await putAway(people)
})

const wrongGroup = (paper: string, n: number): string =>
  paper
    .split(' ')
    .map((group, at) => (at === n - 1 ? group.replace(/^./, (sign) => (sign === 'q' ? 'p' : 'q')) : group))
    .join(' ')

test('the yearly trial says what two papers are, names the wrong group, changes nothing and keeps the day only', async (t) => {
  const [aune] = people
  const [one = '', two = '', three = ''] = sets[0] ?? []
  assert.ok(aune)
  const { page } = aune
  await press(aune, 'menu-keys')
  const before = aune.taps
  await press(aune, 'keys-papers')
  await see(page, 'drill-last')
  assert.match(await textOf(page, 'drill-last'), /not been tried/)
  assert.equal(await tryPapers(aune, one, one), 'same-paper')
  assert.match(await tryPapers(aune, wrongGroup(one, 14), two), /group 14\./)
  await show(page, 'drill-wrong-group')
  assert.match(await tryPapers(aune, one, two.slice(5)), /Signs are missing/)
  const clean = aune.taps
  assert.equal(await tryPapers(aune, one.toUpperCase(), three.replaceAll(' ', '')), 'right')
  t.diagnostic(
    `taps of a trial: ${String(aune.taps - clean + 1)} and two papers typed or scanned; ${String(before)} before`,
  )
  assert.match(await textOf(page, 'drill-right'), /Papers 1 \+ 3[\s\S]*take paper 2/)
  assert.match(await textOf(page, 'drill-last'), /papers 1 \+ 3/)
  await show(page, 'drill-right')
  await page.reload()
  await signIn(aune)
  // The place is kept, what was typed is not.
  await see(page, 'drill-last')
  assert.match(await textOf(page, 'drill-last'), /papers 1 \+ 3/)
  assert.equal(await page.$eval('[data-test="paper-a"]', (field) => (field as HTMLTextAreaElement).value), '')
  await press(aune, 'drill-end', 'menu-today')
  await see(page, 'look-now')
  assert.equal(await has(page, 'drill-due'), false)
})

test('a permission is sent to the team of the organisation before its devices are lost', async () => {
  const [aune, , cia] = people
  assert.ok(aune && cia)
  // What clients are told of Lyhty, which its own administrators write.
  await press(aune, 'menu-contacts', 'our-lines-write')
  for (const language of ['fi', 'sv', 'en']) {
    await write(aune.page, `our-line-${language}`, 'A made-up association. Not an authority.')
    await write(aune.page, `our-way-${language}`, 'A worker calls or writes as you want.')
  }
  for (const chosen of ['gives-support', 'languages-en', 'areas-all', 'days-1', 'days-2', 'days-3', 'days-4', 'days-5'])
    await press(aune, `our-${chosen}`)
  await press(aune, 'our-lines-save')
  await see(aune.page, 'our-lines-said')
  await press(aune, 'menu-today')
  await press(cia, 'menu-today')
  await agree(cia.page, 'sent before the loss', 'lyhty')
  await tap(cia.page, 'decide-yes')
  await tap(cia.page, 'keep-paper')
  await see(cia.page, 'ticket')
  await write(cia.page, 'word', 'rowanberry')
  await tap(cia.page, 'have-it')
  await see(cia.page, 'send-sent')
  await tap(cia.page, 'to-today')
  await see(cia.page, 'look-now')
})

let eve: Person
let fia: Person

test('who has no papers reads plainly what can be done; a wrong code, other papers and mixed ones bring nobody back', async () => {
  eve = await arrive(browser, apila, { organisation: 'Lyhty', name: 'Eve', prf: true, width: 360 })
  const { page } = eve
  await see(page, 'all-lost')
  await show(page, 'door-of-a-new-device')
  await press(eve, 'all-lost')
  await see(page, 'return-code')
  await page.$eval('[data-test="no-papers"]', (details) => {
    ;(details as HTMLDetailsElement).open = true
  })
  assert.match(await wholeText(page), /nobody can bring the organisation back: not the operator/)
  await show(page, 'return-begin')
  await write(page, 'return-code', foundingCode(apila))
  await press(eve, 'return-read')
  await page.waitForSelector('#return-code-error')
  assert.match(await wholeText(page), /No administrator shows this code/)
  await press(eve, 'return-end')
  await see(page, 'join-read')
})

test('two devices, two papers and a neighbour: a reload at each step loses nothing and opens nothing', async (t) => {
  const [, , cia] = people
  assert.ok(cia)
  const [one = '', two = ''] = sets[0] ?? []
  const taps = cia.taps
  const code = await showCode(cia, 'lyhty')
  await show(cia.page, 'help-code')
  const evesTaps = eve.taps
  await comeBack(eve, code)
  await eve.page.reload()
  await see(eve.page, 'return-for')
  await show(eve.page, 'return-device')
  await beKeeper(eve, 'with-papers')
  await see(eve.page, 'try-papers')
  await eve.page.reload()
  await press(eve, 'return-go-on')
  await see(eve.page, 'try-papers')
  assert.match(await tryPapers(eve, wrongGroup(one, 3), two), /group 3\./)
  await show(eve.page, 'return-papers')
  assert.equal(await tryPapers(eve, one, two), 'right')
  await see(eve.page, 'papers-right')
  await eve.page.reload()
  await see(eve.page, 'return-go-on')
  await show(eve.page, 'return-go-on')
  await press(eve, 'return-go-on')
  await see(eve.page, 'papers-right')
  fia = await arrive(browser, apila, { organisation: 'Lyhty', name: 'Fia', prf: false })
  await comeBack(fia, code)
  await beKeeper(fia, 'without-papers')
  await compareReturn(cia, eve, fia)
  await show(eve.page, 'return-compare')
  sets.push(await putNewPapers(eve))
  assert.notDeepEqual(sets[1], sets[0])
  await show(eve.page, 'return-new-papers')
  const pdf = Buffer.from(await eve.page.pdf({ preferCSSPageSize: true })).toString('latin1')
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 3)
  await press(eve, 'return-sign', 'return-sign-ask-do')
  await seeState(eve.page, 'return-signed', 'one')
  // What waits for the others is not lost with this page, and nobody is back.
  await eve.page.reload()
  await press(eve, 'return-go-on')
  await see(eve.page, 'return-signed')
  await press(fia, 'return-sign')
  await see(fia.page, 'return-sign-ask-do')
  await show(fia.page, 'return-sign')
  await press(fia, 'return-sign-ask-do')
  await seeState(fia.page, 'return-signed', 'both')
  await show(cia.page, 'help-people')
  const aune = people[0]
  assert.ok(aune)
  await aune.page.reload()
  await signIn(aune)
  assert.equal(await has(aune.page, 'brought-back'), false, 'nothing has happened yet')
  await press(cia, 'help-sign', 'help-sign-ask-do', 'touch-do')
  await seeState(cia.page, 'help-said', 'done')
  await show(cia.page, 'help-done')
  await see(eve.page, 'is-back')
  await see(fia.page, 'is-back')
  // The device with the papers may be gone now: the other one says what is still to open, and opens it with two papers of before.
  await press(fia, 'return-sign-in')
  await see(fia.page, 'passkey-in')
  await signIn(fia)
  await see(fia.page, 'past-waits')
  assert.match(await textOf(fia.page, 'past-waits'), /still to be opened: 1/)
  assert.doesNotMatch(await wholeText(fia.page), /Nothing waits/)
  await show(fia.page, 'past-waits')
  await press(fia, 'past-open', 'keys-past')
  await see(fia.page, 'try-papers')
  await show(fia.page, 'open-earlier-keys')
  await openEarlier(fia, sets[1]?.[0] ?? '', sets[1]?.[1] ?? '')
  await see(fia.page, 'past-none')
  await openEarlier(fia, one, two)
  await see(fia.page, 'past-opened')
  await press(fia, 'past-end', 'menu-today')
  await see(fia.page, 'look-now')
  // What rang under the earlier keys is heard now, without a new sign-in.
  await see(fia.page, 'knock')
  assert.equal(await has(fia.page, 'past-waits'), false)
  // The first of them locks anew what is still valid, by itself.
  await seeState(fia.page, 'relocking', 'done')
  await eve.page.reload()
  await see(eve.page, 'is-back')
  assert.match(await wholeText(eve.page), /Lyhty is back/)
  await press(eve, 'open-past', 'touch-do')
  await see(eve.page, 'past-opened')
  assert.match(await textOf(eve.page, 'past-opened'), /opened: 1/)
  await seeState(eve.page, 'past-left', 'none')
  assert.deepEqual(await papersOn(eve), sets[1])
  await press(eve, 'papers-done', 'papers-ask-do')
  await see(eve.page, 'passkey-in')
  await signIn(eve)
  t.diagnostic(
    `taps: with papers ${String(eve.taps - evesTaps)} (4 of them for three reloads and a slip), the other ${String(fia.taps)} with six words, neighbour ${String(cia.taps - taps)}`,
  )
})

/** Types two papers, and touches the passkey as often as it is asked. */
async function openEarlier(person: Person, a: string, b: string): Promise<void> {
  const { page } = person
  await write(page, 'paper-a', a)
  await write(page, 'paper-b', b)
  await press(person, 'try-papers')
  for (;;) {
    const next = await page.waitForSelector(
      '[data-test="touch-do"], [data-test="past-none"], [data-test="past-opened"], [data-test="papers-problem"]',
    )
    if ((await next?.evaluate((node) => node.getAttribute('data-test'))) !== 'touch-do') return
    await press(person, 'touch-do')
    await page.waitForFunction(() => document.querySelector('[data-test="touch-do"]') === null)
  }
}

test('everybody sees it for thirty days; the earlier keepers are out, and the old papers open nothing', async () => {
  const [aune, , cia, dan] = people
  assert.ok(aune && cia && dan)
  for (const person of [cia, dan, eve]) {
    await press(person, 'menu-today')
    await see(person.page, 'look-now')
    await person.page.reload()
    await signIn(person)
    await see(person.page, 'brought-back')
    assert.match(
      await textOf(person.page, 'brought-back'),
      new RegExp(`Lyhty was brought back[\\s\\S]*Majakka \\(${cia.device}\\)`),
    )
  }
  await show(dan.page, 'brought-back')
  // What was sent before the loss opens at the new devices, after it was locked anew.
  await lookNow(eve.page)
  await see(eve.page, 'knock')
  await press(eve, 'open-knock')
  await see(eve.page, 'knock-content')
  await show(eve.page, 'opened-after-return')
  await press(eve, 'menu-today')
  await see(eve.page, 'look-now')
  await aune.page.reload()
  await press(aune, 'passkey-in')
  await see(aune.page, 'problem')
  assert.match(await textOf(aune.page, 'problem'), /not in the network/)
  await press(eve, 'menu-keys', 'keys-papers')
  const [old, now] = [sets[0] ?? [], sets[1] ?? []]
  assert.equal(await tryPapers(eve, old[0] ?? '', old[1] ?? ''), 'older')
  assert.equal(await tryPapers(eve, old[0] ?? '', now[1] ?? ''), 'mixed')
  assert.equal(await tryPapers(eve, now[1] ?? '', now[2] ?? ''), 'right')
})
