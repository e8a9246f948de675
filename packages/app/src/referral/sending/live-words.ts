// Words that the desk has in use: of its live permissions, and of those that wait on this device for signal.
import { useEffect, useState } from 'preact/hooks'
import { openNote } from '@apila/sealing/referral/note.ts'
import { useDesk } from '../../desk-context.ts'
import { deskOf } from '../desk-note.ts'
import { Queued, listWaiting } from '../waiting.ts'

export function useLiveWords(): readonly string[] {
  const { list, session, today } = useDesk()
  const [queued, setQueued] = useState<readonly string[]>([])
  const [words, setWords] = useState<readonly string[]>(list.words)
  useEffect(() => {
    const read = async () => {
      const items = await listWaiting(session, 'queue', today)
      const notes = await Promise.all(
        items.map(async ({ value }) => {
          const parcel = Queued.safeParse(value)
          return parcel.success ? openNote(deskOf(session), parcel.data.deposit.note.blob).catch(() => null) : null
        }),
      )
      setQueued(notes.flatMap((note) => (note?.kind === 'sent' && note.ending ? [note.ending.word] : [])))
    }
    // A browser that keeps nothing has no queue.
    read().catch(() => undefined)
  }, [session, today])
  useEffect(() => {
    setWords([...list.words, ...queued])
  }, [list.words, queued])
  return words
}
