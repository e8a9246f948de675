// What lies on this device for the list of the day: drafts, what waits for signal, what was never sent, and what cannot be read.
import { useEffect, useRef, useState } from 'preact/hooks'
import { wasCleared } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'
import { type KeptDrafts, hearDrafts, listDrafts } from '../drafts/drafts.ts'
import { inOrder } from './queue.ts'
import { type Unsent, type WaitingItem, hearWaiting, listWaiting } from './waiting.ts'

export interface KeptHere extends KeptDrafts {
  queue: readonly WaitingItem<'queue'>[]
  unsent: readonly (Unsent & { key: string })[]
}

const NOTHING: KeptHere = { drafts: [], gone: 0, unreadable: [], queue: [], unsent: [] }

interface Heard {
  /** The browser has thrown all of it away. */
  onCleared: () => void
  onFailure: (error: unknown) => void
}

/** Read again whenever something begins or ends to lie there, and after each `look`. */
export function useKept(session: Session, look: unknown, heard: Heard): KeptHere {
  const [kept, setKept] = useState(NOTHING)
  const hear = useRef(heard)
  hear.current = heard
  // Drafts that have gone are told of until somebody has seen the list.
  const gone = useRef(0)
  useEffect(() => {
    let left = false
    const readOnce = async () => {
      if (await wasCleared()) hear.current.onCleared()
      const drafts = await listDrafts(session)
      gone.current += drafts.gone
      const [queue, unsent] = await Promise.all([listWaiting(session, 'queue'), listWaiting(session, 'unsent')])
      if (left) return
      setKept({
        ...drafts,
        gone: gone.current,
        unreadable: [...drafts.unreadable, ...queue.unreadable, ...unsent.unreadable],
        queue: queue.items,
        unsent: inOrder(unsent.items.map(({ key, value }) => ({ ...value, key }))),
      })
    }
    // One after another: what was swept is counted once, and an older answer never stands over a newer one.
    let reading = Promise.resolve()
    const read = () => {
      reading = reading.then(readOnce).catch((error: unknown) => {
        if (!left) hear.current.onFailure(error)
      })
    }
    read()
    const stops = [hearWaiting(read), hearDrafts(read)]
    return () => {
      left = true
      for (const stop of stops) stop()
    }
  }, [session, look])
  return kept
}
