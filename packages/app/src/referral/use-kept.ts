// What lies on this device for the list of the day: drafts, what waits for signal, and what was never sent. Its code comes after the list.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import type { Session } from '../account/session.ts'
import type { KeptDrafts } from '../drafts/drafts.ts'
import type { Unsent } from './queue.ts'
import type { WaitingItem } from './waiting.ts'

export interface KeptHere extends KeptDrafts {
  queue: readonly WaitingItem[]
  unsent: readonly (Unsent & { key: string })[]
}

const NOTHING: KeptHere = { drafts: [], gone: 0, aside: 0, queue: [], unsent: [] }

/** Read again whenever something begins or ends to lie there, and after each `look`. `onCleared`: the browser has thrown all of it away. */
export function useKept(session: Session, today: Day, look: unknown, onCleared: () => void): KeptHere {
  const [kept, setKept] = useState(NOTHING)
  const cleared = useRef(onCleared)
  cleared.current = onCleared
  useEffect(() => {
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
