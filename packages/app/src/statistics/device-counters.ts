// This device's counters of a year: an observation is added and forgotten, and the counters are sent as a whole.
// Governed by docs/statistics.md "What is kept". Everything that reads and then writes does so alone among all pages of the device.
import * as z from 'zod'
import { ItemId } from '@apila/core/bytes.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { toRow } from '@apila/core/statistics/tables.ts'
import {
  type Counters,
  ENCODED_COUNTER_BYTES,
  addRow,
  decodeCounters,
  emptyCounters,
  encodeCounters,
} from '@apila/disclosure/counters.ts'
import type { Domain } from '@apila/disclosure/domain.ts'
import { fromBase64url, toBase64url } from '@apila/sealing/encoding.ts'

/** How many new entries wait before they are sent by themselves, so that one upload never holds one row. Source: docs/statistics.md. */
export const SEND_FROM = 10

const Slot = z.object({
  slot: ItemId,
  /** What `encodeCounters` made: it names the codebook, the attributes and the tables that were counted. */
  bytes: z.base64url().length(Math.ceil((ENCODED_COUNTER_BYTES * 4) / 3)),
  /** Entries that the server's copy does not hold yet. */
  unsent: z.int().min(0),
})
type Slot = z.infer<typeof Slot>

/** One slot for each plan that was counted by in the year: counters of one plan cannot be added to those of another. */
const Kept = z.array(Slot)

/** Where the counters of a device and a year are kept, and where they go. */
export interface Counting {
  /** The plan that is counted by now. */
  readonly domain: Domain
  /** What `keep` got last; anything else counts as nothing. */
  readonly read: () => Promise<unknown>
  readonly keep: (value: unknown) => Promise<void>
  /** Ends once the server holds the bytes in place of what stood in the slot. Null: there is no desk to send to. */
  readonly send: ((slot: ItemId, bytes: Uint8Array) => Promise<void>) | null
  /** Runs one act after another, among all pages of the device. */
  readonly alone: <T>(what: 'keeping' | 'sending', act: () => Promise<T>) => Promise<T>
  readonly newSlot: () => ItemId
}

async function readSlots({ read }: Counting): Promise<Slot[]> {
  const kept = Kept.safeParse(await read())
  return kept.success ? kept.data : []
}

function countersIn(domain: Domain, { bytes }: Slot): Counters | null {
  const decoded = decodeCounters(domain, fromBase64url(bytes))
  return decoded.ok ? decoded.counters : null
}

const waitingIn = (slots: readonly Slot[]): number => slots.reduce((sum, { unsent }) => sum + unsent, 0)

/** Entries that only this device has counted so far. */
export async function countWaiting(counting: Counting): Promise<number> {
  return waitingIn(await readSlots(counting))
}

/** Counts an observation and forgets it. False: the person is not counted now. Nothing is sent. */
export async function recordObservation(counting: Counting, observation: Observation): Promise<boolean> {
  const row = toRow(Observation.parse(observation))
  if (!row) return false
  const { domain } = counting
  await counting.alone('keeping', async () => {
    const slots = await readSlots(counting)
    const at = slots.findIndex((slot) => countersIn(domain, slot) !== null)
    const before = slots[at] ?? { slot: counting.newSlot(), bytes: '', unsent: 0 }
    const counters = slots[at] ? countersIn(domain, slots[at]) : null
    const bytes = encodeCounters(domain, addRow(domain, counters ?? emptyCounters(domain), row))
    const after = { ...before, bytes: toBase64url(bytes), unsent: before.unsent + 1 }
    await counting.keep(at < 0 ? [...slots, after] : slots.with(at, after))
  })
  return true
}

/**
 * Sends what waits from `from` entries on, each slot as a whole; tells how many entries wait afterwards.
 * Counters of another plan are sent as they are: the keeper is told that a slot cannot be read, so nothing falls away unseen.
 */
export async function sendCounters(counting: Counting, from = 1): Promise<number> {
  return counting.alone('sending', async () => {
    const slots = await readSlots(counting)
    if (counting.send === null || waitingIn(slots) < from) return waitingIn(slots)
    for (const { slot, bytes, unsent } of slots) {
      if (unsent === 0) continue
      await counting.send(slot, fromBase64url(bytes))
      // What was counted meanwhile still waits.
      await counting.alone('keeping', async () => {
        const now = await readSlots(counting)
        await counting.keep(now.map((one) => (one.slot === slot ? { ...one, unsent: one.unsent - unsent } : one)))
      })
    }
    return countWaiting(counting)
  })
}
