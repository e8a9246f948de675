// Promise: a letter to the assistance system is made in the browser, only where the client wants it, and is stored nowhere; over a lock it
// stays in the page's memory for its own worker alone (docs/threat-model.md). Against a real server with the built program.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import type { Browser, Page } from 'puppeteer-core'
import { keptKeys, listenForComplaints, see, show, tap, tapAll, textOf, write } from '../journeys/hands.ts'
import { fetchedAhead, listAsked } from '../machinery/asked.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'

let apila: Apila
let browser: Browser
before(async () => {
  apila = await startApila()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** The file that a press would give, and its name. */
async function fileOf(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
  await page.evaluate(() => {
    const kept = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (file) => {
      void (file as Blob).arrayBuffer().then((bytes) => {
        document.body.dataset['file'] = [...new Uint8Array(bytes)].join(' ')
      })
      return kept(file)
    }
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      document.body.dataset['fileName'] = this.download
    }
  })
  await tap(page, 'letter-file')
  await page.waitForFunction(() => document.body.dataset['file'] !== undefined)
  const [file, name] = await page.$eval('body', ({ dataset }) => [dataset['file'] ?? '', dataset['fileName'] ?? ''])
  return { name: name ?? '', bytes: Uint8Array.from((file ?? '').split(' '), Number) }
}

/** One part of a packed file, found by the headers that stand before each (ZIP, 4.3.7). */
function partOf(bytes: Uint8Array, wanted: string): string {
  const view = Buffer.from(bytes)
  for (let at = 0; view.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength, extra] = [
      view.readUInt32LE(at + 18),
      view.readUInt16LE(at + 26),
      view.readUInt16LE(at + 28),
    ]
    const begin = at + 30 + nameLength + extra
    if (view.toString('utf8', at + 30, at + 30 + nameLength) === wanted)
      return inflateRawSync(view.subarray(begin, begin + size)).toString('utf8')
    at = begin + size
  }
  throw new Error(`no part ${wanted}`)
}

test('a letter is made only at the client’s yes, holds what was written, and is kept nowhere', async () => {
  const page = await newPage(browser)
  const complaints = listenForComplaints(page)
  await page.goto(`${apila.url}/desk/`)
  const ahead = fetchedAhead(page)
  await tapAll(page, 'language-en', 'sign-in-koivu-worker-1')
  await ahead
  await tapAll(page, 'start-map', 'mapping-letter')
  await see(page, 'letter')
  const asked = listAsked(page)
  const before = await keptKeys(page, 'draft/')
  assert.equal(await page.$('[data-test="letter-file"]'), null, 'nothing to write before the client was asked')
  await tap(page, 'letter-wants-no')
  await see(page, 'letter-no')
  assert.equal(await page.$('[data-test="letter-file"]'), null)
  await tap(page, 'letter-wants-yes')
  await tap(page, 'letter-file')
  await page.waitForSelector('#letter-happened-error')
  assert.equal(await page.$('[data-test="letter-paper"]'), null)
  await write(page, 'letter-happened', 'kanarialintu <b>worked</b> without pay.\n\nThe papers were taken away.')
  await write(page, 'letter-needs', 'kanarialintu: a safe place, مترجم')
  await write(page, 'letter-sender', 'Aino, support worker, 050 000 0000')
  await tap(page, 'letter-in-fi')
  await page.waitForFunction(() => document.querySelector('[data-test="letter-paper"]')?.getAttribute('lang') === 'fi')
  await show(page, 'client/60-letter')
  const { name, bytes } = await fileOf(page)
  assert.equal(name, 'document.docx', 'the name of the file says nothing')
  const text = partOf(bytes, 'word/document.xml')
  assert.match(text, /kanarialintu &lt;b&gt;worked&lt;\/b&gt; without pay\./)
  assert.match(text, /Mitä on tapahtunut/)
  assert.doesNotMatch(text, /Mukana olevat lapset/, 'what nobody wrote does not stand there')
  await mkdir('test-results', { recursive: true })
  await writeFile('test-results/letter.docx', bytes)
  await page.emulateMediaType('print')
  const paper = await page.$eval('body', (body) => body.innerText)
  assert.match(paper, /The papers were taken away/)
  assert.doesNotMatch(paper, /stored nowhere|Aspen|Today/)
  await page.emulateMediaType('screen')
  assert.deepEqual(asked, [], 'the server hears nothing of it')
  assert.deepEqual(await keptKeys(page, 'draft/'), before, 'and the device keeps nothing of it')
  await tap(page, 'to-today')
  await tapAll(page, 'start-map', 'mapping-letter')
  await see(page, 'letter')
  assert.doesNotMatch(await page.$eval('html', (html) => html.outerHTML), /kanarialintu/)
  assert.deepEqual(complaints, [])
  await page.close()
})

/** At the letter, with a yes, words and Finnish chosen. */
async function writing(device: string): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(`${apila.url}/desk/`)
  await tapAll(page, 'language-en', `sign-in-${device}`, 'start-map', 'mapping-letter', 'letter-wants-yes')
  await write(page, 'letter-happened', 'kanarialintu worked without pay')
  await tap(page, 'letter-in-fi')
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[data-test="letter-in-fi"]')?.checked)
  return page
}

const happened = (page: Page): Promise<string> =>
  page.$eval('[data-test="letter-happened"]', (field) => (field as HTMLTextAreaElement).value)

test('a lock keeps a letter in the page’s memory for its worker and says so; the device has no draft of it', async () => {
  const page = await writing('koivu-worker-1')
  await tap(page, 'help')
  await see(page, 'help-panel')
  await page.waitForFunction(() =>
    document.querySelector('[data-test="help-panel"]')?.textContent.includes('The letter is stored nowhere.'),
  )
  await tap(page, 'help-panel-close')
  await tap(page, 'menu-lock')
  await see(page, 'locked-more')
  assert.match(await textOf(page, 'locked-more'), /^The letter is in this page’s memory, sealed.*someone else signs in/)
  assert.doesNotMatch(await page.$eval('html', (html) => html.outerHTML), /kanarialintu/)
  assert.deepEqual(await keptKeys(page, 'draft/'), [])
  await tap(page, 'unlock')
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLTextAreaElement>('[data-test="letter-happened"]')?.value ===
        'kanarialintu worked without pay' &&
      document.querySelector<HTMLInputElement>('[data-test="letter-in-fi"]')?.checked === true,
  )
  // Once more: what came back is held again.
  await tapAll(page, 'menu-lock', 'unlock')
  await page.waitForFunction(() => document.querySelector('[data-test="letter-happened"]') !== null)
  assert.equal(await happened(page), 'kanarialintu worked without pay')
  await page.close()
})

test('a letter that a lock held is gone after a reload, and the locked screen does not promise it', async () => {
  const page = await writing('koivu-worker-2')
  await tap(page, 'menu-lock')
  await see(page, 'locked-more')
  await page.reload()
  await see(page, 'locked-more')
  assert.match(await textOf(page, 'locked-more'), /^Drafts are kept/)
  await tapAll(page, 'unlock', 'letter-wants-yes')
  assert.equal(await happened(page), '')
  await page.close()
})

test('a letter that a lock held is not another worker’s, and not its own worker’s after another screen', async () => {
  const page = await writing('koivu-keeper-1')
  await tapAll(page, 'menu-lock', 'someone-else')
  await see(page, 'sign-in-kataja-worker-1')
  assert.equal(await page.evaluate(() => window.location.hash), '', 'the address names no screen of the one before')
  await tapAll(page, 'sign-in-kataja-worker-1', 'start-map', 'mapping-letter', 'letter-wants-yes')
  assert.equal(await happened(page), '')
  await page.close()
  const other = await writing('koivu-keeper-2')
  await tap(other, 'menu-lock')
  await see(other, 'locked-more')
  // Back was pressed while it was locked.
  await other.goBack()
  await tap(other, 'unlock')
  await see(other, 'mapping-letter')
  await tapAll(other, 'mapping-letter', 'letter-wants-yes')
  assert.equal(await happened(other), '')
  await other.close()
})
