// A network of its own, from an empty folder on, through the screens alone: three organisations found it with passkeys that have PRF or not.
// Alone: it drives six browsers with passkeys at once, each of which touches keys and waits for the others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { type Person, arrive, comeToFounding, compareAll, foundingCode, press, signAll } from './founding.ts'
import { see, seeState, show, tap, textOf, write } from './hands.ts'
import { enrol, signIn } from './living.ts'

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
  // A page that is loaded anew in the middle ends nothing, before its signature and before its papers are put away.
  await signAll(
    people,
    people.find((person) => person.words === null && person !== first),
  )
  await see(first.page, 'paper-3')
  await first.page.reload()
  await press(first, 'show-papers')
  await see(first.page, 'paper-3')
  await show(first.page, 'founding-papers')
  const hashes = await Promise.all(people.map(({ page }) => textOf(page, 'genesis-groups')))
  assert.match(hashes[0] ?? '', /^([0-9a-f]{4}\s*){10}$/)
  assert.equal(new Set(hashes).size, 1)
  t.diagnostic(`taps: ${people.map(({ name, taps }) => `${name} ${String(taps)}`).join(', ')}`)
})

test('each signs in with the passkey of its own device; other words open nothing', async () => {
  const [first, second] = people
  assert.ok(first && second)
  for (const { page } of people) {
    await tap(page, 'papers-done')
    if ((await page.$('[data-test="papers-ask-do"]')) !== null) await tap(page, 'papers-ask-do')
    await see(page, 'passkey-in')
  }
  await show(second.page, 'passkey-words')
  await press(second, 'passkey-in')
  await see(second.page, 'problem')
  assert.match(await textOf(second.page, 'problem'), /Write the six words/)
  await write(second.page, 'in-words', 'kamo tiru sela nohi puka lumi')
  await press(second, 'passkey-in')
  await second.page.waitForFunction(() =>
    document.querySelector<HTMLElement>('[data-test="problem"]')?.innerText.includes('words do not open'),
  )
  for (const person of people) await signIn(person)
  assert.match(await textOf(first.page, 'who'), /Lyhty[\s\S]*Aune/)
  assert.equal(await first.page.$('[data-test="demo-banner"]'), null)
})

test('a worker is enrolled by both administrators, and signs in on a new device', async (t) => {
  const [aune, bo] = people
  assert.ok(aune && bo)
  const gunvor = await arrive(browser, apila, { organisation: 'Lyhty', name: 'Gunvor', prf: true })
  await enrol(
    gunvor,
    [aune, bo],
    async (keeper) => {
      await press(keeper, 'role-worker', 'desk-asiakastyo')
    },
    true,
  )
  await signIn(gunvor)
  people.push(gunvor)
  assert.notEqual(gunvor.device, '')
  t.diagnostic(`taps: newcomer ${String(gunvor.taps)}`)
})

test('a team of volunteers is opened by two, and a volunteer comes with a supervisor and a promise', async (t) => {
  const [aune, bo] = people
  assert.ok(aune && bo)
  await press(aune, 'menu-today', 'menu-keys', 'keys-team')
  for (const language of ['fi', 'sv', 'en']) await write(aune.page, `team-${language}`, 'Ilta')
  await press(aune, 'team-kind-volunteers', `team-device-${aune.device}`, `team-device-${bo.device}`, 'team-open')
  await press(aune, 'touch-do')
  await seeState(aune.page, 'waiting', 'own')
  await show(aune.page, 'keys-and-people')
  await press(bo, 'menu-today', 'menu-keys', 'waiting-sign', 'touch-do')
  await see(bo.page, 'waits-none')
  const hilda = await arrive(browser, apila, { organisation: 'Lyhty', name: 'Hilda', prf: false })
  await press(aune, 'menu-today')
  await press(bo, 'menu-today')
  await enrol(hilda, [aune, bo], async (keeper) => {
    await press(keeper, 'role-volunteer', 'desk-ilta')
    await write(keeper.page, 'supervisor', keeper.device)
    await show(keeper.page, 'enrol-volunteer')
  })
  await signIn(hilda)
  assert.match(await textOf(hilda.page, 'who'), /Lyhty/)
  t.diagnostic(`taps: administrators ${String(aune.taps)} and ${String(bo.taps)}`)
})

test('who is removed is out at once, and after the second signature for good', async () => {
  const [aune, bo] = people
  const gunvor = people.at(-1)
  assert.ok(aune && bo && gunvor)
  await press(aune, 'menu-today', 'menu-keys')
  await see(aune.page, `remove-${gunvor.device}`)
  await press(aune, `remove-${gunvor.device}`)
  await see(aune.page, `remove-${gunvor.device}-ask-do`)
  await show(aune.page, 'remove-device')
  await press(aune, `remove-${gunvor.device}-ask-do`, 'touch-do')
  await seeState(aune.page, 'waiting', 'own')
  // Held back: no session any more, although nobody has signed as the second.
  await gunvor.page.reload()
  await press(gunvor, 'passkey-in')
  await see(gunvor.page, 'problem')
  assert.match(await textOf(gunvor.page, 'problem'), /not in the network/)
  await press(bo, 'menu-today', 'menu-keys', 'waiting-sign', 'touch-do')
  await see(bo.page, 'waits-none')
  assert.equal(await bo.page.$(`[data-test="remove-${gunvor.device}"]`), null)
  await press(gunvor, 'passkey-in')
  await see(gunvor.page, 'problem')
})
