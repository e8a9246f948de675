// Which permissions live, and of how many the client has not been asked. Pure.
import * as z from 'zod'
import { BeforeLeaving } from '@apila/core/export/member-export.ts'
import type { ReceivedEntry, SentEntry } from '../referral/today.ts'

/** By the id of the desk's own note. */
export const Noted = z.record(z.string(), BeforeLeaving)
export type Noted = z.infer<typeof Noted>

type Entry = SentEntry | ReceivedEntry

/** Of both sides, what runs out first standing first. */
export const liveOf = ({
  sent,
  received,
}: {
  sent: readonly SentEntry[]
  received: readonly ReceivedEntry[]
}): readonly Entry[] =>
  [...sent, ...received]
    .filter(({ status }) => status !== 'ended' && status !== 'expired')
    .toSorted((a, b) => a.until.localeCompare(b.until))

/** A question for advice has no client who could be asked. */
export const notAskedOf = (live: readonly Entry[], noted: Readonly<Noted>): number =>
  live.filter(({ held: { id, note } }) => note.front.kind !== 'consult' && (noted[id] ?? 'not-asked') === 'not-asked')
    .length
