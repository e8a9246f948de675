// A desk's own notes: sealed to the desk, found by a list name that only its devices know. What was there stays beside the new version
// for a while, so that nobody of the desk can wipe it out by writing over it. Governed by docs/protocol.md "Notes".
import { ItemId } from '@apila/core/bytes.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { type NoteList, type Notes, OLD_NOTE_DAYS, type NotePut } from '@apila/core/referral/wire.ts'
import type * as z from 'zod'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url, listTag, toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireNoteDay } from './days.ts'
import { type NoteRow, findNote, insertNote, listNotes, retireNote } from './note-store.ts'

/** Older versions that are kept beside the newest. */
const OLDER_VERSIONS = 2

/** What writing this note would do. Nobody else may have written meanwhile; the same note again changes nothing. */
export async function judgeNote(
  ctx: Ctx,
  scope: Scope,
  note: NotePut,
): Promise<{ verdict: 'new' | 'there' | 'changed-meanwhile'; before: NoteRow | undefined }> {
  requireNoteDay(note.until, ctx.today())
  const before = await findNote(scope, listTag(note.list), note.id)
  const isSame =
    before?.version === note.version + 1 &&
    Buffer.compare(before.blob, fromBase64url(note.blob)) === 0 &&
    before.until_day === note.until
  if (isSame) return { verdict: 'there', before }
  return { verdict: (before?.version ?? 0) === note.version ? 'new' : 'changed-meanwhile', before }
}

/** Writes a note; gives its version. */
export async function writeNote(ctx: Ctx, tx: Scope, note: NotePut): Promise<number> {
  const { verdict, before } = await judgeNote(ctx, tx, note)
  if (verdict === 'changed-meanwhile') throw new Problem('changed-meanwhile')
  const version = note.version + 1
  if (verdict === 'there') return version
  const name = { list_tag: listTag(note.list), item: note.id }
  await insertNote(tx, { ...name, version, blob: fromBase64url(note.blob), until_day: note.until })
  if (before)
    await retireNote(tx, before, {
      until: addDays(ctx.today(), OLD_NOTE_DAYS),
      oldest: version - OLDER_VERSIONS,
    })
  return version
}

/** A desk's notes with their older versions. */
export async function readNotes(ctx: Ctx, { list }: z.output<typeof NoteList>): Promise<z.output<typeof Notes>> {
  const rows = await listNotes(ctx.db.read(), listTag(list), ctx.today())
  return {
    notes: rows.map((row) => ({
      id: ItemId.parse(row.item),
      version: row.version,
      blob: toBase64url(row.blob),
      until: Day.parse(row.until_day),
    })),
  }
}
