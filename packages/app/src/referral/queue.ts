// Sends sealed parcels, and keeps those without signal until there is one. Sending the same parcel again is safe.
// Governed by docs/protocol.md "Deposit": the server says whether she must be asked anew.
import type { Day } from '@apila/core/day.ts'
import { type Failure, Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { serverDay } from '../clock.ts'
import { type Queued, type Unsent, type WaitingItem, dropWaiting, keepWaiting, listWaiting } from './waiting.ts'

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

/** Which sentence tells why something was not sent. `day`: the server's. */
export function whyUnsent(code: Failure, until: Day, day: Day | null): Unsent['why'] {
  const why = WHY[code] ?? 'refused'
  return why === 'ask' && day !== null && until < day ? 'past' : why
}

/** What was refused comes before what the client ended. */
export const inOrder = <T extends Pick<Unsent, 'why'>>(unsent: readonly T[]): T[] =>
  unsent.toSorted((a, b) => Number(a.why === 'ended') - Number(b.why === 'ended'))

const WHY: Readonly<Partial<Record<Failure, Unsent['why']>>> = {
  'has-ended': 'ended',
  'roster-moved': 'moved',
  'ask-again': 'ask',
}

/** Tries again what waits. What came of it is told also where signal goes half-way. What cannot be sent leaves a line that somebody must see. */
export const sendQueue = async (session: Session): Promise<QueueOutcome> =>
  tryEach(
    (await listWaiting(session, 'queue')).items,
    (parcel) => depositNow(session, parcel),
    async (key, unsent) => {
      if (unsent) await keepWaiting(session, 'unsent', unsent, unsent.until)
      await dropWaiting(key)
    },
  )

/** Tries each parcel by itself: one that is refused or fails holds up none behind it. Without signal all that is left waits untried. */
export async function tryEach(
  items: readonly Pick<WaitingItem<'queue'>, 'key' | 'value'>[],
  deposit: (parcel: Queued) => Promise<unknown>,
  drop: (key: string, unsent: Unsent | null) => Promise<void>,
): Promise<QueueOutcome> {
  const outcome: QueueOutcome = { sent: 0, ended: 0, refused: 0, waiting: 0 }
  for (const [at, { key, value }] of items.entries()) {
    try {
      const { became, unsent } = await tryParcel(value, deposit)
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

// The server says whether its days have passed, and not this device's clock.
async function tryParcel(
  parcel: Queued,
  deposit: (parcel: Queued) => Promise<unknown>,
): Promise<{ became: Became; unsent: Unsent | null }> {
  try {
    await deposit(parcel)
    return { became: 'sent', unsent: null }
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'offline') throw error
    const became = becomesOf(error.code)
    // Not taken this time, for a reason that may pass: it waits, and somebody is told.
    if (became === 'waiting') throw error
    const { isUrgent, deposit: sealed } = parcel
    const why = whyUnsent(error.code, sealed.until, serverDay())
    return { became, unsent: { why, until: sealed.until, ...(isUrgent && { isUrgent }) } }
  }
}
