// What waits on this device, sealed to its own key: drafts of clients who are thinking, and parcels without signal.
// Governed by docs/protocol.md ("let me think" keeps a draft 14 days; no signal: the device's queue).
import * as z from 'zod'
import { Digest } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Deposit } from '@apila/core/referral/wire.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import type { Session } from '../account/session.ts'
import { forget, keep, listKept, readKept } from '../account/device-store.ts'

/** How long a draft waits for a client who is thinking. Unit: days. Source: docs/protocol.md. */
export const DRAFT_DAYS = 14

/** How a thing waits: the day is readable so that it can be swept without being opened; the rest is sealed. */
const Waiting = z.object({ until: Day, blob: z.string() })

/** sheet: a start-meeting sheet that was being written when the screen locked. */
export type WaitingKind = 'draft' | 'queue' | 'sheet'

export interface WaitingItem {
  key: string
  until: Day
  value: unknown
}

/** Keeps a value sealed; the key it was kept under. */
export async function keepWaiting(
  session: Session,
  kind: WaitingKind,
  value: unknown,
  until: Day,
  key = newKey(kind),
): Promise<string> {
  await keep(key, { until, blob: await sealToDevice(session.device, value) })
  return key
}

const newKey = (kind: WaitingKind) => `${kind}/${crypto.randomUUID()}`

/** This device's own waiting things. Sweeps what is past its day; leaves what other devices of the same browser keep. */
export async function listWaiting(session: Session, kind: WaitingKind, today: Day): Promise<WaitingItem[]> {
  const items: WaitingItem[] = []
  for (const { key, value } of await listKept(`${kind}/`)) {
    const row = Waiting.safeParse(value)
    if (!row.success || row.data.until < today) {
      await forget(key)
      continue
    }
    const opened = await openOnDevice(session.device, row.data.blob).catch(() => null)
    if (opened !== null) items.push({ key, until: row.data.until, value: opened })
  }
  return items
}

export async function readWaiting(session: Session, key: string): Promise<unknown> {
  const row = Waiting.safeParse(await readKept(key))
  return row.success ? openOnDevice(session.device, row.data.blob) : null
}

export const dropWaiting = async (key: string): Promise<void> => {
  await forget(key)
}

/** A parcel that could not be sent. `toEpoch` is what it was sealed for; a desk that has changed keys since must not get it. */
export const Queued = z.object({ deposit: Deposit, to: OrganisationId, toEpoch: Digest })
export type Queued = z.infer<typeof Queued>

/** What to do with a queued parcel, given the desk's present fingerprint. */
export type QueueAdvice = 'send' | 'expired' | 'desk-changed'

export function queueAdvice(queued: Queued, presentEpoch: Digest | null, today: Day): QueueAdvice {
  if (queued.deposit.until < today) return 'expired'
  return presentEpoch === queued.toEpoch ? 'send' : 'desk-changed'
}
