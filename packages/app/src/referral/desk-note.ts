// The desk whose keys this worker holds, and its own sealed notes on the server.
import type { DeskKey } from '@apila/core/account/session.ts'
import type { ItemId } from '@apila/core/bytes.ts'
import { Refused } from '../account/api.ts'
import type { Work } from '../account/session.ts'

export function deskOf(work: Work): DeskKey {
  if (!work.referralDesk) throw new Refused('not-found')
  return work.referralDesk
}

export const dropNote = (work: Work, id: ItemId): Promise<void> =>
  work.api.tell('POST', 'notes/delete', { list: deskOf(work).list, id })
