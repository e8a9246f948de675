// Whether a team still stands, or has gone with its organisation.
import type { AnyDesk } from '@apila/core/organisation/roster.ts'
import { type Roster, isActiveDeskAt } from '@apila/core/organisation/roster-value.ts'

export const isThere = (roster: Roster, which: AnyDesk): boolean => isActiveDeskAt(roster, which, roster.length)
