// Which team of an organisation takes a permission.
import type { DeskId, OrganisationId, WhichDesk } from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch, deskKey } from '@apila/core/organisation/roster-value.ts'

export interface ReceivingDesk extends WhichDesk {
  /** Volunteers work there: whoever is asked is told so before. */
  volunteers: boolean
}

/** The organisation's teams for permissions that have a key: those of workers alone first, each kind in the order in which they were opened. */
export const receivingDesks = (roster: Roster, organisation: OrganisationId): ReceivingDesk[] =>
  [...roster.desks.values()]
    .filter((desk) => desk.organisation === organisation && desk.kind === 'referral' && desk.until === null)
    .map(({ id, volunteers }) => ({ organisation, desk: id, volunteers }))
    .filter((which) => currentEpoch(roster, which))
    .sort((a, b) => Number(a.volunteers) - Number(b.volunteers))

/** The team that was chosen, or the first where none was; undefined where there is none. */
export function receivingDesk(
  roster: Roster,
  organisation: OrganisationId,
  chosen: DeskId | null = null,
): ReceivingDesk | undefined {
  const all = receivingDesks(roster, organisation)
  return chosen === null ? all[0] : all.find(({ desk }) => desk === chosen)
}

/** As the roster names it. */
export const nameOfDesk = (roster: Roster, which: WhichDesk, language: 'fi' | 'sv' | 'en'): string =>
  roster.desks.get(deskKey(which))?.names?.[language] ?? which.desk
