// Sends sealed parcels, and keeps those without signal until there is one. Sending the same parcel again is safe.
// Governed by docs/protocol.md "Deposit": the server says whether she must be asked anew.
import { type Failure, Refused } from '../account/api.ts'
import { failureKey } from '../account/failure.ts'
import type { Session } from '../account/session.ts'
import type { ProblemKey } from '../content/texts.ts'
import { Queued, type WaitingItem, dropWaiting, keepWaiting } from './waiting.ts'

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

export const NOTHING_CAME: QueueOutcome = { sent: 0, ended: 0, refused: 0, waiting: 0 }

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

/** Tries again what waits. What came of it is told also where signal goes half-way. */
export const sendQueue = (session: Session, items: readonly WaitingItem[]): Promise<QueueOutcome> =>
  tryEach(items, (parcel) => depositNow(session, parcel), dropWaiting)

/** The sentence for what came of the queue, if any. What was refused comes first: of what she ended, the list tells as well. */
export function toldOf({ refused, ended, failure }: QueueOutcome): ProblemKey | null {
  if (refused > 0) return 'queue-refused'
  if (ended > 0) return 'queue-ended'
  return failure === undefined ? null : failureKey(failure)
}

/** Tries each parcel by itself: one that is refused or fails holds up none behind it. Without signal all that is left waits untried. */
export async function tryEach(
  items: readonly Pick<WaitingItem, 'key' | 'value'>[],
  deposit: (parcel: Queued) => Promise<unknown>,
  drop: (key: string) => Promise<void>,
): Promise<QueueOutcome> {
  const outcome: QueueOutcome = { ...NOTHING_CAME }
  for (const [at, { key, value }] of items.entries()) {
    try {
      const became = await tryParcel(Queued.parse(value), deposit)
      if (became !== 'waiting') await drop(key)
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

// The server's day says whether its days have passed, and not this device's clock.
async function tryParcel(parcel: Queued, deposit: (parcel: Queued) => Promise<unknown>): Promise<Became> {
  try {
    await deposit(parcel)
    return 'sent'
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'offline') throw error
    return becomesOf(error.code)
  }
}
