// What lies on this device for the list of the day: drafts, what waits for signal, and what was never sent.
import { useEffect, useState } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import type { Session } from '../account/session.ts'
import { type KeptDrafts, hearDrafts, listDrafts } from '../drafts/drafts.ts'
import { Unsent } from './queue.ts'
import { type WaitingItem, hearWaiting, listWaiting } from './waiting.ts'

export interface KeptHere extends KeptDrafts {
  queue: readonly WaitingItem[]
  unsent: readonly (Unsent & { key: string })[]
}

const NOTHING: KeptHere = { drafts: [], gone: 0, aside: 0, queue: [], unsent: [] }

/** Read again whenever something begins or ends to lie there, and after each `look`. */
export function useKept(session: Session, today: Day, look: unknown): KeptHere {
  const [kept, setKept] = useState(NOTHING)
  useEffect(() => {
    let turn = 0
    const read = () => {
      const mine = ++turn
      void Promise.all([
        listDrafts(session, today),
        listWaiting(session, 'queue', today),
        listWaiting(session, 'unsent', today),
      ])
        .then(([drafts, queue, rows]) => {
          if (mine !== turn) return
          const unsent = rows.flatMap(({ key, value }) => {
            const read = Unsent.safeParse(value)
            return read.success ? [{ ...read.data, key }] : []
          })
          // Drafts that have gone are told of until somebody has seen the list: they are counted once only.
          setKept((before) => ({ ...drafts, gone: before.gone + drafts.gone, queue, unsent }))
        })
        // A browser that keeps nothing has no drafts; the lists from the server still show.
        .catch(() => undefined)
    }
    read()
    const stops = [hearWaiting(read), hearDrafts(read)]
    return () => {
      turn += 1
      for (const stop of stops) stop()
    }
  }, [session, today, look])
  return kept
}
