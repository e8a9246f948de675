// After a desk has a new key its devices lock anew what lives, which is counted apart from a day's work, up to the number of live permissions.
// Governed by docs/protocol.md "Limits".
import { type Day, addDays } from '@apila/core/day.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { type Roster, deskKey, deskOf } from '@apila/core/organisation/roster-value.ts'
import type { Scope } from '../platform/db.ts'
import { countAlive } from './permission-store.ts'
import { type Quotas, RELOCK_DAYS } from './quotas.ts'

/** Allows it to the devices of the desks whose key is new since `length` entries; after a start, of those of the last days. */
export async function allowRelocking(
  quotas: Quotas,
  scope: Scope,
  { roster, since, today }: { roster: Roster; since: number | null; today: Day },
): Promise<void> {
  const isNew = (key: string): boolean => {
    const current = roster.epochs.get(key)?.at(-1)
    if (!current || current.epoch === 0) return false
    return since === null ? addDays(current.on, RELOCK_DAYS) >= today : current.since > since
  }
  const devices = [...roster.devices.values()].filter(({ organisation, desks }) =>
    desks.some((desk) => isNew(deskKey(deskOf(organisation, desk)))),
  )
  const ids: DeviceId[] = devices.map(({ id }) => id)
  if (ids.length > 0) quotas.allowRelocking(ids, await countAlive(scope))
}
