// Rate limits in memory, keyed by HMAC(hourly key, address), so that no address is kept. Governed by docs/protocol.md "Metadata".
import { type RandomBytes, memoryTag } from './keys.ts'

export type LimitName = 'sign-in' | 'open' | 'end' | 'feedback'

export type Limits = {
  /** Counts one use; false when the hour's allowance is spent. */
  take: (name: LimitName, address: string) => boolean
  /** Forgets the hour that is over. Called each minute: on a quiet night nobody else would. */
  forgetOld: () => void
  /** How many allowances are counted now. */
  size: () => number
}

const HOUR_MS = 3_600_000

/** Limits that forget everything each hour. `allowances`: uses an hour from one address. */
export function openLimits(
  allowances: Readonly<Record<LimitName, number>>,
  now: () => Date,
  randomBytes: RandomBytes,
): Limits {
  let hour = -1
  let key = randomBytes(32)
  const used = new Map<string, number>()
  const forgetOld = (): void => {
    const current = Math.floor(now().getTime() / HOUR_MS)
    if (current === hour) return
    hour = current
    key = randomBytes(32)
    used.clear()
  }
  return {
    forgetOld,
    size: () => used.size,
    take: (name, address) => {
      forgetOld()
      const bucket = `${name} ${memoryTag(key, address)}`
      const count = (used.get(bucket) ?? 0) + 1
      used.set(bucket, count)
      return count <= allowances[name]
    },
  }
}
