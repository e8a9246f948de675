// A desk's own notes: sealed to the desk, found by a list name that only its devices know. Governed by docs/protocol.md "Notes".
import { LONGEST_GRANT_DAYS } from '@apila/core/referral/grant.ts'
import { ENDED_LIST_DAYS, type NotePut } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url, listTag } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireDay } from './days.ts'
import { findNote, putNote } from './store.ts'

/** A note may outlive its permission while the desk still reads that it ended. Unit: days. */
const LONGEST_NOTE_DAYS = LONGEST_GRANT_DAYS + ENDED_LIST_DAYS

/** Writes a note if nobody else has written meanwhile; gives its version. Writing the same note again changes nothing. */
export async function writeNote(ctx: Ctx, tx: Scope, note: NotePut): Promise<number> {
  requireDay(note.until, ctx.today(), 'note.until', LONGEST_NOTE_DAYS)
  const blob = fromBase64url(note.blob)
  const before = await findNote(tx, listTag(note.list), note.id)
  const version = note.version + 1
  if (before?.version === version && Buffer.compare(before.blob, blob) === 0 && before.until_day === note.until)
    return version
  if ((before?.version ?? 0) !== note.version) throw new Problem('changed-meanwhile')
  await putNote(tx, { list_tag: listTag(note.list), item: note.id, version, blob, until_day: note.until })
  return version
}
