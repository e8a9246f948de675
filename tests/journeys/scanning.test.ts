// The code on the paper, scanned with a camera where the browser itself reads no squares, and typed in groups of four.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { newTicket } from '@apila/sealing/ticket.ts'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { randomBytes } from '../world/referral.ts'
import { listenForComplaints, see, tap } from './hands.ts'

const WIDTH = 640
const HEIGHT = 480
/** Unit: pixels a module of the square. */
const SCALE = 12

let apila: Apila
let browser: Browser
let folder: string
const digits = newTicket(randomBytes)

/** The drawn square: modules as `Mx yh1v1h-1z`. */
interface Square {
  viewBox: string
  children: { props: { d: string } }
}

/** A film of one picture with the square in its middle, as the browser takes it for a camera (YUV4MPEG2, 4:2:0). */
function filmOf(text: string): Buffer {
  const { viewBox, children } = QrCode({ text, label: '' }).props as unknown as Square
  const { d } = children.props
  const size = Number(viewBox.split(' ')[2]) * SCALE
  const [left, top] = [Math.floor((WIDTH - size) / 2), Math.floor((HEIGHT - size) / 2)]
  const light = Buffer.alloc(WIDTH * HEIGHT, 235)
  for (const [, x, y] of d.matchAll(/M(\d+) (\d+)h1/g))
    for (let down = 0; down < SCALE; down += 1) {
      const at = (top + Number(y) * SCALE + down) * WIDTH + left + Number(x) * SCALE
      light.fill(16, at, at + SCALE)
    }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)])
  const head = Buffer.from(`YUV4MPEG2 W${String(WIDTH)} H${String(HEIGHT)} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)])
}

const typed = (page: Page) => page.$eval('#ticket', (field) => (field as HTMLInputElement).value)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apila-camera-'))
  const film = join(folder, 'camera.y4m')
  await writeFile(film, filmOf(digits))
  apila = await startApila()
  browser = await launchBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ])
})
after(async () => {
  await browser.close()
  await apila.close()
  await rm(folder, { recursive: true })
})

test('the camera reads the square of the paper, and stops when it has', async () => {
  const page = await newPage(browser, { width: 1280 })
  const complaints = listenForComplaints(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'sign-in-kataja-worker-1')
  await tap(page, 'menu-ticket')
  await tap(page, 'scan')
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLInputElement>('#ticket')?.value.replaceAll(' ', '') === wanted,
    {},
    digits,
  )
  assert.match(await typed(page), /^\d{4}( \d{4}){5}$/)
  assert.equal(await page.$('[data-test="camera"]'), null)
  await see(page, 'ticket-open')
  assert.deepEqual(complaints, [])
})

test('digits stand in groups of four while they are typed and mended', async () => {
  const page = await newPage(browser, { width: 1280 })
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'sign-in-kataja-worker-2')
  await tap(page, 'menu-ticket')
  await see(page, 'ticket')
  await page.focus('#ticket')
  await page.keyboard.type('48210937')
  assert.equal(await typed(page), '4821 0937')
  for (let left = 0; left < 5; left += 1) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('65')
  assert.equal(await typed(page), '4826 5093 7')
})
