// Sends sealed parcels, and keeps those without signal until there is one.
// Governed by docs/protocol.md: the roster's age is checked at sending; sending the same parcel again is safe.
import type { Digest } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { type OrganisationId, type Roster, findEpoch } from '@apila/core/organisation/roster.ts'
import type { Deposit } from '@apila/core/referral/wire.ts'
import { receiverFingerprint } from '@apila/sealing/referral/signed.ts'
import { Refused } from '../account/api.ts'
import { type Session, fetchRoster } from '../account/session.ts'
import { Queued, dropWaiting, keepWaiting, listWaiting, queueAdvice } from './waiting.ts'

/** The fingerprint of what an organisation's desk opens with now; null where it has no desk. */
export async function epochOf(roster: Roster, to: OrganisationId): Promise<Digest | null> {
  const recipient = findEpoch(roster, to, 'referral')
  return recipient ? receiverFingerprint(recipient) : null
}

/** Sends a sealed parcel. Without signal it goes into the queue. Throws `Refused` on any other answer; sending again is safe. */
export async function sendParcel(session: Session, parcel: Queued): Promise<'sent' | 'queued'> {
  try {
    await depositNow(session, parcel.deposit)
    return 'sent'
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'offline') throw error
    await keepWaiting(session, 'queue', parcel, parcel.deposit.until)
    return 'queued'
  }
}

const depositNow = (session: Session, deposit: Deposit) => session.api.tell('POST', 'parcels', deposit)

export type QueueOutcome = { sent: number; refused: number; waiting: number }

/** Tries the queue again. A parcel whose desk has changed keys, or whose day is past, is not sent: she must be asked anew. */
export async function sendQueue(session: Session, today: Day): Promise<QueueOutcome> {
  const items = await listWaiting(session, 'queue', today)
  const outcome: QueueOutcome = { sent: 0, refused: 0, waiting: items.length }
  if (items.length === 0) return outcome
  const { roster } = await fetchRoster(session.api)
  for (const item of items) {
    const queued = Queued.parse(item.value)
    const advice = queueAdvice(queued, await epochOf(roster, queued.to), today)
    if (advice === 'send') await depositNow(session, queued.deposit)
    await dropWaiting(item.key)
    outcome.waiting -= 1
    if (advice === 'send') outcome.sent += 1
    else outcome.refused += 1
  }
  return outcome
}
