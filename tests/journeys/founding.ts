// A founding through the screens, as administrators do it: each with a browser of their own and a passkey with or without PRF.
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { newPage } from '../machinery/browser.ts'
import { type VirtualPasskey, addPasskey } from '../machinery/passkeys.ts'
import type { Apila } from '../machinery/server.ts'
import { see, tap, textOf, wholeText, write } from './hands.ts'

export interface Person {
  page: Page
  passkey: VirtualPasskey
  organisation: string
  name: string
  /** The device's name in the roster. */
  device: string
  /** Where the passkey derives nothing. */
  words: string | null
  taps: number
}

/** What the server printed at its first start. */
export function foundingCode(apila: Apila): string {
  const code = /Founding code {2}([a-z0-9 ]{39})/.exec(apila.output())?.[1]
  assert.ok(code, apila.output())
  return code
}

/** The name of a device in what is shown. */
export const deviceIn = (text: string): string => /[a-z][a-z-]*-[a-z2-9]{4}\b/.exec(text)?.[0] ?? ''

/** A tap that counts. */
export async function press(person: Person, ...names: string[]): Promise<void> {
  for (const name of names) {
    person.taps += 1
    await tap(person.page, name)
  }
}

export async function arrive(
  browser: Browser,
  apila: Apila,
  wish: { organisation: string; name: string; prf: boolean; width?: number },
): Promise<Person> {
  const page = await newPage(browser, { width: wish.width ?? 1280 })
  const passkey = await addPasskey(page, { prf: wish.prf })
  await page.goto(`${apila.url}/desk/`)
  const { organisation, name } = wish
  return { page, passkey, organisation, name, device: '', words: null, taps: 0 }
}

/** Types the code, says who they are and makes the passkey; the first of all names the network. */
export async function comeToFounding(
  person: Person,
  code: string,
  network?: string,
  purchase?: { buyer: string; basis: string },
): Promise<void> {
  const { page, organisation, name } = person
  await press(person, 'founding-open')
  await write(page, 'founding-code', code)
  await press(person, 'founding-begin')
  await see(page, 'make-passkey')
  if (network !== undefined) {
    await write(page, 'network-name', network)
    await press(person, purchase ? 'track-purchased' : 'track-ngo-led')
    if (purchase) {
      for (const language of ['fi', 'sv', 'en']) await write(page, `buyer-${language}`, purchase.buyer)
      await write(page, 'basis', purchase.basis)
    }
    for (const language of ['fi', 'sv', 'en'])
      await write(page, `operator-${language}`, `${organisation} (${language})`)
    await write(page, 'operator-contact', 'tietosuoja@koivu.example')
  } else await see(page, 'network-heard')
  const id = organisation.toLowerCase()
  if (network === undefined && (await page.$(`[data-test="organisation-${id}"]`)) !== null)
    await press(person, `organisation-${id}`)
  else {
    if (network === undefined) await press(person, 'organisation-new')
    for (const language of ['fi', 'sv', 'en']) await write(page, `organisation-${language}`, organisation)
  }
  await write(page, 'worker-name', name)
  await press(person, 'make-passkey')
  if (network !== undefined && /[^a-z0-9-]/.test(network)) {
    // It is written in another way than typed, and for good: nothing is made before that was seen.
    await see(page, 'errors')
    assert.match(await textOf(page, 'errors'), /The network will be called [a-z0-9-]+, for good/)
    assert.equal(await page.$('[data-test="six-words"], [data-test="own-record"]'), null)
    await press(person, 'make-passkey')
  }
  await writeWords(person)
  await see(page, 'own-record')
  person.device = deviceIn(await textOf(page, 'own-record'))
  assert.notEqual(person.device, '')
}

/** Where six words are shown: writes them down, and types them once. */
export async function writeWords(person: Person): Promise<void> {
  const { page } = person
  const next = '[data-test="six-words"], [data-test="own-record"], [data-test="six-digits"]'
  await page.waitForSelector(next).catch(async (cause: unknown) => {
    throw new Error(`no words and no record: ${await wholeText(page)}`, { cause })
  })
  if ((await page.$('[data-test="six-words"]')) === null) return
  person.words = (await textOf(page, 'six-words')).replaceAll(/[^a-z]+/g, ' ').trim()
  await press(person, 'words-written')
  await write(page, 'words', person.words.toUpperCase())
  await press(person, 'words-check')
}

/** The others' groups are read aloud: each looks whether they are the same, and ticks them. */
export async function compareAll(people: readonly Person[]): Promise<void> {
  const read = new Map<string, string>()
  for (const { page, device } of people) {
    await see(page, 'own-groups')
    await page.waitForFunction(() => document.querySelector('[data-test="own-groups"]')?.textContent !== '')
    read.set(device, await textOf(page, 'own-groups'))
  }
  for (const person of people)
    for (const [device, groups] of read) {
      if (device === person.device) continue
      await see(person.page, `groups-${device}`)
      await person.page.waitForFunction(
        (name, wanted) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)?.innerText === wanted,
        {},
        `groups-${device}`,
        groups,
      )
      await press(person, `compared-${device}`)
    }
}

/** The first puts everything together, and all sign. `reloads`: one whose page is loaded anew when others have signed. */
export async function signAll(people: readonly Person[], reloads?: Person): Promise<void> {
  const [first] = people
  assert.ok(first)
  await press(first, 'put-together')
  for (const person of people) {
    if (person === reloads) {
      await person.page.reload()
    }
    await press(person, 'sign-founding', 'sign-founding-ask-do')
  }
  for (const { page } of people) await see(page, 'paper-genesis')
}
