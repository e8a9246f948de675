// What happens between the good days of administrators: a neighbour who does not sign, two tries at once, sessions that are ended, new keys after
// thirty days and the trial of papers after a year. A network of its own, of two organisations.
// Alone: it drives up to eight browsers with passkeys, each of which touches keys and waits for the others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, putForward, startApila } from '../machinery/server.ts'
import { type Person, arrive, press } from './founding.ts'
import { has, see, seeState, show, textOf, write } from './hands.ts'
import {
  beKeeper,
  comeBack,
  compareReturn,
  foundTwo,
  papersOn,
  putAway,
  showCode,
  signBoth,
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
  people = await foundTwo(browser, apila, 'apila-vuosi')
  const [aune] = people
  if (aune) sets.push(await papersOn(aune))
  await putAway(people)
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function arriveTwo(code: string, names: readonly [string, string]): Promise<[Person, Person]> {
  const [a = '', b = ''] = sets[0] ?? []
  const two: Person[] = []
  for (const [at, name] of names.entries()) {
    const person = await arrive(browser, apila, { organisation: 'Lyhty', name, prf: true })
    await comeBack(person, code)
    await beKeeper(person, at === 0 ? 'with-papers' : 'without-papers')
    if (at === 0) assert.equal(await tryPapers(person, a, b), 'right')
    two.push(person)
  }
  return two as [Person, Person]
}

async function stopOf(person: Person, stop: string): Promise<string> {
  await seeState(person.page, 'return-stop', stop)
  return textOf(person.page, 'return-stop')
}

/** To the list of the administrators' page, from wherever this keeper is. */
async function toKeys(person: Person): Promise<void> {
  await press(person, 'menu-today', 'menu-keys')
  await see(person.page, 'keys-help')
}

let gun: Person
let hal: Person

test('the neighbour may refuse: nothing happens, both devices are told, and a new code goes on where they were', async () => {
  const [aune, , cia, dan] = people
  assert.ok(aune && cia && dan)
  const code = await showCode(dan, 'lyhty')
  ;[gun, hal] = await arriveTwo(code, ['Gun', 'Hal'])
  await compareReturn(dan, gun, hal)
  await signBoth(gun, hal)
  await press(dan, 'help-refuse')
  await seeState(dan.page, 'help-said', 'refused')
  for (const person of [gun, hal]) assert.match(await stopOf(person, 'refused'), /does not sign\. Nothing was changed/)
  await show(gun.page, 'return-refused')
  // Nobody of before is out.
  await aune.page.reload()
  await signIn(aune)
  // Another neighbour shows a new code: the papers are not typed again.
  const again = await showCode(cia, 'lyhty')
  for (const person of [gun, hal]) {
    await write(person.page, 'return-code', again)
    await press(person, 'return-read')
    await seeState(person.page, 'come-back', 'compare')
  }
  await compareReturn(cia, gun, hal)
  await signBoth(gun, hal, true)
})

test('of two tries at once the first one wins; the other is told, and its papers open nothing', async () => {
  const [, , cia, dan] = people
  assert.ok(cia && dan)
  await toKeys(dan)
  const code = await showCode(dan, 'lyhty')
  const [ivo, jon] = await arriveTwo(code, ['Ivo', 'Jon'])
  await compareReturn(dan, ivo, jon)
  await signBoth(ivo, jon)
  await see(dan.page, 'help-sign')
  await press(cia, 'help-sign', 'help-sign-ask-do', 'touch-do')
  await seeState(cia.page, 'help-said', 'done')
  await see(gun.page, 'is-back')
  for (const person of [ivo, jon])
    assert.match(await stopOf(person, 'other-first'), /come back meanwhile with other devices/)
  await press(dan, 'help-sign', 'help-sign-ask-do')
  await seeState(dan.page, 'help-said', 'other-first')
  await show(ivo.page, 'return-other-first')
  // Ivo's device forgets what it began, and stands at the door like any other.
  await press(ivo, 'return-drop', 'return-drop-ask-do')
  await see(ivo.page, 'join-read')
})

test('a keeper ends the sessions of a colleague’s device, and sees that there are none', async () => {
  const [, , cia, dan] = people
  assert.ok(cia && dan)
  await toKeys(cia)
  const count = () =>
    cia.page.$$eval(
      '[data-test="device"]',
      (all, id) =>
        /Sessions now: (\d+)/.exec(
          all.map((each) => (each as HTMLElement).innerText).find((text) => text.includes(id)) ?? '',
        )?.[1],
      dan.device,
    )
  await cia.page.waitForFunction(
    (id) => document.querySelector(`[data-test="end-sessions-${id}"]`) !== null,
    {},
    dan.device,
  )
  await cia.page.waitForFunction(() => /Sessions now: [1-9]/.test(document.body.innerText))
  // From now on nobody touches the passkey of this device.
  await dan.passkey.refuse()
  await press(cia, `end-sessions-${dan.device}`)
  await cia.page.waitForFunction(() =>
    document.querySelector('[data-test="keys-said"]')?.textContent.includes('have ended'),
  )
  assert.equal(await count(), '0')
  await show(cia.page, 'sessions-ended')
  // The open screen of the colleague does nothing any more without a touch.
  await press(dan, 'menu-today', 'look-now')
  await dan.page.waitForFunction(() => document.body.innerText.includes('passkey was not given'))
  assert.equal(await count(), '0')
})

const DAY_MS = 86_400_000

async function goForward(days: number, all: number, keepers: readonly Person[]): Promise<void> {
  await apila.kill()
  await apila.restart(['--sweep-days', '1000'], all * DAY_MS)
  for (const { page } of keepers) {
    await page.evaluateOnNewDocument(putForward, days * DAY_MS)
    await page.reload()
  }
}

test('after thirty days new keys are made by two taps and one, and nobody is shown the return any more', async (t) => {
  await press(gun, 'open-past', 'touch-do', 'touch-do')
  await see(gun.page, 'past-opened')
  assert.match(await textOf(gun.page, 'past-opened'), /opened: 1/)
  sets.push(await papersOn(gun))
  await press(gun, 'papers-done', 'papers-ask-do')
  await press(hal, 'return-sign-in')
  await goForward(31, 31, [gun, hal])
  for (const person of [gun, hal]) {
    await signIn(person)
    await see(person.page, 'look-now')
    assert.equal(await has(person.page, 'brought-back'), false)
  }
  await press(gun, 'menu-keys')
  await see(gun.page, 'rotation-due')
  await show(gun.page, 'rotation-due')
  const taps = gun.taps
  await press(gun, 'rotate', 'touch-do')
  await seeState(gun.page, 'waiting', 'own')
  const own = gun.taps - taps
  await press(hal, 'menu-keys')
  const before = hal.taps
  await press(hal, 'waiting-sign', 'touch-do')
  await see(hal.page, 'rotation-fresh')
  t.diagnostic(`taps of new keys: ${String(own)} and ${String(hal.taps - before)}`)
  await gun.page.reload()
  await signIn(gun)
  await press(gun, 'menu-today', 'menu-keys')
  await see(gun.page, 'rotation-fresh')
})

test('a year after the papers were made the list of the day asks for a trial, and not after it', async () => {
  await goForward(340, 371, [gun])
  await signIn(gun)
  await press(gun, 'menu-today')
  await see(gun.page, 'drill-due')
  await show(gun.page, 'drill-due')
  await press(gun, 'open-keys', 'keys-papers')
  const [one = '', , three = ''] = sets[1] ?? []
  assert.equal(await tryPapers(gun, three, one), 'right')
  await press(gun, 'drill-end', 'menu-today')
  await see(gun.page, 'look-now')
  await gun.page.reload()
  await signIn(gun)
  await see(gun.page, 'look-now')
  assert.equal(await has(gun.page, 'drill-due'), false)
})
