// Reads what lies on this device, again whenever it changes (use-kept.ts).
import { wasCleared } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'
import { type KeptDrafts, hearDrafts, listDrafts } from '../drafts/drafts.ts'
import { inOrder } from './queue.ts'
import { type Unsent, type WaitingItem, hearWaiting, listWaiting } from './waiting.ts'

export interface KeptHere extends KeptDrafts {
  queue: readonly WaitingItem<'queue'>[]
  unsent: readonly (Unsent & { key: string })[]
}

async function readKept(session: Session): Promise<KeptHere> {
  const [drafts, queue, unsent] = await Promise.all([
    listDrafts(session),
    listWaiting(session, 'queue'),
    listWaiting(session, 'unsent'),
  ])
  return {
    ...drafts,
    unreadable: [...drafts.unreadable, ...queue.unreadable, ...unsent.unreadable],
    queue: queue.items,
    unsent: inOrder(unsent.items.map(({ key, value }) => ({ ...value, key }))),
  }
}

export interface Told {
  /** `gone`: since it was told last. */
  onKept: (kept: KeptHere) => void
  /** The browser has thrown all of it away. */
  onCleared: () => void
  onFailure: (error: unknown) => void
}

/** Gives how to stop. */
export function watchKept(session: Session, { onKept, onCleared, onFailure }: Told): () => void {
  let left = false
  let reading = Promise.resolve()
  // One after another: an older answer never stands over a newer one. What was swept is told even where nobody looks any more.
  const read = () => {
    reading = reading.then(async () => {
      try {
        if (await wasCleared()) onCleared()
        onKept(await readKept(session))
      } catch (error) {
        if (!left) onFailure(error)
      }
    })
  }
  read()
  const stops = [hearWaiting(read), hearDrafts(read)]
  return () => {
    left = true
    for (const stop of stops) stop()
  }
}
