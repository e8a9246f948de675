// What keepers do to the roster in the life of a network, each as one batch: entries that belong together, with the desk keys that travel
// along. Who signs is batch.ts's matter. Governed by docs/protocol.md "Roster" and "Key periods".
import type { AnyDesk, Device, DeviceId, EntryOf, OrganisationId } from '@apila/core/organisation/roster.ts'
import { NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch, deskKey, deskOf, findDesk } from '@apila/core/organisation/roster-value.ts'
import { type HeldDesk, seedOf } from '../account/desk-keys.ts'
import type { RandomBytes } from '../encoding.ts'
import { type Batch, NO_KEYS, type RosterContent, joinBatches } from './batch.ts'
import { makePeriod, wrapsFor } from './key-periods.ts'

/** What the keeper at the screen has: the roster, and the desk keys of all periods that this device holds. */
export type Making = { roster: Roster; held: readonly HeldDesk<AnyDesk>[]; random: RandomBytes }

type Change = Pick<EntryOf<'device-change'>, 'id' | 'roles' | 'desks' | 'supervisor'>

const NETWORK: AnyDesk = { organisation: null, desk: NETWORK_DESK }

/** A new device, with every period of its desks that this keeper holds. */
export async function enrol({ held }: Making, device: Device): Promise<Batch> {
  return {
    contents: [{ kind: 'device', device }],
    keys: { ...NO_KEYS, wraps: await oldSeedsFor(held, device, device.desks) },
  }
}

async function oldSeedsFor(held: Making['held'], device: Device, desks: Device['desks']) {
  const keys = new Set(desks.map((desk) => deskKey(deskOf(device.organisation, desk))))
  const wraps = await Promise.all(
    held
      .filter(({ which }) => keys.has(deskKey(which)))
      .map(({ which, epoch, identity }) => wrapsFor([device], { which, epoch, seed: seedOf({ identity }) })),
  )
  return wraps.flat()
}

/** Devices that leave, with new keys for each desk that they had. `successors`: changes that must come along, such as another supervisor. */
export async function removeDevices(
  making: Making,
  ids: readonly DeviceId[],
  successors: readonly Change[] = [],
): Promise<Batch> {
  const { roster } = making
  const gone = ids.flatMap((id) => roster.devices.get(id) ?? [])
  const contents: RosterContent[] = [
    ...successors.map((change) => ({ kind: 'device-change' as const, ...change })),
    ...ids.map((id) => ({ kind: 'device-remove' as const, id })),
  ]
  const moved = await movedDesks(making, successors)
  const lost = gone.flatMap(({ organisation, desks }) => desks.map((desk) => deskOf(organisation, desk)))
  const after = withoutDevices(withChanges(roster, successors), ids)
  const periods = await newPeriods(making, [...lost, ...moved.lost], after)
  return joinBatches({ contents, keys: moved.keys }, periods)
}

/** A device gets other roles, desks or another supervisor: new keys for a desk that is taken away, old ones for a desk that is added. */
export async function changeDevices(making: Making, changes: readonly Change[]): Promise<Batch> {
  const contents: RosterContent[] = changes.map((change) => ({ kind: 'device-change', ...change }))
  const moved = await movedDesks(making, changes)
  const periods = await newPeriods(making, moved.lost, withChanges(making.roster, changes))
  return joinBatches({ contents, keys: moved.keys }, periods)
}

async function movedDesks({ roster, held }: Making, changes: readonly Change[]) {
  const lost: AnyDesk[] = []
  const wraps = []
  for (const { id, roles, desks } of changes) {
    const before = roster.devices.get(id)
    if (!before) continue
    lost.push(...before.desks.filter((desk) => !desks.includes(desk)).map((desk) => deskOf(before.organisation, desk)))
    const added = desks.filter((desk) => !before.desks.includes(desk))
    wraps.push(...(await oldSeedsFor(held, { ...before, roles, desks }, added)))
  }
  return { lost, keys: { ...NO_KEYS, wraps } }
}

/** The monthly new key of desks. */
export const rotate = (making: Making, desks: readonly AnyDesk[]): Promise<Batch> =>
  newPeriods(making, desks, making.roster)

// A desk without a key owes none. Of a common desk the past stays readable, where this device can read it.
async function newPeriods(
  { roster, held, random }: Making,
  desks: readonly AnyDesk[],
  after: Pick<Roster, 'devices' | 'organisations'>,
): Promise<Batch> {
  const each = new Map(desks.filter((which) => currentEpoch(roster, which)).map((which) => [deskKey(which), which]))
  const periods = await Promise.all(
    [...each.values()].map((which) => {
      const isCommon = findDesk(roster, which)?.kind === 'common'
      const current = currentEpoch(roster, which)?.epoch
      const before = held.find((desk) => deskKey(desk.which) === deskKey(which) && desk.epoch === current)
      return makePeriod(roster, which, after, random, isCommon && before ? before : null)
    }),
  )
  return joinBatches(...periods)
}

/** A desk of the organisation with its first key. `devices`: who works there from the start, as they stand now. */
export async function openDesk(
  { roster, random }: Making,
  desk: Omit<EntryOf<'desk'>, 'v' | 'n' | 'previous' | 'on' | 'kind'>,
  devices: readonly DeviceId[],
): Promise<Batch> {
  const changes = devices.flatMap((id): Change[] => {
    const device = roster.devices.get(id)
    return device ? [{ ...device, desks: [...device.desks, desk.id] }].map(pickChange) : []
  })
  const which = { organisation: desk.organisation, desk: desk.id }
  const period = await makePeriod(roster, which, withChanges(roster, changes), random, null)
  return joinBatches({ contents: [{ kind: 'desk', ...desk }], keys: NO_KEYS }, period, {
    contents: changes.map((change) => ({ kind: 'device-change', ...change })),
    keys: NO_KEYS,
  })
}

const pickChange = ({ id, roles, desks, supervisor }: Device): Change => ({ id, roles, desks, supervisor })

/** A member that comes. Whether the newcomer may read what the members wrote before is chosen here: with a new key of the desk that all
 *  share and without a link, the past stays closed; the devices of today keep it. */
export async function admit(
  making: Making,
  member: Omit<EntryOf<'organisation'>, 'v' | 'n' | 'previous' | 'on' | 'kind'>,
  past: 'open' | 'closed',
): Promise<Batch> {
  const entry: Batch = { contents: [{ kind: 'organisation', ...member }], keys: NO_KEYS }
  if (past === 'open' || !currentEpoch(making.roster, NETWORK)) return entry
  const { devices, organisations } = making.roster
  const { id, names, recovery } = member
  const after = { devices, organisations: new Map(organisations).set(id, { id, names, recovery }) }
  return joinBatches(entry, await newPeriods({ ...making, held: [] }, [NETWORK], after))
}

/** A member that leaves. The desk that all share gets a new key, which two keepers of another member sign. */
export async function dismiss(making: Making, id: OrganisationId): Promise<Batch> {
  const { roster } = making
  const gone = [...roster.devices.values()].filter(({ organisation }) => organisation === id).map((device) => device.id)
  const organisations = new Map([...roster.organisations].filter(([each]) => each !== id))
  const after = { ...withoutDevices(roster, gone), organisations }
  const entry: Batch = { contents: [{ kind: 'organisation-remove', id }], keys: NO_KEYS }
  return joinBatches(entry, await newPeriods(making, [NETWORK], after))
}

/** A key of the desk that all members share, its first or the next, for every device that is on it then. `changes`: devices of the own
 *  organisation that come onto it in the same batch. The past stays readable where this device can read it. */
export async function keyForAll({ roster, held, random }: Making, changes: readonly Change[] = []): Promise<Batch> {
  const current = currentEpoch(roster, NETWORK)?.epoch
  const before = held.find(({ which, epoch }) => deskKey(which) === deskKey(NETWORK) && epoch === current)
  const period = await makePeriod(roster, NETWORK, withChanges(roster, changes), random, before ?? null)
  const contents = changes.map((change): RosterContent => ({ kind: 'device-change', ...change }))
  return joinBatches({ contents, keys: NO_KEYS }, period)
}

type After = Pick<Roster, 'devices' | 'organisations'>

function withChanges({ devices, organisations }: After, changes: readonly Change[]): After {
  const next = new Map(devices)
  for (const change of changes) {
    const before = next.get(change.id)
    if (before) next.set(change.id, { ...before, ...change })
  }
  return { devices: next, organisations }
}

const withoutDevices = ({ devices, organisations }: After, ids: readonly DeviceId[]): After => ({
  devices: new Map([...devices].filter(([id]) => !ids.includes(id))),
  organisations,
})
