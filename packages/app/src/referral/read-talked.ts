// Reads conversations for the list of the day. Comes after the list, with what reads and judges.
import type { Name } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { notedUntil } from '@apila/core/referral/notes.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { conversationOf, readConversation } from './conversation.ts'
import { notePut } from './desk-note.ts'
import { type Held, NOTHING_SAID, type Talked } from './today.ts'

/** What stands in the conversation under a note. A last day that the note does not know yet is noted, since a note lives as long as its
 *  permission; `isNoted`: then the notes are read again. */
async function readTalked(session: Session, held: Held, today: Day): Promise<Talked & { isNoted: boolean }> {
  const { note } = held
  const read = await readConversation(session, await conversationOf(note), today)
  if (!read) return { ...NOTHING_SAID, isNoted: false }
  const isLater = read.until > notedUntil(note)
  if (isLater)
    await session.api
      .tell('POST', 'notes/put', await notePut(session, { ...note, until: read.until }, held))
      .catch((error: unknown) => {
        // A colleague's device was first, or it is tried again at the next look.
        if (!(error instanceof Refused)) throw error
      })
  return {
    items: read.items.map(({ item, side }) => ({ item, side })),
    refused: read.refused.map(({ problem }) => problem),
    until: read.until,
    isNoted: isLater,
  }
}

/** Conversations that are read at the same time. */
const READ_AT_ONCE = 4

interface Reading {
  /** What was read stands here then. */
  said: Map<Name, Talked>
  onBegin: (t: Name) => void
  /** One that cannot be read hides none of the others, and is tried again at the next look. */
  onFailed: (t: Name) => void
}

/** `isNoted`: the notes are read again. */
export async function readAll(
  session: Session,
  today: Day,
  wanted: readonly Held[],
  { said, onBegin, onFailed }: Reading,
): Promise<{ isNoted: boolean; failures: readonly unknown[] }> {
  const left = [...wanted]
  const failures: unknown[] = []
  let isAnyNoted = false
  const lane = async () => {
    for (let held = left.pop(); held; held = left.pop()) {
      const { t } = held.note
      onBegin(t)
      try {
        const { isNoted, ...talked } = await readTalked(session, held, today)
        said.set(t, talked)
        isAnyNoted ||= isNoted
      } catch (error) {
        if (error instanceof Refused && error.code === 'not-found') said.set(t, NOTHING_SAID)
        else {
          onFailed(t)
          failures.push(error)
        }
      }
    }
  }
  await Promise.all(Array.from({ length: READ_AT_ONCE }, lane))
  return { isNoted: isAnyNoted, failures }
}
