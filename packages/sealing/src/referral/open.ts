// Opens what a desk was sent: hint, knock, story, receipt and her journal. Governed by docs/protocol.md "Open".
// `null` = not for this key; `BrokenSeal` = for us but damaged, forwarded, or not under its permission.
import { canonical } from '@apila/core/canonical.ts'
import type { DeskKey } from '@apila/core/account/session.ts'
import type { Locator, Recipient } from '@apila/core/bytes.ts'
import { type Day } from '@apila/core/day.ts'
import { type OrganisationId, type Roster, findEpoch } from '@apila/core/organisation/roster.ts'
import { type Head, Hint, JournalLine, Knock, Receipt, Story } from '@apila/core/referral/content.ts'
import { type Grant } from '@apila/core/referral/grant.ts'
import { REPLY_BYTES, type Released } from '@apila/core/referral/wire.ts'
import { BrokenSeal, open, openText, readSealed, recipientOf, sealText } from '../age.ts'
import { digestOf, fromUtf8, utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'
import type { TicketKeys } from '../ticket.ts'
import { leashIdentity, lockKey } from './seal.ts'
import { verifyInner } from './signed.ts'

export type Opened<T> = { head: Head; from: OrganisationId; content: T; leash: string }
export type OpenedStory = Opened<Story> & { grant: Grant; storyIdentity: string }

type Opening = { desk: DeskKey; released: Released; locator: Locator; roster: Roster }

/** A hint that this desk can read tells which knock waits; `null` = another desk's, or one of the random blobs that fill a page. */
export async function openHint(desk: DeskKey, blob: string): Promise<Hint | null> {
  try {
    const opened = await openText(desk.identity, blob)
    return opened && readSealed(unpad(opened), Hint)
  } catch (error) {
    if (error instanceof BrokenSeal) return null
    throw error
  }
}

/** Opens a knock: first contact in codes. */
export async function openKnock({ desk, released, locator, roster }: Opening): Promise<Opened<Knock> | null> {
  const leash = leashIdentity(released.leash)
  const key = await unlockKey(desk, leash, released.key)
  const body = key && (await openText(fromUtf8(key), released.body))
  if (!body) return null
  const { head, content, writer } = await verifyInner(
    unpad(body),
    { part: 'knock', receiver: await recipientOf(desk.identity), locator, roster },
    Knock,
  )
  return { head, from: writer.organisation, content, leash }
}

/** Opens a story. `ticket` null: it was sent ahead, or this desk has opened it before. Refuses one whose permission has not begun or is over. */
export async function openStory(
  input: Opening & { ticket: TicketKeys | null; today: Day },
): Promise<OpenedStory | null> {
  const { desk, released, locator, roster, ticket, today } = input
  const leash = leashIdentity(released.leash)
  const key = await unlockKey(desk, leash, released.key)
  const storyIdentity = key && (await storyIdentityOf(key, ticket))
  const body = storyIdentity && (await openText(storyIdentity, released.body))
  if (!body) return null
  const receiver = await recipientOf(desk.identity)
  const { head, content, writer } = await verifyInner(unpad(body), { part: 'story', receiver, locator, roster }, Story)
  const { grant } = head
  if (!grant || !(await permits(grant, { head, from: writer.organisation, receiver, roster, today })))
    throw new BrokenSeal()
  return { head, from: writer.organisation, content, leash, grant, storyIdentity }
}

/** The new lock after her Yes: leash and desk, without the ticket, so that the desk can read again until the end. */
export async function relockStory(desk: DeskKey, opened: OpenedStory): Promise<string> {
  return lockKey(opened.leash, await recipientOf(desk.identity), utf8(opened.storyIdentity))
}

/** Her receipt, with the ticket's receipt key (or the sender's note's, where there is no ticket). */
export async function openReceipt(released: Released, receiptIdentity: string): Promise<Receipt | null> {
  if (!released.receipt) return null
  const inner = await openText(leashIdentity(released.leash), released.receipt)
  const receipt = inner && (await open(receiptIdentity, inner))
  return receipt && readSealed(unpad(receipt), Receipt)
}

/** A line of her journal, sealed so that only her receipt key reads it. */
export const sealJournal = (receiptRecipient: Recipient, line: JournalLine): Promise<string> =>
  sealText(receiptRecipient, padTo(utf8(canonical(line)), REPLY_BYTES))

export async function openJournal(receiptIdentity: string, blob: string): Promise<JournalLine | null> {
  const opened = await openText(receiptIdentity, blob)
  return opened && readSealed(unpad(opened), JournalLine)
}

/** Takes leash and desk layers off a key. */
export async function unlockKey(desk: DeskKey, leash: string, key: string): Promise<Uint8Array | null> {
  const inner = await openText(leash, key)
  const padded = inner && (await open(desk.identity, inner))
  return padded && unpad(padded)
}

const IDENTITY_PREFIX = 'AGE-SECRET-KEY-PQ-1'

async function storyIdentityOf(key: Uint8Array, ticket: TicketKeys | null): Promise<string | null> {
  const text = new TextDecoder('latin1').decode(key)
  if (text.startsWith(IDENTITY_PREFIX)) return text
  const opened = ticket && (await open(ticket.openIdentity, key))
  return opened && fromUtf8(opened)
}

// docs/protocol.md "Open" step 3: to = own organisation, epoch = own, dates, and the grant that the knock was signed under.
async function permits(
  grant: Grant,
  seen: { head: Head; from: OrganisationId; receiver: Recipient; roster: Roster; today: Day },
): Promise<boolean> {
  return (
    grant.from === seen.from &&
    findEpoch(seen.roster, grant.to, 'referral') === seen.receiver &&
    grant.toEpoch === seen.head.receiver &&
    seen.head.grantDigest === (await digestOf(canonical(grant))) &&
    grant.notBefore <= seen.today &&
    seen.today <= grant.until
  )
}
