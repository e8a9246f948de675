// Random bytes that are the same at each writing: a counter under SHA-256. For vectors only; nothing that is sealed with them is secret.
import { createHash } from 'node:crypto'
import type { RandomBytes } from '../src/encoding.ts'

export function seededRandom(seed: string): RandomBytes {
  let counter = 0
  return (length) => {
    const out = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256')
        .update(`${seed}/${String(counter)}`)
        .digest()
      counter += 1
      out.set(block.subarray(0, Math.min(32, length - at)), at)
    }
    return out
  }
}

/** From here on the system's random bytes are these, so that the age library writes the same seals each time. */
export function useSeededRandom(seed: string): void {
  const random = seededRandom(seed)
  const fill = <T extends ArrayBufferView>(view: T): T => {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(random(view.byteLength))
    return view
  }
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill, configurable: true })
}
