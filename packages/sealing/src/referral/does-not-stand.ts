// What the rule refuses, as a failure with its reason. Alone, so that whoever shows failures need not load what seals.
import type { ConversationProblem } from '@apila/core/referral/fits-conversation.ts'
import type { StandingProblem } from '@apila/core/referral/standing.ts'

/** Why it does not: the rule's reason; or, when sealing, a receiving device that could not open what is sealed now. */
type Reason = StandingProblem | ConversationProblem | 'no-common-suite'

/** Thrown for what would not stand, when sealing and when opening. */
export class DoesNotStand extends Error {
  override name = 'DoesNotStand'
  readonly problem: Reason
  constructor(problem: Reason) {
    super(problem)
    this.problem = problem
  }
}
