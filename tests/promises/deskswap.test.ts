// Promise: a key that the server hands out is used only when the signed roster names it, here against the built program in a browser
// (docs/threat-model.md). One keeper wraps a key of his own for a worker; then the server hands out that key alone, another desk's, an
// older roster, one of its own making; and a site that looks like ours passes a challenge on. And what she ends closes on the other screen.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { Challenge, Wrap, sessionMessage } from '@apila/core/account/session.ts'
import { Day } from '@apila/core/day.ts'
import problems from '../../content/texts/en/problems.json' with { type: 'json' }
import { sealWrap } from '@apila/sealing/account/desk-keys.ts'
import { signLabelled } from '@apila/sealing/labels.ts'
import { see, tap, textOf, wholeText, write } from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { holdLooks, look } from '../machinery/held-looks.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, newNote, send } from '../world/acts.ts'
import { Refused, signIn, signedOut } from '../world/client.ts'
import { type World, foundDemo, whichDesk } from '../world/network.ts'
import { randomBytes, sealDemo } from '../world/referral.ts'

const VICTIM = 'koivu-worker-1'
const today = todayInFinland()
let apila: Apila
let browser: Browser
let world: World
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await apila.close()
})

const wrapOf = async (seed: Uint8Array, organisation = 'koivu') =>
  Wrap.parse({
    device: VICTIM,
    desk: 'referral',
    epoch: 0,
    blob: await sealWrap(world.device(VICTIM).recipient, {
      which: whichDesk(organisation, 'referral'),
      epoch: 0,
      seed,
    }),
  })

/** Signs in on the page of somebody whose server changes one kind of answer. */
async function signInWith(page: Page, path: string, change: (answer: never) => unknown): Promise<void> {
  const pass = async (request: HTTPRequest): Promise<void> => {
    if (new URL(request.url()).pathname !== `/api/v2/${path}`) return request.continue()
    const { authorization } = request.headers()
    const answer = await fetch(request.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: (await request.fetchPostData()) ?? '{}',
    })
    const body = JSON.stringify(change((await answer.json()) as never))
    return request.respond({ status: answer.status, contentType: 'application/json', body })
  }
  await page.setRequestInterception(true)
  page.on('request', (request) => void pass(request))
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${VICTIM}`)
}

async function refusedWith(page: Page, sentence: string): Promise<void> {
  await see(page, 'problem')
  assert.ok((await textOf(page, 'problem')).includes(sentence), await textOf(page, 'problem'))
  assert.equal(await page.$('[data-test="start-send"]'), null, 'nothing can be sent')
}

const isReferral = ({ desk }: { desk: string }) => desk === 'referral'

test('one keeper wraps a key of his own for a worker: the server lays it beside the true one, and the program takes the true one', async () => {
  const keeper = await signIn(apila.url, world.roster.network, world.device('koivu-keeper-2'))
  await keeper.post('/wraps/add', { wraps: [await wrapOf(randomBytes(32))] })
  const worker = await signIn(apila.url, world.roster.network, world.device(VICTIM))
  const { wraps } = (await worker.post('/wraps', {})) as { wraps: { desk: string }[] }
  assert.equal(wraps.filter(isReferral).length, 2, 'nothing was pushed out')
  const page = await newPage(browser)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${VICTIM}`)
  await see(page, 'start-send')
  await tap(page, 'look-now')
  await see(page, 'open-knock')
  await page.close()
})

test('a keeper of another organisation, and a worker, lay no wrap for this desk', async () => {
  for (const device of ['haapa-keeper-1', 'koivu-worker-2']) {
    const client = await signIn(apila.url, world.roster.network, world.device(device))
    const adding = client.post('/wraps/add', { wraps: [await wrapOf(randomBytes(32))] })
    await assert.rejects(adding, Refused, device)
  }
})

test("a server that hands out a stranger's key alone, or another desk's, is refused at the sign-in with the sentence", async () => {
  for (const foreign of [
    await wrapOf(randomBytes(32)),
    await wrapOf(await world.seed('haapa', 'referral')),
    await wrapOf(await world.seed('haapa', 'referral'), 'haapa'),
  ]) {
    const page = await newPage(browser)
    await signInWith(page, 'wraps', ({ wraps }: { wraps: Wrap[] }) => ({
      wraps: [foreign, ...wraps.filter((wrap) => !isReferral(wrap))],
    }))
    await refusedWith(page, problems['roster-foreign-key'])
    await page.close()
  }
})

test('a roster that is cut, or in which one key stands for another, is not believed', async () => {
  const [other] = world.roster.epochs.get('haapa/referral') ?? []
  assert.ok(other)
  type Rest = { entries: { entry: string; signatures: unknown[] }[] }
  const changes: Record<string, (answer: Rest) => Rest> = {
    'one key for another': ({ entries }) => ({
      entries: entries.map((each) => {
        const own = world.roster.epochs.get('kataja/referral')?.[0]?.recipient ?? ''
        return { ...each, entry: each.entry.replace(own, other.recipient) }
      }),
    }),
    'one entry left out': ({ entries }) => ({ entries: entries.toSpliced(3, 1) }),
    'a signature left out': ({ entries }) => ({
      entries: entries.map((each, n) => (n === 5 ? { ...each, signatures: each.signatures.slice(1) } : each)),
    }),
  }
  for (const [name, change] of Object.entries(changes)) {
    const page = await newPage(browser)
    await signInWith(page, 'roster', change)
    await refusedWith(page, problems['roster-not-believed'])
    await page.close().catch(() => assert.fail(name))
  }
})

test('a challenge that another site passes on signs nobody in', async () => {
  const outside = signedOut(apila.url)
  const device = world.device(VICTIM)
  const sign = async (origin: string, network: string = world.roster.network) => {
    const { challenge } = Challenge.parse(await outside.post('/challenge', {}))
    const signature = await signLabelled(device, 'apila/session/v2', sessionMessage(origin, network, challenge))
    return outside.post('/session', { device: device.id, challenge, signature })
  }
  const own = new URL(apila.url).origin
  assert.ok(await sign(own), 'the check can fail')
  for (const origin of [`${own}.example`, own.replace('http', 'https'), new URL(apila.neutralUrl).origin, ''])
    await assert.rejects(sign(origin), Refused, origin)
  await assert.rejects(sign(own, 'another-network'), Refused)
})

test('what she ends closes on the screen of the other desk by itself', async () => {
  const acting: Acting = {
    world,
    client: await signIn(apila.url, world.roster.network, world.device('kataja-worker-1')),
    organisation: 'kataja',
    today,
  }
  const sent = await sealDemo(world, { from: 'kataja', to: 'koivu', mode: 'knock-ahead', today, word: 'meadow' })
  await send(acting, sent)
  await acting.client.post('/notes/put', await newNote(acting, sent.note, sent.front.until))
  const page = await newPage(browser)
  await holdLooks(page)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, `sign-in-${VICTIM}`)
  await tap(page, 'menu-ticket')
  await write(page, 'ticket', sent.digits ?? '')
  await tap(page, 'ticket-open')
  await tap(page, 'summary-yes')
  await see(page, 'story')
  await tap(page, 'show-contact')
  await see(page, 'story-situation')
  assert.ok((await wholeText(page)).includes('Somewhere safe to sleep'))
  await signedOut(apila.neutralUrl).end(sent.reservation.keys.withdraw)
  await look(page)
  await see(page, 'over-while-open')
  assert.equal(await page.$('[data-test="story-situation"]'), null)
  assert.ok(!(await page.$eval('body', (body) => body.innerText)).includes('Somewhere safe to sleep'))
  await page.close()
})
