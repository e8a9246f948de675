// What the tests of second signatures share: people at their desks in a real browser, and what lies sealed among a desk's notes.
import type { Browser, Page } from 'puppeteer-core'
import { type WitnessNote } from '@apila/core/referral/witness.ts'
import type { NoticeNote } from '@apila/core/referral/notice.ts'
import { Notes } from '@apila/core/referral/wire.ts'
import { openNotice } from '@apila/sealing/referral/notice.ts'
import { openWitness } from '@apila/sealing/referral/witness.ts'
import { has, see, tap } from '../journeys/hands.ts'
import { newPage } from '../machinery/browser.ts'
import { type Apila, putForward } from '../machinery/server.ts'
import { signIn } from '../world/client.ts'
import type { World } from '../world/network.ts'

/** Somebody at a desk, in English. `ahead`: how far the page's clock stands forward. Unit: ms. */
export async function atDesk(browser: Browser, apila: Apila, device: string, ahead = 0): Promise<Page> {
  const page = await newPage(browser)
  if (ahead !== 0) await page.evaluateOnNewDocument(putForward, ahead)
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'language-en')
  await tap(page, `sign-in-${device}`)
  await see(page, 'look-now')
  return page
}

/** Reads everything aloud, a sentence at a time. */
export async function readAll(page: Page): Promise<void> {
  while (!(await has(page, 'decide-yes'))) {
    await page.waitForSelector('[data-test="sentence-read"], [data-test="decide-yes"]')
    if (await has(page, 'sentence-read')) await tap(page, 'sentence-read')
  }
}

async function notesOf<N>(
  apila: Apila,
  world: World,
  organisation: string,
  open: (desk: ReturnType<World['desk']>, blob: string) => Promise<N | null>,
): Promise<N[]> {
  const client = await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`))
  const desk = world.desk(organisation, 'referral')
  const { notes } = Notes.parse(await client.post('/notes', { list: desk.list }))
  const opened = await Promise.all(notes.map(({ blob }) => open(desk, blob).catch(() => null)))
  return opened.filter((note) => note !== null)
}

/** All versions that the server still has. */
export const witnessesOf = (apila: Apila, world: World, organisation: string): Promise<WitnessNote[]> =>
  notesOf(apila, world, organisation, openWitness)
export const noticesOf = (apila: Apila, world: World, organisation: string): Promise<NoticeNote[]> =>
  notesOf(apila, world, organisation, openNotice)
