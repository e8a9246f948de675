// Bytes that a seed gives again and again: for tests, benchmarks and invented releases only. A predictable stream protects nobody.
import type { RandomBytes } from '../discrete-gaussian.ts'

/** sfc32 (Doty-Humphrey), a small generator that passes the usual statistical tests. */
export function seededBytes(seed: number): RandomBytes {
  let a = 0x9e37_79b9
  let b = 0x243f_6a88
  let c = seed >>> 0
  let counter = 1
  const next = (): number => {
    const result = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    return result >>> 0
  }
  for (let i = 0; i < 20; i++) next()
  return (n) => {
    const bytes = new Uint8Array(n)
    for (let at = 0; at < n; at += 4) {
      const word = next()
      for (let byte = 0; byte < 4 && at + byte < n; byte++) bytes[at + byte] = word >>> (8 * byte)
    }
    return bytes
  }
}
