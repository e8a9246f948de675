// Reads conversations for the list of the day. Comes after the list, with what reads and judges.
import type { Name } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { notedUntil } from '@apila/core/referral/notes.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { conversationOf, readConversation } from './conversation.ts'
import { notePut } from './desk-note.ts'
import { type Reasons, readEach } from './read-each.ts'
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

/** `why`: the reasons, which go as each is read. `isNoted`: the notes are read again. */
export async function readAll(
  session: Session,
  today: Day,
  wanted: readonly Held[],
  said: Map<Name, Talked>,
  why: Reasons,
): Promise<{ isNoted: boolean; failures: readonly unknown[] }> {
  let isAnyNoted = false
  const failures = await readEach(wanted, why, async (held) => {
    const { t } = held.note
    try {
      const { isNoted, ...talked } = await readTalked(session, held, today)
      said.set(t, talked)
      isAnyNoted ||= isNoted
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'not-found')) throw error
      said.set(t, NOTHING_SAID)
    }
  })
  return { isNoted: isAnyNoted, failures }
}
