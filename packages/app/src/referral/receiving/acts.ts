// The receiving desk's acts, in the order that the protocol gives: line and release, the rule, content; then answer.
// Governed by docs/protocol.md "Open" and "Locks".
import { type Name, Secret } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import type { ReceivedNote } from '@apila/core/referral/notes.ts'
import { isSpokenAlone } from '@apila/core/referral/to-confirm.ts'
import { Appended } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealLock } from '@apila/sealing/referral/locks.ts'
import {
  type OpenResult,
  type OpenedKnock,
  type OpenedShared,
  type OpenedStory,
  type RenewedIn,
  nextLock,
  openDigits,
  openKnock,
  openStory,
} from '@apila/sealing/referral/open.ts'
import { digestOfRecipient } from '@apila/sealing/referral/signed.ts'
import { type TicketKeys, proofOf } from '@apila/sealing/ticket.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { sealedAnew } from '../../account/sealed-anew.ts'
import type { Session } from '../../account/session.ts'
import { conversationOf, readConversation, say } from '../conversation.ts'
import { deskOf, notePut } from '../desk-note.ts'
import { type ReleasedPart, release, withLine } from '../release.ts'
import { random } from '../ticket.ts'
import { hasAnswer } from '../answers.ts'
import { type Held, type HeardKnock } from '../today.ts'

/** `null` = not for this desk, or not with this ticket. Throws `DoesNotStand` with the rule's reason. */
async function judged<T>(session: Session, open: () => Promise<OpenResult<T>>): Promise<T | null> {
  let result = await open()
  if (!result.ok && result.problem === 'roster-behind') {
    // The writer has read more of the roster than this page.
    await session.catchUp()
    result = await open()
  }
  if (result.ok) return result.opened
  if (result.problem === 'not-for-us') return null
  throw new DoesNotStand(result.problem === 'roster-behind' ? 'fork' : result.problem)
}

// What her book's lines are sealed to came from the server; what was opened says what it must be.
async function requireOwnBook({ line }: ReleasedPart, opened: OpenedShared): Promise<void> {
  if ((await digestOfRecipient(line)) !== opened.line) throw new DoesNotStand('not-ours')
}

const openingOf = (session: Session, { released }: ReleasedPart, name: Name, today: Day) => ({
  desks: session.referralDesks,
  released,
  name,
  roster: session.roster,
  today,
  // What was opened with the earlier last day is looked at once more with her renewals, before it is said that it does not stand.
  renewalsIn: async (conversation: RenewedIn) =>
    (await readConversation(session, { ...conversation, k: null }, today))?.renewals ?? [],
})

export interface OpenKnock {
  heard: HeardKnock
  /** Whether all lines of her book that were there are of this page's own looks. */
  wasOnlyMe: boolean
  opened: OpenedKnock
  part: ReleasedPart
  /** How many items lay there when this desk looked: the first answer wins. */
  items: number
  /** A colleague has answered before it was opened here. */
  isAnswered: boolean
}

/** How many lines her book had after this page last opened a first contact: what lay there before that was its own look, or is told of. */
const linesAfterOwnLook = new Map<Name, number>()

/** Opens a first contact. `null` = not for this desk. */
export async function readKnock(session: Session, heard: HeardKnock, today: Day): Promise<OpenKnock | null> {
  const part = await release(session, heard.k, 'first-contact-opened', today)
  const wasOnlyMe = part.before === 0 || linesAfterOwnLook.get(heard.k) === part.before
  if (wasOnlyMe) linesAfterOwnLook.set(heard.k, part.lines.n)
  const opened = await judged(session, () => openKnock(openingOf(session, part, heard.k, today)))
  if (!opened) return null
  await requireOwnBook(part, opened)
  const talk = await readConversation(
    session,
    { t: opened.talk, k: heard.k, front: opened.front, grant: opened.grant },
    today,
  )
  return {
    heard,
    wasOnlyMe,
    opened,
    part,
    items: talk?.next ?? 0,
    isAnswered: hasAnswer(talk?.items ?? []),
  }
}

export interface OpenStory {
  opened: OpenedStory
  part: ReleasedPart
  s: Name
  /** Whether it may be read again without her ticket. */
  isOpen: boolean
}

/** Opens a story: with her ticket, or without where it was sent ahead or this desk may read again. `null` = not with these keys. */
export async function readStory(
  session: Session,
  s: Name,
  ticket: TicketKeys | null,
  today: Day,
): Promise<OpenStory | null> {
  const part = await release(session, s, 'story-opened', today)
  const opened = await judged(session, () => openStory({ ...openingOf(session, part, s, today), ticket }))
  if (!opened) return null
  await requireOwnBook(part, opened)
  return { opened, part, s, isOpen: opened.inner === opened.storyIdentity }
}

/** After her Yes: a lock of the desk's own, so that it can read again until the end; after "only now" the same lock anew. Each first opening
 *  appends one, so that the number of locks does not tell how she chose. Later openings append none. */
export const lockAnew: typeof lockOnce = (session, ...rest) => sealedAnew(session, () => lockOnce(session, ...rest))

async function lockOnce(
  session: Session,
  story: OpenStory,
  answer: 'yes' | 'only-now',
  today: Day,
): Promise<OpenStory> {
  const { opened, s } = story
  if (opened.lock.n > 0) return story
  const { device, roster } = session
  const turn = Secret.parse(toBase64url(random(32)))
  const content = await nextLock(opened, s, turn, answer, { device, roster, today })
  const lock = await sealLock(opened.leash, deskOf(session).recipient, content)
  const { n } = await withLine(session, s, 'locked-anew', today, async (line) =>
    session.api.ask('POST', 'locks', Appended, {
      name: s,
      slot: 's',
      turn: opened.lock.turn,
      lock,
      proof: await proofOf(turn),
      roster: roster.length,
      line,
    }),
  )
  return {
    ...story,
    opened: { ...opened, lock: { ...content, v: 2, n, broken: 0 } },
    isOpen: content.inner === opened.storyIdentity,
  }
}

export interface Answer {
  said: Unnumbered
  /** Items that this desk saw; null = says it after whatever came. */
  seen: number | null
  /** The desk's own note after this answer. */
  note: ReceivedNote
  /** The note that it replaces, if any. */
  held: Held<ReceivedNote> | null
}

/** Answers the sender and keeps the desk's note, in one act. Throws `Refused('changed-meanwhile')` when another answer came first. */
export async function answerSender(session: Session, answer: Answer, today: Day): Promise<void> {
  const { said, note, held, seen } = answer
  await say(session, await conversationOf(note), said, today, {
    expected: seen,
    noteOf: () => notePut(session, note, held),
  })
}

/** What this desk notes of a permission that it has opened. */
export function receivedNote(
  opened: OpenedShared,
  part: ReleasedPart,
  rest: Pick<ReceivedNote, 'k' | 's' | 'state' | 'on' | 'time'>,
): ReceivedNote {
  return {
    kind: 'received',
    front: opened.front,
    grant: opened.grant,
    mark: opened.mark,
    t: opened.talk,
    from: opened.front.from,
    lineRecipient: part.line,
    lines: part.lines,
    until: part.released.until,
    ...rest,
  }
}

/** Says on the desk's list and to the sender what came of the meeting. Nothing where the desk has opened it before. */
export async function tellMeeting(
  session: Session,
  story: OpenStory,
  held: Held<ReceivedNote> | null,
  came: 'opened' | 'not-today',
  today: Day,
): Promise<void> {
  if (held?.note.state === 'opened') return
  const s = came === 'opened' && story.isOpen ? story.s : (held?.note.s ?? null)
  const note: ReceivedNote = {
    ...receivedNote(story.opened, story.part, {
      k: held?.note.k ?? null,
      s,
      state: came,
      on: today,
      time: held?.note.time ?? null,
    }),
    ...(isSpokenAlone(story.opened) && { spokenAlone: true }),
  }
  await answerSender(session, { note, held, said: { kind: came }, seen: null }, today)
}

/** Reads what was sent ahead, or may be read again, and says so to the sender the first time. `null`: it takes the client's code. */
export async function readAhead(session: Session, held: Held<ReceivedNote>, today: Day): Promise<OpenStory | null> {
  const read = held.note.s === null ? null : await readStory(session, held.note.s, null, today)
  if (!read) return null
  const story = await lockAnew(session, read, 'only-now', today)
  await tellMeeting(session, story, held, 'opened', today)
  return story
}

/** The digits that her worker has passed on at her word, if any. */
export async function passedTicket(session: Session, note: ReceivedNote, today: Day): Promise<string | null> {
  const talk = await readConversation(session, await conversationOf(note), today)
  const passed = talk?.items.findLast(({ item }) => item.kind === 'ticket')
  if (passed?.item.kind !== 'ticket') return null
  // Sealed to the desk's key of that day, which may not be today's.
  for (const desk of session.referralDesks) {
    const digits = await openDigits(desk, passed.item.digits).catch(() => null)
    if (digits !== null) return digits
  }
  return null
}
