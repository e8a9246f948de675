// What waits on this device to be sent, sealed to its own key: parcels without signal. Drafts: drafts/drafts.ts.
// Governed by docs/protocol.md (no signal: the device's queue).
import * as z from 'zod'
import { Day } from '@apila/core/day.ts'
import { Deposit } from '@apila/core/referral/wire.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import type { Session } from '../account/session.ts'
import { forget, keep, listKept } from '../account/device-store.ts'

/** How a thing waits: the day is readable so that it can be swept without being opened; the rest is sealed. */
const Waiting = z.object({ until: Day, blob: z.string() })

/** unsent: what could not be sent for good, until somebody has seen that. */
export type WaitingKind = 'queue' | 'unsent'

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
  changes.dispatchEvent(new Event('change'))
  return key
}

const changes = new EventTarget()

/** Told when something begins or ends to wait, also where a screen began it that is gone by then. Gives how to stop hearing. */
export function hearWaiting(hear: () => void): () => void {
  changes.addEventListener('change', hear)
  return () => {
    changes.removeEventListener('change', hear)
  }
}

const newKey = (kind: WaitingKind) => `${kind}/${crypto.randomUUID()}`

/** This device's own waiting things; leaves what other devices of the same browser keep. What is past its day is swept, but not from the
 *  queue: there somebody must be told first. */
export async function listWaiting(session: Session, kind: WaitingKind, today: Day): Promise<WaitingItem[]> {
  const items: WaitingItem[] = []
  for (const { key, value } of await listKept(`${kind}/`)) {
    const row = Waiting.safeParse(value)
    if (!row.success || (row.data.until < today && kind !== 'queue')) {
      await forget(key)
      continue
    }
    const opened = await openOnDevice(session.device, row.data.blob).catch(() => null)
    if (opened !== null) items.push({ key, until: row.data.until, value: opened })
  }
  return items
}

export const dropWaiting = async (key: string): Promise<void> => {
  await forget(key)
  changes.dispatchEvent(new Event('change'))
}

/** A parcel that could not be sent. */
export const Queued = z.object({ deposit: Deposit })
export type Queued = z.infer<typeof Queued>
