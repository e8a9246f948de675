// Desk keys on their way: sealed to devices, to an organisation's papers, and to a later period's key. Kept side by side, since a false one
// must not push out a true one: of one keeper there is one, and three in all. Governed by docs/protocol.md "Key periods".
import { type BatchKeys, MOST_WRAPS } from '@apila/core/account/session.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { type Roster, deskKey, deskOf, findDesk, findEpoch, isOnDesk } from '@apila/core/organisation/roster-value.ts'
import type { Scope } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { type Beside, addDeskKey, addWrap, listDeskKeysOf, listWrapsOf } from './store.ts'

/** Refuses keys of desks, periods and devices that are not there. */
export function requireKnown(roster: Roster, { wraps, recovery, links }: BatchKeys): void {
  for (const { device: id, desk, epoch } of wraps) {
    const device = roster.devices.get(id)
    const which = device && deskOf(device.organisation, desk)
    if (!which || !isOnDesk(device, which) || !findEpoch(roster, which, epoch)) throw new Problem('not-found')
  }
  for (const { organisation, desk, epoch } of recovery) {
    const isMember = roster.organisations.get(organisation)?.recovery !== undefined
    if (!isMember || !findEpoch(roster, deskOf(organisation, desk), epoch)) throw new Problem('not-found')
  }
  for (const { organisation, desk, epoch } of links) {
    const which = { organisation, desk }
    if (findDesk(roster, which)?.kind !== 'common' || !findEpoch(roster, which, epoch)) throw new Problem('not-found')
  }
}

/** Whether all of these are of the keeper's own organisation, or of the desk that all members share. */
export function areOwn(roster: Roster, organisation: string, { wraps, recovery, links }: BatchKeys): boolean {
  const ofDevices = wraps.every(({ device }) => roster.devices.get(device)?.organisation === organisation)
  const ofPapers = recovery.every((each) => each.organisation === organisation)
  return (
    ofDevices && ofPapers && links.every((link) => link.organisation === null || link.organisation === organisation)
  )
}

/** Stores them in the transaction of the batch that they belong to. `writer`: null at a founding. */
export async function addDeskKeys(
  tx: Scope,
  { wraps, recovery, links }: BatchKeys,
  writer: DeviceId | null,
): Promise<void> {
  for (const wrap of wraps) {
    const n = placeFor(await listWrapsOf(tx, wrap), wrap.blob, writer)
    if (n !== null) await addWrap(tx, wrap, { n, writer })
  }
  for (const wrap of recovery) await addBeside(tx, 'recovery_wraps', wrap, writer)
  for (const link of links)
    await addBeside(tx, 'seed_links', { ...link, organisation: link.organisation ?? '' }, writer)
}

async function addBeside(
  tx: Scope,
  table: 'recovery_wraps' | 'seed_links',
  key: Beside,
  writer: DeviceId | null,
): Promise<void> {
  const n = placeFor(await listDeskKeysOf(tx, table, key), key.blob, writer)
  if (n !== null) await addDeskKey(tx, table, key, { n, writer: writer ?? '' })
}

// One that is there already is no fault.
function placeFor(
  there: readonly { blob: string; writer: string | null }[],
  blob: string,
  writer: DeviceId | null,
): number | null {
  if (there.some((each) => each.blob === blob)) return null
  if (there.length >= MOST_WRAPS || there.some((each) => writer !== null && each.writer === writer))
    throw new Problem('too-many')
  return there.length
}

/** The common desks of a device, by their place in `seed_links`. */
export const commonDesksOf = (roster: Roster, device: { organisation: string; desks: readonly string[] }): string[] =>
  [...roster.desks.values()]
    .filter(
      ({ kind, organisation }) => kind === 'common' && (organisation === null || organisation === device.organisation),
    )
    .filter(({ id }) => device.desks.includes(id))
    .map(({ organisation, id }) => deskKey({ organisation, desk: id }))
