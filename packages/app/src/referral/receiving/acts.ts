// The receiving desk's acts, in the order that the protocol gives: release, journal, content; then answer (protocol.md "Open").
import { ItemId, type Locator } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { Hint, Knock, ReceivedNote, Reply } from '@apila/core/referral/content.ts'
import { Blobs, type NotePut, type Released } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealNote } from '@apila/sealing/referral/note.ts'
import { type Opened, type OpenedStory, openKnock, openStory, relockStory } from '@apila/sealing/referral/open.ts'
import { openKeptTicket, sealReply } from '@apila/sealing/referral/reply.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import type { Session } from '../../account/session.ts'
import { deskOf } from '../desk-note.ts'
import { writeJournal } from '../journal.ts'
import { release } from '../release.ts'
import { random } from '../ticket.ts'
import type { Held } from '../today.ts'

export interface OpenKnock {
  hint: Hint
  opened: Opened<Knock>
  until: Day
  /** How many replies lay there when this desk looked: the first answer wins. */
  replies: number
  /** How often it had been opened before: a second opener is told. */
  openedBefore: number
}

/** Opens a first contact. `null` = not for this desk. */
export async function readKnock(session: Session, hint: Hint, today: Day): Promise<OpenKnock | null> {
  const released = await release(session, hint.knock)
  const opened = await openKnock({ desk: deskOf(session), released, locator: hint.knock, roster: session.roster })
  if (!opened) return null
  await writeJournal(session, hint.knock, released.opened, opened.head.receiptRecipient, {
    on: today,
    act: 'knock-opened',
  })
  const { blobs } = await listReplies(session, hint.knock)
  return { hint, opened, until: released.until, replies: blobs.length, openedBefore: released.opened }
}

const listReplies = (session: Session, locator: Locator) => session.api.ask('POST', 'replies/list', Blobs, { locator })

export interface OpenStory {
  opened: OpenedStory
  released: Released
  locator: Locator
}

/** Opens a story: with her ticket, or without where it was sent ahead or this desk may read again. `null` = not with these keys. */
export async function readStory(
  session: Session,
  locator: Locator,
  ticket: TicketKeys | null,
  today: Day,
): Promise<OpenStory | null> {
  const released = await release(session, locator)
  const opened = await openStory({ desk: deskOf(session), released, locator, roster: session.roster, ticket, today })
  if (!opened) return null
  await writeJournal(session, locator, released.opened, opened.head.receiptRecipient, {
    on: today,
    act: 'story-opened',
  })
  return { opened, released, locator }
}

/** After her Yes: the desk's own lock, so that it can read again until the end; `onlyOnce` leaves the ticket's lock on. */
export async function relock(session: Session, story: OpenStory, onlyOnce: boolean): Promise<void> {
  const key = onlyOnce ? null : await relockStory(deskOf(session), story.opened)
  await session.api.tell('PUT', 'parcels/key', {
    locator: story.locator,
    version: story.released.version,
    key,
    until: story.opened.grant.until,
  })
}

export interface Answer {
  reply: Reply
  /** Replies that this desk saw; null = looks again first. */
  seen: number | null
  /** The desk's own note after this answer. */
  note: ReceivedNote
  /** The note that it replaces, if any. */
  held: Held<ReceivedNote> | null
}

/** Answers the sender and keeps the desk's note, in one act. Throws `Refused('already-answered')` when another answer came first. */
export async function answerSender(session: Session, answer: Answer): Promise<void> {
  const { reply, held, note } = answer
  const { repliesAt: locator, repliesRecipient } = note
  const n = answer.seen ?? (await listReplies(session, locator)).blobs.length
  const blob = await sealReply({
    device: session.device,
    network: session.roster.network,
    repliesRecipient,
    locator,
    reply,
  })
  await session.api.tell('POST', 'replies', { locator, n, blob, note: await notePut(session, note, held) })
}

async function notePut(session: Session, note: ReceivedNote, held: Held<ReceivedNote> | null): Promise<NotePut> {
  const desk = deskOf(session)
  const id = held?.id ?? ItemId.parse(toBase64url(random(16)))
  return { list: desk.list, id, version: held?.version ?? 0, blob: await sealNote(desk, note), until: note.until }
}

/** The desk's note after a meeting: opened, or "not today". */
function noteAfter(
  story: OpenStory,
  held: Held<ReceivedNote> | null,
  state: 'opened' | 'not-today',
): ReceivedNote | null {
  const { head, from, grant } = story.opened
  const { mark, repliesRecipient, repliesAt, receiptRecipient } = head
  if (!mark || !repliesRecipient || !repliesAt || !receiptRecipient) return null
  return {
    kind: 'received',
    mark,
    knock: held?.note.knock ?? null,
    story: state === 'opened' ? story.locator : (held?.note.story ?? null),
    from,
    repliesRecipient,
    repliesAt,
    receiptRecipient,
    state,
    time: held?.note.time ?? null,
    until: grant.until,
  }
}

/** Says on the desk's list and to the sender what came of the meeting. Nothing where the desk has opened it before. */
export async function tellMeeting(
  session: Session,
  story: OpenStory,
  held: Held<ReceivedNote> | null,
  came: 'opened' | 'not-today',
): Promise<void> {
  const note = noteAfter(story, held, came)
  if (!note || held?.note.state === 'opened') return
  await answerSender(session, { note, held, reply: { kind: came }, seen: null })
}

/** The digits that her worker has passed on at her word, if any. */
export async function passedTicket(session: Session, knock: Locator): Promise<string | null> {
  const desk = deskOf(session)
  const { blobs } = await listReplies(session, knock)
  for (const blob of blobs) {
    const kept = await openKeptTicket({ desk, blob, locator: knock, roster: session.roster }).catch(() => null)
    if (kept) return kept.digits
  }
  return null
}
