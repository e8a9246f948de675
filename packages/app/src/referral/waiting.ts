// What waits on this device to be sent, sealed to its own key: parcels without signal. Drafts: drafts/drafts.ts.
// Governed by docs/protocol.md (no signal: the device's queue).
import * as z from 'zod'
import { Day } from '@apila/core/day.ts'
import { Deposit } from '@apila/core/referral/wire.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import type { Session } from '../account/session.ts'
import { forget, keep, listKept } from '../account/device-store.ts'
import { judgeKept } from '../account/kept-row.ts'

/** A parcel that could not be sent. */
export const Queued = z.object({
  deposit: Deposit,
  /** Sent without the client: nobody can be asked once more, and somebody has to ring. */
  isUrgent: z.literal(true).optional(),
})
export type Queued = z.infer<typeof Queued>

/** Why something will never be sent, for the sentence that somebody reads later. past: its last day. ended: by the client. moved: a desk has
 *  changed its keys. ask: the client must say yes again. refused: the server takes it in no case. */
export const Unsent = z.object({
  why: z.enum(['past', 'ended', 'moved', 'ask', 'refused']),
  until: Day,
  isUrgent: z.literal(true).optional(),
})
export type Unsent = z.infer<typeof Unsent>

/** unsent: what could not be sent for good, until somebody has seen that. */
const SHAPES = { queue: Queued, unsent: Unsent } as const
export type WaitingKind = keyof typeof SHAPES
type Waits = { queue: Queued; unsent: Unsent }

export interface WaitingItem<K extends WaitingKind = WaitingKind> {
  key: string
  until: Day
  value: Waits[K]
}

/** Keeps a value sealed; the key it was kept under. */
export async function keepWaiting<K extends WaitingKind>(
  session: Session,
  kind: K,
  value: Waits[K],
  until: Day,
): Promise<string> {
  const key = `${kind}/${crypto.randomUUID()}`
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

export interface WaitingList<K extends WaitingKind> {
  items: readonly WaitingItem<K>[]
  /** Keys of what is kept and cannot be read. Told, and never dropped unasked. */
  unreadable: readonly string[]
}

/** This device's own waiting things; leaves what other devices of the same browser keep. None is ever past: the server says what becomes of a
 *  parcel, and what was not sent stands until somebody has seen it. */
export async function listWaiting<K extends WaitingKind>(session: Session, kind: K): Promise<WaitingList<K>> {
  const schema = SHAPES[kind] as unknown as z.ZodType<Waits[K]>
  const items: WaitingItem<K>[] = []
  const unreadable: string[] = []
  for (const { key, value } of await listKept(`${kind}/`)) {
    const open = (blob: string) => openOnDevice(session.device, blob)
    const kept = await judgeKept(value, { schema, day: null, open })
    if (kept.is === 'readable') items.push({ key, until: kept.until, value: kept.value })
    else if (kept.is === 'unreadable') unreadable.push(key)
  }
  return { items, unreadable }
}

export const dropWaiting = async (key: string): Promise<void> => {
  await forget(key)
  changes.dispatchEvent(new Event('change'))
}
