// After a removal: what a desk knows of that still opens for a key which somebody took along, and what of it is left to do. A plan of names and
// no cipher. Governed by docs/protocol.md "Re-locking".
import type { Name } from '../bytes.ts'
import type { AnyDesk } from '../organisation/roster.ts'
import { type Roster, deskKey, isOnDesk } from '../organisation/roster-value.ts'
import type { DeskNote } from './notes.ts'
import type { Slot } from './wire.ts'

/** The first period of a desk that nobody who has left holds; what is locked to an earlier one is locked anew. 0: nobody has left. */
export function safeSince(roster: Roster, which: AnyDesk): number {
  const epochs = roster.epochs.get(deskKey(which)) ?? []
  const left = [...roster.stays.values()].flatMap((stays) =>
    stays.flatMap(({ device, until }, at) => {
      const next = stays[at + 1]?.device
      const isGone = until !== null && isOnDesk(device, which) && !(next && isOnDesk(next, which))
      return isGone ? [until] : []
    }),
  )
  // The papers opened every period before they were used.
  const opened = roster.recoveries
    .filter(({ organisation }) => which.organisation === null || organisation === which.organisation)
    .map(({ since }) => since)
  const parted = [...roster.former.values()].filter(() => which.organisation === null).map(({ until }) => until)
  const last = Math.max(0, ...left, ...opened, ...parted)
  return epochs.find(({ since }) => since >= last)?.epoch ?? epochs.length
}

/** One lock to be appended. */
export type Relock = { name: Name; slot: Slot }

/** What a bell told: the first contact, and the story where all went ahead. */
export type Rung = { k: Name; s: Name | null }

/** Every lock that this desk's key opens without the client: first contacts, stories that are all ahead or were opened with their Yes, and its
 *  side of every conversation. A story that waits for its ticket is not among them: its name comes from the ticket alone. */
export function relocksOf(notes: readonly DeskNote[], rung: readonly Rung[]): Relock[] {
  const all: Relock[] = []
  for (const note of notes) {
    if (note.kind === 'sent') {
      all.push({ name: note.t, slot: 'f' })
      continue
    }
    if (note.k !== null) all.push({ name: note.k, slot: 'k' })
    if (note.s !== null) all.push({ name: note.s, slot: 's' })
    all.push({ name: note.t, slot: 't' })
  }
  for (const { k, s } of rung) {
    all.push({ name: k, slot: 'k' })
    if (s !== null) all.push({ name: s, slot: 's' })
  }
  return [...new Map(all.map((each) => [relockKey(each), each])).values()]
}

/** Names one lock in the list of what is done. */
export const relockKey = ({ name, slot }: Relock): string => `${slot}:${name}`

/** What is left of a plan: the same again after a stop begins where it stopped. `done`: of this period. */
export const leftToRelock = (plan: readonly Relock[], done: ReadonlySet<string>): Relock[] =>
  plan.filter((each) => !done.has(relockKey(each)))
