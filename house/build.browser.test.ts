// The desk in a real browser, with the headers that the server really sends.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser, newPage } from '../tests/browser.ts'
import { NODE, ROOT, inRoot } from './paths.ts'

let browser: Browser
let server: ChildProcess
let folder = ''
let desk = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'))
  const [port, neutralPort] = [await freePort(), await freePort()].map(String)
  desk = `http://localhost:${String(port)}/desk/`
  const args = [
    'start',
    '--empty',
    '--port',
    String(port),
    '--neutral-port',
    String(neutralPort),
    '--data',
    join(folder, 'data'),
  ]
  server = spawn(NODE, [inRoot('packages/server/bin/apila.js'), ...args], { cwd: ROOT, stdio: 'ignore' })
  browser = await launchBrowser()
  await waitFor(desk)
})

after(async () => {
  await browser.close()
  server.kill()
  await rm(folder, { recursive: true, force: true })
})

test('the policy lets the built parts run, and nothing else', async () => {
  const page = await newPage(browser)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(desk)
  await page.waitForFunction(() => document.querySelector('#app')?.textContent.trim() !== '')
  assert.deepEqual(complaints, [])

  // A waiting part loads once its link has become a preload; without that its digest is missing and it is refused.
  const loads = (prepare: boolean): Promise<string> =>
    page.evaluate(async (prepared) => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=later]')
      if (link === null) return 'no later part'
      const href = link.href
      if (prepared)
        for (const one of document.querySelectorAll<HTMLLinkElement>('link[rel=later]')) one.rel = 'modulepreload'
      return import(href).then(
        () => 'loaded',
        () => 'refused',
      )
    }, prepare)
  assert.equal(await loads(false), 'refused')
  await page.reload()
  assert.equal(await loads(true), 'loaded')

  const outcome = await page.evaluate(() => {
    const inline = document.createElement('script')
    const result: string[] = []
    try {
      inline.text = 'globalThis.wasRun = true'
      document.head.append(inline)
      result.push(
        (globalThis as { wasRun?: boolean }).wasRun === true ? 'inline script ran' : 'inline script did not run',
      )
    } catch {
      result.push('inline script did not run')
    }
    try {
      Reflect.set(document.body, 'innerHTML', '<b>markup</b>')
      result.push('markup from a string was taken')
    } catch {
      result.push('markup from a string was refused')
    }
    return result
  })
  assert.deepEqual(outcome, ['inline script did not run', 'markup from a string was refused'])
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function waitFor(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} does not answer`)
}
