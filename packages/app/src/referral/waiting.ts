// What waits on this device, sealed to its own key: drafts of clients who are thinking, and parcels without signal.
// Governed by docs/protocol.md ("let me think" keeps a draft 14 days; no signal: the device's queue).
import * as z from 'zod'
import { Day } from '@apila/core/day.ts'
import { Deposit } from '@apila/core/referral/wire.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import type { Session } from '../account/session.ts'
import { forget, keep, listKept, readKept } from '../account/device-store.ts'

/** How long a draft waits for a client who is thinking. Unit: days. Source: docs/protocol.md. */
export const DRAFT_DAYS = 14

/** How a thing waits: its last day, and the rest sealed. */
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

export interface WaitingList {
  items: readonly WaitingItem[]
  /** Keys of what is kept and cannot be read: damaged, or of another version of this program. Told, and never dropped unasked. */
  unreadable: readonly string[]
  /** How many were swept, since their days had passed. */
  past: number
}

/** What one kept row is to this device. others: another device of the same browser has sealed it. */
type Kept = { is: 'readable'; item: WaitingItem } | { is: 'unreadable' | 'past' | 'others' }

/** Judges one row. `day`: the server's, null where it is not known; a device's own clock may be wrong and sweeps nothing. `open` gives null for
 *  what is another device's. A parcel is never past: the server says what becomes of it, and somebody is told. */
export async function judgeKept(
  kind: WaitingKind,
  { key, value }: { key: string; value: unknown },
  day: Day | null,
  open: (blob: string) => Promise<unknown>,
): Promise<Kept> {
  const row = Waiting.safeParse(value)
  if (!row.success) return { is: 'unreadable' }
  const { until, blob } = row.data
  const opened = await open(blob).catch(() => undefined)
  if (opened === null) return { is: 'others' }
  if (kind !== 'queue' && day !== null && until < day) return { is: 'past' }
  const isWhole = opened !== undefined && (kind !== 'queue' || Queued.safeParse(opened).success)
  return isWhole ? { is: 'readable', item: { key, until, value: opened } } : { is: 'unreadable' }
}

/** This device's own waiting things; leaves what other devices of the same browser keep. Drafts and sheets past their day are swept. */
export async function listWaiting(session: Session, kind: WaitingKind): Promise<WaitingList> {
  const items: WaitingItem[] = []
  const unreadable: string[] = []
  let past = 0
  for (const row of await listKept(`${kind}/`)) {
    const kept = await judgeKept(kind, row, session.api.day(), (blob) => openOnDevice(session.device, blob))
    if (kept.is === 'readable') items.push(kept.item)
    else if (kept.is === 'unreadable') unreadable.push(row.key)
    else if (kept.is === 'past') {
      await forget(row.key)
      past += 1
    }
  }
  return { items, unreadable, past }
}

/** One of this device's waiting things; null where it is not there. Throws `BrokenSeal` where it cannot be read. */
export async function readWaiting(session: Session, key: string): Promise<unknown> {
  const value = await readKept(key)
  if (value === undefined) return null
  const row = Waiting.safeParse(value)
  if (!row.success) throw new BrokenSeal()
  return openOnDevice(session.device, row.data.blob)
}

export const dropWaiting = async (key: string): Promise<void> => {
  await forget(key)
  changes.dispatchEvent(new Event('change'))
}

/** A parcel that could not be sent. */
export const Queued = z.object({ deposit: Deposit })
export type Queued = z.infer<typeof Queued>
