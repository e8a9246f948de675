// The desk whose keys this worker holds, and its own sealed notes on the server.
import { ItemId } from '@apila/core/bytes.ts'
import { addDays } from '@apila/core/day.ts'
import { type DeskNote, notedUntil } from '@apila/core/referral/notes.ts'
import { ENDED_LIST_DAYS, type NotePut } from '@apila/core/referral/wire.ts'
import type { HeldDesk } from '@apila/sealing/account/desk-keys.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealNote } from '@apila/sealing/referral/note.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { random } from './ticket.ts'
import type { Held } from './today.ts'

export function deskOf(session: Session): HeldDesk {
  if (!session.referralDesk) throw new Refused('not-found')
  return session.referralDesk
}

/** A note as it is sent: new, or in the place of `held`. It outlives its permission while the desk still reads that it ended. */
export async function notePut(session: Session, note: DeskNote, held: Held | null): Promise<NotePut> {
  const desk = deskOf(session)
  return {
    list: held?.list ?? desk.list,
    id: held?.id ?? ItemId.parse(toBase64url(random(16))),
    version: held?.version ?? 0,
    blob: await sealNote(desk, note),
    until: addDays(notedUntil(note), ENDED_LIST_DAYS),
  }
}

export const dropNote = (session: Session, { list, id }: Pick<Held, 'list' | 'id'>): Promise<void> =>
  session.api.tell('POST', 'notes/drop', { list, id })
