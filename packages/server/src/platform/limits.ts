// Rate limits in memory, keyed by HMAC(hourly key, who), so that no address is kept. Who is a signed-in device, or the network that
// an address is in. Governed by docs/protocol.md "Limits".
import { isIPv4, isIPv6 } from 'node:net'
import { type RandomBytes, memoryTag } from './keys.ts'

export type LimitName = 'sign-in' | 'open' | 'end' | 'feedback'

/** `free`: within the hour's allowance. `spent`: above it. `late`: more have come than are counted one by one, and what they share is
 *  spent; whoever it is waits, and is not refused for what others did. */
export type Allowance = 'free' | 'spent' | 'late'

export type Limits = {
  /** Counts one use. */
  take: (name: LimitName, who: string) => Allowance
  /** Gives one use back: it was no misuse. */
  giveBack: (name: LimitName, who: string) => void
  /** Forgets the hour that is over. Called each minute: on a quiet night nobody else would. */
  forgetOld: () => void
  /** How many allowances are counted now. */
  size: () => number
}

const HOUR_MS = 3_600_000
/** Most allowances that are counted one by one, about 10 MB. Above it all others share one. */
const COUNTED = 50_000

/** Limits that forget everything each hour. `allowances`: uses an hour. */
export function openLimits(
  allowances: Readonly<Record<LimitName, number>>,
  now: () => Date,
  randomBytes: RandomBytes,
): Limits {
  let hour = -1
  let key = randomBytes(32)
  const used = new Map<string, number>()
  const shared = new Map<LimitName, number>()
  const forgetOld = (): void => {
    const current = Math.floor(now().getTime() / HOUR_MS)
    if (current === hour) return
    hour = current
    key = randomBytes(32)
    used.clear()
    shared.clear()
  }
  const bucketOf = (name: LimitName, who: string) => `${name} ${memoryTag(key, who)}`
  return {
    forgetOld,
    size: () => used.size,
    take: (name, who) => {
      forgetOld()
      const bucket = bucketOf(name, who)
      const before = used.get(bucket)
      if (before === undefined && used.size >= COUNTED) {
        const count = (shared.get(name) ?? 0) + 1
        shared.set(name, count)
        return count <= allowances[name] ? 'free' : 'late'
      }
      const count = (before ?? 0) + 1
      used.set(bucket, count)
      return count <= allowances[name] ? 'free' : 'spent'
    },
    giveBack: (name, who) => {
      const bucket = bucketOf(name, who)
      const count = used.get(bucket)
      if (count !== undefined) used.set(bucket, Math.max(0, count - 1))
    },
  }
}

const V4_IN_V6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** The network that an address is in: /24 of IPv4, also where it is written as IPv6, and /64 of IPv6. One subscriber has a whole /64. */
export function networkOf(address: string): string {
  const plain = address.split('%')[0] ?? ''
  const v4 = V4_IN_V6.exec(plain)?.[1] ?? plain
  if (isIPv4(v4)) return `${v4.split('.').slice(0, 3).join('.')}.0/24`
  if (!isIPv6(plain)) return 'unknown'
  const groups = groupsOf(plain)
  // ::ffff:c000:201 is an IPv4 address too.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const high = groups[6] ?? 0
    const low = groups[7] ?? 0
    return `${String(high >> 8)}.${String(high & 255)}.${String(low >> 8)}.0/24`
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

function groupsOf(address: string): number[] {
  const [front = '', back] = address.split('::')
  const read = (text: string) => (text === '' ? [] : text.split(':').flatMap(readGroup))
  const first = read(front)
  const last = back === undefined ? [] : read(back)
  return [...first, ...Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => 0), ...last]
}

// The last 32 bits may stand as an IPv4 address.
function readGroup(text: string): number[] {
  if (!text.includes('.')) return [Number.parseInt(text, 16)]
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number)
  return [a * 256 + b, c * 256 + d]
}
