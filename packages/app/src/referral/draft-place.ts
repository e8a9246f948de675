// Where a draft is gone on with. Null: what it belonged to is not at this desk any more.
import type { DeskNote } from '@apila/core/referral/notes.ts'
import type { Draft } from '../drafts/drafts.ts'
import type { Screen } from '../places.ts'
import type { DeskLists } from './desk-list.ts'

export function placeOfDraft(
  { kind, of, key }: Pick<Draft, 'kind' | 'of' | 'key'>,
  { sent, received, knocks }: Pick<DeskLists, 'sent' | 'received' | 'knocks'>,
): Screen | null {
  const entry = [...sent, ...received].find(
    ({ held: { note } }) => of !== null && [note.t, note.k, meetsOf(note)].some((one) => one === of),
  )
  switch (kind) {
    case 'send':
      return { name: 'send', draftKey: key }
    case 'mapping':
      return { name: 'mapping', draftKey: key }
    case 'answer': {
      const heard = knocks.find(({ k }) => k === of)
      if (heard) return { name: 'knock', heard }
      if (entry && meetsOf(entry.held.note) === of) return { name: 'sheet', t: entry.held.note.t }
      return entry ? { name: entry.held.note.kind, id: entry.held.id } : null
    }
    case 'message':
    case 'addition':
      return entry ? { name: entry.held.note.kind, id: entry.held.id } : null
    case 'renew':
      return entry ? { name: 'renew', id: entry.held.id } : null
    case 'sheet':
    case 'wish':
      return entry ? { name: 'sheet', t: entry.held.note.t } : null
    case 'urgent':
      return { name: 'urgent' }
    case 'advice':
      return { name: 'ask' }
    case 'contact':
      return { name: 'contacts' }
    case 'close':
      return { name: 'close' }
    case 'observe':
      return { name: 'observe' }
  }
}

/** A start meeting of many has drafts of its own. */
const meetsOf = (note: DeskNote): string | null => (note.kind === 'sent' ? (note.meets ?? null) : null)
