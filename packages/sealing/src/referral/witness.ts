// The note that asks a colleague for a second signature, sealed like every other note of the desk; and what they sign. Governed by
// docs/protocol.md "Spoken" and "Urgent".
import { canonical } from '@apila/core/canonical.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Back, SecondSignature } from '@apila/core/referral/permission.ts'
import { WitnessNote } from '@apila/core/referral/witness.ts'
import { NOTE_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { openText, readSealed, sealText } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'
import { signSecond, verifySeconds } from './signed.ts'

/** Throws `RangeError` where the note is too long. */
export const sealWitness = async (desk: Pick<DeskKeys, 'recipient'>, note: WitnessNote): Promise<string> =>
  sealText(desk.recipient, padTo(utf8(canonical(WitnessNote.parse(note))), NOTE_BYTES))

/** `null` = another desk's, or another key period's. Throws `BrokenSeal`, also where it is a note of another kind. */
export async function openWitness(desk: Pick<DeskKeys, 'identity'>, blob: string): Promise<WitnessNote | null> {
  const opened = await openText(desk.identity, blob)
  return opened && readSealed(unpad(opened, NOTE_BYTES), WitnessNote)
}

/** The note with this device's signature of what it names, in the sense in which it was asked. */
export async function signWitness(device: OwnDevice, note: WitnessNote): Promise<WitnessNote> {
  const second: SecondSignature = await signSecond(device, note.as, note.front, note.back)
  return { ...note, answer: { state: 'signed', second } }
}

/** The half of the permission with the colleague's signature in it; null where none stands there that is right for exactly what was asked. */
export async function secondedBack(
  asked: Pick<WitnessNote, 'as' | 'front' | 'back'>,
  { answer }: Pick<WitnessNote, 'answer'>,
  roster: Roster,
): Promise<Back | null> {
  if (answer.state !== 'signed' || answer.second.as !== asked.as) return null
  const back: Back = { ...asked.back, signatures: [answer.second] }
  return (await verifySeconds(asked.front, back, roster, roster.length)).length === 1 ? back : null
}
