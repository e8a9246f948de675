// Brings one invented permission into a state of its life over HTTP, with the same sealing as the worker's app.
import { type Day, addDays } from '@apila/core/day.ts'
import {
  type Acting,
  conversationOf,
  lockAnew,
  newNote,
  readKnock,
  readStory,
  receivedNote,
  say,
  send,
} from './acts.ts'
import { signIn } from './client.ts'
import type { World } from './network.ts'
import { type DemoOptions, type Sent, sealDemo } from './referral.ts'

export const STATES = ['knock-waiting', 'accepted', 'story-opened', 'sheet-made', 'ended'] as const
export type State = (typeof STATES)[number]

export type Scene = { world: World; url: string; today: Day; from: string; to: string }

/** Makes one permission from `from` to `to` and brings it into a state. Returns what was sent, ticket included. */
export async function bringTo(scene: Scene, state: State, options: Partial<DemoOptions> = {}): Promise<Sent> {
  const { world, url, today, from, to } = scene
  const at = async (organisation: string): Promise<Acting> => ({
    world,
    client: await signIn(url, world.roster.network, world.device(`${organisation}-worker-1`)),
    organisation,
    today,
  })
  const [sender, receiver] = [await at(from), await at(to)]
  const sent = await sealDemo(world, { from, to, mode: 'knock-ahead', today, ...options })
  await send(sender, sent)
  const reached = STATES.indexOf(state)
  if (reached >= 1) await accept(receiver, sent)
  if (reached >= 2) await openTheStory(receiver, sent)
  if (reached >= 3) await writeSheet(receiver, sent)
  if (reached >= 4) await sender.client.end(sent.reservation.keys.withdraw)
  return sent
}

async function accept(receiver: Acting, sent: Sent): Promise<void> {
  const knock = await readKnock(receiver, sent.reservation.k)
  const [on, at] = [addDays(receiver.today, 3), '13:00']
  const noted = { ...receivedNote(sent, knock, 'time'), time: { on, at } }
  const note = await newNote(receiver, noted, knock.front.until)
  const items = [{ kind: 'accepted' as const }, { kind: 'time' as const, on, at, place: null }]
  await say(receiver, await conversationOf(sent), items, note)
}

async function openTheStory(receiver: Acting, sent: Sent): Promise<void> {
  const { story } = await readStory(receiver, sent.reservation.keys.name, sent.keys)
  await lockAnew(receiver, sent.reservation.keys.name, story, 'yes')
  await say(receiver, await conversationOf(sent), [{ kind: 'opened' }])
}

async function writeSheet(receiver: Acting, sent: Sent): Promise<void> {
  const { from, to } = sent.front
  const sheet = {
    tasks: [
      { who: from.organisation, what: 'Keeps in touch on Tuesdays' },
      { who: to.organisation, what: 'Goes through the papers with her' },
    ],
    contact: 'Through her worker, never by post',
    information: 'Only what is on this sheet moves between the two',
    reviewOn: addDays(receiver.today, 14),
  }
  await say(receiver, await conversationOf(sent), [{ kind: 'sheet', version: 1, sheet }])
}
