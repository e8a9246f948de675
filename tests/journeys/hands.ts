// What a person does with a page: tap, write, see. Every wait has an end, and every page that is shown is looked at by axe.
import assert from 'node:assert/strict'
import type { Page } from 'puppeteer-core'
import { axeViolations, screenshot } from '../machinery/browser.ts'

const named = (name: string) => `[data-test="${name}"]`
/** The same, where it is not at work and not dead. */
const ready = (name: string) => `${named(name)}:not([disabled], [aria-disabled="true"])`

/** Waits until something is there and not busy. */
export async function see(page: Page, name: string): Promise<void> {
  try {
    await page.waitForSelector(ready(name))
  } catch (cause) {
    const there = await page.$$eval('[data-test]', (all) => all.map((one) => one.getAttribute('data-test')).join(' '))
    const text = await page.$eval('body', (body) => body.innerText.slice(0, 600))
    throw new Error(`"${name}" did not appear. There is: ${there}\n${text}`, { cause })
  }
}

/** Taps something once it is there. What begins to work between the look and the tap takes no tap: it is looked for once more. */
export async function tap(page: Page, name: string): Promise<void> {
  let isTapped = false
  while (!isTapped) {
    await see(page, name)
    isTapped = await page.$$eval(ready(name), ([element]) => {
      ;(element as HTMLElement | undefined)?.click()
      return element !== undefined
    })
  }
}

export async function tapAll(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await tap(page, name)
}

/** Writes into a field as if pasted, and lets the page notice. */
export async function write(page: Page, name: string, text: string): Promise<void> {
  await see(page, name)
  await page.$eval(
    named(name),
    (element, value) => {
      const field = element as HTMLInputElement
      const prototype =
        field instanceof HTMLTextAreaElement
          ? HTMLTextAreaElement.prototype
          : field instanceof HTMLSelectElement
            ? HTMLSelectElement.prototype
            : HTMLInputElement.prototype
      Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    },
    text,
  )
}

/** Chooses a day of a proposed time: among those that suit the client, or from the list of the others. */
export async function chooseDay(page: Page, day: string): Promise<void> {
  await page.waitForSelector(named('time-at'))
  if ((await page.$(named(`time-on-${day}`))) !== null) await tap(page, `time-on-${day}`)
  else await write(page, 'time-on-other', day)
}

export const textOf = (page: Page, name: string): Promise<string> =>
  page.$eval(named(name), (element) => (element as HTMLElement).innerText)

/** Everything that the page says in its main part. */
export const wholeText = (page: Page): Promise<string> => page.$eval('main', (main) => main.innerText)

/** Waits until a named element has this state in its data-status or data-state. */
export async function seeState(page: Page, name: string, state: string): Promise<void> {
  await page.waitForFunction(
    (selector, wanted) =>
      [...document.querySelectorAll<HTMLElement>(selector)].some(
        (e) => e.dataset['status'] === wanted || e.dataset['state'] === wanted,
      ),
    {},
    named(name),
    state,
  )
}

/** Taps the button inside the card that shows this word. */
export async function tapIn(page: Page, card: string, word: string, button: string): Promise<void> {
  await page.waitForFunction(
    (cards, wanted, buttons) => {
      const all = [...document.querySelectorAll<HTMLElement>(cards)].filter((e) => e.innerText.includes(wanted))
      const found = all.map((e) => e.querySelector<HTMLElement>(buttons)).find((e) => e !== null)
      found?.click()
      return found !== undefined
    },
    {},
    named(card),
    word,
    ready(button),
  )
}

/** Looks for something new on the desk's list, until the look is over. */
export async function lookNow(page: Page): Promise<void> {
  await tap(page, 'look-now')
  await see(page, 'look-now')
}

const SHOWN: ReadonlyArray<{ width: number; scheme: 'light' | 'dark' }> = [
  { width: 360, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
  { width: 360, scheme: 'dark' },
]

/** Takes the page's picture at 360 and 1280 px, light and dark, and looks at it as axe, a thumb and a narrow screen do. */
export async function show(page: Page, name: string): Promise<void> {
  for (const { width, scheme } of SHOWN) {
    await page.setViewport({ width, height: width < 600 ? 740 : 900, deviceScaleFactor: 1 })
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ])
    await screenshot(page, `${String(width)}-${scheme}/${name}`)
    assert.deepEqual(await axeViolations(page), [], `${name} at ${String(width)} px, ${scheme}`)
  }
  await page.setViewport({ width: 320, height: 740, deviceScaleFactor: 1 })
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(overflow <= 0, `${name} scrolls sideways by ${String(overflow)} px at 320 px`)
  await page.setViewport({ width: 360, height: 740, deviceScaleFactor: 1 })
}

/** Makes the test fail on anything that the page complains about: an exception, or something that the content policy stopped. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  return complaints
}

export const has = async (page: Page, name: string): Promise<boolean> => (await page.$(named(name))) !== null

/** What the desk keeps on this device under a prefix: keys only. */
export const keptKeys = (page: Page, prefix: string): Promise<string[]> =>
  page.evaluate(async (start) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('apila-desk')
      opening.onsuccess = () => {
        resolve(opening.result)
      }
      opening.onerror = () => {
        reject(new Error('the store does not open'))
      }
    })
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const asked = db.transaction('kept').objectStore('kept').getAllKeys()
      asked.onsuccess = () => {
        resolve(asked.result)
      }
    })
    db.close()
    return keys.filter((key): key is string => typeof key === 'string' && key.startsWith(start))
  }, prefix)

/** All that this page keeps on its device, as the text of its rows. */
export const keptText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('apila-desk')
      opening.onsuccess = () => {
        resolve(opening.result)
      }
    })
    const all = await new Promise<unknown>((resolve) => {
      const asked = db.transaction('kept').objectStore('kept').getAll()
      asked.onsuccess = () => {
        resolve(asked.result)
      }
    })
    db.close()
    return JSON.stringify(all)
  })

/** Ends when nothing of what this page keeps has changed for a while: what was tapped last has been sealed and is on the device. */
export async function untilKept(page: Page): Promise<void> {
  for (let before = '', now = await keptText(page); before !== now;) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    ;[before, now] = [now, await keptText(page)]
  }
}
