// Waits until a file is on the disk, beside everything else that the process does: one call of the system for all who wait, in a thread
// of its own, so that nobody who only reads waits for a disk. Governed by docs/decisions/0014-durable-beside-reading.md.
import { close, closeSync, fdatasync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const sync = promisify(fdatasync)

export type Durable = {
  /** Resolves when all that was written to the file before this call is on the disk. Once it could not be, it never resolves again. */
  settle: () => Promise<void>
  close: () => Promise<void>
}

/** Holds a file open by its name; nobody may take the name away while it is held. */
export function openDurable(file: string): Durable {
  const handle = openSync(file, 'r+')
  // The name itself must survive a power cut too.
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  // After a failure the system may count as written what is not, and the next call would succeed for nothing.
  let failure: Error | null = null
  const run = async (): Promise<void> => {
    if (failure) throw failure
    try {
      await sync(handle)
    } catch (error) {
      failure = error as Error
      throw error
    } finally {
      running = null
    }
  }
  const begin = (): Promise<void> => {
    next = null
    return (running = run())
  }
  return {
    // What runs now may have begun before the caller wrote, so that the caller needs the one after it.
    settle: () => (running ? (next ??= running.then(begin, begin)) : begin()),
    close: async () => {
      await next?.catch(() => undefined)
      await running?.catch(() => undefined)
      await promisify(close)(handle)
    },
  }
}

/** Writes a small file for this user alone, whole or not at all; on the disk when it returns. */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.unfinished`
  const handle = openSync(unfinished, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(unfinished, file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
