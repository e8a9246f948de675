// Work in a network that was founded from an empty folder: a worker agrees and sends, the other organisation answers, they talk, meet and it
// ends; a team of volunteers receives within its rights, which the client hears before the yes.
// Alone: it drives eight browsers with passkeys at once, each of which touches keys and waits for the others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { addDays } from '@apila/core/day.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { spellings } from '../machinery/recording-proxy.ts'
import { type Apila, filesBelow, startApila, todayInFinland } from '../machinery/server.ts'
import { type Person, arrive, press } from './founding.ts'
import {
  chooseDay,
  has,
  listenForComplaints,
  lookNow,
  see,
  seeState,
  show,
  tapIn,
  textOf,
  wholeText,
  write,
} from './hands.ts'
import { agreeAndSend, enrol, foundAndSignIn, openWithCode, signIn, tellOfUs } from './living.ts'

const WHO = [
  { organisation: 'Lyhty', name: 'Aune', prf: true },
  { organisation: 'Lyhty', name: 'Bo', prf: false },
  { organisation: 'Majakka', name: 'Cia', prf: true },
  { organisation: 'Majakka', name: 'Dan', prf: true },
  { organisation: 'Satama', name: 'Eija', prf: false },
  { organisation: 'Satama', name: 'Fredrik', prf: true },
]

let apila: Apila
let browser: Browser
let people: Person[]
let gunvor: Person
let hilda: Person
const complaints: string[][] = []
const named = (name: string): Person => {
  const person = people.find((one) => one.name === name)
  assert.ok(person, name)
  return person
}
/** Begins to count anew, and says at the end what somebody tapped. */
const counted = (...who: Person[]) => {
  const before = who.map(({ taps }) => taps)
  return () => who.map(({ name, taps }, at) => `${name} ${String(taps - (before[at] ?? 0))}`).join(', ')
}

before(async () => {
  ;[apila, browser] = await Promise.all([startApila('empty'), launchBrowser()])
  people = await foundAndSignIn(browser, apila, WHO)
  complaints.push(...people.map(({ page }) => listenForComplaints(page)))
})
after(async () => {
  await browser.close()
  await apila.close()
})

test('nobody can be sent to before its administrators have said what it is', async () => {
  const aune = named('Aune')
  await press(aune, 'start-send', 'interpreter-none-en', 'age-adult', 'why-support', 'to-majakka', 'wish-not-needed')
  await press(aune, 'day-any', 'reach-worker', 'between-times', 'mode-knock-ahead', 'until-14', 'told-situation-yes')
  await write(aune.page, 'situation', 'Invented.')
  await press(aune, 'told-needs-no', 'told-clarified-no', 'next', 'next')
  await see(aune.page, 'receiver-without-line')
  await press(aune, 'menu-today')
  for (const name of ['Aune', 'Cia']) await tellOfUs(named(name))
})

/** Taps a role and, in the very moment in which they are drawn, a team: nobody's finger is quicker. */
const tapAtOnce = (page: Page, role: string, team: string): Promise<void> =>
  page.evaluate(
    (first, second) =>
      new Promise<void>((resolve) => {
        const find = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)
        const watching = new MutationObserver(() => {
          const there = find(second)
          if (!there) return
          watching.disconnect()
          there.click()
          resolve()
        })
        watching.observe(document.body, { childList: true, subtree: true })
        find(first)?.click()
      }),
    role,
    team,
  )

test('a worker is enrolled; whoever taps a team as soon as it is drawn does not lose the tap', async () => {
  gunvor = await arrive(browser, apila, { organisation: 'Lyhty', name: 'Gunvor', prf: true })
  await enrol(gunvor, [named('Aune'), named('Bo')], async ({ page }) => {
    await see(page, 'role-worker')
    await tapAtOnce(page, 'role-worker', 'desk-asiakastyo')
  })
  await signIn(gunvor)
  await press(named('Aune'), 'menu-today')
})

test('a team of volunteers is opened at another organisation, and a volunteer comes with a supervisor', async () => {
  const [cia, dan] = [named('Cia'), named('Dan')]
  await press(cia, 'menu-keys', 'keys-team')
  for (const language of ['fi', 'sv', 'en']) await write(cia.page, `team-${language}`, 'Ilta')
  await press(cia, 'team-kind-volunteers', `team-device-${cia.device}`, 'team-open', 'touch-do')
  await seeState(cia.page, 'waiting', 'own')
  await press(dan, 'menu-keys', 'waiting-sign', 'touch-do')
  await see(dan.page, 'waits-none')
  await press(cia, 'menu-today')
  await press(dan, 'menu-today')
  hilda = await arrive(browser, apila, { organisation: 'Majakka', name: 'Hilda', prf: false })
  await enrol(hilda, [cia, dan], async (keeper) => {
    await press(keeper, 'role-volunteer', 'desk-ilta')
    await write(keeper.page, 'supervisor', keeper.device)
  })
  await signIn(hilda)
  assert.match(await textOf(hilda.page, 'who'), /volunteer/)
  for (const keeper of [cia, dan]) await press(keeper, 'menu-today')
})

let digits = ''

test('a worker agrees with a client and sends; the other organisation proposes a time, and they agree on it', async (t) => {
  const [cia] = [named('Cia')]
  const say = counted(gunvor, cia)
  const agreed = await agreeAndSend(gunvor, {
    to: 'majakka',
    word: 'willow tree',
    situation: 'Wages were paid in part.',
  })
  assert.doesNotMatch(agreed.turned, /[Vv]olunteers/)
  ;({ digits } = agreed)
  await lookNow(cia.page)
  await press(cia, 'open-knock')
  await see(cia.page, 'knock-content')
  assert.doesNotMatch(await wholeText(cia.page), /Wages/)
  await press(cia, 'propose-open')
  await chooseDay(cia.page, addDays(todayInFinland(), 3))
  await write(cia.page, 'time-at', '13:00')
  await press(cia, 'time-place-ours', 'propose')
  await see(cia.page, 'answered')
  await press(cia, 'to-today')
  await lookNow(gunvor.page)
  await tapIn(gunvor.page, 'sent-card', 'willow tree', 'open-sent')
  await press(gunvor, 'time-yes')
  await seeState(gunvor.page, 'sent-page', 'agreed')
  await show(gunvor.page, 'real/10-sent')
  t.diagnostic(`taps: ${say()}`)
})

test('they ask and answer in words', async () => {
  const cia = named('Cia')
  await lookNow(cia.page)
  await press(cia, 'open-received')
  await write(cia.page, 'message', 'Is there a lift?')
  await press(cia, 'message-send')
  await see(cia.page, 'said-question')
  await press(gunvor, 'menu-today')
  await lookNow(gunvor.page)
  await tapIn(gunvor.page, 'sent-card', 'willow tree', 'open-sent')
  await see(gunvor.page, 'said-question')
  await write(gunvor.page, 'message', 'Yes, by the yard.')
  await press(gunvor, 'message-send')
  await see(gunvor.page, 'said-answer')
  await press(cia, 'menu-today')
  await lookNow(cia.page)
  await press(cia, 'open-received')
  await see(cia.page, 'said-answer')
  assert.match(await textOf(cia.page, 'stream'), /Yes, by the yard/)
})

test('the client comes with their code: a person touches the passkey, the story opens, the sheet is made, and an addition stands beside', async (t) => {
  const cia = named('Cia')
  const say = counted(gunvor, cia)
  await openWithCode(cia, digits)
  await show(cia.page, 'real/20-story')
  assert.match(await wholeText(cia.page), /Wages were paid in part/)
  await see(cia.page, 'hand-out-open')
  await press(cia, 'to-sheet', 'sheet-write')
  await write(cia.page, 'task-who-0', 'Helmi')
  await write(cia.page, 'task-what-0', 'Calls the shelter.')
  await press(cia, 'sheet-save')
  await see(cia.page, 'sheet-version')
  await press(gunvor, 'menu-today')
  await lookNow(gunvor.page)
  await tapIn(gunvor.page, 'sent-card', 'willow tree', 'open-sent')
  await press(gunvor, 'add-to-open', 'addition-part-situation')
  await write(gunvor.page, 'addition', 'The wages of May came.')
  await see(gunvor.page, 'addition-clear')
  await press(gunvor, 'addition-wanted', 'addition-do')
  await see(gunvor.page, 'addition-done')
  await press(gunvor, 'to-sheet')
  await see(gunvor.page, 'sheet-version')
  assert.match(await wholeText(gunvor.page), /Calls the shelter/)
  await press(gunvor, 'menu-today')
  await press(cia, 'menu-today')
  t.diagnostic(`taps: ${say()}`)
})

/** Ends it at home, with the code alone. */
async function endAtHome(code: string): Promise<void> {
  const page = await newPage(browser, { width: 360 })
  await page.goto(`${apila.neutralUrl}/a/en/4`)
  await page.type('#end-digits', code)
  await page.click('#end-button')
  await page.waitForFunction(() => {
    const status = document.querySelector<HTMLElement>('#end-status')
    return status !== null && status.textContent === status.dataset['done']
  })
  await page.close()
}

test('the client ends it on the neutral page: both teams see that, and nothing opens any more', async () => {
  const cia = named('Cia')
  await endAtHome(digits)
  await lookNow(cia.page)
  await seeState(cia.page, 'received-card', 'ended')
  await lookNow(gunvor.page)
  await tapIn(gunvor.page, 'sent-card', 'willow tree', 'open-sent')
  await see(gunvor.page, 'over')
  await press(cia, 'menu-ticket')
  await write(cia.page, 'ticket', digits)
  await press(cia, 'ticket-open')
  await see(cia.page, 'problem')
  await press(cia, 'menu-today')
  await press(gunvor, 'menu-today')
})

test('before the yes the client hears that volunteers work there; the volunteer opens, hands nothing out and moves no last day', async (t) => {
  const say = counted(gunvor, hilda)
  await press(gunvor, 'start-send', 'interpreter-none-en', 'age-adult', 'why-support')
  await see(gunvor.page, 'to-majakka/ilta')
  await show(gunvor.page, 'real/30-receivers')
  await press(gunvor, 'menu-today')
  const wish = { to: 'majakka/ilta', word: 'rowan tree', situation: 'Wants company on the way.' }
  const agreed = await agreeAndSend(gunvor, wish)
  assert.match(agreed.turned, /Volunteers work there[\s\S]*hand nothing out/)
  await lookNow(hilda.page)
  await press(hilda, 'open-knock')
  await see(hilda.page, 'knock-content')
  await press(hilda, 'menu-today')
  const summary = await openWithCode(hilda, agreed.digits)
  assert.match(summary, /Volunteers work there/)
  assert.match(await wholeText(hilda.page), /Wants company/)
  await see(hilda.page, 'hand-out-worker-only')
  assert.equal(await has(hilda.page, 'hand-out-open'), false)
  await show(hilda.page, 'real/31-volunteer')
  await press(hilda, 'menu-today')
  await press(hilda, 'open-received')
  await see(hilda.page, 'renew-worker-only')
  assert.equal(await has(hilda.page, 'to-renew'), false)
  await press(hilda, 'menu-today')
  ;({ digits } = agreed)
  t.diagnostic(`taps: ${say()}`)
})

test('the supervisor goes to the volunteers’ team and sees what is there; the lists and keys of their two teams stay apart', async () => {
  const cia = named('Cia')
  await lookNow(cia.page)
  assert.equal((await cia.page.$$('[data-test="received-card"]')).length, 1, 'only what was sent to this team')
  await see(cia.page, 'team-ilta')
  await show(cia.page, 'real/40-teams')
  await press(cia, 'team-ilta')
  await seeState(cia.page, 'received-card', 'opened')
  assert.equal((await cia.page.$$('[data-test="received-card"]')).length, 1)
  assert.match(await textOf(cia.page, 'who'), /Ilta/)
  await cia.page.reload()
  await press(cia, 'passkey-in')
  await seeState(cia.page, 'received-card', 'opened')
  assert.match(await textOf(cia.page, 'who'), /Ilta/, 'after a reload one is where one was')
  await press(cia, 'team-asiakastyo')
  await seeState(cia.page, 'received-card', 'ended')
})

/** What a browser keeps of the desk, as text; keys that cannot be read are none. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('apila-desk')
      opening.onsuccess = () => {
        resolve(opening.result)
      }
    })
    const all = await new Promise<unknown[]>((resolve) => {
      const asked = db.transaction('kept').objectStore('kept').getAll()
      asked.onsuccess = () => {
        resolve(asked.result)
      }
    })
    db.close()
    const show = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value)
    return JSON.stringify(all, show)
  })

test('after all this no word of a client is in a file, in print or kept by a browser; the six words are nowhere', async () => {
  const told = [
    ...['Wages were paid', 'Is there a lift', 'by the yard', 'wages of May', 'Calls the shelter', 'Wants company'],
    ...['willow tree', 'rowan tree', digits],
  ]
  const words = [...people, hilda].flatMap((one) => (one.words === null ? [] : [one.words]))
  assert.equal(words.length, 3)
  // Shorter ones stand among random bytes by chance.
  const names = [...people, gunvor, hilda].map(({ name }) => name).filter((name) => name.length >= 6)
  assert.ok(names.length >= 2)
  const files = await filesBelow(apila.data)
  const places = [
    ...files.map(({ path, bytes }) => [path, bytes] as const),
    ['print', Buffer.from(apila.output())] as const,
  ]
  for (const text of [...told, ...words, ...names]) {
    const needles = spellings(text)
    const found = places.filter(([, bytes]) => needles.some((needle) => bytes.includes(needle))).map(([path]) => path)
    assert.deepEqual(found, [], text)
  }
  assert.ok(
    places.some(([, bytes]) => bytes.includes(gunvor.device)),
    'the look can fail',
  )
  for (const { page, name } of [gunvor, hilda, named('Cia')]) {
    const kept = await keptBy(page)
    assert.ok(kept.includes('apila-koe'), 'the look can fail')
    for (const text of [...told, ...words]) assert.ok(!kept.includes(text), `${text} with ${name}`)
  }
})

test('no page threw, and the content policy stopped nothing', () => {
  assert.deepEqual(complaints.flat(), [])
})
