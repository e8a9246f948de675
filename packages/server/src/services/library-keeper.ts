// The library that this process shows: the content with the members' words laid over its directory, in memory, and replaced only after
// the database has the word. The same object as long as nothing changes, so that what is made of it can be kept.
import { type Confirmation, confirmDirectory, overtakenWords } from '@apila/core/services/confirm.ts'
import type { Library } from '../library/library.ts'
import type { Database } from '../platform/db.ts'
import { deleteConfirmations, listConfirmations } from './store.ts'

export type LibraryKeeper = {
  /** What pages show. No other directory reaches them, so none can show a contact without its organisation's word on it. */
  current: () => Library
  /** The last words of all members, as stored. */
  words: () => readonly Confirmation[]
  set: (words: readonly Confirmation[]) => void
  /** Who answers for the server, as the folder says now. */
  setOperator: (runBy: Library['runBy']) => void
}

export function keepLibrary(first: Library, said: readonly Confirmation[] = []): LibraryKeeper {
  let content = first
  let words = said
  const withWords = (): Library => ({ ...content, directory: confirmDirectory(content.directory, words) })
  let shown = withWords()
  return {
    current: () => shown,
    words: () => words,
    set: (next) => {
      words = next
      shown = withWords()
    },
    setOperator: (runBy) => {
      content = { ...content, runBy }
      shown = withWords()
    },
  }
}

/** Forgets what the content has overtaken; content changes at a start only. */
export async function openLibrary(content: Library, db: Database): Promise<LibraryKeeper> {
  const words = await db.write(async (tx) => {
    await deleteConfirmations(
      tx,
      overtakenWords(content.directory, await listConfirmations(tx)).map(({ service }) => service),
    )
    return listConfirmations(tx)
  })
  return keepLibrary(content, words)
}
