// A file of zeros that gives its room back when the disk is full: an ending must be possible even then.
// Governed by docs/operating.md "A full disk".
import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Far above what deleting two leashes writes. Unit: bytes. */
const RESERVE_BYTES = 1_048_576

export type Reserve = {
  /** Gives the room back. */
  spend: () => void
  /** Takes the room again, as soon as there is some. */
  restore: () => void
}

export function openReserve(folder: string): Reserve {
  const file = join(folder, 'reserve')
  return {
    spend: () => {
      rmSync(file, { force: true })
    },
    restore: () => {
      if (existsSync(file)) return
      const handle = openSync(file, 'w', 0o600)
      try {
        writeSync(handle, new Uint8Array(RESERVE_BYTES))
        fsyncSync(handle)
      } catch {
        rmSync(file, { force: true })
      } finally {
        closeSync(handle)
      }
    },
  }
}
