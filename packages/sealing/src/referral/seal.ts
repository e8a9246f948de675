// Seals one permission: knock, story, receipt, sheet keys, hint and the sender's note, in one deposit.
// Governed by docs/protocol.md "Seal"; the steps carry its numbers.
import { canonical } from '@apila/core/canonical.ts'
import { ItemId, Locator, Mark, type Recipient } from '@apila/core/bytes.ts'
import type { DeskKey } from '@apila/core/account/session.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { type Roster, findEpoch } from '@apila/core/organisation/roster.ts'
import type { Head, IfEnded, Knock, SentNote, Story } from '@apila/core/referral/content.ts'
import { type Grant, type ToldItem, UNOPENED_DAYS, checkGrant } from '@apila/core/referral/grant.ts'
import { type Deposit, HINT_BYTES, KEY_BYTES, KNOCK_BYTES, RECEIPT_BYTES } from '@apila/core/referral/wire.ts'
import { newIdentity, recipientOf, seal, sealText } from '../age.ts'
import type { OwnDevice } from '../account/device.ts'
import { type RandomBytes, digestOf, fromBase64url, toBase64url, utf8 } from '../encoding.ts'
import type { Pin } from '../organisation/roster.ts'
import { padTo, padToClass } from '../padding.ts'
import { type TicketKeys, randomKeys } from '../ticket.ts'
import { sealNote } from './note.ts'
import { receiverFingerprint, signInner } from './signed.ts'

export type SealInput = {
  grant: Grant
  /** What she refused: goes into her receipt only. */
  refused: readonly ToldItem[]
  knock: Knock
  story: Story
  device: OwnDevice
  senderDesk: DeskKey
  roster: Roster
  checkpoint: Pin
  /** The ticket's keys, or `null` where there is no ticket (everything ahead). */
  ticket: TicketKeys | null
  today: Day
  /** Her word for ending by telephone; `null` when she declined that. */
  ending: { word: string } | null
  ifEnded: IfEnded
  /** The digits, where she asked her worker to keep the ticket. */
  keptTicket: string | null
  /** Set when only this worker's device may show the permission on its list. */
  onlyDevice: string | null
  /** Where a child is concerned: who tells child welfare. */
  childCaller?: NonNullable<SentNote['childWelfare']>['caller']
  random: RandomBytes
}

export type SealedReferral = { deposit: Deposit; note: SentNote }

/** Seals a permission. Throws `RangeError` for a grant that cannot stand or content that is too large, and when the receiver has no desk. */
export async function sealReferral(input: SealInput): Promise<SealedReferral> {
  const { grant, roster, device, random } = input
  const receiver = await requireReceiver(grant, roster)
  const keys = input.ticket ?? (await randomKeys(random))
  const mark = Mark.parse(toBase64url(random(16)))
  const knockLocator = Locator.parse(toBase64url(random(16)))
  // Steps 2-3: fresh identities for knock K, story P, sheet M, replies S and the two leashes.
  const [k, p, m, s, leashK, leashS] = await Promise.all([
    newIdentity(),
    newIdentity(),
    newIdentity(),
    newIdentity(),
    newIdentity(),
    newIdentity(),
  ])
  const head: Omit<Head, 'device' | 'part' | 'locator' | 'grant'> = {
    v: 1,
    network: roster.network,
    receiver: grant.toEpoch,
    grantDigest: await digestOf(canonical(grant)),
    mark,
    repliesRecipient: await recipientOf(s),
    repliesAt: knockLocator,
    receiptRecipient: await recipientOf(keys.receiptIdentity),
    checkpoint: { length: input.checkpoint.length, hash: input.checkpoint.head },
  }
  // The knock shows no grant, only its digest: codes and nothing else (docs/protocol.md).
  const knockInner = await signInner(
    device,
    { ...head, part: 'knock', locator: knockLocator, grant: null },
    input.knock,
  )
  const storyInner = await signInner(device, { ...head, part: 'story', locator: keys.locator, grant }, input.story)
  const ahead = grant.mode === 'all-ahead'
  const storyKey = ahead ? utf8(p) : await seal(await recipientOf(keys.openIdentity), utf8(p))
  const sender = await recipientOf(input.senderDesk.identity)
  const receiptRecipient = await recipientOf(keys.receiptIdentity)
  const note = sentNote(input, { mark, knockLocator, keys, repliesIdentity: s, receiptRecipient })
  const until = input.ticket && !ahead ? earlier(addDays(input.today, UNOPENED_DAYS), grant.until) : grant.until
  const deposit: Deposit = {
    withdraw: keys.withdraw,
    mark,
    until,
    hint: await sealHint(grant, receiver, knockLocator, ahead ? keys.locator : null),
    knock: {
      locator: knockLocator,
      body: await sealText(await recipientOf(k), padTo(knockInner, KNOCK_BYTES)),
      key: await lockKey(leashK, receiver, utf8(k)),
      leash: toBase64url(utf8(leashK)),
    },
    story: {
      locator: keys.locator,
      body: await sealText(await recipientOf(p), padToClass(storyInner)),
      key: await lockKey(leashS, receiver, storyKey),
      leash: toBase64url(utf8(leashS)),
      receipt: await sealReceipt(leashS, keys, grant, input.refused),
      sheetKeys: [await lockKey(leashS, receiver, utf8(m)), await lockKey(leashS, sender, utf8(m))],
    },
    note: {
      list: input.senderDesk.list,
      id: ItemId.parse(toBase64url(random(16))),
      version: 0,
      blob: await sealNote(input.senderDesk, note),
      until: grant.until,
    },
  }
  return { deposit, note }
}

// Step 1: a grant that stands, and a recipient that is the one she agreed to.
async function requireReceiver(grant: Grant, roster: Roster): Promise<Recipient> {
  const checked = checkGrant(grant)
  if (!checked.ok) throw new RangeError(checked.problem)
  const receiver = findEpoch(roster, grant.to, 'referral')
  if (!receiver || (await receiverFingerprint(receiver)) !== grant.toEpoch)
    throw new RangeError('the receiver has no such desk')
  return receiver
}

/** Step 6: leash outermost, desk inside, and inside that the padded key, one size for all modes so that the mode does not show. */
export async function lockKey(leash: string, desk: Recipient, key: Uint8Array): Promise<string> {
  return sealText(await recipientOf(leash), await seal(desk, padTo(key, KEY_BYTES)))
}

// Step 8. The receipt lies under the leash, so that a thief of backups cannot test guesses of tickets on it.
async function sealReceipt(
  leash: string,
  keys: TicketKeys,
  grant: Grant,
  refused: readonly ToldItem[],
): Promise<string> {
  const receipt = padTo(utf8(canonical({ grant, refused })), RECEIPT_BYTES)
  return sealText(await recipientOf(leash), await seal(await recipientOf(keys.receiptIdentity), receipt))
}

// Step 9. When everything is together nobody is told: the hint is sealed to a key that is thrown away, so that the row looks like any other.
async function sealHint(grant: Grant, receiver: Recipient, knock: Locator, story: Locator | null): Promise<string> {
  const to = grant.mode === 'all-together' ? await recipientOf(await newIdentity()) : receiver
  return sealText(to, padTo(utf8(canonical({ v: 1, knock, story })), HINT_BYTES))
}

function sentNote(
  input: SealInput,
  made: { mark: Mark; knockLocator: Locator; keys: TicketKeys; repliesIdentity: string; receiptRecipient: Recipient },
): SentNote {
  return {
    kind: 'sent',
    grant: input.grant,
    mark: made.mark,
    knock: made.knockLocator,
    story: made.keys.locator,
    repliesIdentity: made.repliesIdentity,
    receiptRecipient: made.receiptRecipient,
    ending: input.ending && { withdraw: made.keys.withdraw, word: input.ending.word },
    ifEnded: input.ifEnded,
    keptTicket: input.keptTicket,
    receiptIdentity: input.ticket ? null : made.keys.receiptIdentity,
    onlyDevice: input.onlyDevice,
    ...(input.childCaller && { childWelfare: { caller: input.childCaller, on: input.today } }),
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** The leash's identity as the server released it. */
export const leashIdentity = (leash: string): string => new TextDecoder().decode(fromBase64url(leash))
