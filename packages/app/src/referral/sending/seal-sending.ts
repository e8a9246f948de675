// Names before the ticket is handed over, and everything that she agreed to sealed after it. Governed by docs/protocol.md "Seal".
import type { Digest } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { type Reservation, namesOf, reserve, sealPermission } from '@apila/sealing/referral/seal.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { deskOf } from '../desk-note.ts'
import { random } from '../ticket.ts'
import type { Queued } from '../waiting.ts'
import { plainText } from '../plain-text.ts'
import { receivingDesk } from './receiving-desk.ts'
import { type Sending, codesOf, permissionOf, refusedItems, toldOf, untilOf } from './sending.ts'

export interface Reserved {
  reservation: Reservation
  /** Without signal no names were kept: an ending before the parcel arrives is remembered in another way. */
  offline: boolean
}

/** Has the names kept, so that an ending finds them from the moment she holds the ticket. Goes on without signal. */
export async function reserveNames(
  session: Session,
  sending: Sending,
  ticket: TicketKeys | null,
  today: Day,
): Promise<Reserved> {
  const reservation = await reserve(ticket, today, random)
  try {
    await session.api.tell('POST', 'names', await namesOf(reservation, untilOf(sending, today)))
    return { reservation, offline: false }
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'offline') throw error
    return { reservation, offline: true }
  }
}

/** Seals everything that she agreed to. Throws when the answers are not complete or the receiver has no desk. */
export async function sealSending(
  session: Session,
  sending: Sending,
  { reservation, offline }: Reserved,
  handing: { digits: string | null; shown: Digest },
): Promise<Queued> {
  const { sealedOn } = reservation
  const senderDesk = deskOf(session)
  const to = sending.to && receivingDesk(session.roster, sending.to)
  if (!to) throw new Refused('not-found')
  const known = { id: toBase64url(random(8)), from: senderDesk.which, to, today: sealedOn, shown: handing.shown }
  const { front, back } = permissionOf(sending, known)
  const { deposit } = await sealPermission({
    reservation,
    front,
    back,
    refused: refusedItems(sending),
    codes: codesOf(sending),
    told: toldOf(sending),
    device: session.device,
    senderDesk,
    roster: session.roster,
    today: sealedOn,
    offline,
    ending: sending.endByPhone ? { word: plainText(sending.word).trim() } : null,
    ifEnded: sending.ifEnded ?? 'wait',
    keptTicket: sending.keep === 'worker' ? handing.digits : null,
    onlyDevice: sending.onlyMe ? session.device.id : null,
    ...(sending.age !== 'adult' && sending.childCaller && { childCaller: sending.childCaller }),
    random,
  })
  return { deposit }
}
