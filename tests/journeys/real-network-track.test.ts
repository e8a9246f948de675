// A purchased service is a network of its own: founded through the screens with who buys it and on which non-profit basis, which every screen
// says, also the one that is turned to the client. What was agreed there opens nothing in the network that the organisations lead.
// Alone: it drives four browsers with passkeys at once, each of which touches keys and waits for the others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { type Person, arrive, press } from './founding.ts'
import { lookNow, see, show, tap, tapAll, textOf, write } from './hands.ts'
import { agreeAndSend, foundAndSignIn, openWithCode, tellOfUs } from './living.ts'

let purchased: Apila
let ownWork: Apila
let browser: Browser
let people: Person[]

before(async () => {
  ;[purchased, ownWork, browser] = await Promise.all([startApila('empty'), startApila(), launchBrowser()])
  people = await foundAndSignIn(
    browser,
    purchased,
    [
      { organisation: 'Lyhty', name: 'Aune', prf: true },
      { organisation: 'Lyhty', name: 'Bo', prf: true },
      { organisation: 'Majakka', name: 'Cia', prf: true },
      { organisation: 'Majakka', name: 'Dan', prf: true },
    ],
    { buyer: 'Invented County', basis: 'Articles of association, section 2' },
  )
})
after(async () => {
  await browser.close()
  await Promise.all([purchased.close(), ownWork.close()])
})

const LABEL = /Purchased service[\s\S]*Invented County[\s\S]*Articles of association, section 2/
const seeLabel = async (page: Page, where: string): Promise<void> => {
  await see(page, 'track')
  assert.match(await textOf(page, 'track'), LABEL, where)
}

test('who buys it and why without gain stands on every screen, before and after signing in, and where the client reads', async () => {
  const [aune, , cia] = people
  assert.ok(aune && cia)
  await tellOfUs(cia)
  for (const place of ['menu-keys', 'menu-contacts', 'menu-ticket', 'menu-today']) {
    await press(aune, place)
    await seeLabel(aune.page, place)
  }
  await show(aune.page, 'track/01-today')
  const { turned } = await agreeAndSend(
    aune,
    { to: 'majakka', word: 'alder tree', situation: 'Invented.' },
    async () => {
      await seeLabel(aune.page, 'turned to the client')
      await show(aune.page, 'track/02-turned')
    },
  )
  assert.notEqual(turned, '')
  await press(aune, 'menu-today')
  await aune.page.reload()
  await see(aune.page, 'passkey-in')
  await seeLabel(aune.page, 'at the door')
  const stranger = await arrive(browser, purchased, { organisation: 'Lyhty', name: 'Stranger', prf: true })
  await seeLabel(stranger.page, 'for whoever has no device yet')
  await stranger.page.close()
})

test('a code of the purchased network opens nothing where the organisations lead, and says nothing about it', async () => {
  const [, bo, cia] = people
  assert.ok(bo && cia)
  const { digits } = await agreeAndSend(bo, { to: 'majakka', word: 'birch tree', situation: 'Invented, too.' })
  const other = await newPage(browser)
  await other.goto(`${ownWork.url}/desk/`)
  await tap(other, 'sign-in-kataja-worker-1')
  await see(other, 'look-now')
  assert.equal(await other.$('[data-test="track"]'), null, 'their network is none that is bought')
  await tapAll(other, 'menu-ticket')
  await write(other, 'ticket', digits)
  await tap(other, 'ticket-open')
  await see(other, 'problem')
  await lookNow(cia.page)
  await openWithCode(cia, digits)
  await see(cia.page, 'story')
})
