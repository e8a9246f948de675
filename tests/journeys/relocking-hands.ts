// Hands for a removal and what follows it: two administrators remove a device, and a colleague's page locks anew until it is closed.
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'puppeteer-core'
import { newPage } from '../machinery/browser.ts'
import { see, seeState, tap, tapAll } from './hands.ts'

/** Signs a device of the demo in, in a browser of its own. */
export async function signInAs(browser: Browser, url: string, device: string): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(`${url}/desk/`)
  await tap(page, `sign-in-${device}`)
  return page
}

/** Two administrators remove a colleague, and close their pages at once. */
export async function removeByTwo(browser: Browser, url: string, organisation: string, device: string): Promise<void> {
  const first = await signInAs(browser, url, `${organisation}-keeper-1`)
  await tapAll(first, 'menu-keys', `remove-${device}`, `remove-${device}-ask-do`)
  await seeState(first, 'waiting', 'own')
  await first.browserContext().close()
  const second = await signInAs(browser, url, `${organisation}-keeper-2`)
  await tapAll(second, 'menu-keys', 'waiting-sign')
  await see(second, 'waits-none')
  await second.browserContext().close()
}

/** Comes back to the locked desk in the same browser. */
export async function comeBack(context: BrowserContext, url: string): Promise<Page> {
  const page = await newPage(context)
  await page.goto(`${url}/desk/`)
  await tap(page, 'unlock')
  return page
}

/** Unit: ms. */
const LOOK_MS = 200

export interface Progress {
  done: number
  of: number
}

/** Waits until so many are locked anew, or all are, however long that takes; a screen that locked itself meanwhile is gone on with. Gives what the page says then; null once it says that all are. */
export async function seeRelocked(page: Page, atLeast: number): Promise<Progress | null> {
  for (;;) {
    const said = await page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-test="unlock"]:not([disabled], [aria-disabled="true"])')?.click()
      const line = document.querySelector<HTMLElement>('[data-test="relocking"]')
      const [, done, of] = /(\d+)\/(\d+)/.exec(line?.innerText ?? '') ?? []
      return { isDone: line?.dataset['status'] === 'done', done: Number(done ?? -1), of: Number(of ?? -1) }
    })
    if (said.isDone) return null
    if (said.done >= atLeast) return { done: said.done, of: said.of }
    await wait(LOOK_MS)
  }
}
