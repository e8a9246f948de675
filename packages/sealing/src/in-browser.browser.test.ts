// The base of sealing in a real browser, whose WebCrypto is another than Node's: the vectors hold there, keys stay inside, and what
// Chromium takes too easily is refused.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../../../tests/machinery/browser.ts'

// What the page gets: our own code, and a few acts over it whose answers are plain values.
const SCRIPT = `
import { deskKeys, openWrap } from './account/desk-keys.ts'
import { deriveDemoDevice } from './account/demo-device.ts'
import { hearBell, makeBell } from './bell.ts'
import { fromBase64url, utf8 } from './encoding.ts'
import { isSignedBy, signLabelled } from './labels.ts'
import { readRoster } from './organisation/roster.ts'
import { ticketKeys, proofOf, markOf } from './ticket.ts'
export const acts = {
  async hear({ seed, bells }) {
    const desk = await deskKeys(fromBase64url(seed))
    return Promise.all(bells.map(({ network, bell }) => hearBell(desk.bellPrivate, network, bell)))
  },
  async ring({ seed, network, ring }) {
    const desk = await deskKeys(fromBase64url(seed))
    return hearBell(desk.bellPrivate, network, await makeBell(desk.bellPublic, network, ring))
  },
  async exportBellKey({ seed }) {
    const { bellPrivate } = await deskKeys(fromBase64url(seed))
    return crypto.subtle.exportKey('pkcs8', bellPrivate).then(() => 'exported', (error) => error.name)
  },
  async read({ entries, cases, today }) {
    const whole = await readRoster(entries, null, today)
    const each = []
    for (const { after, batch } of cases) each.push((await readRoster([...entries.slice(0, after), ...batch], null, today)).ok)
    return { whole: whole.ok, each }
  },
  async wraps({ entries, today, device, wraps }) {
    const { roster } = await readRoster(entries, null, today)
    const own = await deriveDemoDevice(device)
    const opening = (blob) => openWrap(own, roster, blob).then((keys) => (keys ? 'keys' : 'not-for-us'), (error) => error.name)
    return Promise.all(wraps.map(({ blob }) => opening(blob)))
  },
  async tickets({ tickets }) {
    return Promise.all(tickets.map(async ({ root }) => {
      const keys = await ticketKeys(fromBase64url(root))
      const proof = await proofOf(keys.withdraw)
      return [keys.name, keys.withdraw, keys.renew, proof, await markOf(proof)]
    }))
  },
  async ownSignature() {
    const device = await deriveDemoDevice('alder-worker-1')
    return isSignedBy(device.verifyKey, await signLabelled(device, 'apila/part/v2', 'text'), 'apila/part/v2', 'text')
  },
  async isSigned({ key, signature }) {
    const imported = await crypto.subtle.importKey('raw', fromBase64url(key), 'Ed25519', false, ['verify'])
    const message = utf8('apila/part/v2\\u0000text')
    const byChromium = await crypto.subtle.verify('Ed25519', imported, fromBase64url(signature), message)
    return { byChromium, byUs: await isSignedBy(key, signature, 'apila/part/v2', 'text') }
  },
}
`

let browser: Browser
let page: Page
let server: Server
before(async () => {
  const resolveDir = new URL('.', import.meta.url).pathname
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'sealing',
  })
  server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end('<!doctype html><title>Test</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  browser = await launchBrowser()
  page = await newPage(browser)
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`)
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
})
after(async () => {
  await browser.close()
  server.close()
})

const load = async (name: string) =>
  JSON.parse(await readFile(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>
const act = (name: string, given: unknown = {}): Promise<unknown> =>
  page.evaluate(`sealing.acts[${JSON.stringify(name)}](${JSON.stringify(given)})`)

test('bells, wraps, tickets and rosters of the vectors', async () => {
  const bells = (await load('bells')) as { bells: Array<{ ring: unknown }> }
  assert.deepEqual(
    await act('hear', bells),
    bells.bells.map(({ ring }) => ring),
  )
  const roster = (await load('roster')) as { cases: Array<{ stands: boolean }> }
  const read = (await act('read', roster)) as { whole: boolean; each: boolean[] }
  assert.equal(read.whole, true)
  assert.deepEqual(
    read.each,
    roster.cases.map(({ stands }) => stands),
  )
  const wraps = (await load('wraps')) as { wraps: Array<{ gives: string }> }
  const names: Record<string, string> = { foreign: 'ForeignKey', broken: 'BrokenSeal' }
  assert.deepEqual(
    await act('wraps', { ...roster, ...wraps }),
    wraps.wraps.map(({ gives }) => names[gives] ?? gives),
  )
  const { tickets } = (await load('protocol')) as { tickets: Array<Record<string, string>> }
  assert.deepEqual(
    await act('tickets', { tickets }),
    tickets.map(({ name, withdraw, renew, proof, mark }) => [name, withdraw, renew, proof, mark]),
  )
})

test('a bell that is rung there is heard there, and its key cannot be taken out', async () => {
  const { seed } = await load('bells')
  const ring = { kind: 'permission', name: 'AwMDAwMDAwMDAwMDAwMDAw', other: null }
  assert.deepEqual(await act('ring', { seed, network: 'apila-demo', ring }), ring)
  assert.equal(await act('exportBellKey', { seed }), 'InvalidAccessError')
})

test('signatures and keys of low order, which Chromium takes, are refused', async () => {
  assert.equal(await act('ownSignature'), true)
  // By the private key of 32 sevens over this very text: first half the neutral point, second half hash times key.
  const key = '6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw'
  const signature = 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAkh9g3yOGsa9X_2W55mpUt-M4f_iumxNn8itwiHir4Aw'
  assert.deepEqual(await act('isSigned', { key, signature }), { byChromium: true, byUs: false })
  // The neutral point as a key takes the base point and one, whatever the text is.
  const neutral = `AQ${'A'.repeat(41)}`
  const base = Buffer.concat([Buffer.from(`58${'66'.repeat(31)}`, 'hex'), Buffer.from(`01${'00'.repeat(31)}`, 'hex')])
  const forged = { key: neutral, signature: base.toString('base64url') }
  assert.deepEqual(await act('isSigned', forged), { byChromium: true, byUs: false })
})
