// From what was thrown to the code of the sentence that tells a person what to do (CONTRIBUTING.md).
import { Refused } from './api.ts'
import { RosterRefused } from './session.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import type { ProblemKey } from '../content/texts.ts'

export function failureKey(error: unknown): ProblemKey {
  if (error instanceof Refused) return error.code
  if (error instanceof RosterRefused) {
    if (error.problem === 'foreign-key') return 'roster-foreign-key'
    return error.problem === 'other-network' ? 'roster-other-network' : 'roster-not-believed'
  }
  if (error instanceof DoesNotStand) return `stands-not.${error.problem}`
  if (error instanceof BrokenSeal) return 'broken-seal'
  // Sealing refuses what cannot stand: too long, or a desk that is not there (docs/protocol.md "Seal").
  if (error instanceof RangeError) return 'bad-input'
  return 'broken'
}
