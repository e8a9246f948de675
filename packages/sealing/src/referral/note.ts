// A desk's notes: sealed to the desk, one size. Governed by docs/protocol.md "Notes".
import { canonical } from '@apila/core/canonical.ts'
import { DeskNote } from '@apila/core/referral/notes.ts'
import { NOTE_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import { openText, readSealed, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'

/** Throws `RangeError` where the note is too long. */
export const sealNote = async (desk: DeskKeys, note: DeskNote): Promise<string> =>
  sealText(desk.recipient, padTo(utf8(canonical(note)), NOTE_BYTES))

/** `null` = another desk's, or another key period's. Throws `BrokenSeal`. */
export async function openNote(desk: DeskKeys, blob: string): Promise<DeskNote | null> {
  const opened = await openText(desk.identity, blob)
  return opened && readSealed(unpad(opened, NOTE_BYTES), DeskNote)
}
