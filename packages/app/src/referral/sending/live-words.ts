// Words that the desk has in use: of its live permissions, and of those that wait on this device for signal.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { openNote } from '@apila/sealing/referral/note.ts'
import { useDesk } from '../../desk-context.ts'
import { deskOf } from '../desk-note.ts'
import { listWaiting } from '../waiting.ts'

export function useLiveWords(): readonly string[] {
  const { list, session } = useDesk()
  const [queued, setQueued] = useState<readonly string[]>([])
  useEffect(() => {
    const read = async () => {
      const { items } = await listWaiting(session, 'queue')
      const notes = await Promise.all(
        items.map(({ value }) => openNote(deskOf(session), value.deposit.note.blob).catch(() => null)),
      )
      setQueued(notes.flatMap((note) => (note?.kind === 'sent' && note.ending ? [note.ending.word] : [])))
    }
    // A browser that keeps nothing has no queue.
    read().catch(() => undefined)
  }, [session])
  return useMemo(() => [...list.words, ...queued], [list.words, queued])
}
