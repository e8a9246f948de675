// Moves the last day at the client's word: which days can be asked for, and the act itself. Governed by docs/protocol.md "Renewal".
import type { Secret } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import {
  type Renewal,
  type RenewalHow,
  MOST_RENEWALS,
  PERMISSION_DAYS,
  UNWITNESSED_DAYS,
} from '@apila/core/referral/permission.ts'
import { isRenewalLength } from '@apila/core/referral/standing.ts'
import { signRenewal } from '@apila/sealing/referral/renewal.ts'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { conversationOf, say } from '../conversation.ts'
import { notePut } from '../desk-note.ts'
import { keysOfTicket } from '../ticket.ts'
import type { Held, ReceivedEntry, SentEntry } from '../today.ts'

export interface Later {
  days: number
  day: Day
}

/** The lengths from today on that move the last day further. */
export const laterDays = (today: Day, until: Day, how: RenewalHow): Later[] =>
  PERMISSION_DAYS.map((days) => ({ days, day: addDays(today, days) })).filter(
    ({ day }) => day > until && isRenewalLength({ on: today, until: day, how }),
  )

/** The first day on which a word that was only spoken moves the last day. */
export const spokenFrom = (until: Day): Day => addDays(until, 1 - UNWITNESSED_DAYS)

/** Why nobody is asked here; null: the client can be. */
export function whyNotAsked(
  { items, until }: SentEntry | ReceivedEntry,
  { roles, today }: { roles: readonly string[]; today: Day },
): 'often' | 'worker-only' | 'nothing-later' | null {
  if (items.filter(({ item }) => item.kind === 'renewed').length >= MOST_RENEWALS) return 'often'
  if (!roles.includes('worker')) return 'worker-only'
  return laterDays(today, until, 'ticket').length === 0 ? 'nothing-later' : null
}

/** What moves the day: of the client's code, which must be this permission's. */
export async function secretOfTicket(session: Session, { note }: Held, digits: string): Promise<Secret> {
  const keys = await keysOfTicket(digits, session.roster.network)
  if (note.s !== null && keys.name !== note.s) throw new Refused('not-this-ticket')
  return keys.renew
}

/** Writes the client's word down, signed, and moves the day with it. */
export async function renewPermission(
  session: Session,
  held: Held,
  { until, how, renew }: Pick<Renewal, 'until' | 'how'> & { renew: Secret },
  today: Day,
): Promise<void> {
  const conversation = await conversationOf(held.note)
  const signed = await signRenewal(session.device, { grant: conversation.grant, until, on: today, how })
  await say(session, conversation, { kind: 'renewed', ...signed }, today, {
    noteOf: () => notePut(session, { ...held.note, until }, held),
    renew: { renew, until },
  })
}
