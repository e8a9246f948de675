// The kept ticket, passed on at her word: sealed to the receiving desk, with its line in her book (docs/protocol.md "Conversation").
import type { Day } from '@apila/core/day.ts'
import { currentEpoch } from '@apila/core/organisation/roster-value.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import { sealDigits } from '@apila/sealing/referral/open.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { conversationOf, say } from '../conversation.ts'

export async function passTicketOn(session: Session, note: SentNote, digits: string, today: Day): Promise<void> {
  const receiver = currentEpoch(session.roster, note.front.to)
  if (!receiver) throw new Refused('not-found')
  const sealed = await sealDigits(receiver.recipient, digits)
  await say(session, await conversationOf(note), { kind: 'ticket', digits: sealed }, today)
}
