// Asks a colleague of the desk for a second signature, and gives one: by a note among the desk's others, of the same size and as long as the
// note of the permission itself. Governed by docs/protocol.md "Spoken".
import { ItemId } from '@apila/core/bytes.ts'
import { addDays } from '@apila/core/day.ts'
import type { WitnessNote } from '@apila/core/referral/witness.ts'
import { ENDED_LIST_DAYS, NoteVersion } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { openWitness, sealWitness } from '@apila/sealing/referral/witness.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { deskOf, dropNote } from './desk-note.ts'
import { type HeldOther, otherNotes } from './other-notes.ts'
import { random } from './ticket.ts'
import type { AskedColleague } from './asked-colleague.ts'

export type HeldWitness = HeldOther<WitnessNote>

/** Requests of this desk for a second signature. */
export const readWitnesses = otherNotes(openWitness)

async function keepWitness(
  session: Session,
  note: WitnessNote,
  held: Pick<HeldWitness, 'list' | 'id' | 'version'>,
): Promise<void> {
  await session.api.ask('POST', 'notes/put', NoteVersion, {
    list: held.list,
    id: held.id,
    version: held.version,
    blob: await sealWitness(deskOf(session), note),
    until: addDays(note.front.until, ENDED_LIST_DAYS),
  })
}

/** Asks; the device that asks is never the one that signs. */
export async function askColleague(
  session: Session,
  asked: Pick<WitnessNote, 'as' | 'front' | 'back' | 'owes' | 'words'>,
): Promise<AskedColleague> {
  const { list } = deskOf(session)
  const id = ItemId.parse(toBase64url(random(16)))
  const note: WitnessNote = {
    kind: 'witness',
    by: session.device.id,
    byName: session.workerName,
    ...asked,
    answer: { state: 'waiting' },
  }
  await keepWitness(session, note, { list, id, version: 0 })
  return { list, id, front: asked.front, back: asked.back }
}

/** Writes the answer in the place of the request. Throws `Refused` `changed-meanwhile` where somebody else has answered. */
export const answerColleague = (session: Session, held: HeldWitness, note: WitnessNote): Promise<void> =>
  keepWitness(session, note, held)

/** Takes the request away: it is answered, or asked no more. One that is there no more is as good. */
export async function dropRequest(session: Session, asked: Pick<AskedColleague, 'list' | 'id'>): Promise<void> {
  await dropNote(session, asked).catch((error: unknown) => {
    if (!(error instanceof Refused) || error.code !== 'not-found') throw error
  })
}
