// Opens what a desk was sent: first contact, story and her receipt. Governed by docs/protocol.md "Open".
// `not-for-us`: no key of this desk (or her ticket) opens it. `BrokenSeal`: for us, but damaged. Otherwise the rule says whether it stands.
import type { Digest, Mark, Name, Secret } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { type Roster, deskKey, findEpochByRecipient } from '@apila/core/organisation/roster-value.ts'
import {
  type Asked,
  type Codes,
  KnockContent,
  ReceiptContent,
  StoryContent,
  type Told,
  YesContent,
  partsOf,
} from '@apila/core/referral/content.ts'
import type { Back, Front, ToldItem } from '@apila/core/referral/permission.ts'
import { type StandingProblem, type StandingView, standing } from '@apila/core/referral/standing.ts'
import type { Released } from '@apila/core/referral/wire.ts'
import { KNOCK_BYTES, RECEIPT_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { BrokenSeal, open, openText, recipientOf, sealText, textOf } from '../age.ts'
import { fromUtf8, utf8 } from '../encoding.ts'
import { unpad, unpadClass } from '../padding.ts'
import type { TicketKeys } from '../ticket.ts'
import { type OpenedLock, leashIdentity, openLocks } from './locks.ts'
import { type ReadPart, digestOfRecipient, isReadAs, permissionDigest, readPart, signPart } from './signed.ts'
import { viewOf } from './view.ts'

export interface Opening {
  /** The desk's keys, the current key period first. */
  desks: readonly DeskKeys[]
  released: Released
  name: Name
  roster: Roster
  today: Day
}

/** What leads from an opened part to the rest of the permission. */
export interface OpenedShared {
  front: Front
  grant: Digest
  talk: Name
  mark: Mark
  /** Digest of what lines of her book must be sealed to. */
  line: Digest
  leash: string
  lock: OpenedLock
  /** The desk's keys that opened it. */
  desk: DeskKeys
}

export type OpenedKnock = OpenedShared & ({ codes: Codes; asked?: never } | { asked: Asked; codes?: never })

export interface OpenedStory extends OpenedShared {
  back: Back
  told: Told
  storyIdentity: string
  /** What stood inside the lock: for a lock that leaves her ticket's layer as it was. */
  inner: string
}

export type OpenResult<T> =
  { ok: true; opened: T } | { ok: false; problem: StandingProblem | 'not-for-us' | 'roster-behind' }

interface Peeled {
  lock: OpenedLock
  desk: DeskKeys
  leash: string
}

/** Opens a first contact. Throws `BrokenSeal`. */
export const openKnock = (opening: Opening): Promise<OpenResult<OpenedKnock>> =>
  firstThatStands(opening, async (peeled) => {
    const { inner } = peeled.lock
    if (typeof inner !== 'string') throw new BrokenSeal()
    const body = await bodyUnder(inner, opening)
    const read = await readPart(unpad(body, KNOCK_BYTES), KnockContent, opening.roster)
    const { front, back } = read.content
    const grant = await permissionDigest(front, back)
    const holds = 'asked' in read.content ? 'question' : 'codes'
    const view = await viewOf('open', { ...(await askedOf(opening, 'knock', peeled.desk, read)), grant, front, holds })
    const held = 'asked' in read.content ? { asked: read.content.asked } : { codes: read.content.codes }
    return judged<OpenedKnock>(view, opening, read, { ...sharedOf(read.content, grant, peeled), ...held })
  })

/** Opens a story: with her ticket; or without, where it was sent ahead or a lock holds her Yes. Throws `BrokenSeal`. */
export const openStory = (opening: Opening & { ticket: TicketKeys | null }): Promise<OpenResult<OpenedStory>> =>
  firstThatStands(opening, async (peeled) => {
    const { inner, yes } = peeled.lock
    if (typeof inner !== 'string') throw new BrokenSeal()
    const storyIdentity = await underTicket(inner, opening.ticket)
    if (storyIdentity === null) return { ok: false, problem: 'not-for-us' }
    const body = await bodyUnder(storyIdentity, opening)
    const read = await readPart(unpadClass(body), StoryContent, opening.roster)
    const { front, back, story } = read.content
    const grant = await permissionDigest(front, back)
    const view = await viewOf('open', {
      ...(await askedOf(opening, 'story', peeled.desk, read)),
      grant,
      front,
      back,
      parts: partsOf(story),
      ticket: inner !== storyIdentity,
      yes: await readYes(yes, opening),
    })
    return judged(view, opening, read, {
      ...sharedOf(read.content, grant, peeled),
      back,
      told: story,
      storyIdentity,
      inner,
    })
  })

/** Goes through the locks, newest first, until one leads to what stands: nothing that was appended hides what was there before. Where none
 *  does, the rule's reason is told first, then that a key is missing, and only then that something is damaged. */
async function firstThatStands<T>(
  { desks, released }: Opening,
  openWith: (peeled: Peeled) => Promise<OpenResult<T>>,
): Promise<OpenResult<T>> {
  const leash = leashIdentity(released.leash)
  const reasons: Array<Exclude<OpenResult<T>, { ok: true }>['problem']> = []
  let broken: BrokenSeal | null = null
  for await (const { lock, desk } of openLocks(leash, desks, released.locks)) {
    try {
      const result = await openWith({ lock, desk, leash })
      if (result.ok) return result
      reasons.push(result.problem)
    } catch (error) {
      if (!(error instanceof BrokenSeal)) throw error
      broken ??= error
    }
  }
  const problem = reasons.find((reason) => reason !== 'not-for-us')
  if (problem === undefined && reasons.length === 0 && broken) throw broken
  return { ok: false, problem: problem ?? 'not-for-us' }
}

async function bodyUnder(identity: string, { released }: Opening): Promise<Uint8Array> {
  const body = await openText(identity, released.body)
  if (!body) throw new BrokenSeal()
  return body
}

// The identity itself, or one under her ticket. `null` = the ticket is missing or another one.
async function underTicket(inner: string, ticket: TicketKeys | null): Promise<string | null> {
  if (inner.startsWith('AGE-SECRET-KEY-PQ-1')) return inner
  if (!ticket) return null
  const opened = await openText(ticket.openIdentity, inner)
  return opened && textOf(opened)
}

// Of every period, whether this device holds its key or not: a lock may have been made anew since, for a device that came later.
function receiversOf(desks: readonly DeskKeys[], roster: Roster): Promise<Digest[]> {
  const recipients = desks.flatMap(({ recipient }) => {
    const found = findEpochByRecipient(roster, recipient)
    return found ? (roster.epochs.get(deskKey(found.which)) ?? []).map((epoch) => epoch.recipient) : [recipient]
  })
  return Promise.all([...new Set(recipients)].map(digestOfRecipient))
}

async function askedOf(
  { name, roster, today, released, desks }: Opening,
  part: 'knock' | 'story',
  desk: DeskKeys,
  read: ReadPart<unknown>,
) {
  // A lock may be of a later key period than what it leads to; that any of them is the desk's which she agreed to, the rule asks.
  const own = (await receiversOf(desks, roster)).find((receiver) => receiver === read.head.receiver)
  const receiver = own ?? (await digestOfRecipient(desk.recipient))
  return { today, roster, asked: { part, at: name, receiver }, read, released: released.until }
}

const sharedOf = (
  { front, talk, mark, line }: Pick<KnockContent, 'front' | 'talk' | 'mark' | 'line'>,
  grant: Digest,
  { leash, lock, desk }: Peeled,
): OpenedShared => ({ front, grant, talk, mark, line, leash, lock, desk })

function judged<T>(view: StandingView, { roster }: Opening, read: ReadPart<unknown>, opened: T): OpenResult<T> {
  // A writer that has read more than this device: the roster is fetched first, and only then judged.
  if (read.head.roster.length > roster.length) return { ok: false, problem: 'roster-behind' }
  const rule = standing(view)
  return rule.ok ? { ok: true, opened } : rule
}

async function readYes(text: string | null, { roster, name, desks }: Opening): Promise<StandingView['yes']> {
  if (text === null) return null
  const read = await readPart(utf8(text), YesContent, roster).catch(() => null)
  if (!read) return null
  const { grant } = read.content
  const isSigned = isReadAs(read, roster, { part: 'yes', at: name, receivers: await receiversOf(desks, roster), grant })
  return { grant, device: read.head.device, length: read.head.roster.length, isSigned }
}

/** Her Yes, signed on the device where she said it: goes into the lock that lets this desk read again. */
export async function signYes(
  story: OpenedStory,
  name: Name,
  signing: { device: OwnDevice; roster: Roster; today: Day },
): Promise<string> {
  const { device, roster, today } = signing
  const head = {
    part: 'yes' as const,
    network: roster.network,
    at: name,
    receiver: await digestOfRecipient(story.desk.recipient),
    grant: story.grant,
    roster: { length: roster.length, head: roster.head },
  }
  return fromUtf8(await signPart(device, head, { grant: story.grant, on: today }))
}

/** What the lock after a first opening holds: readable for the desk after her Yes; as it was, sealed anew, for "only now" and all ahead. */
export async function nextLock(
  story: OpenedStory,
  name: Name,
  turn: Secret,
  answer: 'yes' | 'only-now',
  signing: { device: OwnDevice; roster: Roster; today: Day },
): Promise<{ turn: Secret; yes: string | null; inner: string }> {
  const isYes = answer === 'yes' && story.front.mode !== 'all-ahead'
  return {
    turn,
    yes: isYes ? await signYes(story, name, signing) : null,
    inner: isYes ? story.storyIdentity : story.inner,
  }
}

export interface OpenedReceipt {
  front: Front
  back: Back
  refused: readonly ToldItem[]
  bookIdentity: string
}

/** Her own copy of the permission. `null` = this ticket does not open it. Throws `BrokenSeal`, also where no device of the sender signed it. */
export async function openReceipt(
  released: Pick<Released, 'leash' | 'receipt'>,
  name: Name,
  receiptIdentity: string,
  roster: Roster,
): Promise<OpenedReceipt | null> {
  if (released.receipt === null) return null
  const outer = await openText(leashIdentity(released.leash), released.receipt)
  const opened = outer && (await open(receiptIdentity, outer))
  if (!opened) return null
  const read = await readPart(unpad(opened, RECEIPT_BYTES), ReceiptContent, roster)
  const { content, writer } = read
  const fits =
    isReadAs(read, roster, {
      part: 'receipt',
      at: name,
      receivers: [await digestOfRecipient(await recipientOf(receiptIdentity))],
      grant: await permissionDigest(content.front, content.back),
    }) && writer?.organisation === content.front.from.organisation
  if (!fits) throw new BrokenSeal()
  return content
}

/** Seals digits to one desk, for a kept ticket that is passed on. */
export const sealDigits = (desk: DeskKeys['recipient'], digits: string): Promise<string> => sealText(desk, utf8(digits))

/** `null` = not for this desk. Throws `BrokenSeal`. */
export async function openDigits(desk: DeskKeys, sealed: string): Promise<string | null> {
  const opened = await openText(desk.identity, sealed)
  return opened && textOf(opened)
}
