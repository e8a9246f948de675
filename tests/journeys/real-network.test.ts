// A network of its own, from an empty folder on, through the screens alone: three organisations found it with passkeys that have PRF or not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { type Person, arrive, comeToFounding, compareAll, foundingCode, press, signAll } from './founding.ts'
import { see, show, textOf, write } from './hands.ts'

let apila: Apila
let browser: Browser
const people: Person[] = []

before(async () => {
  ;[apila, browser] = await Promise.all([startApila('empty'), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

const WHO = [
  { organisation: 'Lyhty', name: 'Aune', prf: true },
  { organisation: 'Lyhty', name: 'Bo', prf: false },
  { organisation: 'Majakka', name: 'Cia', prf: true },
  { organisation: 'Majakka', name: 'Dan', prf: true },
  { organisation: 'Satama', name: 'Eija', prf: false },
  { organisation: 'Satama', name: 'Fredrik', prf: true },
]

test('six devices of three organisations found a network; a wrong code and a reload in the middle lose nothing', async (t) => {
  const code = foundingCode(apila)
  for (const [at, wish] of WHO.entries()) {
    const person = await arrive(browser, apila, wish)
    people.push(person)
    if (at === 0) {
      await press(person, 'founding-open')
      await show(person.page, 'founding-code')
      // A slip, and the code of another server.
      await write(
        person.page,
        'founding-code',
        code.replace(/.$/, (sign) => (sign === 'q' ? 'p' : 'q')),
      )
      await press(person, 'founding-begin')
      await see(person.page, 'founding-begin')
      assert.match(await textOf(person.page, 'founding-begin'), /./)
      await person.page.waitForSelector('#founding-code-error')
      await person.page.reload()
    }
    await comeToFounding(person, code, at === 0 ? 'apila-koe' : undefined)
  }
  const [first] = people
  assert.ok(first)
  await first.page.reload()
  await see(first.page, 'own-record')
  await compareAll(people)
  await show(first.page, 'founding-records')
  await signAll(people)
  await see(first.page, 'paper-3')
  await show(first.page, 'founding-papers')
  const hashes = await Promise.all(people.map(({ page }) => textOf(page, 'genesis-groups')))
  assert.match(hashes[0] ?? '', /^([0-9a-f]{4}\s*){10}$/)
  assert.equal(new Set(hashes).size, 1)
  t.diagnostic(`taps: ${people.map(({ name, taps }) => `${name} ${String(taps)}`).join(', ')}`)
})
