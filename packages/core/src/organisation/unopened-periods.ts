// After an organisation came back by its papers: which earlier keys of its teams a device does not hold yet. Until they are opened with the papers
// of before, what was sent under them is not shown, so no list may say that nothing waits. Governed by docs/protocol.md "Recovery papers".
import { type Day, addDays } from '../day.ts'
import { type AnyDesk, type Device } from './roster.ts'
import { type Roster, deskKey } from './roster-value.ts'

/** How long a device keeps the seed of a period that is over: the longest life of a permission. Unit: days. */
export const KEPT_DAYS = 360

type Held = { which: AnyDesk; epoch: number }

/** `before`: the day of the return, up to which these keys were in use. */
export type UnopenedPeriods = { count: number; before: Day }

/** Null: nothing is to be opened. Periods under which nothing lives any more are not counted. */
export function unopenedPeriods(
  roster: Pick<Roster, 'recoveries' | 'epochs'>,
  own: Pick<Device, 'organisation' | 'desks'>,
  held: readonly Held[],
  today: Day,
): UnopenedPeriods | null {
  const back = roster.recoveries.findLast(({ organisation }) => organisation === own.organisation)
  if (!back) return null
  const names = new Set(held.map(({ which, epoch }) => `${deskKey(which)} ${String(epoch)}`))
  const missing = own.desks.flatMap((desk) => {
    const key = deskKey({ organisation: own.organisation, desk })
    const periods = roster.epochs.get(key) ?? []
    return periods.filter(({ epoch, since }) => {
      const next = periods[epoch + 1]
      const lives = next !== undefined && addDays(next.on, KEPT_DAYS) >= today
      return since < back.since && lives && !names.has(`${key} ${String(epoch)}`)
    })
  })
  return missing.length > 0 ? { count: missing.length, before: back.on } : null
}
