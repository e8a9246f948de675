// The one rule that says whether what the client only said, and nobody else heard, still waits for their further word. Every screen, list
// and book asks it of what stands now. Pure. Governed by docs/protocol.md "Spoken".
import type { Back, Front, Renewal } from './permission.ts'

/** not-needed: it was tapped, heard, or is no referral. */
type Confirming = 'not-needed' | 'to-confirm' | 'confirmed'

interface Spoken {
  front: Pick<Front, 'kind'>
  back: Pick<Back, 'how' | 'signatures'>
}

/** Said aloud, and heard by nobody but who wrote it down. */
export const isSpokenAlone = ({ front, back }: Spoken): boolean =>
  front.kind === 'referral' && back.how === 'spoken' && back.signatures.length === 0

/** `renewals`: those that stand. One with the code or at the screen confirms; what is only said once more does not. */
export const isConfirmedBy = (renewals: readonly Pick<Renewal, 'how'>[]): boolean =>
  renewals.some(({ how }) => how !== 'spoken')

export function confirmingOf(spoken: Spoken, renewals: readonly Pick<Renewal, 'how'>[]): Confirming {
  if (!isSpokenAlone(spoken)) return 'not-needed'
  return isConfirmedBy(renewals) ? 'confirmed' : 'to-confirm'
}
