// Lets a test say when the desk's program looks again while content shows, instead of waiting: no test then depends on how quick the machine is.
import type { Page } from 'puppeteer-core'

/** How long the program waits between two looks while content shows. Unit: ms. Source: docs/protocol.md "Bells". */
export const LOOK_WHILE_SHOWN_MS = 45_000

interface HeldWindow {
  heldLooks: Map<number, () => void>
}

/** From the next page on, those waits end only by `look`. All other waits are real. */
export async function holdLooks(page: Page): Promise<void> {
  await page.evaluateOnNewDocument((held: number) => {
    const wait = window.setTimeout.bind(window)
    const leave = window.clearTimeout.bind(window)
    const looks = new Map<number, () => void>()
    ;(window as unknown as HeldWindow).heldLooks = looks
    // Numbers that no real timer has.
    let next = -1
    window.setTimeout = ((act: () => void, ms = 0, ...rest: unknown[]) => {
      if (ms !== held) return wait(act, ms, ...rest)
      looks.set(next, act)
      next -= 1
      return next + 1
    }) as typeof window.setTimeout
    window.clearTimeout = (timer) => {
      if (typeof timer !== 'number' || !looks.delete(timer)) leave(timer)
    }
  }, LOOK_WHILE_SHOWN_MS)
}

/** Ends the wait: as if 45 seconds had passed. Waits until the program waits at all, so that what it showed before is not missed; where a look
 *  that was under way has closed the page already, nothing waits any more. */
export async function look(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      (window as unknown as HeldWindow).heldLooks.size > 0 ||
      document.querySelector('[data-test="over-while-open"]') !== null,
  )
  await page.evaluate(() => {
    const { heldLooks } = window as unknown as HeldWindow
    for (const [timer, act] of [...heldLooks]) {
      heldLooks.delete(timer)
      act()
    }
  })
}
