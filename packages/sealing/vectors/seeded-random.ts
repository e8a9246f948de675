// Makes seals the same at each writing. For vectors only; nothing that is sealed so is secret.
import { seededBytes } from '../../../tests/machinery/seeded.ts'

/** From here on the system's random bytes come from a seed, so that the age library writes the same seals each time. */
export function useSeededRandom(seed: number): void {
  const random = seededBytes(seed)
  const fill = <T extends ArrayBufferView>(view: T): T => {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(random(view.byteLength))
    return view
  }
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill, configurable: true })
}
