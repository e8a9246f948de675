// What a device can read of the locks and the conversation, and the one rule of standing as far as the model needs it.
import type { Fault } from './mutants.ts'
import type { Life, Lock } from './state.ts'

/** Of the receiving desk. */
export const DEVICES = [1, 2, 3] as const
type DeviceNumber = (typeof DEVICES)[number]

/** Longest permission that can be agreed, in days of the model. Stands for the lengths of clause 6.4. */
export const LONGEST = 3

/** Device 3 was removed with the first epoch: it never gets the key of the second. */
export const hasKey = (device: DeviceNumber, lock: Lock): boolean => lock.epoch === 0 || device !== 3

/** The newest lock that this device opens; broken ones are skipped (clause 7.7). */
export function newestLock(life: Life, device: DeviceNumber, withTicket: boolean): Lock | null {
  const opens = (lock: Lock): boolean => !lock.noise && hasKey(device, lock) && (!lock.ticketLayer || withTicket)
  return life.locks.findLast(opens) ?? null
}

/** How many messages are shown, or null where the reader stops. Noise is skipped and counted (clause 8.1). */
export function readableItems(items: Life['items'], fault: Fault | null): number | null {
  if (fault === 'broken-item-hides' && items.includes('noise')) return null
  return items.filter((item) => item === 'message').length
}

export interface View {
  day: number
  grantUntil: number
  renewedUntil: number
  mode: Life['mode']
  network: Life['network']
  withTicket: boolean
  yes: boolean
}

/** Clause 6.5: one function, called when sealing and when opening. Every grant of the model begins on day 0. */
export function stands(view: View, fault: Fault | null): boolean {
  if (fault === 'receiver-asks-nothing') return true
  if (view.network !== 'ours' && fault !== 'network-unchecked') return false
  if (view.grantUntil > LONGEST && fault !== 'receiver-ignores-length') return false
  if (view.day > Math.max(view.grantUntil, view.renewedUntil) && fault !== 'receiver-ignores-days') return false
  const isWithHer = view.mode === 'all-ahead' || view.withTicket || view.yes
  return isWithHer || fault === 'receiver-ignores-mode'
}
