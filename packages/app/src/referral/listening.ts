// Listens for this desk's bells and reads the ended list: one request of one size, again while more waits (docs/protocol.md "Bells").
import type { Bell, Mark, Name } from '@apila/core/bytes.ts'
import { Looked } from '@apila/core/referral/wire.ts'
import { hearBell } from '@apila/sealing/bell.ts'
import type { Session } from '../account/session.ts'
import type { HeardKnock } from './today.ts'

/** What was heard on this page so far, and from where to go on. */
export interface Listening {
  next: { bells: number; ended: number }
  /** How many bells were for this desk. */
  heard: number
  knocks: Map<Name, HeardKnock>
  /** Conversations with something new in them. */
  talks: Set<Name>
  ended: Set<Mark>
}

export const newListening = (): Listening => ({
  next: { bells: 0, ended: 0 },
  heard: 0,
  knocks: new Map(),
  talks: new Set(),
  ended: new Set(),
})

/** Reads on to the end of what lies there. A page is asked for while the one before is tried. */
export async function listen(session: Session, listening: Listening): Promise<{ rosterLength: number }> {
  const ask = () => session.api.ask('POST', 'look', Looked, { ...listening.next })
  let asked = ask()
  for (;;) {
    const page = await asked
    listening.next = page.next
    if (page.more) {
      asked = ask()
      // Whoever awaits it hears of a failure; until then it must not count as unheard.
      asked.catch(() => undefined)
    }
    for (const mark of page.marks) listening.ended.add(mark)
    await Promise.all(page.bells.map((bell) => hear(session, listening, bell)))
    if (!page.more) return { rosterLength: page.rosterLength }
  }
}

async function hear(session: Session, listening: Listening, bell: Bell): Promise<void> {
  for (const desk of session.referralDesks) {
    const ring = await hearBell(desk.bellPrivate, session.roster.network, bell)
    if (!ring) continue
    listening.heard += 1
    if (ring.kind === 'permission') listening.knocks.set(ring.name, { k: ring.name, s: ring.other })
    else listening.talks.add(ring.name)
    return
  }
}
