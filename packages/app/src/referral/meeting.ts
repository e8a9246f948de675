// The receiving desk's acts, in the order that the protocol gives: release, journal, content; then answer (protocol.md "Open").
import { ItemId, type Locator, type Recipient } from '@apila/core/bytes.ts'
import type { DeskKey } from '@apila/core/account/session.ts'
import type { Day } from '@apila/core/day.ts'
import type { Hint, JournalLine, Knock, Receipt, ReceivedNote, Reply } from '@apila/core/referral/content.ts'
import { Blobs, type NotePut, Released } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { sealNote } from '@apila/sealing/referral/note.ts'
import {
  type Opened,
  type OpenedStory,
  openJournal,
  openKnock,
  openReceipt,
  openStory,
  relockStory,
  sealJournal,
} from '@apila/sealing/referral/open.ts'
import { openKeptTicket, sealReply } from '@apila/sealing/referral/reply.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { random } from './ticket.ts'
import type { Held } from './today.ts'

export function deskOf(session: Session): DeskKey {
  if (!session.referralDesk) throw new Refused('not-found')
  return session.referralDesk
}

const release = (session: Session, locator: Locator) => session.api.ask('POST', 'parcels/open', Released, { locator })

async function writeJournal(
  session: Session,
  locator: Locator,
  n: number,
  to: Recipient | null,
  line: Omit<JournalLine, 'organisation'>,
): Promise<void> {
  if (!to) return
  const blob = await sealJournal(to, { organisation: session.own.organisation, ...line })
  await session.api.tell('POST', 'journal', { locator, n, blob })
}

/** Adds a line to her journal, after what is there. */
export async function addJournalLine(
  session: Session,
  story: Locator,
  to: Recipient,
  line: Omit<JournalLine, 'organisation'>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { blobs } = await session.api.ask('POST', 'journal/list', Blobs, { locator: story })
    try {
      await writeJournal(session, story, blobs.length, to, line)
      return
    } catch (error) {
      // Another line came in between; the act itself stands, so its line must get there.
      if (!(error instanceof Refused) || error.code !== 'already-answered' || tries === 3) throw error
    }
  }
}

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

/** Ends a permission. The server answers the same to everything. */
export const endPermission = (session: Session, keys: Pick<TicketKeys, 'locator' | 'withdraw'>): Promise<void> =>
  session.api.tell('POST', 'end', { locator: keys.locator, withdraw: keys.withdraw })

export const dropNote = (session: Session, id: ItemId): Promise<void> =>
  session.api.tell('POST', 'notes/delete', { list: deskOf(session).list, id })

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

/** Her own copy of the permission, with her ticket. `null` = this ticket does not open it. */
export async function readReceipt(session: Session, keys: TicketKeys): Promise<Receipt | null> {
  return openReceipt(await release(session, keys.locator), keys.receiptIdentity)
}

/** Her journal: who opened, and when. */
export async function readJournal(session: Session, story: Locator, receiptIdentity: string): Promise<JournalLine[]> {
  const { blobs } = await session.api.ask('POST', 'journal/list', Blobs, { locator: story })
  const lines: JournalLine[] = []
  for (const blob of blobs) {
    const line = await openJournal(receiptIdentity, blob).catch(() => null)
    if (line) lines.push(line)
  }
  return lines
}
