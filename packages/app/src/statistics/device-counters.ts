// This device's counters of a year: an observation is added and forgotten; the copy here is sealed to the device.
// Governed by docs/statistics.md "What is kept" and docs/statistics.md "Device counters".
import * as z from 'zod'
import { ItemId } from '@apila/core/bytes.ts'
import { findEpoch } from '@apila/core/organisation/roster.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { DOMAIN, toRow } from '@apila/core/statistics/tables.ts'
import type { Cohort } from '@apila/core/statistics/wire.ts'
import { type Counters, addRow, emptyCounters, encodeCounters } from '@apila/disclosure/counters.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealCounters } from '@apila/sealing/statistics/sums.ts'
import { Refused } from '../account/api.ts'
import { keep, readKept } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'

/** How many new entries wait before they are sent by themselves, so that one upload never holds one row. Source: docs/statistics.md. */
export const SEND_FROM = 10

const Kept = z.object({ slot: ItemId, entries: z.int(), cells: z.array(z.int()), sent: z.int(), codebook: z.string() })

export interface DeviceCounters {
  slot: ItemId
  counters: Counters
  /** Entries that the server's copy already holds. */
  sent: number
}

const keyOf = (session: Session, cohort: Cohort) => `counters/${String(cohort)}/${session.device.id}`

export async function readCounters(session: Session, cohort: Cohort): Promise<DeviceCounters> {
  const blob = await readKept(keyOf(session, cohort))
  const kept = Kept.safeParse(typeof blob === 'string' ? await openOnDevice(session.device, blob) : null)
  // Counters of another codebook cannot be added to; what they held has been sent under their own slot.
  if (kept.success && kept.data.codebook === DOMAIN.codebook) {
    const { slot, entries, cells, sent } = kept.data
    return { slot, counters: { entries, cells }, sent }
  }
  const slot = ItemId.parse(toBase64url(crypto.getRandomValues(new Uint8Array(16))))
  return { slot, counters: emptyCounters(DOMAIN), sent: 0 }
}

async function keepCounters(session: Session, cohort: Cohort, { slot, counters, sent }: DeviceCounters): Promise<void> {
  const value: z.infer<typeof Kept> = {
    slot,
    entries: counters.entries,
    cells: [...counters.cells],
    sent,
    codebook: DOMAIN.codebook,
  }
  await keep(keyOf(session, cohort), await sealToDevice(session.device, value))
}

export type Recorded = { counted: false } | { counted: true; waiting: number }

/** Counts an observation and forgets it. Uploads by itself from ten new entries; without signal they simply wait. */
export async function recordObservation(session: Session, cohort: Cohort, observation: Observation): Promise<Recorded> {
  const row = toRow(Observation.parse(observation))
  if (!row) return { counted: false }
  const before = await readCounters(session, cohort)
  const after = { ...before, counters: addRow(DOMAIN, before.counters, row) }
  await keepCounters(session, cohort, after)
  if (after.counters.entries - after.sent < SEND_FROM)
    return { counted: true, waiting: after.counters.entries - after.sent }
  try {
    await sendCounters(session, cohort)
    return { counted: true, waiting: 0 }
  } catch (error) {
    if (error instanceof Refused && error.code === 'offline')
      return { counted: true, waiting: after.counters.entries - after.sent }
    throw error
  }
}

/** Sends the device's counters of a year, sealed to its organisation's statistics desk; replaces what it sent before. */
export async function sendCounters(session: Session, cohort: Cohort): Promise<void> {
  const kept = await readCounters(session, cohort)
  const desk = findEpoch(session.roster, session.own.organisation, 'statistics')
  if (!session.statisticsDesk || !desk || kept.counters.entries === kept.sent) return
  const blob = await sealCounters(desk, encodeCounters(DOMAIN, kept.counters))
  await session.api.tell('PUT', 'counters', { list: session.statisticsDesk.list, slot: kept.slot, cohort, blob })
  await keepCounters(session, cohort, { ...kept, sent: kept.counters.entries })
}
