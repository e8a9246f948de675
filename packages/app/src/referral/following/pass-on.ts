// The kept ticket, passed on at her word: sealed to the receiving desk, one line in her journal (docs/protocol.md).
import type { Day } from '@apila/core/day.ts'
import type { SentNote } from '@apila/core/referral/content.ts'
import { findEpoch } from '@apila/core/organisation/roster.ts'
import { Blobs } from '@apila/core/referral/wire.ts'
import { sealKeptTicket } from '@apila/sealing/referral/reply.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { addJournalLine } from '../journal.ts'

export async function passTicketOn(session: Session, note: SentNote, digits: string, today: Day): Promise<void> {
  const receiver = findEpoch(session.roster, note.grant.to, 'referral')
  if (!receiver) throw new Refused('not-found')
  const { network } = session.roster
  // The journal first: what she can see must not be less than what happened.
  await addJournalLine(session, note.story, note.receiptRecipient, { on: today, act: 'ticket-passed-on' })
  const replies = await session.api.ask('POST', 'replies/list', Blobs, { locator: note.knock })
  const blob = await sealKeptTicket({ device: session.device, network, receiver, locator: note.knock, digits })
  await session.api.tell('POST', 'replies', { locator: note.knock, n: replies.blobs.length, blob, note: null })
}
