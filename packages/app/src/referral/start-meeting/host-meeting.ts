// A start meeting of many as its host sees it: one permission with each organisation, one sheet, and who has which version. Pure.
// Governed by docs/protocol.md "Start meetings of many".
import { canonical } from '@apila/core/canonical.ts'
import type { Name } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { type Said, type SheetWish, openWishes, standingTime } from '@apila/core/referral/conversation.ts'
import type { Item } from '@apila/core/referral/items.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { SentEntry } from '../today.ts'
import type { SheetVersion } from './SheetView.tsx'

type SheetItem = Extract<Item, { kind: 'sheet' }>

/** Where an organisation stands. taken-out: the client ended its permission. over: its last day has passed. declined: it cannot help.
 *  waiting: it has not opened yet, so it gets no sheet yet. not-named: another permission of the meeting does not name it. */
export type Place = 'takes-part' | 'waiting' | 'declined' | 'taken-out' | 'over' | 'not-named'

export interface Participant {
  entry: SentEntry
  t: Name
  organisation: OrganisationId
  place: Place
  /** Of the versions that it has. */
  versions: readonly SheetItem[]
  /** none: no version. newest: what the host would show. older: one before it. other: the same number, and other words. */
  has: 'none' | 'newest' | 'older' | 'other'
  wishes: readonly SheetWish[]
}

export interface Meeting {
  participants: readonly Participant[]
  newest: SheetVersion | null
  /** Those before the newest, the latest first. */
  earlier: readonly SheetVersion[]
}

const sheetsOf = (items: readonly Said[]): SheetItem[] =>
  items.flatMap(({ item, side }) => (item.kind === 'sheet' && side === 'from' ? [item] : []))

/** The permissions of one sitting; one that belongs to none stands alone. */
export function entriesOfMeeting(entry: SentEntry, sent: readonly SentEntry[]): SentEntry[] {
  const { meets, t } = entry.held.note
  const same = sent.filter(({ held: { note } }) => (meets === undefined ? note.t === t : note.meets === meets))
  return [...new Map([entry, ...same].map((one) => [one.held.note.t, one])).values()]
}

/** Whose conversation a new version is written into first, so that of two tabs one comes first: who has had a sheet longest. */
export function inOrder<P extends Pick<Participant, 't' | 'versions'>>(participants: readonly P[]): P[] {
  const since = ({ versions }: P) => versions[0]?.version ?? Infinity
  return participants.toSorted((a, b) => {
    const [one, other] = [since(a), since(b)]
    return one === other ? (a.t < b.t ? -1 : 1) : one < other ? -1 : 1
  })
}

/** Whether a version may go there. */
export const getsVersions = ({ place }: Pick<Participant, 'place'>): boolean => place === 'takes-part'

export function meetingOf(entries: readonly SentEntry[]): Meeting {
  const alive = entries.filter(({ status }) => status !== 'ended' && status !== 'expired')
  const read = entries.map((entry) => ({
    entry,
    t: entry.held.note.t,
    organisation: entry.held.note.front.to.organisation,
    place: placeOf(entry, alive),
    versions: sheetsOf(entry.items),
  }))
  const taking = inOrder(read.filter(({ entry }) => alive.includes(entry)))
  const from = entries[0]?.held.note.front.from.organisation
  // Of one number the words that came first into the first conversation that has it.
  const known = new Map<number, SheetItem>()
  for (const { versions } of taking)
    for (const item of versions) if (!known.has(item.version)) known.set(item.version, item)
  const all = [...known.values()]
    .toSorted((a, b) => b.version - a.version)
    .flatMap(({ version, sheet }) => (from ? [{ version, sheet, from }] : []))
  const [newest = null, ...earlier] = all
  return {
    newest,
    earlier,
    participants: [...taking, ...read.filter((one) => !taking.includes(one))].map((one) => ({
      ...one,
      has: hasOf(one.versions.at(-1), newest),
      wishes: openWishes(one.entry.items),
    })),
  }
}

function placeOf(entry: SentEntry, alive: readonly SentEntry[]): Place {
  if (entry.status === 'ended') return 'taken-out'
  if (entry.status === 'expired') return 'over'
  if (entry.status === 'declined') return 'declined'
  const { organisation } = entry.held.note.front.to
  if (!alive.every(({ held }) => held.note.front.meeting.includes(organisation))) return 'not-named'
  return entry.status === 'opened' ? 'takes-part' : 'waiting'
}

function hasOf(own: SheetItem | undefined, newest: SheetVersion | null): Participant['has'] {
  if (!own) return 'none'
  if (!newest || own.version !== newest.version) return 'older'
  return canonical(own.sheet) === canonical(newest.sheet) ? 'newest' : 'other'
}

/** Times of the meeting's conversations that are proposed or agreed for a day, in the order of the clock. */
export const timesOn = (participants: readonly Participant[], day: Day) =>
  participants
    .flatMap((participant) => {
      if (participant.place === 'taken-out' || participant.place === 'over') return []
      const standing = standingTime(participant.entry.items)
      return standing && standing.state !== 'open' && standing.time.on === day ? [{ participant, standing }] : []
    })
    .toSorted((a, b) => (a.standing.time.at < b.standing.time.at ? -1 : 1))
