// What lies on this device for the list of the day: drafts, what waits for signal, what was never sent, and what cannot be read. Its code
// comes after the list.
import { useEffect, useRef, useState } from 'preact/hooks'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import type { KeptHere, Told } from './device-kept.ts'

const NOTHING: KeptHere = { drafts: [], gone: 0, unreadable: [], queue: [], unsent: [] }

/** Read again whenever something begins or ends to lie there, and after each `look`; null: the list does not stand yet. */
export function useKept(session: Session, look: boolean | null, told: Omit<Told, 'onKept'>): KeptHere {
  const [kept, setKept] = useState(NOTHING)
  const tell = useRef(told)
  tell.current = told
  useEffect(() => {
    if (look === null) return
    let stop: (() => void) | null = null
    let left = false
    const onFailure = (error: unknown) => {
      if (!left) tell.current.onFailure(error)
    }
    import('./device-kept.ts').then(
      ({ watchKept }) => {
        if (left) return
        stop = watchKept(session, {
          // Drafts that have gone are counted once only; they are told of as long as the page lives.
          onKept: (next) => {
            setKept((before) => ({ ...next, gone: before.gone + next.gone }))
          },
          onCleared: () => {
            tell.current.onCleared()
          },
          onFailure,
        })
      },
      () => {
        onFailure(new Refused('offline'))
      },
    )
    return () => {
      left = true
      stop?.()
    }
  }, [session, look])
  return kept
}
