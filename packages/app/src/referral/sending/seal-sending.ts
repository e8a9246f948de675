// Names before the code is handed over, and everything that was agreed sealed after it, for the day of the yes.
// Governed by docs/protocol.md "Seal".
import type { Day } from '@apila/core/day.ts'
import type { Back, Front } from '@apila/core/referral/permission.ts'
import { isMeetingOfMany } from '@apila/core/referral/fits-conversation.ts'
import type { Deposit } from '@apila/core/referral/wire.ts'
import { digestOf, toBase64url } from '@apila/sealing/encoding.ts'
import { namesOf, reserve, sealPermission } from '@apila/sealing/referral/seal.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { deskOf } from '../desk-note.ts'
import { freshTicket, keysOfTicket, random } from '../ticket.ts'
import { writtenText } from '../plain-text.ts'
import type { AskedColleague } from '../asked-colleague.ts'
import { askColleague } from '../witness-asking.ts'
import { receivingDesk } from './receiving-desk.ts'
import { type Handed, type Sending, lastDayOf } from './sending.ts'
import { childWelfareOf, codesOf, permissionOf, refusedItems, toldOf } from './told.ts'

/** The day for which it is sealed. Throws where nobody has said yes. */
function dayOfYes({ shownOn }: Sending): Day {
  if (shownOn === null) throw new Refused('ask-again')
  return shownOn
}

/** Makes the code, where one is wanted, and has the names kept, so that an ending finds them from the moment the client holds the digits.
 *  Goes on without signal. */
export async function handOver(session: Session, sending: Sending, withTicket: boolean): Promise<Handed> {
  const digits = withTicket ? freshTicket() : null
  const keys = digits === null ? null : await keysOfTicket(digits, session.roster.network)
  const day = dayOfYes(sending)
  const reservation = await reserve(keys, day, random)
  const handed = { digits, reservation, deposit: null }
  try {
    await session.api.tell('POST', 'names', await namesOf(reservation, lastDayOf(sending, day)))
    return { ...handed, offline: false }
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'offline') throw error
    return { ...handed, offline: true }
  }
}

/** What was agreed, as it is signed. Throws when the answers are not complete or the receiver has no desk. */
async function permissionNow(session: Session, sending: Sending): Promise<{ front: Front; back: Back }> {
  const found = sending.to && receivingDesk(session.roster, sending.to, sending.toTeam)
  if (!found) throw new Refused('not-found')
  const to = { organisation: found.organisation, desk: found.desk }
  return permissionOf(sending, {
    id: toBase64url(random(8)),
    from: deskOf(session).which,
    to,
    today: dayOfYes(sending),
    shown: await digestOf(sending.shown),
  })
}

/** Asks a colleague who has heard the yes to sign exactly this. */
export const askToSign = async (session: Session, sending: Sending): Promise<AskedColleague> =>
  askColleague(session, { as: 'witness', ...(await permissionNow(session, sending)), owes: null })

/** Seals everything that was agreed. Throws when the answers are not complete or the receiver has no desk. */
export async function sealSending(
  session: Session,
  sending: Sending,
  { digits, reservation, offline }: Handed,
): Promise<Deposit> {
  const today = dayOfYes(sending)
  const senderDesk = deskOf(session)
  const { front, back } = sending.colleague ?? (await permissionNow(session, sending))
  const childWelfare = childWelfareOf(sending)
  const meets = isMeetingOfMany(front) ? sending.meets : null
  const word = sending.noWord ? '' : writtenText(sending.word)
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
    today,
    offline,
    ending: word === '' ? null : { word },
    ifEnded: sending.ifEnded,
    keptTicket: sending.keep === 'worker' ? digits : null,
    onlyDevice: sending.onlyMe ? session.device.id : null,
    ...(meets !== null && { meets }),
    ...(childWelfare && { childWelfare }),
    random,
  })
  return deposit
}
