// The pictures of docs/keepers-guide.md: `npm run pictures -- docs/pictures --keepers`. A founding of two organisations, a device that joins, a
// removal and new keys, as the screens show them on a telephone. Every name and code in them is invented and over by the time it is seen.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { newPage } from '../machinery/browser.ts'
import { startApila } from '../machinery/server.ts'
import { arrive, comeToFounding, compareAll, foundingCode, press, signAll } from './founding.ts'
import { see, tap, tapAll } from './hands.ts'

/** Enough to read by, and light. Unit: percent. */
const QUALITY = 55
const [WIDTH, HEIGHT] = [360, 620]

export async function takeKeepersPictures(browser: Browser, folder: string): Promise<void> {
  await mkdir(resolve(folder), { recursive: true })
  const take = async (page: Page, name: string, from: string): Promise<void> => {
    // As newPage has it: a page that changes from one kind of device to another is loaded anew.
    await page.setViewport({ width: WIDTH, height: HEIGHT, hasTouch: true, isMobile: true, deviceScaleFactor: 1 })
    await page.$eval(`[data-test="${from}"]`, (element) => {
      element.scrollIntoView({ block: 'center' })
    })
    await page.screenshot({ path: join(resolve(folder), `${name}.webp`), quality: QUALITY })
  }
  await ofFounding(browser, take)
  await ofKeeping(browser, take)
}

type Take = (page: Page, name: string, from: string) => Promise<void>

async function ofFounding(browser: Browser, take: Take): Promise<void> {
  const apila = await startApila('empty')
  try {
    const code = foundingCode(apila)
    const people = []
    for (const [at, name] of ['Aune', 'Bo', 'Cia', 'Dan'].entries()) {
      const wish = { organisation: at < 2 ? 'Lyhty' : 'Majakka', name, prf: true, width: WIDTH }
      const person = await arrive(browser, apila, wish)
      if (at === 0) {
        await press(person, 'founding-open')
        await see(person.page, 'founding-begin')
        await take(person.page, 'founding-code', 'founding-begin')
        await person.page.reload()
      }
      await comeToFounding(person, code, at === 0 ? 'apila-koe' : undefined)
      people.push(person)
    }
    const [first, second] = people
    if (!first || !second) throw new Error('nobody came')
    await see(first.page, `groups-${second.device}`)
    await take(first.page, 'founding-compare', `groups-${second.device}`)
    await compareAll(people)
    await signAll(people)
    await take(first.page, 'founding-paper', 'paper-genesis')
    for (const { page } of people) await page.browserContext().close()
  } finally {
    await apila.close()
  }
}

/** In the made-up network, where the same page is rehearsed. */
async function ofKeeping(browser: Browser, take: Take): Promise<void> {
  const apila = await startApila()
  try {
    const page = await newPage(browser, { width: WIDTH })
    await page.goto(`${apila.url}/desk/`)
    await tap(page, 'sign-in-koivu-keeper-1')
    await see(page, 'menu-today')
    await tap(page, 'menu-keys')
    await see(page, 'keys-add')
    await take(page, 'new-keys', 'rotate')
    const remove = (await namesOn(page)).find((name) => /^remove-.*-worker-1$/.test(name)) ?? ''
    await tap(page, remove)
    await see(page, `${remove}-ask-do`)
    await take(page, 'remove', `${remove}-ask-do`)
    await page.keyboard.press('Escape')
    await tap(page, 'keys-add')
    await see(page, 'enrol-show')
    await tap(page, 'role-worker')
    const team = (await namesOn(page)).find((name) => name.startsWith('desk-')) ?? ''
    await tapAll(page, team, 'enrol-show')
    await see(page, 'join-code-shown')
    await take(page, 'enrol-code', 'join-code-shown')
  } finally {
    await apila.close()
  }
}

const namesOn = (page: Page): Promise<string[]> =>
  page.$$eval('[data-test]', (all) => all.map((element) => element.getAttribute('data-test') ?? ''))
