// The yearly trial of two recovery papers: when it was done last on this device, and when it is due. The day and the papers' numbers stay here,
// sealed to the device: another administrator's device knows nothing of them. Governed by docs/keepers-guide.md "Once a year: the papers".
import * as z from 'zod'
import { Day, addDays } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { keep, readKept } from '../../account/device-store.ts'
import type { Session } from '../../account/session.ts'

/** After how long papers are tried again. Unit: days. */
const DRILL_DAYS = 365

const Drilled = z.object({ on: Day, numbers: z.array(z.int().min(1).max(3)).length(2) })
export type Drilled = z.infer<typeof Drilled>

const keyOf = ({ device }: Session) => `drill/${device.id}`

/** Null: never on this device, or what was kept is not readable. */
export async function readDrill(session: Session): Promise<Drilled | null> {
  const blob = await readKept(keyOf(session)).catch(() => null)
  if (typeof blob !== 'string') return null
  return Drilled.safeParse(await openOnDevice(session.device, blob).catch(() => null)).data ?? null
}

export const keepDrill = async (session: Session, drilled: Drilled): Promise<void> => {
  await keep(keyOf(session), await sealToDevice(session.device, drilled))
}

/** Since when the organisation has its papers, as far as the roster tells: its return, or the first key of its teams. Null: it has no key yet. */
export function papersSince(roster: Roster, organisation: OrganisationId): Day | null {
  const back = roster.recoveries.findLast((each) => each.organisation === organisation)
  if (back) return back.on
  const firsts = [...roster.desks.values()]
    .filter((desk) => desk.organisation === organisation)
    .flatMap(({ id }) => roster.epochs.get(`${organisation}/${id}`)?.[0]?.on ?? [])
  return firsts.sort()[0] ?? null
}

/** A trial of papers that were since made anew counts for nothing. */
export function isDrillDue(since: Day | null, last: Drilled | null, today: Day): boolean {
  if (since === null) return false
  const from = last !== null && last.on > since ? last.on : since
  return today > addDays(from, DRILL_DAYS)
}
