// Reads what lies on this device, again whenever it changes (use-kept.ts).
import type { Day } from '@apila/core/day.ts'
import { wasCleared } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'
import { hearDrafts, listDrafts } from '../drafts/drafts.ts'
import { Unsent } from './queue.ts'
import type { KeptHere } from './use-kept.ts'
import { hearWaiting, listWaiting } from './waiting.ts'

async function readKept(session: Session, today: Day): Promise<KeptHere> {
  const [drafts, queue, rows] = await Promise.all([
    listDrafts(session, today),
    listWaiting(session, 'queue', today),
    listWaiting(session, 'unsent', today),
  ])
  const unsent = rows.flatMap(({ key, value }) => {
    const read = Unsent.safeParse(value)
    return read.success ? [{ ...read.data, key }] : []
  })
  return { ...drafts, queue, unsent }
}

interface Told {
  onKept: (kept: KeptHere) => void
  onCleared: () => void
}

/** Gives how to stop. A browser that keeps nothing has no drafts; the lists from the server still show. */
export function watchKept(session: Session, today: Day, { onKept, onCleared }: Told): () => void {
  let turn = 0
  const read = () => {
    const mine = ++turn
    wasCleared().then(
      (cleared) => {
        if (cleared) onCleared()
      },
      () => undefined,
    )
    readKept(session, today).then(
      (kept) => {
        if (mine === turn) onKept(kept)
      },
      () => undefined,
    )
  }
  read()
  const stops = [hearWaiting(read), hearDrafts(read)]
  return () => {
    turn += 1
    for (const stop of stops) stop()
  }
}
