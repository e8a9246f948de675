// An enrolment is rehearsed in the made-up network: another browser takes the joining code at its door. What goes wrong on the way is said as it is:
// a device that is taken back, an own signature as the second, a code that another device has used.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { addPasskey } from '../machinery/passkeys.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { has, see, show, tap, tapAll, textOf, write } from './hands.ts'

let apila: Apila
let browser: Browser
let first: Page
let second: Page
let newcomer: Page

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
  first = await keeper('koivu-keeper-1')
  second = await keeper('koivu-keeper-2')
  newcomer = await atTheDoor()
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function keeper(device: string): Promise<Page> {
  const page = await newPage(browser, { width: 1280 })
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  await tap(page, 'menu-keys')
  await see(page, 'keys-add')
  return page
}

async function atTheDoor(): Promise<Page> {
  const page = await newPage(browser, { width: 1280 })
  await addPasskey(page, { prf: true })
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'rehearse-join')
  await see(page, 'join-read')
  return page
}

/** The first administrator shows a code; the new device types it and shows its digits; the first hears them and signs. */
async function begin(): Promise<{ code: string; digits: string }> {
  await tapAll(first, 'keys-add', 'role-worker')
  await first.waitForSelector('[data-test^="desk-"]')
  await first.$eval('[data-test^="desk-"]', (desk) => {
    ;(desk as HTMLElement).click()
  })
  await tap(first, 'enrol-show')
  await see(first, 'join-code-shown')
  const code = await textOf(first, 'join-code-shown')
  await write(newcomer, 'join-code', code)
  await tap(newcomer, 'join-read')
  await see(newcomer, 'join-offer')
  await write(newcomer, 'worker-name', 'Invented')
  await tap(newcomer, 'make-passkey')
  await see(newcomer, 'six-digits')
  const digits = await textOf(newcomer, 'six-digits')
  await write(first, 'heard-digits', digits)
  await tap(first, 'digits-compare')
  await see(first, 'enrol-first-done')
  return { code, digits }
}

test('a device that the first administrator takes back hears so, and begins anew', async () => {
  assert.equal(await has(newcomer, 'all-lost'), false, 'invented organisations have no papers')
  await show(newcomer, 'rehearsal-door')
  await begin()
  await tapAll(first, 'enrol-end', 'waiting-drop')
  await see(newcomer, 'join-ended')
  assert.match(await textOf(newcomer, 'join-ended'), /taken the device back/)
  await show(newcomer, 'rehearsal-taken-back')
  await tap(newcomer, 'join-anew')
  await see(newcomer, 'join-read')
})

test('who has signed first cannot be the second; a code that was used says so; with the second the device is in', async () => {
  const { code, digits } = await begin()
  await tapAll(first, 'enrol-end', 'keys-second')
  await write(first, 'second-code', code)
  await tap(first, 'second-read')
  await write(first, 'heard-digits', digits)
  await tap(first, 'digits-compare')
  await see(first, 'enrol-refused')
  assert.match(await textOf(first, 'enrol-refused'), /You have signed this device yourself/)
  await show(first, 'rehearsal-own-signature')
  const stranger = await atTheDoor()
  await write(stranger, 'join-code', code)
  await tap(stranger, 'join-read')
  await see(stranger, 'join-problem')
  assert.match(await textOf(stranger, 'join-problem'), /Another device has used this joining code/)
  await stranger.reload()
  await tap(stranger, 'rehearse-join')
  await see(stranger, 'join-read')
  assert.equal(await has(stranger, 'who'), false, 'it is no device of anybody')
  await tap(second, 'keys-second')
  await write(second, 'second-code', code)
  await tap(second, 'second-read')
  await write(second, 'heard-digits', digits)
  await tap(second, 'digits-compare')
  await see(second, 'enrol-done')
  await tap(newcomer, 'passkey-in')
  await see(newcomer, 'menu-today')
  await newcomer.reload()
  await see(newcomer, 'passkey-in')
  await show(newcomer, 'rehearsal-own-device')
})

test('whoever signs last that their own organisation leaves reads that it is done, though this device is out with it', async () => {
  const [one, other] = [await keeper('vaahtera-keeper-1'), await keeper('vaahtera-keeper-2')]
  await tapAll(one, 'keys-members', 'leave-vaahtera', 'leave-vaahtera-ask-do')
  await see(one, 'waiting-drop')
  await tapAll(other, 'keys-members', 'waiting-sign')
  await see(other, 'has-left')
  assert.match(await textOf(other, 'has-left'), /has left the network[\s\S]*Yours was the last signature/)
  assert.equal(await has(other, 'waiting-sign'), false)
  await show(other, 'has-left')
})
