// Keeps duty notices among the desk's notes, and writes what belongs into the client's book. What is not told never runs out: it is written
// anew long before its note would go (docs/protocol.md "Duty notices"). What was sent without the client owes one of its own.
import { ItemId } from '@apila/core/bytes.ts'
import { type Day, addDays, daysBetween } from '@apila/core/day.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import {
  NOTICE_ANEW_DAYS,
  NOTICE_KEPT_DAYS,
  type NoticeNote,
  isNoticeDue,
  lineOfNotice,
  mayPutAway,
} from '@apila/core/referral/notice.ts'
import { countByMonth, noticeOfUrgent } from '@apila/core/referral/urgent.ts'
import { NoteVersion, type NotePut } from '@apila/core/referral/wire.ts'
import { fromBase64url, toBase64url } from '@apila/sealing/encoding.ts'
import { openNotice, sealNotice } from '@apila/sealing/referral/notice.ts'
import { permissionDigest } from '@apila/sealing/referral/signed.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import type { OtherNote } from './read-notes.ts'
import { deskOf } from './desk-note.ts'
import { type HeldOther, otherNotes } from './other-notes.ts'
import { release } from './release.ts'
import { random } from './ticket.ts'
import type { SentEntry } from './today.ts'

export interface HeldNotice extends Omit<HeldOther<NoticeNote>, 'note'> {
  notice: NoticeNote
}

const readAll = otherNotes(openNotice)

const readHeld = async (session: Session, others: readonly OtherNote[]): Promise<HeldNotice[]> =>
  (await readAll(session, others)).map(({ note, ...row }) => ({ ...row, notice: note }))

/** The desk's notices: of several versions the newest that opens. What was put away is shown while it is not told all the same. */
export const readNotices = async (session: Session, others: readonly OtherNote[]): Promise<HeldNotice[]> =>
  (await readHeld(session, others)).filter(({ dropped, notice }) => !dropped || !mayPutAway(notice))

/** Keeps a notice: new, or in the place of `held`. `id`: of a new one, where it must be the same whoever writes it. */
async function keepNotice(
  session: Session,
  notice: NoticeNote,
  held: HeldNotice | null,
  today: Day,
  id = ItemId.parse(toBase64url(random(16))),
): Promise<HeldNotice> {
  const desk = deskOf(session)
  const put: NotePut = {
    list: held?.list ?? desk.list,
    id: held?.id ?? id,
    version: held?.version ?? 0,
    blob: await sealNotice(desk, notice),
    until: addDays(today, NOTICE_KEPT_DAYS),
  }
  const { version } = await session.api.ask('POST', 'notes/put', NoteVersion, put)
  return { list: put.list, id: put.id, version, until: put.until, dropped: false, notice }
}

/** Keeps it first, so that nothing is lost, and then writes its line. */
export async function saveNotice(
  session: Session,
  notice: NoticeNote,
  held: HeldNotice | null,
  today: Day,
): Promise<void> {
  await settleNotice(session, await keepNotice(session, notice, held, today), today)
}

/** Writes the line that is still missing in the client's book, while the permission lives; and the note anew before it would run out. True
 *  where something was written. */
export async function settleNotice(session: Session, held: HeldNotice, today: Day): Promise<boolean> {
  const { notice } = held
  const state = notice.client.state
  if (notice.under !== null && notice.inBook !== state) {
    const isWritten = await release(
      session,
      notice.under.name,
      { act: 'notice', notice: lineOfNotice(notice) },
      today,
    ).then(
      () => true,
      (error: unknown) => {
        // The permission is over, and the book with it.
        if (error instanceof Refused && error.code === 'not-found') return false
        throw error
      },
    )
    await keepNotice(session, isWritten ? { ...notice, inBook: state } : { ...notice, under: null }, held, today)
    return true
  }
  const isFine = mayPutAway(notice) || (!held.dropped && daysBetween(today, held.until) >= NOTICE_ANEW_DAYS)
  if (!isFine) await keepNotice(session, notice, held, today)
  return !isFine
}

/** The name of the notice that a permission owes: the same on every device, so that two of them keep one notice. */
async function idOfOwed({ front, back }: Pick<SentNote, 'front' | 'back'>): Promise<ItemId> {
  return ItemId.parse(toBase64url(fromBase64url(await permissionDigest(front, back)).slice(0, 16)))
}

/** Keeps the notice that what was sent without the client owes, where nobody has yet. True where the list has to be read anew. */
export async function keepOwedNotice(
  session: Session,
  sent: SentNote,
  others: readonly OtherNote[],
  today: Day,
): Promise<boolean> {
  const notice = noticeOfUrgent(sent)
  if (!notice) return false
  const id = await idOfOwed(sent)
  if (others.some((other) => other.id === id)) return false
  try {
    await settleNotice(session, await keepNotice(session, notice, null, today, id), today)
    return true
  } catch (error) {
    // A colleague's device was first: its notice is read with the list.
    if (error instanceof Refused && error.code === 'changed-meanwhile') return true
    throw error
  }
}

/** How often this desk sent without the client, by month, as far back as its notes go. */
export async function urgentMonths(
  session: Session,
  { others, sent }: { others: readonly OtherNote[]; sent: readonly SentEntry[] },
): Promise<{ month: string; count: number }[]> {
  const noticed = (await readHeld(session, others)).filter(({ notice }) => notice.urgent)
  const urgent = sent.filter(({ held }) => held.note.front.kind === 'urgent')
  return countByMonth([
    ...noticed.map(({ id, notice }) => ({ id, on: notice.on })),
    ...(await Promise.all(
      urgent.map(async ({ held: { note } }) => ({ id: await idOfOwed(note), on: note.front.notBefore })),
    )),
  ])
}

/** What is due first, then what is put off by its day; what was told comes last. */
export function sortNotices(notices: readonly HeldNotice[], today: Day): HeldNotice[] {
  const rank = ({ notice }: HeldNotice) => (isNoticeDue(notice, today) ? 0 : mayPutAway(notice) ? 2 : 1)
  const dayOf = ({ notice: { client, on } }: HeldNotice) => (client.state === 'deferred' ? client.lookAgain : on)
  return notices.toSorted((a, b) => rank(a) - rank(b) || (dayOf(a) < dayOf(b) ? -1 : 1))
}
