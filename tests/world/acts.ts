// What the two desks of a permission do over HTTP, with the same sealing as the worker's app: for the demo world, promises and benches.
import { type Bell, ItemId, type Name, Secret } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { LineSaid } from '@apila/core/referral/content.ts'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import type { DeskNote, ReceivedNote } from '@apila/core/referral/notes.ts'
import type { Front, RenewalHow } from '@apila/core/referral/permission.ts'
import {
  ENDED_LIST_DAYS,
  type LinePut,
  Looked,
  LookedAt,
  type NotePut,
  Released,
  Talk,
} from '@apila/core/referral/wire.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import { makeBell } from '@apila/sealing/bell.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealLine } from '@apila/sealing/referral/book.ts'
import { sealLock } from '@apila/sealing/referral/locks.ts'
import { sealNote } from '@apila/sealing/referral/note.ts'
import { type OpenedKnock, type OpenedStory, nextLock, openKnock, openStory } from '@apila/sealing/referral/open.ts'
import { signRenewal } from '@apila/sealing/referral/renewal.ts'
import { permissionDigest } from '@apila/sealing/referral/signed.ts'
import { type OpenedTalk, openTalk, sealItem } from '@apila/sealing/referral/talk.ts'
import { type TicketKeys, proofOf } from '@apila/sealing/ticket.ts'
import type { Client } from './client.ts'
import type { World } from './network.ts'
import { type Sent, randomBytes } from './referral.ts'

/** One worker at a desk, signed in. */
export interface Acting {
  world: World
  client: Client
  organisation: string
  /** Number of the worker's device: 1 or 2. */
  worker?: number
  today: Day
}

const device = ({ world, organisation, worker = 1 }: Acting) => world.device(`${organisation}-worker-${String(worker)}`)
const desk = ({ world, organisation }: Acting) => world.desk(organisation, 'referral')

/** Keeps the names, then deposits, as the app does with a connection. */
export async function send({ client }: Acting, sent: Sent): Promise<void> {
  const { reservation, front } = sent
  await client.post('/names', {
    k: reservation.k,
    s: reservation.keys.name,
    t: reservation.t,
    withdraw: await proofOf(reservation.keys.withdraw),
    until: front.until,
    sealedOn: reservation.sealedOn,
  })
  await client.post('/permissions', sent.deposit)
}

/** The next line of her book under a name. */
export async function lineFor(acting: Acting, name: Name, act: LineSaid): Promise<LinePut> {
  const at = LookedAt.parse(await acting.client.post('/look-at', { name }))
  return writeLine(acting, name, at, act)
}

const writeLine = (acting: Acting, name: Name, at: LookedAt, act: LineSaid): Promise<LinePut> =>
  sealLine(
    {
      device: device(acting),
      organisation: acting.organisation as OrganisationId,
      roster: acting.world.roster,
      today: acting.today,
    },
    name,
    at,
    act,
  )

/** Line, then release. */
export async function release(acting: Acting, name: Name, act: LineSaid): Promise<Released> {
  return Released.parse(await acting.client.post('/open', { name, line: await lineFor(acting, name, act) }))
}

const opening = (acting: Acting, released: Released, name: Name) => ({
  desks: [desk(acting)],
  released,
  name,
  roster: acting.world.roster,
  today: acting.today,
})

export async function readKnock(acting: Acting, k: Name): Promise<OpenedKnock> {
  const released = await release(acting, k, 'first-contact-opened')
  const result = await openKnock(opening(acting, released, k))
  if (!result.ok) throw new Error(`the first contact does not stand: ${result.problem}`)
  return result.opened
}

export async function readStory(
  acting: Acting,
  s: Name,
  ticket: TicketKeys | null,
): Promise<{ story: OpenedStory; released: Released }> {
  const released = await release(acting, s, 'story-opened')
  const result = await openStory({ ...opening(acting, released, s), ticket })
  if (!result.ok) throw new Error(`the story does not stand: ${result.problem}`)
  return { story: result.opened, released }
}

/** Appends the lock that follows a first opening. Gives its number. */
export async function lockAnew(
  acting: Acting,
  s: Name,
  story: OpenedStory,
  answer: 'yes' | 'only-now',
): Promise<{ n: number; turn: Secret }> {
  const { roster } = acting.world
  const turn = Secret.parse(toBase64url(randomBytes(32)))
  const content = await nextLock(story, s, turn, answer, { device: device(acting), roster, today: acting.today })
  const answered = (await acting.client.post('/locks', {
    name: s,
    slot: 's',
    turn: story.lock.turn,
    lock: await sealLock(story.leash, desk(acting).recipient, content),
    proof: await proofOf(turn),
    roster: roster.length,
    line: await lineFor(acting, s, 'locked-anew'),
  })) as { n: number }
  return { n: answered.n, turn }
}

/** All marks of the ended list, and all bells; fillers among them. */
export async function lookAll(client: Client): Promise<{ marks: ReadonlySet<string>; bells: readonly Bell[] }> {
  const marks = new Set<string>()
  const bells: Bell[] = []
  for (let after = { bells: 0, ended: 0 }; ;) {
    const looked = Looked.parse(await client.post('/look', after))
    for (const mark of looked.marks) marks.add(mark)
    bells.push(...looked.bells)
    if (!looked.more) return { marks, bells }
    after = looked.next
  }
}

/** Posts items into a conversation, with the note that goes with the first of them. `seal`: as a program without the rule would. `renew`:
 *  what moves the server's day with them. */
export async function say(
  acting: Acting,
  where: { t: Name; k: Name; front: Front; grant: OpenedKnock['grant'] },
  items: readonly Unnumbered[],
  note: NotePut | null = null,
  seal: typeof sealItem = sealItem,
  renew: { renew: Secret; until: Day } | null = null,
): Promise<void> {
  const { world, client, organisation, today } = acting
  const { roster } = world
  const { t, front, grant } = where
  const side = organisation === front.to.organisation ? 'to' : 'from'
  const other = currentEpoch(roster, side === 'to' ? front.from : front.to)
  if (!other) throw new Error('the other desk has no key')
  for (const [index, said] of items.entries()) {
    const { talk, ...opened } = await readTalk(acting, where)
    const item = { ...said, n: opened.next, said: today }
    await client.post(renew ? '/renew' : '/talk', {
      t,
      n: opened.next,
      post: opened.post,
      item: await seal(
        {
          ...{ device: device(acting), roster, t, front, grant, today },
          ...{ identity: opened.identity, before: opened.items, renewals: opened.renewals },
        },
        item,
      ),
      line: await writeLine(acting, t, talk.line, lineActOf(item)),
      bell: await makeBell(other.bell, roster.network, { kind: 'item', name: t, other: where.k }),
      note: index === 0 ? note : null,
      roster: roster.length,
      ...renew,
    })
  }
}

const lineActOf = ({ kind }: Unnumbered): LineSaid => {
  if (kind === 'ticket') return 'ticket-passed-on'
  return kind === 'addition' || kind === 'renewed' ? kind : `message:${kind}`
}

/** Moves the last day at her word. `seal`: as a program without the rule would. */
export async function renew(
  acting: Acting,
  where: Parameters<typeof say>[1],
  { until, how = 'ticket', secret }: { until: Day; how?: RenewalHow; secret: Secret },
  seal: typeof sealItem = sealItem,
): Promise<void> {
  const signed = await signRenewal(device(acting), { grant: where.grant, until, on: acting.today, how })
  await say(acting, where, [{ kind: 'renewed', ...signed }], null, seal, { renew: secret, until })
}

/** What this desk reads of a conversation. */
export async function readTalk(
  acting: Acting,
  { t, front, grant }: { t: Name; front: Front; grant: OpenedKnock['grant'] },
): Promise<OpenedTalk & { talk: Talk }> {
  const { world, client, organisation, today } = acting
  const side = organisation === front.to.organisation ? 'to' : 'from'
  const talk = Talk.parse(await client.post('/talk/open', { t }))
  const opened = await openTalk({ desks: [desk(acting)], side, talk, t, front, grant, roster: world.roster, today })
  if (!opened) throw new Error('the conversation does not open')
  return { ...opened, talk }
}

/** A new note of the desk. */
export async function newNote(acting: Acting, note: DeskNote, until: Day): Promise<NotePut> {
  const { list } = desk(acting)
  const id = ItemId.parse(toBase64url(randomBytes(16)))
  return { list, id, version: 0, blob: await sealNote(desk(acting), note), until: addDays(until, ENDED_LIST_DAYS) }
}

/** What the receiving desk notes of a permission that it has answered. */
export const receivedNote = (sent: Sent, knock: OpenedKnock, state: ReceivedNote['state']): ReceivedNote => ({
  kind: 'received',
  front: knock.front,
  grant: knock.grant,
  mark: knock.mark,
  k: sent.reservation.k,
  s: null,
  t: knock.talk,
  from: knock.front.from,
  lineRecipient: sent.deposit.line,
  lines: { n: 1, last: null },
  state,
  on: knock.front.notBefore,
  time: null,
  until: knock.front.until,
})

/** Where the conversation of what was sent lies. */
export const conversationOf = async (sent: Sent) => ({
  t: sent.reservation.t,
  k: sent.reservation.k,
  front: sent.front,
  grant: await permissionDigest(sent.front, sent.back),
})
