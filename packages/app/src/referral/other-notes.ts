// Reads the desk's notes that are of no permission: of several versions the newest that opens, each opened once for a page.
import type { HeldDesk } from '@apila/sealing/account/desk-keys.ts'
import type { Session } from '../account/session.ts'
import type { OtherNote } from './read-notes.ts'

export interface HeldOther<N> extends Pick<OtherNote, 'list' | 'id' | 'version' | 'until' | 'dropped'> {
  note: N
}

/** A reader of one kind of note. `open`: null or thrown where a note is another desk's or of another kind. */
export function otherNotes<N>(open: (desk: HeldDesk, blob: string) => Promise<N | null>) {
  const opened = new WeakMap<Session, Map<string, N | null>>()
  const openOnce = async (session: Session, blob: string): Promise<N | null> => {
    const known = opened.get(session) ?? new Map<string, N | null>()
    opened.set(session, known)
    const before = known.get(blob)
    if (before !== undefined) return before
    let note: N | null = null
    for (const desk of session.referralDesks) note ??= await open(desk, blob).catch(() => null)
    known.set(blob, note)
    return note
  }
  return async (session: Session, others: readonly OtherNote[]): Promise<HeldOther<N>[]> => {
    const newest = new Map<string, HeldOther<N>>()
    for (const { blob, ...row } of others) {
      const note = await openOnce(session, blob)
      if (note && (newest.get(row.id)?.version ?? -1) < row.version) newest.set(row.id, { ...row, note })
    }
    // The next version follows what lies there, whether it opens or not.
    for (const { id, version } of others) {
      const held = newest.get(id)
      if (held && held.version < version) newest.set(id, { ...held, version })
    }
    return [...newest.values()]
  }
}
