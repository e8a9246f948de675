// How long a worker with an old telephone on a bad line waits: a processor four times slower, 400 kbit/s and 400 ms to each answer, which
// WebPageTest calls slow 3G. From the address to her list of the day, then until what 1,000 permissions of others bring has been heard.
import type { CDPSession, Page } from 'puppeteer-core'
import { addForeign } from '../../tests/machinery/foreign.ts'
import { launchBrowser, newPage } from '../../tests/machinery/browser.ts'
import { startApila } from '../../tests/machinery/server.ts'

const FOREIGN = 1_000
const ROUNDS = 5
const SLOWER = 4
/** Units: ms until an answer begins, bytes a second. */
const LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
/** Most that each may take. Unit: s. Source: docs/architecture.md "Weights". */
const MOST = { list: 8, foreign: 8 }

interface Waited {
  /** Unit: ms since the address was opened. */
  names: number
  list: number
  /** Unit: ms since the list stood: until the last bell was heard, and until the conversations were read of which bells told. */
  heard: number
  whole: number
}

async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.createCDPSession()
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', LINE)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  return session
}

/** Presses as soon as there is something to press; all in the page itself, so that no time of the driver counts. */
async function wait(page: Page, url: string, button: string): Promise<Waited> {
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  return page.evaluate(async (test) => {
    const find = (one: string) => document.querySelector<HTMLButtonElement>(`[data-test="${one}"]`)
    const until = async <T>(look: () => T | null | undefined | false): Promise<T> => {
      for (;;) {
        const found = look()
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
    const press = await until(() => find(test))
    const names = performance.now()
    press.click()
    await until(() => find('sent-card'))
    const list = performance.now()
    await until(() => find('knock'))
    const heard = performance.now() - list
    await until(() => find('looked-at'))
    return { names, list, heard, whole: performance.now() - list }
  }, button)
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const told = (values: readonly number[]): string =>
  [Math.min(...values), median(values), Math.max(...values)].map((ms) => (ms / 1000).toFixed(1)).join(' / ')

const apila = await startApila()
const browser = await launchBrowser()
try {
  await apila.kill()
  addForeign(apila.data, FOREIGN)
  await apila.restart()
  const address = `${apila.url}/desk/`
  console.log(
    `processor ${String(SLOWER)} times slower, 400 kbit/s, 400 ms; ${String(FOREIGN)} permissions of others; least / median / most of ${String(ROUNDS)} rounds, s`,
  )
  const kinds = [
    { what: 'nothing of ours yet', prepared: false, cleared: true, limit: null },
    { what: 'roster known, program not', prepared: true, cleared: true, limit: MOST },
    { what: 'an ordinary day: program too', prepared: true, cleared: false, limit: MOST },
  ] as const
  for (const { what, prepared, cleared, limit } of kinds) {
    const rounds: Waited[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await newPage(browser, { width: 360 })
      if (prepared) {
        await wait(page, address, 'sign-in-koivu-worker-1')
        // Whoever locks comes back to one name.
        await page.goto('about:blank')
      }
      const session = await slowDown(page)
      if (cleared) await session.send('Network.clearBrowserCache')
      rounds.push(await wait(page, address, prepared ? 'unlock' : 'sign-in-koivu-worker-1'))
      await page.browserContext().close()
    }
    const of = (name: keyof Waited) => rounds.map((one) => one[name])
    const isMissed = limit && (median(of('list')) > limit.list * 1000 || median(of('heard')) > limit.foreign * 1000)
    if (isMissed) process.exitCode = 1
    console.log(
      `${limit ? (isMissed ? 'MISSED' : 'ok    ') : '      '} ${what}: names ${told(of('names'))}; list ${told(of('list'))}; then the last bell ${told(of('heard'))}, conversations ${told(of('whole'))}`,
    )
  }
} finally {
  await browser.close()
  await apila.close()
}
