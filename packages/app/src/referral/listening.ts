// Listens for this desk's bells and reads the ended list: one request of one size, again while more waits (docs/protocol.md "Bells").
import type { Bell } from '@apila/core/bytes.ts'
import { Looked } from '@apila/core/referral/wire.ts'
import { hearBell } from '@apila/sealing/bell.ts'
import type { Session } from '../account/session.ts'
import type { Listening } from './heard.ts'

/** Reads on to the end of what lies there. The next page is asked for at once, and pages are tried while others are on their way. */
export async function listen(session: Session, listening: Listening): Promise<{ rosterLength: number }> {
  const tried: Promise<unknown>[] = []
  // Bells for a key that was not here yet were heard as foreign ones.
  if (session.referralDesks.length > listening.keys) listening.next.bells = 0
  listening.keys = session.referralDesks.length
  try {
    for (;;) {
      const page = await session.api.ask('POST', 'look', Looked, { ...listening.next })
      listening.next = page.next
      for (const mark of page.marks) listening.ended.add(mark)
      tried.push(Promise.all(page.bells.map((bell) => hear(session, listening, bell))))
      if (!page.more) return { rosterLength: page.rosterLength }
    }
  } finally {
    // Also where a page does not come: the place has moved on past all that came.
    await Promise.all(tried)
  }
}

async function hear(session: Session, listening: Listening, bell: Bell): Promise<void> {
  for (const desk of session.referralDesks) {
    const ring = await hearBell(desk.bellPrivate, session.roster.network, bell)
    if (!ring) continue
    listening.heard += 1
    if (ring.kind === 'item') listening.talks.add(ring.name)
    else
      listening.knocks.set(ring.name, {
        ...listening.knocks.get(ring.name),
        ...{ k: ring.name, s: ring.other, isUrgent: ring.kind === 'urgent' },
      })
    return
  }
}
