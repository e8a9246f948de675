// Brings one invented permission into a state of its life over HTTP, with the same sealing as the worker's app.
import { addDays, type Day } from '@apila/core/day.ts'
import { ItemId } from '@apila/core/bytes.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { ReceivedNote, Reply } from '@apila/core/referral/content.ts'
import { Sheets } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealNote } from '@apila/sealing/referral/note.ts'
import { openKnock, openStory, relockStory, sealJournal } from '@apila/sealing/referral/open.ts'
import { sealReply } from '@apila/sealing/referral/reply.ts'
import { openSheets, sealSheet } from '@apila/sealing/referral/sheet.ts'
import { type Client, signIn } from './client.ts'
import type { World } from './network.ts'
import { type Sent, randomBytes, sealDemoReferral } from './referral.ts'

export const STATES = ['knock-waiting', 'accepted', 'story-opened', 'sheet-made', 'ended'] as const
export type State = (typeof STATES)[number]

export type Scene = { world: World; url: string; today: Day; from: string; to: string }

/** Makes one permission from `from` to `to` and brings it into a state. Returns what was sent, ticket included. */
export async function bringTo(
  scene: Scene,
  state: State,
  options: Partial<Parameters<typeof sealDemoReferral>[1]> = {},
): Promise<Sent> {
  const { world, url, today, from, to } = scene
  const network = world.roster.network
  const sender = await signIn(url, network, world.device(`${from}-worker-1`))
  const receiver = await signIn(url, network, world.device(`${to}-worker-1`))
  const sent = await sealDemoReferral(world, { from, to, mode: 'knock-ahead', today, ...options })
  await sender.deposit(sent.deposit)
  const reached = STATES.indexOf(state)
  if (reached >= 1) await accept(scene, receiver, sent)
  if (reached >= 2) await openTheStory(scene, receiver, sent)
  if (reached >= 3) await writeSheet(scene, receiver, sent)
  if (reached >= 4) await sender.end(sent.deposit.story.locator, sent.deposit.withdraw)
  return sent
}

async function accept({ world, today, from, to }: Scene, receiver: Client, sent: Sent): Promise<void> {
  const desk = world.desk(to, 'referral')
  const { locator } = sent.deposit.knock
  const knock = await openKnock({ desk, released: await receiver.open(locator), locator, roster: world.roster })
  const { repliesRecipient, mark, repliesAt, receiptRecipient } = knock?.head ?? {}
  if (!knock || !repliesRecipient || !mark || !repliesAt || !receiptRecipient)
    throw new Error('the demo knock does not open')
  const replies: Reply[] = [{ kind: 'accepted' }, { kind: 'time-proposed', on: addDays(today, 3), at: '13:00' }]
  const note: ReceivedNote = {
    kind: 'received',
    mark,
    knock: locator,
    story: null,
    from: OrganisationId.parse(from),
    repliesRecipient,
    repliesAt,
    receiptRecipient,
    state: 'time-proposed',
    time: { on: addDays(today, 3), at: '13:00' },
    until: sent.grant.until,
  }
  const id = ItemId.parse(toBase64url(randomBytes(16)))
  const put = { list: desk.list, id, version: 0, blob: await sealNote(desk, note), until: note.until }
  for (const [n, reply] of replies.entries()) {
    const blob = await sealReply({
      device: world.device(`${to}-worker-1`),
      network: world.roster.network,
      locator: repliesAt,
      repliesRecipient,
      reply,
    })
    await receiver.post('/replies', { locator: repliesAt, n, blob, note: n === 0 ? put : null })
  }
}

async function openTheStory({ world, today, to }: Scene, receiver: Client, sent: Sent): Promise<void> {
  const desk = world.desk(to, 'referral')
  const { locator } = sent.deposit.story
  const released = await receiver.open(locator)
  const opened = await openStory({ desk, released, locator, roster: world.roster, ticket: sent.keys, today })
  if (!opened?.head.receiptRecipient) throw new Error('the demo story does not open')
  const line = { organisation: OrganisationId.parse(to), on: today, act: 'story-opened' as const }
  await receiver.post('/journal', {
    locator,
    n: released.opened,
    blob: await sealJournal(opened.head.receiptRecipient, line),
  })
  await receiver.put('/parcels/key', {
    locator,
    version: released.version,
    key: await relockStory(desk, opened),
    until: sent.grant.until,
  })
}

async function writeSheet({ world, today, from, to }: Scene, receiver: Client, sent: Sent): Promise<void> {
  const desk = world.desk(to, 'referral')
  const { locator } = sent.deposit.story
  const sheets = Sheets.parse(await receiver.post('/sheets/list', { locator }))
  const opened = await openSheets({ desk, sheets, locator, roster: world.roster })
  if (!opened) throw new Error('the demo sheet does not open')
  const sheet = {
    tasks: [
      { who: from, what: 'Keeps in touch on Tuesdays' },
      { who: to, what: 'Goes through the papers with her' },
    ],
    contact: 'Through her worker, never by post',
    information: 'Only what is on this sheet moves between the two',
    reviewOn: addDays(today, 14),
  }
  const blob = await sealSheet({
    device: world.device(`${to}-worker-1`),
    network: world.roster.network,
    sheetIdentity: opened.sheetIdentity,
    locator,
    sheet,
  })
  await receiver.post('/sheets', { locator, n: sheets.sheets.length, blob })
}
