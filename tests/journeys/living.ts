// Life in a network that was founded through the screens: signing in, new devices, what an organisation tells, and a permission from the
// yes to the code. Each tap is counted for the person who makes it.
import assert from 'node:assert/strict'
import type { Browser } from 'puppeteer-core'
import { addPasskey } from '../machinery/passkeys.ts'
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
import { has, see, show, textOf, write } from './hands.ts'

type Wish = Parameters<typeof arrive>[2]

/** Founds a network with these people, and signs each in. */
export async function foundAndSignIn(
  browser: Browser,
  apila: Apila,
  wishes: readonly Wish[],
  purchase?: Parameters<typeof comeToFounding>[3],
): Promise<Person[]> {
  const code = foundingCode(apila)
  const people: Person[] = []
  for (const [at, wish] of wishes.entries()) {
    const person = await arrive(browser, apila, wish)
    await comeToFounding(person, code, at === 0 ? 'apila-koe' : undefined, purchase)
    people.push(person)
  }
  await compareAll(people)
  await signAll(people)
  for (const person of people) {
    await press(person, 'papers-done')
    if (await has(person.page, 'papers-ask-do')) await press(person, 'papers-ask-do')
    await see(person.page, 'passkey-in')
    await signIn(person)
  }
  return people
}

/** Signs in with the passkey, and with the six words where there are any. */
export async function signIn(person: Person): Promise<void> {
  if (person.words !== null) await write(person.page, 'in-words', person.words)
  await press(person, 'passkey-in')
  await see(person.page, 'menu-today')
}

/** Adds a device as two administrators do; the person reads the digits aloud. */
export async function enrol(
  newcomer: Person,
  keepers: readonly [Person, Person],
  choose: (keeper: Person) => Promise<void>,
  isRefusedOnce = false,
): Promise<void> {
  const [first, second] = keepers
  await press(first, 'menu-keys', 'keys-add')
  await choose(first)
  await press(first, 'enrol-show')
  await see(first.page, 'join-code-shown')
  const code = await textOf(first.page, 'join-code-shown')
  await see(newcomer.page, 'join-read')
  await write(newcomer.page, 'join-code', code)
  await press(newcomer, 'join-read')
  await see(newcomer.page, 'join-offer')
  await write(newcomer.page, 'worker-name', newcomer.name)
  if (isRefusedOnce) {
    await newcomer.passkey.refuse()
    await press(newcomer, 'make-passkey')
    await see(newcomer.page, 'join-problem')
    assert.match(await textOf(newcomer.page, 'join-problem'), /passkey was not given/)
    await newcomer.passkey.remove()
    newcomer.passkey = await addPasskey(newcomer.page, { prf: true })
  }
  await press(newcomer, 'make-passkey')
  await writeWords(newcomer)
  await see(newcomer.page, 'six-digits')
  const digits = await textOf(newcomer.page, 'six-digits')
  await show(newcomer.page, 'join-digits')
  await write(first.page, 'heard-digits', '000 000')
  await press(first, 'digits-compare')
  await first.page.waitForSelector('#heard-digits-error')
  await write(first.page, 'heard-digits', digits)
  await press(first, 'digits-compare', 'touch-do')
  await see(first.page, 'enrol-first-done')
  await press(second, 'menu-keys')
  // Where the second signature is given stands on the card: a new device is signed under its code alone.
  await see(second.page, 'waiting-new-device')
  // It says where to sign, and nothing of a signature here.
  for (const name of ['waiting-last', 'waiting-sign']) assert.equal(await has(second.page, name), false)
  await press(second, 'keys-second')
  await write(second.page, 'second-code', code)
  await press(second, 'second-read')
  await write(second.page, 'heard-digits', digits)
  await press(second, 'digits-compare', 'touch-do')
  await see(second.page, 'enrol-done')
  await see(newcomer.page, 'passkey-in')
  newcomer.device = deviceIn(await textOf(newcomer.page, 'who'))
}

/** What an organisation tells before it is chosen, written by one of its administrators. */
export async function tellOfUs(keeper: Person): Promise<void> {
  const { page, organisation } = keeper
  await press(keeper, 'menu-contacts', 'our-lines-write')
  for (const part of ['line', 'way'])
    for (const language of ['fi', 'sv', 'en'])
      await write(page, `our-${part}-${language}`, `${organisation}: an invented association, ${part}, ${language}.`)
  await press(keeper, 'our-gives-support', 'our-languages-en', 'our-areas-all', 'our-days-1', 'our-lines-save')
  await see(page, 'our-lines-said')
  await press(keeper, 'menu-today')
}

export interface Agreed {
  digits: string
  /** All that stood on the screen turned to the client. */
  turned: string
}

/** Agrees with a client and sends; gives the digits that the client takes along. `onTurned`: while the client reads. */
export async function agreeAndSend(
  sender: Person,
  { to, word, situation, ahead = false }: { to: string; word: string; situation: string; ahead?: boolean },
  onTurned: () => Promise<void> = () => Promise.resolve(),
): Promise<Agreed> {
  const { page } = sender
  await press(sender, 'start-send', 'interpreter-none-en', 'age-adult', 'why-support', `to-${to}`)
  await press(sender, 'wish-not-needed', 'day-any', 'reach-worker', 'between-sheet')
  await press(sender, ahead ? 'mode-all-ahead' : 'mode-knock-ahead', 'until-30', 'told-situation-yes')
  await write(page, 'situation', situation)
  await press(sender, 'told-needs-no', 'told-clarified-no', 'next', 'next')
  await see(page, 'turned')
  const turned = await textOf(page, 'turned')
  await onTurned()
  await press(sender, 'decide-yes', 'keep-paper-lines')
  await see(page, 'ticket')
  const digits = (await textOf(page, 'ticket')).replaceAll(/\D/g, '')
  assert.match(digits, /^\d{24}$/)
  await write(page, 'word', word)
  await press(sender, 'have-it')
  await see(page, 'send-sent')
  await press(sender, 'to-today')
  return { digits, turned }
}

/** The client is there with their code and says yes; the passkey is touched, since a story is locked anew. */
export async function openWithCode(receiver: Person, digits: string): Promise<string> {
  const { page } = receiver
  await press(receiver, 'menu-ticket')
  await write(page, 'ticket', digits)
  await press(receiver, 'ticket-open')
  await see(page, 'summary')
  const summary = await textOf(page, 'summary')
  await press(receiver, 'summary-yes', 'touch-do')
  await see(page, 'story')
  return summary
}
