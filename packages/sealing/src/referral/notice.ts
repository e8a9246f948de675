// A desk's notes of other kinds than its permissions: sealed like those, in the same list and of one size, so that nobody else can tell
// them apart. Alone, so that the list of the day need not load what it does not show. Governed by docs/protocol.md "Notes".
import { canonical } from '@apila/core/canonical.ts'
import { NoticeNote } from '@apila/core/referral/notice.ts'
import { NOTE_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import { openText, readSealed, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'

/** Throws `RangeError` where the note is too long. */
export const sealNotice = async (desk: Pick<DeskKeys, 'recipient'>, note: NoticeNote): Promise<string> =>
  sealText(desk.recipient, padTo(utf8(canonical(NoticeNote.parse(note))), NOTE_BYTES))

/** `null` = another desk's, or another key period's. Throws `BrokenSeal`, also where it is a note of another kind. */
export async function openNotice(desk: Pick<DeskKeys, 'identity'>, blob: string): Promise<NoticeNote | null> {
  const opened = await openText(desk.identity, blob)
  return opened && readSealed(unpad(opened, NOTE_BYTES), NoticeNote)
}
