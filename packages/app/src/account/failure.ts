// From what was thrown to the code of the sentence that tells a person what to do (CONTRIBUTING.md).
import { Refused } from './api.ts'
import { NotKept } from './device-store.ts'
import { RosterRefused } from './session.ts'
import { otherDay } from '../clock.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import type { ProblemKey } from '../content/texts.ts'

/** What a server or a rule says where the days do not fit; with a clock that is wrong, the clock is why. */
const OF_DAYS: ReadonlySet<string> = new Set(['bad-input', 'ask-again', 'too-long', 'not-these-days'])

const isClock = (problem: string): boolean => OF_DAYS.has(problem) && otherDay() !== null

/** Rules of the roster with a sentence of their own for whoever proposes or signs. */
const OF_BATCHES: ReadonlySet<string> = new Set([
  'stale-proposal',
  'supervisor-missing',
  'keepers-missing',
  'last-organisation',
  'leash-keeper-leaves',
  'already-there',
  'wrong-officers',
  'wrong-role',
  'wrong-volunteer',
  'wrong-policy',
  'key-used-before',
])

const ofBatch = (rule: string): ProblemKey => (OF_BATCHES.has(rule) ? `batch-${rule}` : 'batch-refused') as ProblemKey

export function failureKey(error: unknown): ProblemKey {
  if (error instanceof Refused) return isClock(error.code) ? 'clock-wrong' : error.code
  // By name: their code comes only where a passkey is asked for (account/own).
  if (error instanceof Error && 'problem' in error) {
    if (error.name === 'NoPasskey') return `passkey-${String(error.problem)}` as ProblemKey
    if (error.name === 'DoesNotOpen') return `own-${String(error.problem)}` as ProblemKey
    if (error.name === 'BatchRefused') return ofBatch(String(error.problem))
  }
  if (error instanceof NotKept) return `device-${error.problem}`
  if (error instanceof RosterRefused) {
    // Entries of days that have not come yet: the server's list may be false, but this device's clock is known to be.
    if (error.problem === 'wrong-day' && otherDay() !== null) return 'clock-wrong'
    if (error.problem === 'foreign-key') return 'roster-foreign-key'
    return error.problem === 'other-network' ? 'roster-other-network' : 'roster-not-believed'
  }
  if (error instanceof DoesNotStand && isClock(error.problem)) return 'clock-wrong'
  if (error instanceof DoesNotStand) return `stands-not.${error.problem}`
  if (error instanceof BrokenSeal) return 'broken-seal'
  // Sealing refuses what cannot stand: too long, or a desk that is not there (docs/protocol.md "Seal").
  if (error instanceof RangeError) return 'bad-input'
  return 'broken'
}
