// After somebody has left a desk its devices lock anew what lives, which is counted apart from a day's work, up to the number of live
// permissions. Monthly keys ask for nothing. Governed by docs/protocol.md "Limits".
import { type Day, addDays } from '@apila/core/day.ts'
import { hasRight } from '@apila/core/organisation/roles.ts'
import type { AnyDesk, DeviceId } from '@apila/core/organisation/roster.ts'
import { type Roster, deskKey, deskOf } from '@apila/core/organisation/roster-value.ts'
import { safeSince } from '@apila/core/referral/relocking.ts'
import type { Scope } from '../platform/db.ts'
import { countAlive } from './permission-store.ts'
import { type Quotas, RELOCK_DAYS } from './quotas.ts'

/** Allows it to the devices of the desks that somebody left since `since` entries; after a start, of those of the last days. A volunteer
 *  locks nothing anew. */
export async function allowRelocking(
  quotas: Quotas,
  scope: Scope,
  { roster, since, today }: { roster: Roster; since: number | null; today: Day },
): Promise<void> {
  const isAsked = (which: AnyDesk, isLate: boolean): boolean => {
    const safe = safeSince(roster, which)
    const first = roster.epochs.get(deskKey(which))?.find(({ epoch }) => epoch === safe)
    if (!first || safe === 0) return false
    return since === null || isLate ? addDays(first.on, RELOCK_DAYS) >= today : first.since > since
  }
  // In the place of the device that was lost.
  const isNewcomer = (id: DeviceId): boolean => since !== null && (roster.stays.get(id)?.at(-1)?.since ?? 0) > since
  const devices = [...roster.devices.values()].filter(
    ({ id, organisation, desks, roles }) =>
      hasRight(roles, 'relock') && desks.some((desk) => isAsked(deskOf(organisation, desk), isNewcomer(id))),
  )
  const ids: DeviceId[] = devices.map(({ id }) => id)
  if (ids.length > 0) quotas.allowRelocking(ids, await countAlive(scope))
}
