// How long a worker of a busy team waits at sign-in on an old telephone: a processor four times slower; 100 devices, 12 key periods, 1,000
// living permissions, made with real seals. From the press until the first rows stand, and until all notes have been opened behind them: by the
// clock, and in time of the page's own thread, so that whoever else works on the machine does not count. Source: docs/architecture.md "Weights".
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, CDPSession, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../../tests/machinery/browser.ts'
import { startBusy } from '../../tests/machinery/busy-folder.ts'
import { BUSY } from '../../tests/world/busy.ts'

const SIZE = { devices: 100, periods: 12, permissions: 1_000 }
const SLOWER = 4
const ROUNDS = 3
/** Until the first rows, in time of the page's thread. Unit: ms. */
const MOST = 3_000

interface Waited {
  /** Unit: ms since the press: until the first rows stood, and until all was opened, heard and read. */
  first: number
  all: number
  /** The same in time of the page's thread, throttled as it is; for the first rows at most so much, since the page goes on while it is asked. */
  firstWork: number
  allWork: number
  /** The longest that the page answered to nothing after the first rows. Unit: ms. */
  longest: number
  /** Notes that were opened in all; the page says it while it opens them. */
  notes: number
}

/** Time that the page's own thread has worked. Unit: ms. */
async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
}

/** By the clock all in the page itself, so that no time of the driver counts. */
async function wait(page: Page, button: string): Promise<Waited> {
  const session = await page.createCDPSession()
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.waitForSelector(`[data-test="${button}"]`)
  const before = await workOf(session)
  let firstWork = Promise.resolve(NaN)
  await page.exposeFunction('firstRowsStand', () => {
    firstWork = workOf(session)
  })
  const told = await page.evaluate(async (test) => {
    const find = (one: string) => document.querySelector<HTMLElement>(`[data-test="${one}"]`)
    const until = async (is: () => boolean) => {
      while (!is()) await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const began = performance.now()
    find(test)?.click()
    await until(() => find('sent-card') !== null)
    const first = performance.now() - began
    ;(globalThis as unknown as { firstRowsStand: () => void }).firstRowsStand()
    let [longest, notes, last] = [0, 0, performance.now()]
    await until(() => {
      const now = performance.now()
      longest = Math.max(longest, now - last - 10)
      last = now
      notes = Number(/\/(\d+)/.exec(find('opening')?.textContent ?? '')?.[1] ?? notes)
      return find('looked-at') !== null
    })
    return { first, all: performance.now() - began, longest, notes }
  }, button)
  return { ...told, firstWork: (await firstWork) - before, allWork: (await workOf(session)) - before }
}

/** What one opening takes in this browser, as slow as it is made: no list of so many notes can be opened faster by this cipher. Unit: ms. */
async function timeOneOpening(browser: Browser, url: string): Promise<number> {
  const bundled = await build({
    stdin: {
      contents: `
        import { newIdentity, open, recipientOf, seal } from './age.ts'
        const made = newIdentity().then(async (identity) => ({
          identity,
          sealed: await seal(await recipientOf(identity), new Uint8Array(4096)),
        }))
        globalThis.openTimes = async (times) => {
          const { identity, sealed } = await made
          for (let n = 0; n < times; n += 1) await open(identity, sealed)
        }`,
      resolveDir: join(import.meta.dirname, '../../packages/sealing/src'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
  })
  const page = await newPage(browser)
  await page.goto(url)
  await page.evaluate(bundled.outputFiles[0]?.text ?? '')
  const session = await page.createCDPSession()
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const times = 50
  await openTimes(page, 30)
  const before = await workOf(session)
  await openTimes(page, times)
  const each = ((await workOf(session)) - before) / times
  await page.browserContext().close()
  return each
}

const openTimes = (page: Page, times: number): Promise<void> =>
  page.evaluate((n) => (globalThis as unknown as { openTimes: (n: number) => Promise<void> }).openTimes(n), times)

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const told = (values: readonly number[]): string =>
  [Math.min(...values), median(values), Math.max(...values)].map((ms) => (ms / 1000).toFixed(1)).join(' / ')

const apila = await startBusy(SIZE, (done) => {
  if (done % 100 === 0) console.log(`made ${String(done)} permissions`)
})
const browser = await launchBrowser()
try {
  const each = await timeOneOpening(browser, apila.neutralUrl)
  const kinds: { what: string; rounds: Waited[] }[] = [
    { what: 'a device that knows nothing yet', rounds: [] },
    { what: 'an ordinary day: roster known', rounds: [] },
  ]
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.createBrowserContext()
    for (const [at, { rounds }] of kinds.entries()) {
      const page = await newPage(context, { width: 360 })
      await page.goto(`${apila.url}/desk/`)
      rounds.push(await wait(page, at === 0 ? `sign-in-${BUSY}-worker-1` : 'unlock'))
      await page.close()
    }
    await context.close()
  }
  console.log(
    `${String(SIZE.permissions)} permissions, ${String(SIZE.devices)} devices, ${String(SIZE.periods)} key periods; processor ${String(SLOWER)} times slower; least / median / most of ${String(ROUNDS)} rounds, s`,
  )
  for (const { what, rounds } of kinds) {
    const of = (name: keyof Waited) => rounds.map((one) => one[name])
    const isMissed = !(median(of('firstWork')) <= MOST)
    if (isMissed) process.exitCode = 1
    const notes = Math.max(...of('notes'))
    const limit = (notes * each) / 1000
    console.log(
      `${isMissed ? 'MISSED' : 'ok    '} ${what}: work of the page until the first rows ${told(of('firstWork'))} (most ${String(MOST / 1000)}), by the clock ${told(of('first'))}`,
    )
    console.log(
      `       until all is opened, heard and read: work ${told(of('allWork'))}, by the clock ${told(of('all'))}; longest without an answer by the clock ${told(of('longest'))}`,
    )
    console.log(
      `       limit: ${String(notes)} notes are ${String(notes)} openings of ML-KEM-768 and X25519, ${each.toFixed(1)} ms each: ${limit.toFixed(1)} s; all of it took ${(median(of('allWork')) / 1000 / limit).toFixed(2)} times that`,
    )
  }
} finally {
  await browser.close()
  await apila.close()
}
