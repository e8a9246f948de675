// Seals everything that she agreed to into one parcel. Governed by docs/protocol.md "Seal".
import type { Digest } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealReferral } from '@apila/sealing/referral/seal.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import type { Session } from '../../account/session.ts'
import { type Sending, grantOf, knockOf, refusedItems, storyOf } from './sending.ts'
import { random } from '../ticket.ts'
import { epochOf } from '../queue.ts'
import type { Queued } from '../waiting.ts'

/** What the ticket screen knows besides the answers. */
export interface Handing {
  ticket: { digits: string; keys: TicketKeys } | null
  noticeVersion: Digest
  today: Day
}

/** Seals everything that she agreed to. Throws when the answers are not complete or the receiver has no desk. */
export async function sealSending(session: Session, sending: Sending, handing: Handing): Promise<Queued> {
  const { to } = sending
  const toEpoch = to && (await epochOf(session.roster, to))
  if (!to || !toEpoch || !session.referralDesk) throw new Error('nobody to send to')
  const { ticket, noticeVersion, today } = handing
  const { deposit } = await sealReferral({
    grant: grantOf(sending, {
      id: toBase64url(random(8)),
      from: session.own.organisation,
      toEpoch,
      today,
      noticeVersion,
    }),
    refused: refusedItems(sending),
    knock: knockOf(sending),
    story: storyOf(sending),
    device: session.device,
    senderDesk: session.referralDesk,
    roster: session.roster,
    checkpoint: session.pin,
    ticket: ticket?.keys ?? null,
    today,
    ending: sending.endByPhone ? { word: sending.word.trim() } : null,
    ifEnded: sending.ifEnded ?? 'wait',
    keptTicket: sending.keep === 'worker' ? (ticket?.digits ?? null) : null,
    onlyDevice: sending.onlyMe ? session.device.id : null,
    ...(sending.age !== 'adult' && sending.childCaller && { childCaller: sending.childCaller }),
    random,
  })
  return { deposit, to, toEpoch }
}
