// Seals everything that she agreed to into one parcel. Governed by docs/protocol.md "Seal".
import type { Digest } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealReferral } from '@apila/sealing/referral/seal.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import type { Work } from '../../account/session.ts'
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
export async function sealSending(work: Work, sending: Sending, handing: Handing): Promise<Queued> {
  const { to } = sending
  const toEpoch = to && (await epochOf(work.roster, to))
  if (!to || !toEpoch || !work.referralDesk) throw new Error('nobody to send to')
  const { ticket, noticeVersion, today } = handing
  const { deposit } = await sealReferral({
    grant: grantOf(sending, { id: toBase64url(random(8)), from: work.own.organisation, toEpoch, today, noticeVersion }),
    refused: refusedItems(sending),
    knock: knockOf(sending),
    story: storyOf(sending),
    device: work.device,
    senderDesk: work.referralDesk,
    roster: work.roster,
    checkpoint: work.pin,
    ticket: ticket?.keys ?? null,
    today,
    ending: sending.endByPhone ? { word: sending.word.trim() } : null,
    ifEnded: sending.ifEnded ?? 'wait',
    keptTicket: sending.keep === 'worker' ? (ticket?.digits ?? null) : null,
    onlyDevice: sending.onlyMe ? work.device.id : null,
    ...(sending.age !== 'adult' && sending.childCaller && { childCaller: sending.childCaller }),
    random,
  })
  return { deposit, to, toEpoch }
}
