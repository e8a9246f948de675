// A desk's note that asks a colleague for a second signature: that they heard the client say yes, or that they too find it urgent. It names
// what is signed; of the words that are told it holds those alone that go without the client. Governed by docs/protocol.md "Spoken" and "Urgent".
import * as z from 'zod'
import { isPlainText } from '../canonical.ts'
import type { Day } from '../day.ts'
import { type Role, hasRight } from '../organisation/roles.ts'
import { DeviceId } from '../organisation/roster.ts'
import { OwedNotice } from './owed-notice.ts'
import { Back, Front, SecondSignature } from './permission.ts'
import { SealedText } from './sealed-text.ts'
import { RIGHT_TO_SECOND } from './standing.ts'

/** refused: a colleague did not sign. Who and why is nobody's record. */
export const WitnessAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('waiting') }),
  z.strictObject({ state: z.literal('signed'), second: SecondSignature }),
  z.strictObject({ state: z.literal('refused') }),
])
export type WitnessAnswer = z.infer<typeof WitnessAnswer>

export const WitnessNote = z.strictObject({
  kind: z.literal('witness'),
  /** The device that asks. */
  by: DeviceId,
  /** Who works there, in the words of that device itself. Absent or empty where it has none. */
  byName: z.string().max(60).refine(isPlainText).optional(),
  as: SecondSignature.shape.as,
  front: Front,
  /** Without signatures: what is signed. */
  back: Back.refine(({ signatures }) => signatures.length === 0),
  /** With `second` alone: what the client will be told of afterwards. */
  owes: OwedNotice.nullable(),
  /** With `second` alone: the very words that leave, since nobody else has heard them. */
  words: z.strictObject({ situation: SealedText.nullable(), needs: SealedText.nullable() }).optional(),
  answer: WitnessAnswer,
})
export type WitnessNote = z.infer<typeof WitnessNote>

export type WitnessProblem = 'own-request' | 'not-your-right' | 'answered' | 'another-day'

/** Whether this device may sign. On the day of the yes only: who hears it signs then. */
export function canWitness(
  { by, as, front, answer }: Pick<WitnessNote, 'by' | 'as' | 'front' | 'answer'>,
  who: { device: string; roles: readonly Role[]; today: Day },
): { ok: true } | { ok: false; problem: WitnessProblem } {
  if (by === who.device) return { ok: false, problem: 'own-request' }
  if (!hasRight(who.roles, RIGHT_TO_SECOND[as])) return { ok: false, problem: 'not-your-right' }
  if (answer.state !== 'waiting') return { ok: false, problem: 'answered' }
  return front.notBefore === who.today ? { ok: true } : { ok: false, problem: 'another-day' }
}
