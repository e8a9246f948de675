// What lies on this device for the list of the day: drafts, what waits for signal, and what was never sent. Its code comes after the list.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import type { Session } from '../account/session.ts'
import type { KeptHere } from './device-kept.ts'

const NOTHING: KeptHere = { drafts: [], gone: 0, aside: 0, queue: [], unsent: [] }

/** Read again whenever something begins or ends to lie there, and after each `look`; null: the list does not stand yet. `onCleared`: the browser has thrown all of it away. */
export function useKept(session: Session, today: Day, look: boolean | null, onCleared: () => void): KeptHere {
  const [kept, setKept] = useState(NOTHING)
  const cleared = useRef(onCleared)
  cleared.current = onCleared
  useEffect(() => {
    if (look === null) return
    let stop: (() => void) | null = null
    let left = false
    import('./device-kept.ts').then(
      ({ watchKept }) => {
        if (left) return
        stop = watchKept(session, today, {
          // Drafts that have gone are counted once only; they are told of as long as the page lives.
          onKept: (next) => {
            setKept((before) => ({ ...next, gone: before.gone + next.gone }))
          },
          onCleared: () => {
            cleared.current()
          },
        })
      },
      () => undefined,
    )
    return () => {
      left = true
      stop?.()
    }
  }, [session, today, look])
  return kept
}
