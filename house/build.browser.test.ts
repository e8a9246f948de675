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
      const link = document.querySelector<HTMLLinkElement>('link[rel=later][data-part]')
      if (link === null) return 'no later part'
      const href = link.href
      if (prepared)
        for (const one of document.querySelectorAll<HTMLLinkElement>('link[rel=later][data-part]'))
          one.rel = 'modulepreload'
      return import(href).then(
        () => 'loaded',
        () => 'refused',
      )
    }, prepare)
  assert.equal(await loads(false), 'refused')
  await page.reload()
  assert.equal(await loads(true), 'loaded')

  const outcome = await page.evaluate(() => {
    const result: string[] = []
    for (const sink of ['innerHTML', 'outerHTML'])
      try {
        Reflect.set(document.body, sink, '<b>markup</b>')
        result.push(`markup was taken by ${sink}`)
      } catch {
        result.push('markup from a string was refused')
      }
    try {
      const inline = document.createElement('script')
      inline.text = 'globalThis.wasRun = true'
      document.head.append(inline)
      result.push('a script from a string was taken')
    } catch {
      result.push('a script from a string was refused')
    }
    return result
  })
  assert.deepEqual(outcome, [
    'markup from a string was refused',
    'markup from a string was refused',
    'a script from a string was refused',
  ])
})

const INJECTED = `
  <script>globalThis.wasRun = 'an inline script'</script>
  <img src="data:," onerror="globalThis.wasRun = 'a handler in an attribute'">
  <script src="data:text/javascript,globalThis.wasRun='a script from an address'"></script>
</body>`

/** What runs of a page into which somebody put scripts before it arrived. `loosen` changes its policy. */
async function whatRuns(path: string, loosen: (policy: string) => string): Promise<string> {
  const sent = await fetch(`${apila.url}${path}`)
  const html = await sent.text()
  const page = await newPage(browser)
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    if (request.url() !== sent.url) return void request.continue()
    const headers = Object.fromEntries(
      [...sent.headers].filter(([name]) => !/^(content-(length|encoding)|etag)$/.test(name)),
    )
    headers['content-security-policy'] = loosen(sent.headers.get('content-security-policy') ?? '')
    return void request.respond({ status: 200, headers, body: html.replace('</body>', INJECTED) })
  })
  await page.goto(sent.url, { waitUntil: 'load' })
  const ran = await page.evaluate(() => (globalThis as { wasRun?: string }).wasRun ?? 'nothing')
  await page.close()
  return ran
}

// Trusted Types refuse a script from a string before the policy is asked; so these stand in the page itself, as an attacker of the page would put them.
test('a script that stands in the page itself does not run, and would under a looser policy', async () => {
  for (const path of ['/desk/', '/fi/', '/en/services'])
    assert.equal(await whatRuns(path, (policy) => policy), 'nothing', path)
  const loose = await whatRuns('/desk/', (policy) =>
    policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
  )
  assert.notEqual(loose, 'nothing')
})
