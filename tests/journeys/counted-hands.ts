// Counts what a hand does on a page, through every page that it leads to: taps, and fields that get letters. A list of the browser
// counts as two taps: it is opened, and one line of it is taken.
import assert from 'node:assert/strict'
import type { Page } from 'puppeteer-core'
import { see } from './hands.ts'

export interface Hands {
  taps: number
  fields: Set<string>
}

/** From now on; before the first page is opened. */
export async function countHands(page: Page): Promise<Hands> {
  const hands: Hands = { taps: 0, fields: new Set() }
  await page.exposeFunction('countedTap', () => {
    hands.taps += 1
  })
  await page.exposeFunction('countedField', (id: string) => {
    hands.fields.add(id)
  })
  await page.evaluateOnNewDocument(() => {
    const { countedTap, countedField } = globalThis as unknown as {
      countedTap: () => void
      countedField: (id: string) => void
    }
    addEventListener('pointerup', () => countedTap(), true)
    addEventListener(
      'input',
      ({ target }) => {
        if (target instanceof HTMLSelectElement) {
          countedTap()
          countedTap()
          return
        }
        const isText = target instanceof HTMLTextAreaElement || (target as HTMLInputElement).type === 'text'
        if (isText) countedField((target as HTMLElement).id)
      },
      true,
    )
  })
  return hands
}

/** A finger on what a selector finds. */
export async function pressOn(page: Page, selector: string): Promise<void> {
  const element = await page.waitForSelector(selector)
  await element?.evaluate((one) => {
    one.scrollIntoView({ block: 'center' })
  })
  await element?.click()
}

/** A finger on each of these, once it is there and not busy. */
export async function press(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await see(page, name)
    await pressOn(page, `[data-test="${name}"]`)
  }
}

/** A finger on a link that leads to another page. */
export async function follow(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector)
  await Promise.all([page.waitForNavigation(), pressOn(page, selector)])
}

/** Letters into the field that has the focus by itself. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  await page.waitForFunction((id) => document.activeElement?.id === id, {}, name)
  await page.keyboard.type(text)
}

/** A tap into a field, and letters. */
export async function pressAndType(page: Page, name: string, text: string): Promise<void> {
  await press(page, name)
  await type(page, name, text)
}

/** One line of a list of the browser. */
export async function choose(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForSelector(selector)
  await page.select(selector, value)
}

/** At most so many; a bound that has become too wide is to be drawn in. */
export function assertAtMost({ taps, fields }: Hands, most: { taps: number; fields: number }): void {
  assert.ok(taps <= most.taps, `${String(taps)} taps, at most ${String(most.taps)}`)
  assert.ok(fields.size <= most.fields, [...fields].join())
}
