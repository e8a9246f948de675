// Keeps duty notices among the desk's notes, and writes what belongs into the client's book. What is not told never runs out: it is written
// anew long before its note would go (docs/protocol.md "Duty notices").
import { ItemId } from '@apila/core/bytes.ts'
import { type Day, addDays, daysBetween } from '@apila/core/day.ts'
import {
  NOTICE_ANEW_DAYS,
  NOTICE_KEPT_DAYS,
  type NoticeNote,
  isNoticeDue,
  lineOfNotice,
  mayPutAway,
} from '@apila/core/referral/notice.ts'
import { NoteVersion, type NotePut } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { openNotice, sealNotice } from '@apila/sealing/referral/notice.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import type { OtherNote } from './desk-list.ts'
import { deskOf } from './desk-note.ts'
import { release } from './release.ts'
import { random } from './ticket.ts'

export interface HeldNotice extends Pick<OtherNote, 'list' | 'id' | 'version' | 'until' | 'dropped'> {
  notice: NoticeNote
}

/** The desk's notices: of several versions the newest that opens. What was put away is shown while it is not told all the same. */
export async function readNotices(session: Session, others: readonly OtherNote[]): Promise<HeldNotice[]> {
  const newest = new Map<string, HeldNotice>()
  for (const { blob, ...row } of others) {
    const notice = await openOnce(session, blob)
    if (notice && (newest.get(row.id)?.version ?? -1) < row.version) newest.set(row.id, { ...row, notice })
  }
  // The next version follows what lies there, whether it opens or not.
  for (const { id, version } of others) {
    const held = newest.get(id)
    if (held && held.version < version) newest.set(id, { ...held, version })
  }
  return [...newest.values()].filter(({ dropped, notice }) => !dropped || !mayPutAway(notice))
}

const opened = new WeakMap<Session, Map<string, NoticeNote | null>>()

async function openOnce(session: Session, blob: string): Promise<NoticeNote | null> {
  const known = opened.get(session) ?? new Map<string, NoticeNote | null>()
  opened.set(session, known)
  const before = known.get(blob)
  if (before !== undefined) return before
  let notice: NoticeNote | null = null
  for (const desk of session.referralDesks) notice ??= await openNotice(desk, blob).catch(() => null)
  known.set(blob, notice)
  return notice
}

/** Keeps a notice: new, or in the place of `held`. */
async function keepNotice(
  session: Session,
  notice: NoticeNote,
  held: HeldNotice | null,
  today: Day,
): Promise<HeldNotice> {
  const desk = deskOf(session)
  const put: NotePut = {
    list: held?.list ?? desk.list,
    id: held?.id ?? ItemId.parse(toBase64url(random(16))),
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

/** What is due first, then what is put off by its day; what was told comes last. */
export function sortNotices(notices: readonly HeldNotice[], today: Day): HeldNotice[] {
  const rank = ({ notice }: HeldNotice) => (isNoticeDue(notice, today) ? 0 : mayPutAway(notice) ? 2 : 1)
  const dayOf = ({ notice: { client, on } }: HeldNotice) => (client.state === 'deferred' ? client.lookAgain : on)
  return notices.toSorted((a, b) => rank(a) - rank(b) || (dayOf(a) < dayOf(b) ? -1 : 1))
}
