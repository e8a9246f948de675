// Promise: under a permission two desks agree on a time and ask each other what she allowed, and nothing that answers nothing stands
// (docs/threat-model.md). Against a real server, a program that lies, and the built program.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { Day, addDays } from '@apila/core/day.ts'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { chooseDay, lookNow, see, seeState, tap, tapIn, textOf, write, wholeText } from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { holdLooks, look } from '../machinery/held-looks.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, conversationOf, newNote, readTalk, say, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { sealUnasked } from '../world/lie.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, sealDemo } from '../world/referral.ts'

const today = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
let sender: Acting
let receiver: Acting
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
  const at = async (organisation: string): Promise<Acting> => ({
    world,
    client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
    organisation,
    today,
  })
  ;[sender, receiver] = [await at('koivu'), await at('kataja')]
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function sendKept(word: string, front: DemoOptions['front'] = { talk: 'words' }): Promise<Sent> {
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today, word, front })
  await send(sender, sent)
  await sender.client.post('/notes/put', await newNote(sender, sent.note, sent.front.until))
  return sent
}

const time = (days: number): Unnumbered => ({ kind: 'time', on: addDays(today, days), at: '13:30', place: 'ours' })
const answerTo = (of: number, answer: 'yes' | 'no' | 'other'): Unnumbered => ({ kind: 'time-answer', of, answer })
const question: Unnumbered = { kind: 'question', text: 'Which floor?' }

test('a time is proposed by one desk, changed, and answered by the other; a question gets its answer', async () => {
  const where = await conversationOf(await sendKept('aster'))
  await say(receiver, where, [{ kind: 'accepted' }, time(2)])
  await say(sender, where, [answerTo(1, 'other'), time(3)])
  await say(receiver, where, [answerTo(3, 'yes'), question])
  await say(sender, where, [{ kind: 'answer', of: 5, text: 'The second.' }])
  for (const reader of [sender, receiver]) {
    const { items, refused, broken } = await readTalk(reader, where)
    assert.deepEqual([refused, broken], [[], 0])
    assert.deepEqual(
      items.map(({ item, side }) => `${side} ${item.kind} ${item.said}`),
      [
        `to accepted ${today}`,
        `to time ${today}`,
        `from time-answer ${today}`,
        `from time ${today}`,
        `to time-answer ${today}`,
        `to question ${today}`,
        `from answer ${today}`,
      ],
    )
  }
})

test('what answers nothing, or was not allowed, is neither sealed by an honest program nor shown to any desk', async () => {
  const lies: ReadonlyArray<[string, DemoOptions['front'], Acting, Unnumbered, string]> = [
    ['its own time', {}, receiver, answerTo(0, 'yes'), 'answers-nothing'],
    ['a time that is none', {}, sender, answerTo(7, 'yes'), 'answers-nothing'],
    ['an answer to a time', { talk: 'words' }, sender, { kind: 'answer', of: 0, text: 'a' }, 'answers-nothing'],
    ['words where codes were allowed', { talk: 'codes' }, sender, question, 'not-asked-for-words'],
    ['words where nobody asked', { talk: null }, receiver, question, 'not-asked-for-words'],
    [
      'a referral declined for being recognisable',
      {},
      receiver,
      { kind: 'declined', reason: 'may-identify' },
      'not-in-advice',
    ],
    ['accepted by the sending desk', {}, sender, { kind: 'accepted' }, 'wrong-writer'],
  ]
  for (const [name, front, liar, said, problem] of lies) {
    const where = await conversationOf(await sendKept(name.replaceAll(' ', ''), front))
    await say(receiver, where, [time(2)])
    await assert.rejects(
      say(liar, where, [said]),
      (error) => error instanceof DoesNotStand && error.problem === problem,
      name,
    )
    await say(liar, where, [said], null, sealUnasked)
    await say(receiver, where, [{ kind: 'not-today' }])
    for (const reader of [sender, receiver]) {
      const { items, refused, broken } = await readTalk(reader, where)
      assert.deepEqual([refused, broken], [[{ n: 1, problem }], 0], name)
      assert.deepEqual(
        items.map(({ item }) => item.kind),
        ['time', 'not-today'],
        'and hides nothing',
      )
    }
  }
})

test('an answer to a time that was replaced meanwhile falls on neither', async () => {
  const where = await conversationOf(await sendKept('clover'))
  await say(receiver, where, [time(2), time(3)])
  await say(sender, where, [answerTo(0, 'yes')], null, sealUnasked)
  const { refused } = await readTalk(receiver, where)
  assert.deepEqual(refused, [{ n: 2, problem: 'answers-nothing' }])
})

async function signInAt(organisation: string): Promise<Page> {
  const page = await newPage(browser)
  await holdLooks(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'language-en')
  await tap(page, `sign-in-${organisation}-worker-1`)
  await see(page, 'look-now')
  return page
}

test('the built program: a time and a question go to and fro without a reload, and a calendar file says nothing', async () => {
  await sendKept('daphne')
  const [a, b] = [await signInAt('koivu'), await signInAt('kataja')]
  await lookNow(b)
  await openNewestKnock(b)
  await tap(b, 'propose-open')
  await chooseDay(b, addDays(today, 3))
  await write(b, 'time-at', '13:00')
  await tap(b, 'time-place-telephone')
  await tap(b, 'propose')
  await see(b, 'answered')
  await lookNow(a)
  await tapIn(a, 'sent-card', 'daphne', 'open-sent')
  await seeState(a, 'sent-page', 'time')
  // A day after the last one is not offered at all.
  const offered = await daysOffered(a)
  assert.equal(offered.at(-1), addDays(today, 30))
  assert.equal(offered[0], today)
  await tap(a, 'time-yes')
  await seeState(a, 'sent-page', 'agreed')
  const file = await calendarOf(a)
  assert.match(file, /^BEGIN:VCALENDAR\r\n/)
  assert.match(file, /\r\nSUMMARY:Meeting\r\nLOCATION:by telephone\r\n/)
  for (const word of ['daphne', 'Koivu', 'Kataja', 'apila', 'Apila', 'client'])
    assert.ok(!file.includes(word), `the file says ${word}`)
  await write(a, 'message', 'Is there a lift? Her name is Anna Virtanen.')
  await see(a, 'message-harmless')
  await tap(a, 'message-send')
  await a.waitForSelector('#message-error')
  assert.equal(await a.$('[data-test="said-question"]'), null, 'a name is not sent unanswered')
  await write(a, 'message', 'Is there a lift?')
  await see(a, 'message-clear')
  await tap(a, 'message-send')
  await see(a, 'said-question')
  await tap(b, 'to-today')
  await lookNow(b)
  await tap(b, 'open-received')
  await see(b, 'said-question')
  await write(b, 'message', 'Yes, behind the stairs.')
  await see(b, 'message-clear')
  await tap(b, 'message-send')
  await see(b, 'said-answer')
  await look(a)
  await see(a, 'said-answer')
  assert.ok((await textOf(a, 'stream')).includes('Yes, behind the stairs.'))
  await a.close()
  await b.close()
})

test('the built program: what is agreed for today stands in a section of its own, in the order of the clock', async () => {
  for (const [word, at] of [
    ['elder tree', '23:30'],
    ['early elder', '23:00'],
  ] as const) {
    const where = await conversationOf(await sendKept(word))
    await say(receiver, where, [{ ...time(0), at } as Unnumbered])
    await say(sender, where, [answerTo(0, 'yes')])
  }
  const tomorrow = await conversationOf(await sendKept('fig tree'))
  await say(receiver, tomorrow, [time(1)])
  await say(sender, tomorrow, [answerTo(0, 'yes')])
  const page = await signInAt('koivu')
  await lookNow(page)
  await page.waitForFunction(() => document.body.innerText.includes('early elder'))
  const listed = await page.$$eval('section[aria-labelledby="agreed"] [data-test="sent-card"]', (cards) =>
    cards.map((card) => (card as HTMLElement).innerText),
  )
  // Each of these permissions has two notes: the one that was sent with it, and the one of `sendKept`.
  const ours = new Set(listed.map((card) => /early elder|elder tree|fig tree/.exec(card)?.[0] ?? ''))
  ours.delete('')
  assert.deepEqual([...ours], ['early elder', 'elder tree'], 'in the order of the clock, and nothing of tomorrow')
  await page.close()
})

/** Opens the newest first contact: they bear no names. */
async function openNewestKnock(page: Page): Promise<void> {
  await page.waitForSelector('[data-test="open-knock"]')
  await page.$$eval('[data-test="open-knock"]', (all) => {
    ;(all.at(-1) as HTMLElement).click()
  })
  await see(page, 'knock-content')
}

async function daysOffered(page: Page): Promise<string[]> {
  await tap(page, 'propose-open')
  await see(page, 'time-on-other')
  const days = await page.$eval('[data-test="time-on-other"]', (list) =>
    [...(list as HTMLSelectElement).options].map(({ value }) => value).filter((value) => value !== ''),
  )
  await tap(page, 'propose-open')
  return days
}

/** The file that a press on "save to my calendar" would give. */
async function calendarOf(page: Page): Promise<string> {
  await page.evaluate(() => {
    const kept = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (file) => {
      void (file as Blob).text().then((text) => {
        document.body.dataset['calendar'] = text
      })
      return kept(file)
    }
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      document.body.dataset['calendarName'] = this.download
    }
  })
  await tap(page, 'calendar')
  await page.waitForFunction(() => document.body.dataset['calendar'] !== undefined)
  assert.equal(await page.$eval('body', (body) => body.dataset['calendarName']), 'meeting.ics')
  return page.$eval('body', (body) => body.dataset['calendar'] ?? '')
}

/** Where something of a permission can stand on the other desk's screen. Each leaves it open there. */
const PLACES: Readonly<Record<string, (page: Page, sent: Sent) => Promise<void>>> = {
  'a first contact': async (page) => {
    await lookNow(page)
    await openNewestKnock(page)
  },
  'a story': async (page, sent) => {
    await openWithTicket(page, sent)
    await tap(page, 'show-contact')
    await see(page, 'story-situation')
  },
  'the summary before it': async (page, sent) => {
    await tap(page, 'menu-ticket')
    await write(page, 'ticket', sent.digits ?? '')
    await tap(page, 'ticket-open')
    await see(page, 'summary')
  },
  'a conversation': async (page, sent) => {
    await openWithTicket(page, sent)
    await tap(page, 'to-today')
    await lookNow(page)
    await openLastReceived(page)
    await write(page, 'message', 'kanarialintu in a message')
    await see(page, 'message-clear')
    await tap(page, 'message-send')
    await see(page, 'said-question')
  },
  'the sheet': async (page, sent) => {
    await openWithTicket(page, sent)
    await tap(page, 'to-sheet')
    await tap(page, 'sheet-write')
    await write(page, 'task-who-0', 'kanarialintu')
    await write(page, 'task-what-0', 'kanarialintu sings')
    await tap(page, 'sheet-save')
    await see(page, 'sheet-version')
  },
}

async function openWithTicket(page: Page, sent: Sent): Promise<void> {
  await tap(page, 'menu-ticket')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'ticket-open')
  await tap(page, 'summary-yes')
  await see(page, 'story')
}

async function openLastReceived(page: Page): Promise<void> {
  await page.waitForSelector('[data-test="received-card"][data-status="opened"]')
  await page.$$eval('[data-test="received-card"][data-status="opened"] [data-test="open-received"]', (all) => {
    ;(all.at(-1) as HTMLElement).click()
  })
  await see(page, 'received-page')
}

for (const [place, open] of Object.entries(PLACES))
  test(`a story closes on the other screen: what she ends closes within one look wherever it stands: ${place}`, async () => {
    const sent = await sealDemo(world, {
      ...{ from: 'haapa', to: 'vaahtera', mode: 'knock-ahead', today, word: `w${place.replaceAll(' ', '')}` },
      front: { talk: 'words' },
      codes: { ownChannel: CANARY },
      told: { safeContact: CANARY, situation: 'kanarialintu situation' },
    })
    const haapa: Acting = {
      world,
      client: await signIn(apila.url, world.roster.network, world.device('haapa-worker-1')),
      organisation: 'haapa',
      today,
    }
    await send(haapa, sent)
    const page = await signInAt('vaahtera')
    await open(page, sent)
    const shown = await wholeText(page)
    await look(page)
    await page.waitForFunction((text) => document.querySelector('main')?.innerText === text, {}, shown)
    await haapa.client.end(sent.reservation.keys.withdraw)
    // Less than a minute: the wait that is held is of 45 seconds, and one look is enough.
    await look(page)
    await see(page, 'over-while-open')
    const left = await page.$eval('html', (html) => html.outerHTML)
    assert.ok(!left.includes('kanarialintu'), 'nothing of it is left in the page')
    await page.close()
  })

const CANARY = {
  channel: 'phone',
  address: 'kanarialintu address',
  when: 'kanarialintu when',
  mayLeaveMessage: 'no',
  whoWeSay: 'kanarialintu',
  codeWord: 'kanarialintu code word',
  someoneElseReads: 'unknown',
} as const
