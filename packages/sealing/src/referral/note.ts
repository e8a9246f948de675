// A desk's own notes about its permissions. They carry no key that opens a story or a sheet (docs/protocol.md "Handles").
import { canonical } from '@apila/core/canonical.ts'
import type { DeskKey } from '@apila/core/account/session.ts'
import { DeskNote } from '@apila/core/referral/content.ts'
import { NOTE_BYTES } from '@apila/core/referral/wire.ts'
import { openText, readSealed, recipientOf, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'

export const sealNote = async (desk: DeskKey, note: DeskNote): Promise<string> =>
  sealText(await recipientOf(desk.identity), padTo(utf8(canonical(note)), NOTE_BYTES))

/** `null` = another desk's. */
export async function openNote(desk: DeskKey, blob: string): Promise<DeskNote | null> {
  const opened = await openText(desk.identity, blob)
  return opened && readSealed(unpad(opened), DeskNote)
}
