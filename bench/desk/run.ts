// How long a worker waits for her list of the day among 10,000 permissions of others, and what each look weighs: the built system as an
// operator runs it, and the app in Chromium without throttling. Bodies are left out, since no look reads one; bells are real to the ear.
import { join } from 'node:path'
import { build } from 'esbuild'
import type { CDPSession, Page } from 'puppeteer-core'
import { fillerBell } from '../../packages/server/src/platform/keys.ts'
import { launchBrowser, newPage } from '../../tests/machinery/browser.ts'
import { addForeign } from '../../tests/machinery/foreign.ts'
import { startApila } from '../../tests/machinery/server.ts'

const FOREIGN = 10_000
const BELLS = 400
const ROUNDS = 5

/** Counts what comes over the wire to a page, heads included. Unit: bytes. */
async function weigh(page: Page): Promise<() => number> {
  const session: CDPSession = await page.createCDPSession()
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  return () => {
    const now = bytes
    bytes = 0
    return now
  }
}

// Both in the page itself, so that no time of the driver counts.
const tapUntilLooked = (page: Page, name: string): Promise<{ list: number; whole: number }> =>
  page.evaluate(async (test) => {
    const find = (one: string) => document.querySelector<HTMLButtonElement>(`[data-test="${one}"]`)
    const frame = () => new Promise((resolve) => setTimeout(resolve, 2))
    const started = performance.now()
    find(test)?.click()
    await frame()
    let list = 0
    let isLooking = false
    for (;;) {
      if (list === 0 && document.querySelector('[data-test="sent-card"]')) list = performance.now() - started
      const look = find('look-now')
      if (look?.disabled) isLooking = true
      else if (look && isLooking) return { list, whole: performance.now() - started }
      await frame()
    }
  }, name)

/** A script whose `time(bells)` tells how long hearing takes, and `timeAgreeing(bells)` what X25519 alone takes of it. Unit: ms. */
async function hearingScript(): Promise<string> {
  const bundled = await build({
    stdin: {
      contents: `
        import { deskKeys } from './account/desk-keys.ts'
        import { hearBell } from './bell.ts'
        import { fromBase64url } from './encoding.ts'
        const bytesOf = (bell) => fromBase64url(bell).slice(0, 32)
        globalThis.timeAgreeing = async (bells) => {
          const { bellPrivate } = await deskKeys(new Uint8Array(32).fill(7))
          const started = performance.now()
          await Promise.all(bells.map(async (bell) => {
            const other = await crypto.subtle.importKey('raw', bytesOf(bell), 'X25519', false, [])
            return crypto.subtle.deriveBits({ name: 'X25519', public: other }, bellPrivate, 256)
          }))
          return performance.now() - started
        }
        globalThis.time = async (bells) => {
          const { bellPrivate } = await deskKeys(new Uint8Array(32).fill(7))
          const started = performance.now()
          await Promise.all(bells.map((bell) => hearBell(bellPrivate, 'apila-demo', bell)))
          return performance.now() - started
        }`,
      resolveDir: join(import.meta.dirname, '../../packages/sealing/src'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
  })
  return bundled.outputFiles[0]?.text ?? ''
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const seconds = (ms: number): string => (ms / 1000).toFixed(2)
const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(0)

const apila = await startApila()
const browser = await launchBrowser()
try {
  await apila.kill()
  addForeign(apila.data, FOREIGN)
  await apila.restart()
  const rows: { what: string; measured: number; limit: number; unit: string }[] = []
  const looks: { first: number; list: number; firstBytes: number; later: number; laterBytes: number }[] = []
  const second: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await newPage(browser, { width: 360 })
    const take = await weigh(page)
    let roster = 0
    page.on('response', (answer) => {
      if (answer.url().endsWith('/api/v2/roster'))
        void answer.json().then(({ entries }: { entries: unknown[] }) => (roster = entries.length))
    })
    const signIn = async () => {
      await page.goto(`${apila.url}/desk/`)
      await page.waitForSelector('[data-test="sign-in-koivu-worker-1"]')
      take()
      return tapUntilLooked(page, 'sign-in-koivu-worker-1')
    }
    const first = await signIn()
    const firstBytes = take()
    const { whole: later } = await tapUntilLooked(page, 'look-now')
    looks.push({ first: first.whole, list: first.list, firstBytes, later, laterBytes: take() })
    await signIn()
    second.push(roster)
    await page.browserContext().close()
  }
  const of = (name: keyof (typeof looks)[number]) => median(looks.map((one) => one[name]))
  rows.push(
    { what: 'first look', measured: of('first') / 1000, limit: 2, unit: 's' },
    { what: 'a later look', measured: of('later') / 1000, limit: 0.2, unit: 's' },
    { what: 'a later look', measured: of('laterBytes') / 1024, limit: 150, unit: 'KB' },
    { what: 'entries of the roster at the second signing in', measured: Math.max(...second), limit: 0, unit: '' },
  )
  const page = await newPage(browser)
  await page.goto(apila.neutralUrl)
  await page.evaluate(await hearingScript())
  const bells = Array.from({ length: BELLS }, fillerBell)
  const [heard, agreed]: [number[], number[]] = [[], []]
  const timeOf = (what: 'time' | 'timeAgreeing') =>
    page.evaluate(
      (name, all) => (globalThis as unknown as Record<string, (bells: string[]) => Promise<number>>)[name]?.(all),
      what,
      bells,
    )
  for (let round = 0; round < ROUNDS; round += 1) {
    heard.push((await timeOf('time')) ?? Infinity)
    agreed.push((await timeOf('timeAgreeing')) ?? Infinity)
  }
  rows.push({ what: `${String(BELLS)} foreign bells`, measured: median(heard), limit: 80, unit: 'ms' })
  console.log(
    `X25519 alone, ${String(BELLS)} times by the browser: ${median(agreed).toFixed(1)} ms; hearing ${(median(heard) / median(agreed)).toFixed(2)} times that`,
  )
  console.log(
    `${String(FOREIGN)} permissions of others; medians of ${String(ROUNDS)} rounds in Chromium, not throttled`,
  )
  console.log(
    `first look: own notes stand after ${seconds(of('list'))} s, ${kilobytes(of('firstBytes'))} KB on the wire`,
  )
  for (const { what, measured, limit, unit } of rows)
    console.log(
      `${measured <= limit ? 'ok    ' : 'MISSED'} ${what}: ${measured.toFixed(2)} ${unit} (at most ${String(limit)})`,
    )
  if (rows.some(({ measured, limit }) => measured > limit)) process.exitCode = 1
} finally {
  await browser.close()
  await apila.close()
}
