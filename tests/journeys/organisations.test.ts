// A network that was founded lives on, through the screens alone: a member comes, people change what they do, teams are opened, the members
// decide, a member goes. The network is one for purchased work, so that every screen must say so.
// Alone: it drives six browsers with passkeys at once, each of which touches keys and waits for the others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'puppeteer-core'
import { launchBrowser } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import {
  type Person,
  arrive,
  comeToFounding,
  compareAll,
  deviceIn,
  foundingCode,
  press,
  signAll,
  writeWords,
} from './founding.ts'
import { has, see, seeState, show, tap, textOf, wholeText, write } from './hands.ts'

let apila: Apila
let browser: Browser
let [aune, bo, cia, dan, eija, fredrik] = [] as unknown as [Person, Person, Person, Person, Person, Person]

before(async () => {
  ;[apila, browser] = await Promise.all([startApila('empty'), launchBrowser()])
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function signIn(person: Person): Promise<void> {
  if (person.words !== null) await write(person.page, 'in-words', person.words)
  await press(person, 'passkey-in')
  await see(person.page, 'menu-today')
}

/** Begins at the list of the day, whatever stands open. */
async function goTo(person: Person, screen: 'keys' | 'members'): Promise<void> {
  await press(person, 'menu-today', 'menu-keys')
  if (screen === 'members') await press(person, 'keys-members')
}

/** One more signature on what waits; of a new member after its groups were compared. */
async function signToo(person: Person, screen: 'keys' | 'members', isMember = false): Promise<void> {
  await goTo(person, screen)
  if (isMember) await press(person, 'member-same')
  await press(person, 'waiting-sign', 'touch-do')
  await person.page.waitForFunction(() =>
    /Signed|Done/.test(document.querySelector('[data-test$="-said"]')?.textContent ?? ''),
  )
}

const minutes = (since: number): string => ((Date.now() - since) / 60_000).toFixed(1)

test('a network for purchased work is founded, and says so on every screen', async () => {
  const code = foundingCode(apila)
  const people: Person[] = []
  for (const [at, wish] of [
    { organisation: 'Lyhty', name: 'Aune', prf: true },
    { organisation: 'Lyhty', name: 'Bo', prf: true },
    { organisation: 'Majakka', name: 'Cia', prf: true },
    { organisation: 'Majakka', name: 'Dan', prf: true },
  ].entries()) {
    const person = await arrive(browser, apila, wish)
    people.push(person)
    const purchase = { buyer: 'Hyvinvointialue', basis: 'Its statutes distribute nothing.' }
    await comeToFounding(person, code, at === 0 ? 'apila-osto' : undefined, purchase)
  }
  await compareAll(people)
  await signAll(people)
  for (const person of people) {
    await tap(person.page, 'papers-done')
    if (await has(person.page, 'papers-ask-do')) await tap(person.page, 'papers-ask-do')
    await see(person.page, 'passkey-in')
    assert.match(await textOf(person.page, 'track'), /Purchased service/)
    await signIn(person)
  }
  ;[aune, bo, cia, dan] = people as [Person, Person, Person, Person]
  for (const screen of ['today', 'ticket', 'contacts', 'close', 'coordination', 'keys']) {
    await tap(aune.page, `menu-${screen}`)
    assert.match(await textOf(aune.page, 'track'), /Purchased service/, screen)
  }
  await goTo(aune, 'members')
  await see(aune.page, 'members-invite')
  assert.match(await textOf(aune.page, 'track'), /Purchased service/)
  assert.match(await wholeText(aune.page), /Hyvinvointialue[\s\S]*Its statutes distribute nothing/)
  await show(aune.page, 'members')
})

test('a member comes: two devices under one code, digits heard, and the members sign one after another', async (t) => {
  const since = Date.now()
  const before = [aune, bo, cia, dan].map(({ taps }) => taps)
  eija = await arrive(browser, apila, { organisation: 'Satama', name: 'Eija', prf: true })
  fredrik = await arrive(browser, apila, { organisation: 'Satama', name: 'Fredrik', prf: false })
  await press(aune, 'members-invite')
  await see(aune.page, 'invite-show')
  await show(aune.page, 'member-invite')
  await press(aune, 'invite-show')
  await see(aune.page, 'join-code-shown')
  const code = await textOf(aune.page, 'join-code-shown')
  for (const person of [eija, fredrik]) {
    await see(person.page, 'join-read')
    await write(person.page, 'join-code', code)
    await press(person, 'join-read')
    await see(person.page, 'join-member')
    if (person === eija) {
      for (const language of ['fi', 'sv', 'en']) await write(person.page, `organisation-${language}`, 'Satama')
      await show(person.page, 'newcomer-first')
    } else await see(person.page, 'member-heard')
    await write(person.page, 'worker-name', person.name)
    await press(person, 'make-passkey')
    await writeWords(person)
    await see(person.page, 'six-digits')
  }
  await see(aune.page, 'member-digits-1')
  const [first, second] = await Promise.all([eija, fredrik].map(({ page }) => textOf(page, 'six-digits')))
  // Read into the wrong fields: neither fits, and nothing is signed.
  await write(aune.page, 'member-digits-1', second ?? '')
  await write(aune.page, 'member-digits-2', first ?? '')
  await press(aune, 'member-compare')
  await aune.page.waitForSelector('#member-digits-1-error')
  await write(aune.page, 'member-digits-1', first ?? '')
  await write(aune.page, 'member-digits-2', second ?? '')
  await show(aune.page, 'member-digits')
  await press(aune, 'member-compare')
  await see(aune.page, 'invite-signs')
  for (const [person, other] of [
    [eija, fredrik],
    [fredrik, eija],
  ] as const) {
    await see(person.page, 'other-groups')
    await person.page.waitForFunction(() => document.querySelector('[data-test="other-groups"]')?.textContent !== '')
    assert.equal(await textOf(person.page, 'other-groups'), await textOf(other.page, 'own-groups'))
    await press(person, 'member-same')
    await see(person.page, 'member-sign')
  }
  await show(eija.page, 'newcomer-sign')
  await press(eija, 'member-sign')
  await press(fredrik, 'member-sign')
  await press(aune, 'touch-do')
  await see(aune.page, 'invite-done')
  await see(eija.page, 'newcomer')
  await press(eija, 'newcomer-show')
  await see(eija.page, 'paper-3')
  await show(eija.page, 'newcomer-papers')
  await press(eija, 'newcomer-papers-done', 'papers-ask-do')
  // The members have not signed: nobody of the newcomer is in.
  await press(eija, 'passkey-in')
  await see(eija.page, 'problem')
  assert.match(await textOf(eija.page, 'problem'), /not in the network, or not yet/)
  const groups = await textOf(eija.page, `newcomer-groups-${deviceIn(await textOf(eija.page, 'newcomer'))}`)

  await goTo(bo, 'members')
  await see(bo.page, 'member-same')
  assert.equal(await has(bo.page, 'waiting-sign'), false, 'nobody signs before the groups were compared')
  assert.ok((await wholeText(bo.page)).includes(groups.trim()), 'the same groups on both screens')
  await show(bo.page, 'member-waits')
  await signToo(bo, 'members', true)
  assert.match(await textOf(bo.page, 'waiting-needs-members'), /needed: 1[\s\S]*Majakka \(2\)/)
  await signToo(cia, 'members', true)
  assert.match(await textOf(cia.page, 'members-said'), /waits/)
  await signToo(dan, 'members', true)
  assert.match(await textOf(dan.page, 'members-said'), /Done/)
  await seeState(dan.page, 'member', 'satama')
  for (const person of [eija, fredrik]) {
    await person.page.reload()
    await see(person.page, 'passkey-in')
    person.device = deviceIn(await textOf(person.page, 'who'))
    await signIn(person)
  }
  assert.match(await textOf(eija.page, 'who'), /Satama/)
  await goTo(eija, 'members')
  await seeState(eija.page, 'member', 'lyhty')
  const taps = [aune, bo, cia, dan].map((person, at) => person.taps - (before[at] ?? 0))
  t.diagnostic(
    `joining: taps of members ${taps.join(', ')}, of the newcomers ${String(eija.taps)} and ${String(fredrik.taps)}`,
  )
  t.diagnostic(`joining: ${minutes(since)} minutes of the machine, pictures included`)
})

/** Adds a device as two administrators do. */
async function enrol(newcomer: Person, keepers: readonly [Person, Person], choose: (keeper: Person) => Promise<void>) {
  const [first, second] = keepers
  await goTo(first, 'keys')
  await press(first, 'keys-add')
  await choose(first)
  await press(first, 'enrol-show')
  await see(first.page, 'join-code-shown')
  const code = await textOf(first.page, 'join-code-shown')
  await see(newcomer.page, 'join-read')
  await write(newcomer.page, 'join-code', code)
  await press(newcomer, 'join-read')
  await write(newcomer.page, 'worker-name', newcomer.name)
  await press(newcomer, 'make-passkey')
  await see(newcomer.page, 'six-digits')
  const digits = await textOf(newcomer.page, 'six-digits')
  await write(first.page, 'heard-digits', digits)
  await press(first, 'digits-compare', 'touch-do')
  await see(first.page, 'enrol-first-done')
  await goTo(second, 'keys')
  await press(second, 'keys-second')
  await write(second.page, 'second-code', code)
  await press(second, 'second-read')
  await write(second.page, 'heard-digits', digits)
  await press(second, 'digits-compare', 'touch-do')
  await see(second.page, 'enrol-done')
  await see(newcomer.page, 'passkey-in')
  newcomer.device = deviceIn(await textOf(newcomer.page, 'who'))
}

test('the people of the new member enrol with its own administrators', async () => {
  const gunvor = await arrive(browser, apila, { organisation: 'Satama', name: 'Gunvor', prf: true })
  await enrol(gunvor, [eija, fredrik], async (keeper) => {
    await press(keeper, 'role-worker', 'desk-asiakastyo')
  })
  await signIn(gunvor)
  assert.match(await textOf(gunvor.page, 'who'), /Satama/)
  await gunvor.page.close()
})

/** Proposes a change of a device as it was ticked. */
async function change(keeper: Person, device: string, ...ticks: string[]): Promise<void> {
  await goTo(keeper, 'keys')
  await press(keeper, `change-${device}`)
  await see(keeper.page, 'change-propose')
  await press(keeper, ...ticks)
}

test('a supervisor stops being a worker only with another supervisor; a second team and a common one are opened', async () => {
  await goTo(aune, 'keys')
  await press(aune, 'keys-team')
  for (const language of ['fi', 'sv', 'en']) await write(aune.page, `team-${language}`, 'Ilta')
  await press(aune, 'team-kind-volunteers', `team-device-${aune.device}`, `team-device-${bo.device}`, 'team-open')
  await press(aune, 'touch-do')
  await seeState(aune.page, 'waiting', 'own')
  await signToo(bo, 'keys')
  const hilda = await arrive(browser, apila, { organisation: 'Lyhty', name: 'Hilda', prf: true })
  await enrol(hilda, [aune, bo], async (keeper) => {
    await press(keeper, 'role-volunteer', 'desk-ilta')
    await write(keeper.page, 'supervisor', keeper.device)
  })
  await hilda.page.close()

  await change(aune, aune.device, 'change-role-worker')
  await press(aune, 'change-propose')
  await see(aune.page, 'errors')
  assert.match(await textOf(aune.page, 'errors'), new RegExp(`supervises ${hilda.device}`))
  await write(aune.page, `heir-${hilda.device}`, bo.device)
  await show(aune.page, 'change-device')
  await press(aune, 'change-propose', 'change-propose-ask-do', 'touch-do')
  await seeState(aune.page, 'waiting', 'own')
  await signToo(bo, 'keys')
  assert.match(await wholeText(bo.page), new RegExp(`${hilda.device}[\\s\\S]*Supervisor: ${bo.device}`))

  // The volunteer's promise stands on their card; the role stays, the supervisor may change.
  await change(bo, hilda.device)
  assert.match(await textOf(bo.page, 'change-pledge'), /Promised on/)
  assert.equal(await has(bo.page, 'change-role-worker'), false)
  // Nobody else works in the volunteers' team: the one who does cannot go, and the program says why.
  await change(bo, bo.device, 'change-role-worker')
  await see(bo.page, 'no-heir')
  await show(bo.page, 'no-supervisor-left')

  await goTo(aune, 'keys')
  await press(aune, 'keys-team')
  for (const language of ['fi', 'sv', 'en']) await write(aune.page, `team-${language}`, 'Toimitus')
  await press(aune, 'team-kind-common', `team-device-${aune.device}`, 'team-open', 'touch-do')
  await seeState(aune.page, 'waiting', 'own')
  await signToo(bo, 'keys')
  await change(aune, bo.device, 'change-desk-toimitus', 'change-role-release-officer')
  await press(aune, 'change-propose', 'change-propose-ask-do', 'touch-do')
  await seeState(aune.page, 'waiting', 'own')
  await signToo(bo, 'keys')
  await change(cia, cia.device, 'change-role-release-officer', 'change-role-coordinator')
  await press(cia, 'change-propose', 'change-propose-ask-do', 'touch-do')
  await seeState(cia.page, 'waiting', 'own')
  await signToo(dan, 'keys')
})

async function proposeStatistics(keeper: Person, epsilon: string): Promise<void> {
  await goTo(keeper, 'members')
  await press(keeper, 'members-policies', 'policy-statistics')
  await write(keeper.page, 'policy-epsilon', epsilon)
  await write(keeper.page, 'policy-first', bo.device)
  await write(keeper.page, 'policy-second', cia.device)
  await press(keeper, 'policy-propose', 'policy-propose-ask-do', 'touch-do')
  await see(keeper.page, 'members-invite')
}

test('the members decide together: refused once, two different proposals, and only one of them can stand', async () => {
  await goTo(aune, 'members')
  await press(aune, 'members-policies')
  await see(aune.page, 'in-force-statistics')
  assert.match(await textOf(aune.page, 'in-force-statistics'), /no statistics can be published/)
  await show(aune.page, 'policies')
  await press(aune, 'policy-statistics', 'policy-propose')
  await see(aune.page, 'policy-missing')
  await proposeStatistics(aune, '3')
  await goTo(cia, 'members')
  await see(cia.page, 'waiting-refuse')
  await show(cia.page, 'policy-waits')
  await press(cia, 'waiting-refuse', 'waiting-refuse-ask-do')
  await see(cia.page, 'waits-none')
  await goTo(aune, 'members')
  await see(aune.page, 'waits-none')

  await proposeStatistics(aune, '2')
  await proposeStatistics(cia, '1,5')
  // Of the two, Cia's is signed by all whom it needs.
  const signCias = async (person: Person) => {
    await goTo(person, 'members')
    await see(person.page, 'waiting-sign')
    await person.page.evaluate(() => {
      const cards = [...document.querySelectorAll<HTMLElement>('[data-test="waiting"]')]
      const wanted = cards.find((card) => card.innerText.includes('epsilon 1.5'))
      wanted?.querySelector<HTMLElement>('[data-test="waiting-sign"]')?.click()
    })
    person.taps += 1
    await press(person, 'touch-do')
    await person.page.waitForFunction(() =>
      /Signed|Done/.test(document.querySelector('[data-test="members-said"]')?.textContent ?? ''),
    )
  }
  for (const person of [dan, aune, bo]) await signCias(person)
  assert.match(await textOf(bo.page, 'members-said'), /Done/)
  await see(bo.page, 'waiting-over')
  assert.match(await textOf(bo.page, 'waiting-over'), /Something else was signed after this was proposed/)
  assert.equal(await has(bo.page, 'waiting-sign'), false)
  await show(bo.page, 'proposal-over')
  await press(bo, 'waiting-drop')
  await see(bo.page, 'waits-none')
  await press(bo, 'members-policies')
  await see(bo.page, 'in-force-statistics')
  assert.match(await textOf(bo.page, 'in-force-statistics'), /epsilon 1\.5/)
})

test('the team that all share is made, reaches another member with the next key, and the newcomer never had it', async () => {
  await goTo(aune, 'members')
  await press(aune, 'members-common')
  await see(aune.page, 'common-key')
  assert.match(await textOf(aune.page, 'common-key'), /no key yet/)
  await press(aune, `common-${aune.device}`, `common-${bo.device}`)
  await show(aune.page, 'common-team')
  await press(aune, 'common-change', 'touch-do')
  await see(aune.page, 'members-invite')
  await signToo(bo, 'members')
  await goTo(cia, 'members')
  await press(cia, 'members-common', `common-${cia.device}`, 'common-change', 'touch-do')
  await see(cia.page, 'members-invite')
  await signToo(dan, 'members')
  await goTo(cia, 'members')
  await press(cia, 'members-common')
  await see(cia.page, 'common-lacks')
  await goTo(aune, 'members')
  await press(aune, 'members-common', 'common-rotate', 'touch-do')
  await see(aune.page, 'members-invite')
  await signToo(bo, 'members')
  await goTo(cia, 'members')
  await press(cia, 'members-common')
  await see(cia.page, 'common-rotate')
  assert.equal(await has(cia.page, 'common-lacks'), false)
  assert.match(await textOf(cia.page, 'common-key'), /in it: 3, of Lyhty, Majakka/)
})

test('a member goes: its own administrators see first what lives, another makes the new key, and it is out', async (t) => {
  const since = Date.now()
  const before = [aune, bo, eija, fredrik].map(({ taps }) => taps)
  await goTo(eija, 'members')
  await see(eija.page, 'leave-others-first')
  assert.equal(await has(eija.page, 'leave-satama'), false, 'whoever goes does not make the new key')
  await press(eija, 'leave-before')
  await see(eija.page, 'export-make')
  await press(eija, 'export-make')
  await see(eija.page, 'export-key')
  await press(eija, 'export-save', 'export-done')
  await goTo(aune, 'members')
  await press(aune, 'leave-satama')
  await see(aune.page, 'leave-satama-ask-do')
  await show(aune.page, 'leave-ask')
  await press(aune, 'leave-satama-ask-do', 'touch-do')
  await seeState(aune.page, 'waiting', 'own')
  for (const person of [eija, fredrik]) {
    await signToo(person, 'members')
    assert.match(await textOf(person.page, 'members-said'), /waits/)
  }
  await goTo(bo, 'members')
  await see(bo.page, 'waiting-sign')
  await show(bo.page, 'leave-waits')
  await signToo(bo, 'members')
  assert.match(await textOf(bo.page, 'members-said'), /Done/)
  await seeState(bo.page, 'member-former', 'satama')
  await show(bo.page, 'members-after')
  await eija.page.reload()
  await press(eija, 'passkey-in')
  await see(eija.page, 'problem')
  assert.match(await textOf(eija.page, 'problem'), /not in the network/)
  const taps = [aune, bo, eija, fredrik].map((person, at) => person.taps - (before[at] ?? 0))
  t.diagnostic(`leaving: taps ${taps.join(', ')}; ${minutes(since)} minutes of the machine, pictures included`)
})
