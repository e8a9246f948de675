// Numbers that a seed gives again and again, so that a test that fails fails again. For tests and invented data only: a predictable
// stream protects nobody. The statistics have a stream of their own beside them, since they are published alone.

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Whole numbers from 0 to one less than `below`. */
export function seededBelow(seed: number): (below: number) => number {
  const next = seededNumbers(seed)
  return (below) => Math.floor(next() * below)
}

export function seededBytes(seed: number): (length: number) => Uint8Array<ArrayBuffer> {
  const next = seededBelow(seed)
  return (length) => Uint8Array.from({ length }, () => next(256))
}
