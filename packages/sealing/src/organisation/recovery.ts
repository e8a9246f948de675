// Bringing an organisation back whose keepers' devices are lost: two papers, new keepers, and a keeper of another member who has seen them.
// Governed by docs/protocol.md "Recovery papers".
import { canonical } from '@apila/core/canonical.ts'
import type { RecoveryWrap } from '@apila/core/account/session.ts'
import {
  type AnyDesk,
  type Device,
  NETWORK_DESK,
  type OrganisationId,
  type Recovery,
} from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch } from '@apila/core/organisation/roster-value.ts'
import { ForeignKey, type HeldDesk, openSeed } from '../account/desk-keys.ts'
import { BrokenSeal } from '../age.ts'
import type { RandomBytes } from '../encoding.ts'
import { type Batch, NO_KEYS, type RosterContent, joinBatches } from './batch.ts'
import { makePeriod } from './key-periods.ts'
import type { PapersKey } from './papers.ts'

/** The whole batch: the entry, and a new key for each desk that the papers open. `recovery`: of the new papers. */
export async function comeBack(
  roster: Roster,
  { papersOf }: Pick<PapersKey, 'papersOf'>,
  devices: readonly Device[],
  recovery: Recovery,
  random: RandomBytes,
): Promise<Batch> {
  const before = roster.organisations.get(papersOf)
  const isKept = ({ organisation, roles }: Device) => organisation !== papersOf || !roles.includes('keeper')
  const kept = [...roster.devices.values()].filter(isKept)
  const after = {
    devices: new Map([...kept, ...devices].map((device) => [device.id, device])),
    organisations: new Map(roster.organisations),
  }
  if (before) after.organisations.set(papersOf, { ...before, recovery })
  const own = [...roster.desks.values()].filter(({ organisation }) => organisation === papersOf)
  const desks: AnyDesk[] = [
    ...own.map(({ id }) => ({ organisation: papersOf, desk: id })),
    { organisation: null, desk: NETWORK_DESK },
  ]
  const periods = await Promise.all(
    desks.filter((which) => currentEpoch(roster, which)).map((which) => makePeriod(roster, which, after, random, null)),
  )
  const entry: RosterContent = { kind: 'recovery', organisation: papersOf, devices: [...devices], recovery }
  return joinBatches({ contents: [entry, ...supervised(roster, papersOf, devices)], keys: NO_KEYS }, ...periods)
}

// Volunteers for whom a keeper that leaves has answered are answered for by the first new device.
const supervised = (roster: Roster, papersOf: OrganisationId, [first]: readonly Device[]): RosterContent[] =>
  first
    ? [...roster.devices.values()]
        .filter(({ organisation }) => organisation === papersOf)
        .filter(({ supervisor }) => supervisor && roster.devices.get(supervisor)?.roles.includes('keeper'))
        .map(({ id, roles, desks }) => ({ kind: 'device-change', id, roles, desks, supervisor: first.id }))
    : []

export type ReturnProblem =
  /** It is not, first of all, the recovery of that organisation with the devices that were compared. */
  | 'other-devices'
  /** It changes something that coming back does not ask for. */
  | 'more-than-return'

/** Why a batch is not the return that people have compared aloud; null = it is. Asked by every device before it signs: whoever put the batch
 *  together has the papers, and must not get anything else signed with them. */
export function problemOfReturn(
  roster: Roster,
  organisation: OrganisationId,
  compared: readonly Device[],
  contents: readonly RosterContent[],
): ReturnProblem | null {
  const [entry, ...others] = contents
  if (entry?.kind !== 'recovery' || entry.organisation !== organisation) return 'other-devices'
  const texts = (devices: readonly Device[]) => devices.map((device) => canonical(device)).sort()
  if (texts(entry.devices).join() !== texts(compared).join()) return 'other-devices'
  const belongs = (content: RosterContent): boolean => {
    if (content.kind === 'epoch') return content.organisation === organisation || content.organisation === null
    if (content.kind !== 'device-change') return false
    const before = roster.devices.get(content.id)
    const isVolunteers = before?.organisation === organisation && before.supervisor !== null
    return isVolunteers && canonical([before.roles, before.desks]) === canonical([content.roles, content.desks])
  }
  return others.every(belongs) ? null : 'more-than-return'
}

/** What the papers open of the past: the seeds that were sealed to them, each compared with the roster. `refused`: foreign or damaged. */
export async function openRecoveryWraps(
  { identity, papersOf }: Pick<PapersKey, 'identity' | 'papersOf'>,
  roster: Roster,
  wraps: readonly RecoveryWrap[],
): Promise<{ held: HeldDesk<AnyDesk>[]; refused: number }> {
  const held: HeldDesk<AnyDesk>[] = []
  let refused = 0
  for (const { organisation, blob } of wraps) {
    if (organisation !== papersOf) continue
    try {
      const desk = await openSeed(identity, roster, blob)
      const isOurs = desk?.which.organisation === papersOf || desk?.which.organisation === null
      if (desk && isOurs) held.push(desk)
      else refused += 1
    } catch (error) {
      if (!(error instanceof ForeignKey || error instanceof BrokenSeal)) throw error
      refused += 1
    }
  }
  return { held, refused }
}
