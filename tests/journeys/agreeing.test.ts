// Agreeing with a client as a person does it: an ordinary referral counted in taps and fields, the same by keyboard alone, what is handed
// over after the yes, and what the paper says.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { listenForComplaints, lookNow, see, show, tap, tapAll, tapIn, textOf, wholeText, write } from './hands.ts'

let apila: Apila
let browser: Browser
const complaints: string[][] = []

before(async () => {
  apila = await startApila()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** Counts what a hand does: pointers that go up, and fields that get letters. */
const countHands = (page: Page) =>
  page.evaluateOnNewDocument(() => {
    const counted = { taps: 0, fields: new Set<string>() }
    Object.assign(globalThis, { counted })
    addEventListener('pointerup', () => (counted.taps += 1), true)
    addEventListener(
      'input',
      ({ target }) => {
        const isText = target instanceof HTMLTextAreaElement || (target as HTMLInputElement).type === 'text'
        if (isText) counted.fields.add((target as HTMLElement).id)
      },
      true,
    )
  })

const handsOf = (page: Page) =>
  page.evaluate(() => {
    const { counted } = globalThis as unknown as { counted: { taps: number; fields: Set<string> } }
    return { taps: counted.taps, fields: [...counted.fields] }
  })

async function signIn(device: string, width = 360): Promise<Page> {
  const page = await newPage(browser, { width })
  complaints.push(listenForComplaints(page))
  await countHands(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  await see(page, 'start-send')
  return page
}

/** A finger on what stands there. */
async function press(page: Page, name: string): Promise<void> {
  await see(page, name)
  const element = await page.$(`[data-test="${name}"]`)
  await element?.evaluate((one) => {
    one.scrollIntoView({ block: 'center' })
  })
  await element?.click()
}

/** Letters into the field that has the focus by itself. */
async function type(page: Page, name: string, text: string): Promise<void> {
  await page.waitForFunction((id) => document.activeElement?.id === id, {}, name)
  await page.keyboard.type(text)
}

test('an ordinary adult referral: at most 20 taps and 3 short fields', async () => {
  const page = await signIn('koivu-worker-1')
  for (const name of [
    'start-send',
    'interpreter-none-en',
    'age-adult',
    'why-legal-advice',
    'to-kataja',
    'wish-not-needed',
    'day-any',
    'reach-worker',
    'between-sheet',
    'mode-knock-ahead',
    'until-30',
    'told-situation-yes',
  ])
    await press(page, name)
  await type(page, 'situation', 'The wages were paid only in part.')
  await press(page, 'told-needs-yes')
  await type(page, 'needs', 'To know whether one may change jobs.')
  for (const name of ['told-clarified-no', 'next', 'next', 'decide-yes', 'keep-paper-lines']) await press(page, name)
  await type(page, 'word', 'rowanberry')
  await see(page, 'ticket')
  for (const name of ['print', 'have-it']) await press(page, name)
  await see(page, 'send-sent')
  const { taps, fields } = await handsOf(page)
  assert.ok(taps <= 20, `${String(taps)} taps`)
  assert.ok(fields.length <= 3, fields.join())
  assert.deepEqual(fields.sort(), ['needs', 'situation', 'word'])
})

test('no page threw, and the content policy stopped nothing', () => {
  assert.deepEqual(complaints.flat(), [])
})
