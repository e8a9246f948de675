// What one device may do in a day, so that no faulty or stolen device drowns the others. In memory only, and gone with the day.
// Governed by docs/protocol.md "Limits".
import { type Day, addDays } from '@apila/core/day.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { QuotaName, SpentQuota } from '@apila/core/referral/wire.ts'
import { Problem } from '../platform/problem.ts'

/** Far above what people do by hand. `locks`: for one part; `versions`: of one note. Unit: acts of a device in a day. */
export const MOST_A_DAY: Readonly<Record<QuotaName, number>> = {
  permissions: 40,
  names: 60,
  opens: 400,
  items: 200,
  locks: 4,
  notes: 500,
  versions: 40,
}
/** From this share on the keepers of the organisation are told. */
const TOLD_FROM = 0.8

/** What locking one permission anew takes, while the allowance of `allowRelocking` lasts: first contact and story are opened once, and each of
 *  the permission's parts gets a lock. Unit: opens. */
const OPENS_A_PERMISSION = 2
/** A removal on a Friday is still being worked off a week later. Unit: days. */
export const RELOCK_DAYS = 14

export type Quotas = {
  /** Counts one act, or throws `too-many`. `part`: what is counted by itself. */
  spend: (name: QuotaName, device: DeviceId, part?: string) => void
  /** After somebody has left a desk: its devices may open that many permissions beside what they may in a day, for `RELOCK_DAYS`. */
  allowRelocking: (devices: readonly DeviceId[], permissions: number) => void
  /** Whether something of that is left; then the hour's allowance does not count either. */
  isRelocking: (device: DeviceId) => boolean
  /** Whether this story is still to be locked anew in those days. No device of those told of at once has done it yet. */
  isOwed: (device: DeviceId, story: string) => boolean
  /** It has been done. */
  settle: (device: DeviceId, story: string) => void
  /** What these devices have nearly spent today. */
  listNearlySpent: (devices: readonly DeviceId[]) => SpentQuota[]
}

export function openQuotas(today: () => Day): Quotas {
  let day = today()
  const used = new Map<DeviceId, Map<string, { name: QuotaName; count: number }>>()
  const relocking = new Map<DeviceId, { left: number; until: Day; settled: Set<string> }>()
  const allowanceOf = (device: DeviceId) => {
    const allowed = relocking.get(device)
    if (allowed && today() > allowed.until) relocking.delete(device)
    return relocking.get(device)
  }
  const leftOf = (device: DeviceId): number => allowanceOf(device)?.left ?? 0
  const usedToday = (): typeof used => {
    if (day !== today()) {
      day = today()
      used.clear()
    }
    return used
  }
  return {
    allowRelocking: (devices, permissions) => {
      const settled = new Set<string>()
      for (const device of devices)
        relocking.set(device, { left: permissions * OPENS_A_PERMISSION, until: addDays(today(), RELOCK_DAYS), settled })
    },
    isRelocking: (device) => leftOf(device) > 0,
    isOwed: (device, story) => {
      const allowed = allowanceOf(device)
      return allowed !== undefined && !allowed.settled.has(story)
    },
    settle: (device, story) => {
      allowanceOf(device)?.settled.add(story)
    },
    spend: (name, device, part = '') => {
      const allowed = allowanceOf(device)
      if (name === 'opens' && allowed && allowed.left > 0) {
        allowed.left -= 1
        return
      }
      const ofDevice = usedToday().get(device) ?? new Map<string, { name: QuotaName; count: number }>()
      const key = `${name} ${part}`
      const count = (ofDevice.get(key)?.count ?? 0) + 1
      if (count > MOST_A_DAY[name]) throw new Problem('too-many')
      used.set(device, ofDevice.set(key, { name, count }))
    },
    listNearlySpent: (devices) =>
      devices.flatMap((device) =>
        [...(usedToday().get(device)?.values() ?? [])]
          .filter(({ name, count }) => count >= MOST_A_DAY[name] * TOLD_FROM)
          .map(({ name, count }) => ({ device, name, count, most: MOST_A_DAY[name] })),
      ),
  }
}
