// Coming back by recovery papers through the screens, as people do it: a neighbour who shows a code, two new devices, two papers, groups read aloud.
import assert from 'node:assert/strict'
import type { Browser } from 'puppeteer-core'
import type { Apila } from '../machinery/server.ts'
import {
  type Person,
  arrive,
  comeToFounding,
  compareAll,
  deviceIn,
  foundingCode,
  press,
  signAll,
  writeWords,
} from './founding.ts'
import { has, see, seeState, tap, textOf, write } from './hands.ts'

const WHO = [
  { organisation: 'Lyhty', name: 'Aune', prf: true },
  { organisation: 'Lyhty', name: 'Bo', prf: true },
  { organisation: 'Majakka', name: 'Cia', prf: true },
  { organisation: 'Majakka', name: 'Dan', prf: true },
]

/** Two keepers of each of two organisations found a network; the papers stand on the first one's screen. */
export async function foundTwo(
  browser: Browser,
  apila: Apila,
  network: string,
): Promise<[Person, Person, Person, Person]> {
  const people: Person[] = []
  const code = foundingCode(apila)
  for (const [at, wish] of WHO.entries()) {
    const person = await arrive(browser, apila, wish)
    people.push(person)
    await comeToFounding(person, code, at === 0 ? network : undefined)
  }
  await compareAll(people)
  await signAll(people)
  return people as [Person, Person, Person, Person]
}

/** The papers are in their envelopes, and all sign in. */
export async function putAway(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await tap(person.page, 'papers-done')
    if (await has(person.page, 'papers-ask-do')) await tap(person.page, 'papers-ask-do')
    await see(person.page, 'passkey-in')
    await signIn(person)
  }
}

/** The three papers that stand on a screen, in groups. */
export async function papersOn(person: Person): Promise<string[]> {
  await see(person.page, 'paper-3')
  return Promise.all([1, 2, 3].map((n) => groupsOn(person, n)))
}

const groupsOn = async ({ page }: Person, n: number): Promise<string> =>
  (await page.$$eval(`[data-test="paper-groups-${String(n)}"] li`, (all) => all.map((each) => each.textContent))).join(
    ' ',
  )

export async function signIn(person: Person): Promise<void> {
  if (person.words !== null) await write(person.page, 'in-words', person.words)
  await press(person, 'passkey-in')
  await see(person.page, 'menu-today')
}

/** Tries two papers, and gives what is said of them. */
export async function tryPapers(person: Person, a: string, b: string): Promise<string> {
  const { page } = person
  await write(page, 'paper-a', a)
  await write(page, 'paper-b', b)
  await press(person, 'try-papers')
  await page.waitForSelector(
    '[data-test="papers-problem"], [data-test="drill-right"], #paper-a-error, #paper-b-error, [data-status="compare"]',
  )
  if (await has(page, 'papers-problem'))
    return page.$eval('[data-test="papers-problem"]', (said) => (said as HTMLElement).dataset['status'] ?? '')
  if (await has(page, 'drill-right')) return 'right'
  const errors = await page.$$eval('#paper-a-error, #paper-b-error', (all) => all.map((each) => each.textContent))
  return errors.join(' | ') || 'right'
}

/** A keeper shows a code for an organisation that comes back. */
export async function showCode(keeper: Person, organisation: string): Promise<string> {
  await press(keeper, 'menu-keys', 'keys-help')
  await press(keeper, `help-${organisation}`, 'help-show')
  await see(keeper.page, 'help-code')
  return textOf(keeper.page, 'help-code')
}

/** Opens the door and types the code. */
export async function comeBack(person: Person, code: string): Promise<void> {
  await press(person, 'all-lost')
  await write(person.page, 'return-code', code)
  await press(person, 'return-read')
  await see(person.page, 'return-for')
}

export async function beKeeper(person: Person, which: 'with-papers' | 'without-papers'): Promise<void> {
  await press(person, `return-${which}`)
  await write(person.page, 'worker-name', person.name)
  await press(person, 'make-passkey')
  await person.page.waitForSelector('[data-test="six-words"], [data-status="papers"], [data-status="compare"]')
  if (await has(person.page, 'six-words')) await writeWords(person)
}

export const ownGroups = async ({ page }: Person): Promise<string> => {
  await page.waitForFunction(() => (document.querySelector('[data-test="own-groups"]')?.textContent ?? '') !== '')
  return textOf(page, 'own-groups')
}

/** The groups are read aloud on all three screens. */
export async function compareReturn(keeper: Person, first: Person, second: Person): Promise<void> {
  const read = [await ownGroups(first), await ownGroups(second)]
  for (const [person, other] of [
    [first, read[1]],
    [second, read[0]],
  ] as const) {
    await see(person.page, 'other-groups')
    await person.page.waitForFunction(
      (wanted) => document.querySelector<HTMLElement>('[data-test="other-groups"]')?.innerText === wanted,
      {},
      other ?? '',
    )
    await press(person, 'other-compared')
  }
  for (const [at, person] of [first, second].entries()) {
    person.device = deviceIn(await textOf(person.page, 'own-record'))
    await see(keeper.page, `groups-${person.device}`)
    assert.equal(await textOf(keeper.page, `groups-${person.device}`), read[at])
    await press(keeper, `same-${person.device}`)
  }
}

/** The new papers are printed before anything is signed. */
export async function putNewPapers(person: Person): Promise<string[]> {
  assert.equal(await has(person.page, 'return-sign'), false, 'nobody signs before the new papers are put away')
  await press(person, 'show-new-papers')
  const papers = await papersOn(person)
  await press(person, 'new-papers-put')
  await see(person.page, 'return-sign')
  return papers
}

/** Both devices sign, the one with the papers first. `arePut`: its new papers were put away before somebody refused; they are the same. */
export async function signBoth(first: Person, second: Person, arePut = false): Promise<void> {
  if (!arePut) await putNewPapers(first)
  await press(first, 'return-sign', 'return-sign-ask-do')
  await see(first.page, 'return-signed')
  await press(second, 'return-sign', 'return-sign-ask-do')
  await seeState(second.page, 'return-signed', 'both')
}
