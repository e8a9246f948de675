// The conversation of two desks: items under one key, one size, behind a leash of its own. Governed by docs/protocol.md "Conversation".
import type { Digest, Name, Secret } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import { type DeviceId, type OrganisationId, SUITE } from '@apila/core/organisation/roster.ts'
import { type Roster, findDeviceAt } from '@apila/core/organisation/roster-value.ts'
import type { Head } from '@apila/core/referral/head.ts'
import { Item, LARGEST_SHEET_BYTES, WRITERS } from '@apila/core/referral/items.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import { type Standing, type StandingProblem, type StandingView, standing } from '@apila/core/referral/standing.ts'
import type { Talk } from '@apila/core/referral/wire.ts'
import { ITEM_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { openText, recipientOf, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'
import { DoesNotStand } from './does-not-stand.ts'
import { type OpenedLock, leashIdentity, openLocks } from './locks.ts'
import { type ReadPart, digestOfRecipient, readPart, signPart } from './signed.ts'
import { viewOf } from './view.ts'

export interface TalkItem {
  item: Item
  from: OrganisationId
  device: DeviceId
}

/** An item that opens and does not stand. */
export interface RefusedItem {
  n: number
  problem: StandingProblem
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

async function openItems(
  opening: TalkOpening,
  lock: OpenedLock,
  { identity, post }: { identity: string; post: Secret },
): Promise<OpenedTalk> {
  const { items: blobs } = opening.talk
  const items: TalkItem[] = []
  const refused: RefusedItem[] = []
  let isBehind = false
  for (const [n, blob] of blobs.entries()) {
    const read = await openItem(opening, identity, blob, n).catch(() => null)
    if (read === 'roster-behind') isBehind = true
    else if (read && 'problem' in read) refused.push(read)
    else if (read) items.push(read)
  }
  const broken = blobs.length - items.length - refused.length
  return { identity, post, lock, items, refused, broken, isBehind, next: blobs.length }
}

async function openItem(
  opening: TalkOpening,
  identity: string,
  blob: string,
  n: number,
): Promise<TalkItem | RefusedItem | 'roster-behind' | null> {
  const { roster, front, grant, t, talk } = opening
  const opened = await openText(identity, blob)
  if (!opened) return null
  const read = await readPart(unpad(opened, ITEM_BYTES), Item, roster)
  const { content, head, writer } = read
  if (head.roster.length > roster.length) return 'roster-behind'
  if (!writer || content.n !== n) return null
  const asked = { part: 'item' as const, at: t, receiver: await digestOfRecipient(await recipientOf(identity)) }
  const stands = await judgeItem('open', opening, { asked, read, grant, front, released: talk.until })
  return stands.ok ? { item: content, from: writer.organisation, device: head.device } : { n, problem: stands.problem }
}

/** The rule, and which side may write which kind: asked of an item that is about to be sealed and of one that was opened. */
async function judgeItem(
  side: StandingView['side'],
  { roster, today }: { roster: Roster; today: Day },
  judged: Pick<Parameters<typeof viewOf>[1], 'asked' | 'grant' | 'front' | 'released'> & {
    read: Pick<ReadPart<Item>, 'head' | 'isSigned' | 'content'>
  },
): Promise<Standing> {
  const { read, front } = judged
  const stands = standing(await viewOf(side, { ...judged, today, roster, item: read.content }))
  if (!stands.ok) return stands
  const writer = findDeviceAt(roster, read.head.device, read.head.roster.length)
  const writes = writer?.organisation === front.from.organisation ? 'from' : 'to'
  return WRITERS[read.content.kind].includes(writes) ? stands : { ok: false, problem: 'wrong-writer' }
}

export interface ItemWriting {
  device: OwnDevice
  roster: Roster
  t: Name
  front: Front
  grant: Digest
  identity: string
  today: Day
}

/** Seals an item for both desks. Throws `DoesNotStand` where the rule refuses it, `RangeError` for a sheet that is too long. */
export async function sealItem(writing: ItemWriting, item: Item): Promise<string> {
  const { device, roster, t, front, grant, identity } = writing
  if (item.kind === 'sheet' && utf8(canonical(item.sheet)).length > LARGEST_SHEET_BYTES)
    throw new RangeError('the sheet is too long')
  const to = await recipientOf(identity)
  const asked = { part: 'item' as const, at: t, receiver: await digestOfRecipient(to) }
  const log = { length: roster.length, head: roster.head }
  const head: Omit<Head, 'v' | 'suite' | 'device'> = { ...asked, network: roster.network, grant, roster: log }
  const read = { head: { v: 2 as const, suite: SUITE, device: device.id, ...head }, isSigned: true, content: item }
  const stands = await judgeItem('seal', writing, { asked, read, grant, front })
  if (!stands.ok) throw new DoesNotStand(stands.problem)
  return sealText(to, padTo(await signPart(device, head, item), ITEM_BYTES))
}
