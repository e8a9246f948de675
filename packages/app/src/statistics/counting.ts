// Keeps a year's counters sealed to this device, and sends them sealed to its organisation's statistics desk.
// Governed by docs/statistics.md "What is kept".
import { ItemId } from '@apila/core/bytes.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import type { Cohort } from '@apila/core/statistics/wire.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealCounters } from '@apila/sealing/statistics/sums.ts'
import { keep, readKept } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'
import type { Counting } from './device-counters.ts'

const SLOT_BYTES = 16

export function countingOf(session: Session, cohort: Cohort): Counting {
  const key = `counters/${String(cohort)}/${session.device.id}`
  const desk = session.statisticsDesk
  return {
    domain: DOMAIN,
    read: async () => {
      const blob = await readKept(key)
      return typeof blob === 'string' ? openOnDevice(session.device, blob) : null
    },
    keep: async (value) => {
      await keep(key, await sealToDevice(session.device, value))
    },
    send: desk
      ? async (slot, bytes) => {
          await session.api.tell('PUT', 'counters', {
            list: desk.list,
            slot,
            cohort,
            blob: await sealCounters(desk.recipient, bytes),
          })
        }
      : null,
    alone: async (what, act) => navigator.locks.request(`${key}/${what}`, act),
    newSlot: () => ItemId.parse(toBase64url(crypto.getRandomValues(new Uint8Array(SLOT_BYTES)))),
  }
}
