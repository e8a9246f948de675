// The conversation of two desks: items under one key, one size, behind a leash of its own. Governed by docs/protocol.md "Conversation".
import type { Digest, Name, Secret } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import type { DeviceId, OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { Item, LARGEST_SHEET_BYTES, WRITERS } from '@apila/core/referral/items.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import { standing } from '@apila/core/referral/standing.ts'
import type { Talk } from '@apila/core/referral/wire.ts'
import { ITEM_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { openText, recipientOf, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'
import { type OpenedLock, leashIdentity, openLocks } from './locks.ts'
import { digestOfRecipient, readPart, signPart } from './signed.ts'
import { viewOf } from './view.ts'

export interface TalkItem {
  item: Item
  from: OrganisationId
  device: DeviceId
}

export interface OpenedTalk {
  /** Opens and seals items. */
  identity: string
  post: Secret
  lock: OpenedLock
  /** Those that stand, in the order of their numbers. */
  items: readonly TalkItem[]
  /** How many do not open or do not stand: counted, never hiding the others. */
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
  let isBehind = false
  for (const [n, blob] of blobs.entries()) {
    const read = await openItem(opening, identity, blob, n).catch(() => null)
    if (read === 'roster-behind') isBehind = true
    else if (read) items.push(read)
  }
  return { identity, post, lock, items, broken: blobs.length - items.length, isBehind, next: blobs.length }
}

async function openItem(
  opening: TalkOpening,
  identity: string,
  blob: string,
  n: number,
): Promise<TalkItem | 'roster-behind' | null> {
  const { roster, front, grant, t, today, talk } = opening
  const opened = await openText(identity, blob)
  if (!opened) return null
  const read = await readPart(unpad(opened, ITEM_BYTES), Item, roster)
  const { content, head, writer } = read
  if (head.roster.length > roster.length) return 'roster-behind'
  if (!writer || content.n !== n) return null
  const side = writer.organisation === front.from.organisation ? 'from' : 'to'
  if (!WRITERS[content.kind].includes(side)) return null
  const view = await viewOf('open', {
    today,
    roster,
    asked: { part: 'item', at: t, receiver: await digestOfRecipient(await recipientOf(identity)) },
    read,
    grant,
    front,
    released: talk.until,
    item: content.kind,
  })
  return standing(view).ok ? { item: content, from: writer.organisation, device: head.device } : null
}

/** Seals an item for both desks. Throws `RangeError` for a sheet that is too long. */
export async function sealItem(
  writing: { device: OwnDevice; roster: Roster; t: Name; grant: Digest; identity: string },
  item: Item,
): Promise<string> {
  const { device, roster, t, grant, identity } = writing
  if (item.kind === 'sheet' && utf8(canonical(item.sheet)).length > LARGEST_SHEET_BYTES)
    throw new RangeError('the sheet is too long')
  const to = await recipientOf(identity)
  const head = {
    part: 'item' as const,
    network: roster.network,
    at: t,
    receiver: await digestOfRecipient(to),
    grant,
    roster: { length: roster.length, head: roster.head },
  }
  return sealText(to, padTo(await signPart(device, head, item), ITEM_BYTES))
}
