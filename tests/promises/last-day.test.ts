// Promise: no time is proposed for a day outside the permission, or shown (docs/threat-model.md), against a real server and a program that lies:
// a desk whose program asks no rule writes a late time into the conversation, and the other desk's built program shows none and says why.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { Day, addDays } from '@apila/core/day.ts'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import problems from '../../content/texts/en/problems.json' with { type: 'json' }
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { lookNow, seeState, tap, tapIn, textOf, wholeText } from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, conversationOf, newNote, readTalk, say, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { sealUnasked } from '../world/lie.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Sent, sealDemo } from '../world/referral.ts'

const LATE = 'time-outside-days'
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

/** One permission that the sending desk keeps on its list. */
async function sendKept(word: string): Promise<Sent> {
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today, word })
  await send(sender, sent)
  await sender.client.post('/notes/put', await newNote(sender, sent.note, sent.front.until))
  return sent
}

const time = (on: Day): Extract<Unnumbered, { kind: 'time' }> => ({ kind: 'time', on, at: '16:45', place: null })

test('a program that asks the rule seals no time after the last day, from either side', async () => {
  const sent = await sendKept('aster')
  const where = await conversationOf(sent)
  for (const acting of [sender, receiver]) {
    for (const on of [addDays(sent.front.until, 1), addDays(today, -1)])
      await assert.rejects(
        say(acting, where, [time(on)]),
        (error) => error instanceof DoesNotStand && error.problem === LATE,
      )
    await say(acting, where, [time(sent.front.until)])
  }
  const { items, refused } = await readTalk(sender, where)
  assert.deepEqual([items.length, refused], [2, []])
})

test('a late time by a program that lies is taken by the server, which cannot see it, and refused by both desks with its name', async () => {
  const sent = await sendKept('bellflower')
  const where = await conversationOf(sent)
  for (const [n, acting] of [receiver, sender].entries()) {
    await say(acting, where, [time(addDays(sent.front.until, 1))], null, sealUnasked)
    for (const reader of [sender, receiver]) {
      const { items, refused, broken, next } = await readTalk(reader, where)
      assert.deepEqual([items, broken, next], [[], 0, n + 1])
      assert.deepEqual(
        refused,
        Array.from({ length: n + 1 }, (_, at) => ({ n: at, problem: LATE })),
      )
    }
  }
  await say(receiver, where, [{ kind: 'accepted' }])
  assert.deepEqual(
    (await readTalk(sender, where)).items.map(({ item }) => item.kind),
    ['accepted'],
    'what is said afterwards stands',
  )
})

async function openSent(page: Page, word: string): Promise<void> {
  await tap(page, 'menu-today')
  await lookNow(page)
  await tapIn(page, 'sent-card', word, 'open-sent')
}

test('the built program shows no late time and says why; one on the last day it shows', async () => {
  const [good, late] = [await sendKept('campion'), await sendKept('daphne')]
  await say(receiver, await conversationOf(good), [time(good.front.until)])
  await say(receiver, await conversationOf(late), [time(addDays(late.front.until, 1))], null, sealUnasked)
  const page = await newPage(browser)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'sign-in-koivu-worker-1')
  await openSent(page, 'campion')
  await seeState(page, 'sent-page', 'time')
  assert.ok((await wholeText(page)).includes('16:45'), 'the check can fail')
  assert.equal(await page.$('[data-test="not-standing"]'), null)
  await openSent(page, 'daphne')
  await seeState(page, 'sent-page', 'waiting')
  assert.ok(!(await wholeText(page)).includes('16:45'))
  assert.equal(await textOf(page, 'not-standing'), problems[`stands-not.${LATE}`])
  await page.close()
})
