// The desk whose keys this worker holds, and its own sealed notes on the server.
import type { DeskKey } from '@apila/core/account/session.ts'
import type { ItemId } from '@apila/core/bytes.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'

export function deskOf(session: Session): DeskKey {
  if (!session.referralDesk) throw new Refused('not-found')
  return session.referralDesk
}

export const dropNote = (session: Session, id: ItemId): Promise<void> =>
  session.api.tell('POST', 'notes/delete', { list: deskOf(session).list, id })
