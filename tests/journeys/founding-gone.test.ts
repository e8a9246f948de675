// A founding in which a device is gone: after the first signatures the living ones leave it out, put everything together anew and sign again.
// Alone: it drives five browsers with passkeys at once, each of which touches keys and waits for the others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { type Person, arrive, comeToFounding, compareAll, foundingCode, press } from './founding.ts'
import { see, show, textOf } from './hands.ts'
import { signIn } from './living.ts'

let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila('empty'), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

const WHO = [
  { organisation: 'Lyhty', name: 'Aune', prf: true },
  { organisation: 'Lyhty', name: 'Bo', prf: true },
  { organisation: 'Majakka', name: 'Cia', prf: true },
  { organisation: 'Majakka', name: 'Dan', prf: true },
]

const hasText = (person: Person, name: string, text: string) =>
  person.page.waitForFunction(
    (test, wanted) => document.querySelector<HTMLElement>(`[data-test="${test}"]`)?.innerText.includes(wanted),
    {},
    name,
    text,
  )

test('a device that is gone after the first signatures is left out, and what was signed before founds nothing', async () => {
  const code = foundingCode(apila)
  const people: Person[] = []
  for (const [at, wish] of WHO.entries()) {
    const person = await arrive(browser, apila, wish)
    people.push(person)
    await comeToFounding(person, code, at === 0 ? 'apila-koe' : undefined)
  }
  const [aune, bo, cia, dan] = people
  assert.ok(aune && bo && cia && dan)
  await compareAll(people)
  await press(aune, 'put-together')
  for (const person of [aune, bo]) {
    await press(person, 'sign-founding', 'sign-founding-ask-do')
    await see(person.page, 'signed')
  }
  await hasText(aune, 'signed', '2/4')
  // Dan's browser has forgotten everything: a new device comes in its place, and the old record stays where it was.
  await dan.page.goto('about:blank')
  const again = await arrive(browser, apila, { organisation: 'Majakka', name: 'Dan', prf: true })
  await comeToFounding(again, code)
  const living = [aune, bo, cia, again]
  for (const person of [aune, bo, cia]) await press(person, `compared-${dan.device}`)
  await compareMissing(living, [...people, again])
  // Bo's screen says how to go on, although Bo has signed.
  await see(bo.page, 'together-anew')
  await show(bo.page, 'founding-device-gone')
  await press(cia, 'together-anew')
  await see(cia.page, 'together-rest')
  assert.match(await textOf(cia.page, 'together-rest'), new RegExp(dan.device))
  assert.doesNotMatch(await textOf(cia.page, 'together-chosen'), new RegExp(dan.device))
  await show(cia.page, 'founding-anew-ask')
  await press(cia, 'together-ask-do')
  for (const person of living) {
    await see(person.page, 'put-together-anew')
    await see(person.page, 'sign-founding')
    assert.match(await textOf(person.page, 'batch-left-out'), new RegExp(dan.device))
  }
  await show(bo.page, 'founding-anew')
  // The lost device comes back after all: it sees that it was left out, and nothing of its founds anything.
  await dan.page.goto(`${apila.url}/desk/`)
  await press(dan, `compared-${again.device}`)
  await see(dan.page, 'left-out-here')
  await show(dan.page, 'founding-left-out')
  for (const person of living) await press(person, 'sign-founding', 'sign-founding-ask-do')
  for (const { page } of living) await see(page, 'paper-genesis')
  await see(dan.page, 'founded-without')
  await show(dan.page, 'founding-without')
  await press(dan, 'founding-to-door')
  await see(dan.page, 'join-read')
  for (const person of living) {
    await press(person, 'papers-done')
    if ((await person.page.$('[data-test="papers-ask-do"]')) !== null) await press(person, 'papers-ask-do')
    await see(person.page, 'passkey-in')
    await signIn(person)
  }
})

test('a device that is gone before everything is put together is left out by name, also where it was the first', async () => {
  const other = await startApila('empty')
  try {
    const code = foundingCode(other)
    const people: Person[] = []
    const who = [
      { organisation: 'Lyhty', name: 'Uno', prf: true },
      { organisation: 'Majakka', name: 'Cia', prf: true },
      { organisation: 'Majakka', name: 'Dan', prf: true },
      { organisation: 'Satama', name: 'Eija', prf: true },
      { organisation: 'Satama', name: 'Fredrik', prf: true },
    ]
    for (const [at, wish] of who.entries()) {
      const person = await arrive(browser, other, wish)
      people.push(person)
      await comeToFounding(person, code, at === 0 ? 'apila-toinen' : undefined)
    }
    const [uno, ...living] = people
    assert.ok(uno)
    await uno.page.close()
    const [cia, dan] = living
    assert.ok(cia && dan)
    await compareAll(living)
    await see(dan.page, 'not-compared')
    await see(dan.page, 'together-here')
    await press(dan, 'together-here')
    await see(dan.page, 'together-rest')
    assert.match(await textOf(dan.page, 'together-rest'), new RegExp(uno.device))
    await press(dan, 'together-ask-do')
    for (const person of living) await press(person, 'sign-founding', 'sign-founding-ask-do')
    for (const { page } of living) await see(page, 'paper-genesis')
  } finally {
    await other.close()
  }
})

/** Those who are there tick what they have not ticked yet of each other. */
async function compareMissing(living: readonly Person[], all: readonly Person[]): Promise<void> {
  const newest = all.at(-1)
  assert.ok(newest)
  for (const person of living) {
    const others = person === newest ? living.filter((each) => each !== person) : [newest]
    for (const { device } of others) await press(person, `compared-${device}`)
  }
}
