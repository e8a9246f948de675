// Which desk of an organisation takes a permission.
import type { OrganisationId, WhichDesk } from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch } from '@apila/core/organisation/roster-value.ts'

/** The organisation's first desk for permissions that has a key, among those that suit; undefined where it has none. */
export function receivingDesk(
  roster: Roster,
  organisation: OrganisationId,
  suits: (desk: { volunteers: boolean }) => boolean = () => true,
): WhichDesk | undefined {
  return [...roster.desks.values()]
    .filter((desk) => desk.organisation === organisation && desk.kind === 'referral' && desk.until === null)
    .filter(suits)
    .map(({ id }) => ({ organisation, desk: id }))
    .find((which) => currentEpoch(roster, which))
}
