// A member has left the network: the sender's screen says that nothing opens there any more, and what the member sent before still opens here.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { Day } from '@apila/core/day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { signBatch } from '@apila/sealing/organisation/batch.ts'
import { dismiss } from '@apila/sealing/organisation/changes.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { sealDemo } from '../world/referral.ts'
import { lookNow, see, show, tap, tapIn, textOf, wholeText } from './hands.ts'

const today = todayInFinland()
const WORD = 'sininen sateenvarjo'

let apila: Apila
let browser: Browser
let world: World

const clientOf = (device: string) => signIn(apila.url, world.roster.network, world.device(device))

before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
  for (const [from, to] of [
    ['koivu', 'kataja'],
    ['kataja', 'koivu'],
  ] as const) {
    const client = await clientOf(`${from}-worker-1`)
    await send(
      { world, client, organisation: from, today },
      await sealDemo(world, { from, to, mode: 'knock-ahead', today, word: WORD }),
    )
  }
})
after(async () => {
  await browser.close()
  await apila.close()
})

async function worker(): Promise<Page> {
  const page = await newPage(browser, { width: 1280 })
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'sign-in-koivu-worker-1')
  await see(page, 'look-now')
  await lookNow(page)
  return page
}

test('before it leaves nothing is said; after it the list and the page say so, and ending is still there', async () => {
  const page = await worker()
  await tapIn(page, 'sent-card', WORD, 'open-sent')
  await see(page, 'sent-page')
  assert.equal(await page.$('[data-test="other-left"]'), null)
  await page.close()

  const keepers = ['kataja-keeper-1', 'kataja-keeper-2'].map((id) => world.device(id))
  const batch = await dismiss({ roster: world.roster, held: [], random: systemRandom }, OrganisationId.parse('kataja'))
  const entries = await signBatch(world.roster, today, batch.contents, keepers)
  const client = await clientOf('kataja-keeper-1')
  await client.post('/roster/add', { entries, keys: batch.keys })

  const after = await worker()
  const card = await after.$$eval(
    '[data-test="sent-card"]',
    (all, word) => all.map((one) => (one as HTMLElement).innerText).find((text) => text.includes(word)) ?? '',
    WORD,
  )
  assert.match(card, /The receiver has left/)
  await tapIn(after, 'sent-card', WORD, 'open-sent')
  await see(after, 'other-left')
  const said = await textOf(after, 'other-left')
  assert.match(said, /has left the network\. What was sent can no longer be opened there/)
  assert.doesNotMatch(said, /kataja/, 'its name, not its id')
  assert.match(await wholeText(after), /by telephone/)
  await show(after, 'receiver-left')
  await after.close()
})

test('what it had sent still opens here, and its name stands under it', async () => {
  const page = await worker()
  await tap(page, 'open-knock')
  await page.waitForFunction(() => !/kataja/.test(document.querySelector('main')?.innerText ?? 'kataja'))
  const text = await wholeText(page)
  assert.doesNotMatch(text, /not valid/)
  await show(page, 'sender-left')
  await page.close()
})
