// Opens what a desk was sent: first contact, story and her receipt. Governed by docs/protocol.md "Open".
// `not-for-us`: no key of this desk (or her ticket) opens it. `BrokenSeal`: for us, but damaged. Otherwise the rule says whether it stands.
import type { Digest, Mark, Name, Secret } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import {
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
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { BrokenSeal, open, openText, recipientOf, seal, textOf } from '../age.ts'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../encoding.ts'
import { unpad } from '../padding.ts'
import type { TicketKeys } from '../ticket.ts'
import { type OpenedLock, leashIdentity, openLocks } from './locks.ts'
import { type ReadPart, digestOfRecipient, permissionDigest, readPart, signPart } from './signed.ts'
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

export interface OpenedKnock extends OpenedShared {
  codes: Codes
}

export interface OpenedStory extends OpenedShared {
  back: Back
  told: Told
  storyIdentity: string
  /** What stood inside the lock: for a lock that leaves her ticket's layer as it was. */
  inner: string
}

export type OpenResult<T> =
  { ok: true; opened: T } | { ok: false; problem: StandingProblem | 'not-for-us' | 'roster-behind' }

/** Opens a first contact. Throws `BrokenSeal`. */
export async function openKnock(opening: Opening): Promise<OpenResult<OpenedKnock>> {
  const peeled = await peel(opening)
  if (!peeled || typeof peeled.lock.inner !== 'string') return { ok: false, problem: 'not-for-us' }
  const body = await openText(peeled.lock.inner, opening.released.body)
  if (!body) throw new BrokenSeal()
  const read = await readPart(unpad(body), KnockContent, opening.roster)
  const { front, back, codes } = read.content
  const grant = await permissionDigest(front, back)
  const view = await viewOf('open', {
    ...(await askedOf(opening, 'knock', peeled.desk, read)),
    grant,
    front,
  })
  return judged(view, opening, read, { ...sharedOf(read.content, grant, peeled), codes })
}

/** Opens a story: with her ticket; or without, where it was sent ahead or the lock holds her Yes. Throws `BrokenSeal`. */
export async function openStory(opening: Opening & { ticket: TicketKeys | null }): Promise<OpenResult<OpenedStory>> {
  const peeled = await peel(opening)
  if (!peeled || typeof peeled.lock.inner !== 'string') return { ok: false, problem: 'not-for-us' }
  const { inner } = peeled.lock
  const storyIdentity = await underTicket(inner, opening.ticket)
  if (storyIdentity === null) return { ok: false, problem: 'not-for-us' }
  const body = await openText(storyIdentity, opening.released.body)
  if (!body) throw new BrokenSeal()
  const read = await readPart(unpad(body), StoryContent, opening.roster)
  const { front, back, story } = read.content
  const grant = await permissionDigest(front, back)
  const view = await viewOf('open', {
    ...(await askedOf(opening, 'story', peeled.desk, read)),
    grant,
    front,
    back,
    parts: partsOf(story),
    ticket: inner !== storyIdentity,
    yes: await readYes(peeled.lock.yes, opening, peeled.desk),
  })
  return judged(view, opening, read, {
    ...sharedOf(read.content, grant, peeled),
    back,
    told: story,
    storyIdentity,
    inner,
  })
}

async function peel({ desks, released }: Opening): Promise<{ lock: OpenedLock; desk: DeskKeys; leash: string } | null> {
  const leash = leashIdentity(released.leash)
  for (const desk of desks) {
    const lock = await openLocks(leash, [desk.identity], released.locks)
    if (lock) return { lock, desk, leash }
  }
  return null
}

// The identity itself, or one under her ticket. `null` = the ticket is missing or another one.
async function underTicket(inner: string, ticket: TicketKeys | null): Promise<string | null> {
  if (inner.startsWith('AGE-SECRET-KEY-PQ-1')) return inner
  if (!ticket) return null
  const opened = await openText(ticket.openIdentity, inner)
  return opened && textOf(opened)
}

async function askedOf(
  { name, roster, today, released }: Opening,
  part: 'knock' | 'story',
  desk: DeskKeys,
  read: ReadPart<unknown>,
) {
  return {
    today,
    roster,
    asked: { part, at: name, receiver: await digestOfRecipient(desk.recipient) },
    read,
    released: released.until,
  }
}

const sharedOf = (
  { front, talk, mark, line }: Pick<KnockContent, 'front' | 'talk' | 'mark' | 'line'>,
  grant: Digest,
  { leash, lock, desk }: { leash: string; lock: OpenedLock; desk: DeskKeys },
): OpenedShared => ({ front, grant, talk, mark, line, leash, lock, desk })

function judged<T>(view: StandingView, { roster }: Opening, read: ReadPart<unknown>, opened: T): OpenResult<T> {
  // A writer that has read more than this device: the roster is fetched first, and only then judged.
  if (read.head.roster.length > roster.length) return { ok: false, problem: 'roster-behind' }
  if (read.head.grant !== view.grant) return { ok: false, problem: 'not-ours' }
  const rule = standing(view)
  return rule.ok ? { ok: true, opened } : rule
}

async function readYes(text: string | null, { roster, name }: Opening, desk: DeskKeys): Promise<StandingView['yes']> {
  if (text === null) return null
  const read = await readPart(utf8(text), YesContent, roster).catch(() => null)
  if (!read) return null
  const { head, content, isSigned } = read
  const fits =
    isSigned &&
    head.part === 'yes' &&
    head.at === name &&
    head.network === roster.network &&
    head.receiver === (await digestOfRecipient(desk.recipient)) &&
    head.grant === content.grant
  return { grant: content.grant, device: head.device, length: head.roster.length, isSigned: fits }
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
  const { head, content, writer, isSigned } = await readPart(unpad(opened), ReceiptContent, roster)
  const fits =
    isSigned &&
    head.part === 'receipt' &&
    head.network === roster.network &&
    head.at === name &&
    head.receiver === (await digestOfRecipient(await recipientOf(receiptIdentity))) &&
    head.grant === (await permissionDigest(content.front, content.back)) &&
    writer?.organisation === content.front.from.organisation
  if (!fits) throw new BrokenSeal()
  return content
}

/** Seals digits to one desk, for a kept ticket that is passed on. */
export const sealDigits = async (desk: DeskKeys['recipient'], digits: string): Promise<string> =>
  toBase64url(await seal(desk, utf8(digits)))

/** `null` = not for this desk. */
export async function openDigits(desk: DeskKeys, sealed: string): Promise<string | null> {
  const opened = await open(desk.identity, fromBase64url(sealed))
  return opened && textOf(opened)
}
