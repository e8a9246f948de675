// What is written on a screen and stored nowhere outlives a lock here: sealed to its worker's device, in this page's memory alone. It is gone
// when the page is loaded anew or closed, when another screen is opened, and for whoever else signs in. Governed by docs/working-day.md
// "A letter to the assistance system".
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import type { Session } from '../account/session.ts'

type Device = Session['device']

let read: (() => unknown) | null = null
let held: Promise<string | null> = Promise.resolve(null)

/** The screen gives what stands there now, or null. Gives how to stop. */
export function offerOverLock(writing: () => unknown): () => void {
  read = writing
  return () => {
    read = null
  }
}

/** At the lock, before the screen goes. True where something is held. */
export function holdOverLock(device: Device): boolean {
  const value = read?.() ?? null
  if (value !== null) held = sealToDevice(device, value)
  return value !== null
}

/** Gives back, once, what was held for this device; null where there is nothing, or it is another's. */
export async function takeOverLock(device: Device): Promise<unknown> {
  const sealed = await held
  dropOverLock()
  return sealed === null ? null : openOnDevice(device, sealed)
}

export function dropOverLock(): void {
  held = Promise.resolve(null)
}
