// What the receiving desk answers, and the kept ticket that the sending desk passes on at her word.
// Both lie under the knock's name, fixed size, signed. Governed by docs/protocol.md "Replies".
import type { DeskKey } from '@apila/core/account/session.ts'
import type { Locator, Recipient } from '@apila/core/bytes.ts'
import type { OrganisationId, Roster } from '@apila/core/organisation/roster.ts'
import { type Head, KeptTicket, Reply } from '@apila/core/referral/content.ts'
import { REPLY_BYTES } from '@apila/core/referral/wire.ts'
import { openText, recipientOf, sealText } from '../age.ts'
import type { OwnDevice } from '../account/device.ts'
import { padTo, unpad } from '../padding.ts'
import { receiverFingerprint, signInner, verifyInner } from './signed.ts'

type Writing = { device: OwnDevice; network: string; locator: Locator }

/** Seals a reply to the sender's replies key. */
export const sealReply = (writing: Writing & { repliesRecipient: Recipient; reply: Reply }): Promise<string> =>
  sealFor(writing, writing.repliesRecipient, 'reply', writing.reply)

/** `null` = not a reply for this permission. `from` is the organisation whose device signed it. */
export async function openReply(input: {
  repliesIdentity: string
  blob: string
  locator: Locator
  roster: Roster
}): Promise<{ reply: Reply; from: OrganisationId } | null> {
  const opened = await openText(input.repliesIdentity, input.blob)
  if (!opened) return null
  const receiver = await recipientOf(input.repliesIdentity)
  const { content, writer } = await verifyInner(
    unpad(opened),
    { part: 'reply', receiver, locator: input.locator, roster: input.roster },
    Reply,
  )
  return { reply: content, from: writer.organisation }
}

/** Seals the kept ticket's digits to the receiving desk. */
export const sealKeptTicket = (writing: Writing & { receiver: Recipient; digits: string }): Promise<string> =>
  sealFor(writing, writing.receiver, 'kept-ticket', KeptTicket.parse({ kind: 'kept-ticket', digits: writing.digits }))

/** `null` = not for this desk (a reply, for instance). */
export async function openKeptTicket(input: {
  desk: DeskKey
  blob: string
  locator: Locator
  roster: Roster
}): Promise<KeptTicket | null> {
  const opened = await openText(input.desk.identity, input.blob)
  if (!opened) return null
  const receiver = await recipientOf(input.desk.identity)
  const { content } = await verifyInner(
    unpad(opened),
    { part: 'kept-ticket', receiver, locator: input.locator, roster: input.roster },
    KeptTicket,
  )
  return content
}

async function sealFor(writing: Writing, to: Recipient, part: Head['part'], content: unknown): Promise<string> {
  const head = {
    v: 1 as const,
    part,
    network: writing.network,
    receiver: await receiverFingerprint(to),
    locator: writing.locator,
    grantDigest: null,
    grant: null,
    mark: null,
    repliesRecipient: null,
    repliesAt: null,
    receiptRecipient: null,
    checkpoint: null,
  }
  return sealText(to, padTo(await signInner(writing.device, head, content), REPLY_BYTES))
}
