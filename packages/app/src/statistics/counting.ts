// Keeps a year's counters sealed to this device, and sends them sealed to its organisation's statistics desk.
// Governed by docs/statistics.md "What is kept".
import { ItemId } from '@apila/core/bytes.ts'
import { findEpoch } from '@apila/core/organisation/roster.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import type { Cohort } from '@apila/core/statistics/wire.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealCounters } from '@apila/sealing/statistics/sums.ts'
import { keep, readKept } from '../account/device-store.ts'
import type { Work } from '../account/session.ts'
import type { Counting } from './device-counters.ts'

const SLOT_BYTES = 16

export function countingOf(work: Work, cohort: Cohort): Counting {
  const key = `counters/${String(cohort)}/${work.device.id}`
  const desk = findEpoch(work.roster, work.own.organisation, 'statistics')
  const list = work.statisticsDesk?.list
  return {
    domain: DOMAIN,
    read: async () => {
      const blob = await readKept(key)
      return typeof blob === 'string' ? openOnDevice(work.device, blob) : null
    },
    keep: async (value) => {
      await keep(key, await sealToDevice(work.device, value))
    },
    send:
      list && desk
        ? async (slot, bytes) => {
            await work.api.tell('PUT', 'counters', { list, slot, cohort, blob: await sealCounters(desk, bytes) })
          }
        : null,
    alone: async (what, act) => navigator.locks.request(`${key}/${what}`, act),
    newSlot: () => ItemId.parse(toBase64url(crypto.getRandomValues(new Uint8Array(SLOT_BYTES)))),
  }
}
