// A team with sixty living permissions: at sign-in the first rows stand while the rest is still being opened, nothing is said to be missing before
// all is, and after a removal the page locks everything anew although it is closed twice in the middle.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { startBusy } from '../machinery/busy-folder.ts'
import { type Apila, todayInFinland } from '../machinery/server.ts'
import { BUSY } from '../world/busy.ts'
import { lookRelocked } from '../machinery/relocked.ts'
import { see, seeState, show, tap, textOf, write } from './hands.ts'
import { comeBack, removeByTwo, seeRelocked, signInAs } from './relocking-hands.ts'

const PERMISSIONS = 60
let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([
    startBusy({ devices: 22, periods: 2, permissions: PERMISSIONS }),
    launchBrowser(),
  ])
})
after(async () => {
  await browser.close()
  await apila.close()
})

interface Seen {
  rows: number
  /** The page said that its list is not whole yet. */
  opening: boolean
  /** It said that nothing waits, or that no permission has the word that was looked for. */
  nothing: boolean
  still: boolean
}

/** Writes down each state of the page from now on, and looks for a word as soon as there is a place for it. */
const watch = (page: Page): Promise<unknown> =>
  page.evaluateOnNewDocument(() => {
    const seen: Seen[] = []
    Object.assign(globalThis, { seen })
    const find = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)
    let asked = false
    const look = () => {
      const rows = document.querySelectorAll('[data-test="sent-card"], [data-test="received-card"]').length
      const empty = find('no-knocks')?.innerText ?? ''
      const nothing = /Nothing waits/.test(empty) || find('phone-none') !== null
      seen.push({ rows, opening: find('opening') !== null, nothing, still: find('phone-still') !== null })
      const field = find('phone-word') as HTMLInputElement | null
      if (asked || !field) return
      asked = true
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'no such word')
      field.dispatchEvent(new Event('input', { bubbles: true }))
      queueMicrotask(() => find('phone-find')?.click())
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  })

test('the first rows stand while the rest is opened, and until all is open nothing is said to be missing', async () => {
  const page = await newPage(browser)
  await watch(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${BUSY}-worker-1`)
  await see(page, 'looked-at')
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen[] }).seen)
  const most = Math.max(...seen.map(({ rows }) => rows))
  assert.ok(most >= PERMISSIONS)
  const early = seen.find(({ rows }) => rows > 0)
  assert.ok(early && early.rows < PERMISSIONS, 'rows stood before all were opened')
  assert.ok(
    seen.some(({ rows, opening }) => rows > 0 && rows < PERMISSIONS && opening),
    'beside them it was said that the list is not whole',
  )
  const firstNothing = seen.findIndex(({ nothing }) => nothing)
  assert.ok(
    seen.every(({ rows, nothing }) => !nothing || rows >= PERMISSIONS),
    `something was said to be missing while ${String(seen[firstNothing]?.rows)} rows stood`,
  )
  await write(page, 'phone-word', 'no such word')
  await tap(page, 'phone-find')
  await see(page, 'phone-none')
  await write(page, 'phone-word', 'busy word 1')
  await tap(page, 'phone-find')
  await see(page, 'phone-open')
  await page.browserContext().close()
})

test('a removal was followed by locking anew only where nobody closed the page: closed twice in the middle, nothing is lost and nothing done twice', async () => {
  await removeByTwo(browser, apila.url, BUSY, `${BUSY}-worker-2`)
  let page = await signInAs(browser, apila.url, `${BUSY}-worker-1`)
  const context = page.browserContext()
  for (const atLeast of [8, 31]) {
    const at = await seeRelocked(page, atLeast)
    assert.ok(at && at.done >= atLeast && at.done < at.of, `closed at ${JSON.stringify(at)}`)
    await page.close()
    page = await comeBack(context, apila.url)
  }
  await seeState(page, 'relocking', 'done')
  assert.match(await textOf(page, 'relocking'), /locked anew/)
  await show(page, 'busy-relocked')
  const device = await deriveDemoDevice(`${BUSY}-worker-3`)
  const { talks, knocks, lost, twice } = await lookRelocked(apila.url, device, todayInFinland())
  assert.ok(talks >= PERMISSIONS && knocks >= PERMISSIONS / 4)
  assert.deepEqual({ lost, twice }, { lost: 0, twice: 0 })
})
