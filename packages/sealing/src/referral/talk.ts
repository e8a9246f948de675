// The conversation of two desks: items under one key, one size, behind a leash of its own. Governed by docs/protocol.md "Conversation".
import type { Digest, Name, Secret } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import { type DeviceId, type OrganisationId, SUITE } from '@apila/core/organisation/roster.ts'
import { type Roster, findDeviceAt } from '@apila/core/organisation/roster-value.ts'
import type { Head } from '@apila/core/referral/head.ts'
import type { Said } from '@apila/core/referral/conversation.ts'
import { type ConversationProblem, fitsConversation, lastDayAfter } from '@apila/core/referral/fits-conversation.ts'
import { Item, LARGEST_SHEET_BYTES, type Side, WRITERS } from '@apila/core/referral/items.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import { type JudgedRenewal, type StandingProblem, type StandingView, standing } from '@apila/core/referral/standing.ts'
import type { Talk } from '@apila/core/referral/wire.ts'
import { ITEM_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { openText, recipientOf, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'
import { DoesNotStand } from './does-not-stand.ts'
import { type OpenedLock, leashIdentity, openLocks } from './locks.ts'
import { judgedRenewal } from './renewal.ts'
import { type ReadPart, digestOfRecipient, readPart, signPart } from './signed.ts'
import { viewOf } from './view.ts'

export interface TalkItem extends Said {
  from: OrganisationId
  device: DeviceId
}

/** An item that opens and does not stand. */
export interface RefusedItem {
  n: number
  problem: StandingProblem | ConversationProblem
}

export interface OpenedTalk {
  /** Opens and seals items. */
  identity: string
  post: Secret
  lock: OpenedLock
  /** Those that stand, in the order of their numbers. */
  items: readonly TalkItem[]
  /** Those that open and do not stand, each with the rule's reason: not shown, said, and hiding no other. */
  refused: readonly RefusedItem[]
  /** Her renewals that stand: what makes a first contact or a story stand longer than it says itself. */
  renewals: readonly JudgedRenewal[]
  /** The last day after them. */
  until: Day
  /** How many do not open: counted, hiding no other. */
  broken: number
  /** A writer had read more of the roster than this device: it is fetched first, and then opened again. */
  isBehind: boolean
  /** The number of the next item. */
  next: number
}

export interface TalkOpening {
  desks: readonly DeskKeys[]
  side: 'from' | 'to'
  talk: Talk
  t: Name
  front: Front
  grant: Digest
  roster: Roster
  today: Day
}

/** Opens a conversation with the own side's lock. `null` = no key of this desk opens it. */
export async function openTalk(opening: TalkOpening): Promise<OpenedTalk | null> {
  const { talk, side, desks } = opening
  const locks = side === 'to' ? talk.locks.t : talk.locks.f
  let newest: OpenedTalk | null = null
  // The newest lock under which something stands; where nothing does, the newest.
  for await (const { lock } of openLocks(leashIdentity(talk.leash), desks, locks)) {
    if (typeof lock.inner === 'string') continue
    const opened = await openItems(opening, lock, lock.inner)
    if (opened.items.length > 0 || opened.isBehind) return opened
    newest ??= opened
    if (talk.items.length === 0) break
  }
  return newest
}

/** An item that was opened, and who wrote it. */
interface ReadItem extends Pick<Judged, 'asked' | 'read'> {
  read: ReadPart<Item>
  side: Side
  from: OrganisationId
}

async function openItems(
  opening: TalkOpening,
  lock: OpenedLock,
  { identity, post }: { identity: string; post: Secret },
): Promise<OpenedTalk> {
  const { talk, front } = opening
  const opened: ReadItem[] = []
  let isBehind = false
  for (const [n, blob] of talk.items.entries()) {
    const one = await readItem(opening, identity, blob, n).catch(() => null)
    if (one === 'roster-behind') isBehind = true
    else if (one) opened.push(one)
  }
  const { renewals, refused: notRenewed } = await findRenewals(opening, opened)
  const items: TalkItem[] = []
  const refused: RefusedItem[] = []
  for (const one of opened) {
    const { content: item, head } = one.read
    const shared = { grant: opening.grant, front, released: talk.until, before: items, renewals }
    const problem = notRenewed.get(item.n) ?? (await problemOf('open', opening, { ...one, ...shared }))
    if (problem === null) items.push({ item, side: one.side, from: one.from, device: head.device })
    else refused.push({ n: item.n, problem })
  }
  return {
    ...{ identity, post, lock, items, refused, renewals, isBehind },
    until: lastDayAfter(items, front),
    broken: talk.items.length - opened.length,
    next: talk.items.length,
  }
}

async function readItem(
  { roster, front, t }: TalkOpening,
  identity: string,
  blob: string,
  n: number,
): Promise<ReadItem | 'roster-behind' | null> {
  const opened = await openText(identity, blob)
  if (!opened) return null
  const read = await readPart(unpad(opened, ITEM_BYTES), Item, roster)
  const { content, head, writer } = read
  if (head.roster.length > roster.length) return 'roster-behind'
  if (!writer || content.n !== n) return null
  const asked = { part: 'item' as const, at: t, receiver: await digestOfRecipient(await recipientOf(identity)) }
  return { asked, read, side: sideOf(front, writer), from: writer.organisation }
}

/** Renewals that follow one another. */
interface Chain {
  before: readonly Said[]
  renewals: readonly JudgedRenewal[]
}

/** Her renewals, each judged on the day on which it was said and after those before it: what is not right hides none that is. One whose day
 *  the server does not keep was written without her word: nothing but her secret moves the server's day. Some that no secret moved cannot be
 *  told from hers; so that they push hers not past the limit, the fewest that lead furthest are counted. */
async function findRenewals(opening: TalkOpening, read: readonly ReadItem[]) {
  const { grant, front, talk } = opening
  const refused = new Map<number, RefusedItem['problem']>()
  // Of as many renewals as the place says, those that lead furthest so far.
  const chains: Chain[] = [{ before: [], renewals: [] }]
  const lastOf = (chain: Chain | undefined): Day => lastDayAfter(chain?.before ?? [], front)
  for (const { asked, read: item, side } of read) {
    const { content, head, writer } = item
    if (content.kind !== 'renewed') continue
    const own = await judgedRenewal(content, writer, { device: head.device, length: head.roster.length })
    const onItsDay = { roster: opening.roster, today: content.said }
    const problems: (RefusedItem['problem'] | null)[] = []
    if (content.renewal.until > talk.until) problems.push('renewal-not-kept')
    // The longest first: none follows itself.
    else
      for (const { before, renewals } of chains.toReversed()) {
        const next = { before: [...before, { item: content, side }], renewals: [...renewals, own] }
        const judged = { asked, read: item, grant, front, before, renewals: next.renewals }
        const problem = await problemOf('open', onItsDay, judged)
        problems.push(problem)
        const sameCount = chains[next.renewals.length]
        if (problem === null && (!sameCount || lastOf(next) > lastOf(sameCount))) chains[next.renewals.length] = next
      }
    const [problem = null] = problems
    if (problem !== null && !problems.includes(null)) refused.set(content.n, problem)
  }
  const furthest = chains.reduce((best, chain) => (lastOf(chain) > lastOf(best) ? chain : best))
  return { renewals: furthest.renewals, refused }
}

const sideOf = (front: Front, writer: { organisation: OrganisationId } | undefined): Side =>
  writer?.organisation === front.from.organisation ? 'from' : 'to'

type Judged = Pick<Parameters<typeof viewOf>[1], 'asked' | 'grant' | 'front' | 'released' | 'renewals'> & {
  read: Pick<ReadPart<Item>, 'head' | 'isSigned' | 'content'>
  before: readonly Said[]
}

/** The rule, which side may write which kind, and what may follow what: asked of an item that is about to be sealed and of one that was
 *  opened. Null: it stands. */
async function problemOf(
  side: StandingView['side'],
  { roster, today }: { roster: Roster; today: Day },
  judged: Judged,
): Promise<RefusedItem['problem'] | null> {
  const { read, front, before } = judged
  const stands = standing(await viewOf(side, { ...judged, today, roster, item: read.content }))
  if (!stands.ok) return stands.problem
  const writer = findDeviceAt(roster, read.head.device, read.head.roster.length)
  const writes = sideOf(front, writer)
  if (!WRITERS[read.content.kind].includes(writes)) return 'wrong-writer'
  const fits = fitsConversation(before, { item: read.content, side: writes }, front)
  return fits.ok ? null : fits.problem
}

export interface ItemWriting {
  device: OwnDevice
  roster: Roster
  t: Name
  front: Front
  grant: Digest
  identity: string
  today: Day
  /** What stands before it; nothing where it is the first. */
  before?: readonly Said[]
  /** Her renewals so far. */
  renewals?: readonly JudgedRenewal[]
}

/** Seals an item for both desks. Throws `DoesNotStand` where the rule refuses it, `RangeError` for a sheet that is too long. */
export async function sealItem(writing: ItemWriting, item: Item): Promise<string> {
  const { device, roster, t, front, grant, identity, before = [], renewals = [] } = writing
  if (item.kind === 'sheet' && utf8(canonical(item.sheet)).length > LARGEST_SHEET_BYTES)
    throw new RangeError('the sheet is too long')
  const to = await recipientOf(identity)
  const asked = { part: 'item' as const, at: t, receiver: await digestOfRecipient(to) }
  const log = { length: roster.length, head: roster.head }
  const head: Omit<Head, 'v' | 'suite' | 'device'> = { ...asked, network: roster.network, grant, roster: log }
  const read = { head: { v: 2 as const, suite: SUITE, device: device.id, ...head }, isSigned: true, content: item }
  const own = { device: device.id, length: roster.length }
  const signer = findDeviceAt(roster, device.id, roster.length)
  const all = item.kind === 'renewed' ? [...renewals, await judgedRenewal(item, signer, own)] : renewals
  const problem = await problemOf('seal', writing, { asked, read, grant, front, before, renewals: all })
  if (problem !== null) throw new DoesNotStand(problem)
  return sealText(to, padTo(await signPart(device, head, item), ITEM_BYTES))
}
