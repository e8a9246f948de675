// The directory that this process shows: the content with the members' words laid over it, in memory, and replaced only after the
// database has the word. The same object as long as nothing changes, so that what is made of it can be kept.
import {
  type Confirmation,
  type ShownDirectory,
  confirmDirectory,
  overtakenWords,
} from '@apila/core/services/confirm.ts'
import type { ServiceDirectory } from '@apila/core/services/schema.ts'
import type { Database } from '../platform/db.ts'
import { deleteConfirmations, listConfirmations } from './store.ts'

export type DirectoryKeeper = {
  current: () => ShownDirectory
  /** The last words of all members, as stored. */
  words: () => readonly Confirmation[]
  set: (words: readonly Confirmation[]) => void
}

export function keepDirectory(content: ServiceDirectory, first: readonly Confirmation[] = []): DirectoryKeeper {
  let words = first
  let shown = confirmDirectory(content, words)
  return {
    current: () => shown,
    words: () => words,
    set: (next) => {
      words = next
      shown = confirmDirectory(content, words)
    },
  }
}

/** Forgets what the content has overtaken; content changes at a start only. */
export async function openDirectory(content: ServiceDirectory, db: Database): Promise<DirectoryKeeper> {
  const words = await db.write(async (tx) => {
    await deleteConfirmations(
      tx,
      overtakenWords(content, await listConfirmations(tx)).map(({ service }) => service),
    )
    return listConfirmations(tx)
  })
  return keepDirectory(content, words)
}
