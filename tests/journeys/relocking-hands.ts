// Hands for a removal and what follows it: two administrators remove a device, and a colleague's page locks anew until it is closed.
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

export interface Progress {
  done: number
  of: number
}

/** Waits until so many are locked anew, or all are. Gives what the page says then. */
export async function seeRelocked(page: Page, atLeast: number): Promise<Progress> {
  const seen = await page.waitForFunction(
    (wanted) => {
      const line = document.querySelector<HTMLElement>('[data-test="relocking"]')
      const [, done, of] = /(\d+)\/(\d+)/.exec(line?.innerText ?? '') ?? []
      if (line?.dataset['status'] === 'done') return { done: -1, of: -1 }
      return Number(done ?? -1) >= wanted ? { done: Number(done), of: Number(of) } : null
    },
    { timeout: 0 },
    atLeast,
  )
  return (await seen.jsonValue()) as Progress
}
