// Who was signed in on this device last, and in which language, so that a reload or a restarted telephone opens at the lock of the same
// worker. Readable, as the desk's own roster beside it is; nothing of a client. Signing out forgets the worker and keeps the language.
import * as z from 'zod'
import { Language } from '@apila/core/content/language.ts'
import { keep, readKept } from './device-store.ts'

const Last = z.object({ device: z.string().nullable(), language: Language.nullable() })
export type Last = z.infer<typeof Last>

const NOBODY: Last = { device: null, language: null }

export async function readLast(): Promise<Last> {
  const last = Last.safeParse(await readKept('last').catch(() => null))
  return last.success ? last.data : NOBODY
}

// One after another, so that a language that is chosen while somebody signs in is not lost.
let line: Promise<unknown> = Promise.resolve()

/** A device that keeps nothing asks who works here at each start. */
export function keepLast(change: Partial<Last>): void {
  line = line.then(async () => keep('last', { ...(await readLast()), ...change })).catch(() => undefined)
}
