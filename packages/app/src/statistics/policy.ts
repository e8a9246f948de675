// What the network decided for the statistics of a year.
import type { ReleasePolicy } from '@apila/core/organisation/roster.ts'
import { findReleasePolicy } from '@apila/core/organisation/roster-value.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'

/** Throws `Refused` where nothing was decided for that year. */
export function getPolicy(session: Session, cohort: number): ReleasePolicy {
  const policy = findReleasePolicy(session.roster, cohort)
  if (!policy) throw new Refused('not-found')
  return policy
}
