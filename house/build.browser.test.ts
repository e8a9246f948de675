// The desk in a real browser, with the headers that the server really sends.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser, newPage } from '../tests/machinery/browser.ts'
import { type Apila, startApila } from '../tests/machinery/server.ts'

let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

test('the policy lets the built parts run, and nothing else', async () => {
  const page = await newPage(browser)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${apila.url}/desk/`)
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
