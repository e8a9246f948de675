// A desk's own notes: sealed to the desk, found by a list name that only its devices know. What was there stays for 30 days, so that
// nobody of the desk can wipe it out by writing over it or by dropping it. Governed by docs/protocol.md "Notes".
import { ItemId } from '@apila/core/bytes.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { type NoteList, type NoteName, type NotePut, type Notes, OLD_NOTE_DAYS } from '@apila/core/referral/wire.ts'
import type * as z from 'zod'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url, listTag, toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireNoteDay } from './days.ts'
import { type NoteRow, findNote, insertNote, listNotes, markDropped, retireNote } from './note-store.ts'

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
  await insertNote(tx, { ...name, version, blob: fromBase64url(note.blob), until_day: note.until, dropped: 0 })
  if (before) await retireNote(tx, before, addDays(ctx.today(), OLD_NOTE_DAYS))
  return version
}

/** Puts a note away. It is told as dropped from now on, and goes when an older version would. */
export const dropNote = (ctx: Ctx, tx: Scope, { list, id }: z.output<typeof NoteName>): Promise<void> =>
  markDropped(tx, { listTag: listTag(list), item: id, until: addDays(ctx.today(), OLD_NOTE_DAYS) })

/** A desk's notes with their older versions, also of those that were dropped. */
export async function readNotes(ctx: Ctx, { list }: z.output<typeof NoteList>): Promise<z.output<typeof Notes>> {
  const rows = await listNotes(ctx.db.read(), listTag(list), ctx.today())
  // The last of an item is its newest.
  const dropped = new Map(rows.map((row) => [row.item, row.dropped === 1]))
  return {
    notes: rows.map((row) => ({
      id: ItemId.parse(row.item),
      version: row.version,
      blob: toBase64url(row.blob),
      until: Day.parse(row.until_day),
      dropped: dropped.get(row.item) ?? false,
    })),
  }
}
