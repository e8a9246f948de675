// Sends sealed parcels, and keeps those without signal until there is one. Sending the same parcel again is safe.
// Governed by docs/protocol.md "Deposit": the server says whether she must be asked anew.
import * as z from 'zod'
import { Day, addDays } from '@apila/core/day.ts'
import { type Failure, Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { Queued, type WaitingItem, dropWaiting, keepWaiting, listWaiting } from './waiting.ts'

/** Sends a sealed parcel. Without signal it goes into the queue. Throws `Refused` on any other answer; sending again is safe. */
export async function sendParcel(session: Session, parcel: Queued): Promise<'sent' | 'queued'> {
  try {
    await depositNow(session, parcel)
    return 'sent'
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'offline') throw error
    await keepWaiting(session, 'queue', parcel, parcel.deposit.until)
    return 'queued'
  }
}

const depositNow = (session: Session, { deposit }: Queued) => session.api.tell('POST', 'permissions', deposit)

/** What became of a parcel that waited. ended: she ended it before it was sent. refused: its days are past, a desk has changed its keys, or
 *  she must be asked once more. waiting: it is tried again. */
type Became = 'sent' | 'ended' | 'refused' | 'waiting'

/** How many became what, and the last failure that is no answer of the server. */
export interface QueueOutcome extends Record<Became, number> {
  failure?: unknown
}

const FINAL: Readonly<Partial<Record<Failure, 'ended' | 'refused'>>> = {
  'has-ended': 'ended',
  'already-there': 'refused',
  'ask-again': 'refused',
  'bad-input': 'refused',
  'roster-moved': 'refused',
  'too-large': 'refused',
  'too-long': 'refused',
  'wrong-size': 'refused',
}

/** What a parcel becomes when the server answers this; anything that may be otherwise next time waits. */
export const becomesOf = (code: Failure): 'ended' | 'refused' | 'waiting' => FINAL[code] ?? 'waiting'

/** Whether a parcel may still be sent on this day. */
export const isInTime = ({ deposit }: Queued, today: Day): boolean => today <= deposit.until

/** Why something will never be sent, for the sentence that somebody reads later. past: its last day. ended: by the client. moved: a desk has
 *  changed its keys. ask: the client must say yes again. refused: the server takes it in no case. */
export const Unsent = z.object({ why: z.enum(['past', 'ended', 'moved', 'ask', 'refused']), until: Day.nullable() })
export type Unsent = z.infer<typeof Unsent>

const WHY: Readonly<Partial<Record<Failure, Unsent['why']>>> = {
  'has-ended': 'ended',
  'roster-moved': 'moved',
  'ask-again': 'ask',
}

/** How long it stands on the list that something was not sent. Unit: days. As long as a draft. */
const UNSENT_DAYS = 14

/** Tries the queue again. What came of it is told also where signal goes half-way. What cannot be sent leaves a line that somebody must see. */
export async function sendQueue(session: Session, today: Day): Promise<QueueOutcome> {
  return tryEach(
    await listWaiting(session, 'queue', today),
    today,
    (parcel) => depositNow(session, parcel),
    async (key, unsent) => {
      if (unsent) await keepWaiting(session, 'unsent', unsent, addDays(today, UNSENT_DAYS))
      await dropWaiting(key)
    },
  )
}

/** Tries each parcel by itself: one that is refused or fails holds up none behind it. Without signal all that is left waits untried. */
export async function tryEach(
  items: readonly Pick<WaitingItem, 'key' | 'value'>[],
  today: Day,
  deposit: (parcel: Queued) => Promise<unknown>,
  drop: (key: string, unsent: Unsent | null) => Promise<void>,
): Promise<QueueOutcome> {
  const outcome: QueueOutcome = { sent: 0, ended: 0, refused: 0, waiting: 0 }
  for (const [at, { key, value }] of items.entries()) {
    try {
      const { became, unsent } = await tryParcel(value, today, deposit)
      if (became !== 'waiting') await drop(key, unsent)
      outcome[became] += 1
    } catch (error) {
      if (error instanceof Refused && error.code === 'offline') {
        outcome.waiting += items.length - at
        break
      }
      outcome.waiting += 1
      outcome.failure = error
    }
  }
  return outcome
}

async function tryParcel(
  kept: unknown,
  today: Day,
  deposit: (parcel: Queued) => Promise<unknown>,
): Promise<{ became: Became; unsent: Unsent | null }> {
  const queued = Queued.safeParse(kept)
  if (!queued.success) return { became: 'refused', unsent: { why: 'refused', until: null } }
  const { until } = queued.data.deposit
  if (!isInTime(queued.data, today)) return { became: 'refused', unsent: { why: 'past', until } }
  try {
    await deposit(queued.data)
    return { became: 'sent', unsent: null }
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'offline') throw error
    const became = becomesOf(error.code)
    // Not taken this time, for a reason that may pass: it waits, and somebody is told.
    if (became === 'waiting') throw error
    return { became, unsent: { why: WHY[error.code] ?? 'refused', until } }
  }
}
