// The acts of sending without the client: a colleague is asked, then it is sealed and sent, and the notice that the client is owed is kept in
// the same act. Governed by docs/protocol.md "Urgent".
import type { Day } from '@apila/core/day.ts'
import type { OrganisationId, WhichDesk } from '@apila/core/organisation/roster.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import { urgentDays } from '@apila/core/referral/urgent.ts'
import type { Deposit } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { namesOf, reserve, sealPermission } from '@apila/sealing/referral/seal.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { hourInFinland } from '../../clock.ts'
import { nextReading } from '../../organisation/next-reading.ts'
import { deskOf } from '../desk-note.ts'
import { linesOf } from '../receivers.ts'
import { receivingDesks } from '../sending/receiving-desk.ts'
import { random } from '../ticket.ts'
import type { AskedColleague } from '../asked-colleague.ts'
import { askColleague } from '../witness-asking.ts'
import { type Urgent, codesOfUrgent, maySend, owedOf, permissionOfUrgent, toldOfUrgent } from './urgent.ts'

/** The receiver's desk, where it may get what is urgent: none where volunteers work. */
export function urgentDesk({ roster }: Session, to: OrganisationId): WhichDesk | undefined {
  const found = receivingDesks(roster, to).find(({ volunteers }) => !volunteers)
  return found && { organisation: found.organisation, desk: found.desk }
}

/** Three days, or seven where the receiver opens again only after those. Unit: days. */
export function daysFor(session: Session, to: OrganisationId, today: Day): number {
  const lines = linesOf(session, to)
  if (!lines) return urgentDays(null, today)
  const next = nextReading(lines.reading, today, hourInFinland())
  return urgentDays(next.when === 'now' ? today : next.day, today)
}

/** Asks a colleague to sign. Throws `Refused` where something is open. */
export async function askSecond(session: Session, urgent: Urgent, today: Day): Promise<AskedColleague> {
  const to = urgent.to && urgentDesk(session, urgent.to)
  const owes = owedOf(urgent)
  if (!urgent.to || !to || !owes) throw new Refused('not-found')
  const permission = permissionOfUrgent(urgent, {
    id: toBase64url(random(8)),
    from: deskOf(session).which,
    to,
    today,
    days: daysFor(session, urgent.to, today),
  })
  if (!permission) throw new Refused('not-found')
  const { situation, needs } = toldOfUrgent(urgent)
  return askColleague(session, { as: 'second', ...permission, owes, words: { situation, needs } })
}

/** Seals what a colleague has signed. Throws `DoesNotStand` where the rule refuses it. */
export async function sealUrgent(
  session: Session,
  urgent: Urgent,
  today: Day,
): Promise<{ deposit: Deposit; note: SentNote }> {
  const { asked, why } = urgent
  const owes = owedOf(urgent)
  if (!asked || !why || !owes || !maySend(urgent, today)) throw new Refused('ask-again')
  const reservation = await reserve(null, today, random)
  const offline = await session.api.tell('POST', 'names', await namesOf(reservation, asked.front.until)).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Refused && error.code === 'offline') return true
      throw error
    },
  )
  return sealPermission({
    reservation,
    front: asked.front,
    back: asked.back,
    refused: [],
    codes: codesOfUrgent(why),
    told: toldOfUrgent(urgent),
    device: session.device,
    senderDesk: deskOf(session),
    roster: session.roster,
    today,
    offline,
    // There is no word of a client: the desk ends it by its own note.
    ending: { word: '' },
    ifEnded: null,
    keptTicket: null,
    onlyDevice: null,
    owes,
    random,
  })
}
