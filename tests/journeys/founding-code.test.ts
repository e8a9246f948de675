// A founding whose code does not hold any more: the server was started anew with another one. Whoever had begun types that and goes on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { arrive, comeToFounding, foundingCode, press } from './founding.ts'
import { see, show, textOf, write } from './hands.ts'

let apila: Apila
let browser: Browser

before(async () => {
  ;[apila, browser] = await Promise.all([startApila('empty'), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** What the server printed last. */
const newestCode = (): string =>
  [...apila.output().matchAll(/Founding code {2}([a-z0-9 ]{39})/g)].at(-1)?.[1] ?? assert.fail(apila.output())

test('devices that began with an earlier founding code are led to the new one, with what they had and after a reload', async () => {
  const code = foundingCode(apila)
  const begun = await arrive(browser, apila, { organisation: 'Lyhty', name: 'Aune', prf: true })
  await press(begun, 'founding-open')
  await write(begun.page, 'founding-code', code)
  await press(begun, 'founding-begin')
  await see(begun.page, 'make-passkey')
  const compares = await arrive(browser, apila, { organisation: 'Majakka', name: 'Cia', prf: true })
  await comeToFounding(compares, code, 'Apila koe / 1')
  await see(begun.page, 'network-heard')
  assert.match(await textOf(begun.page, 'network-heard'), /is called apila-koe-1\./)
  await apila.kill()
  await apila.restart(['--new-founding-code'])
  const next = newestCode()
  assert.notEqual(next, code)
  await see(begun.page, 'founding-other-code')
  await compares.page.reload()
  await see(compares.page, 'founding-other-code')
  await show(compares.page, 'founding-other-code')
  for (const person of [begun, compares]) {
    await press(person, 'founding-other-code')
    // The earlier one is refused in words, and can be typed over.
    await write(person.page, 'founding-code', code)
    await press(person, 'founding-begin')
    await see(person.page, 'problem')
    await write(person.page, 'founding-code', next)
    await press(person, 'founding-begin')
    await see(person.page, 'make-passkey')
  }
  for (const { page } of [begun, compares]) await page.close()
})
