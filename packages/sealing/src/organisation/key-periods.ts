// A desk's key periods: making the next one, sealing its seed to everybody who is to have it, and when one is due.
// Governed by docs/protocol.md "Key periods".
import type { BatchKeys, RecoveryWrap, SeedLink, Wrap } from '@apila/core/account/session.ts'
import { type Day, addDays, daysBetween } from '@apila/core/day.ts'
import type { AnyDesk, Device, DeviceId } from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch, deskKey, findDesk, isOnDesk } from '@apila/core/organisation/roster-value.ts'
import { KEPT_DAYS } from '@apila/core/organisation/unopened-periods.ts'
import { deskKeys, type HeldDesk, sealBellWrap, sealWrap, seedOf } from '../account/desk-keys.ts'
import { type RandomBytes } from '../encoding.ts'
import type { Batch } from './batch.ts'

/** From when on a new period is asked for, and said in yellow. Unit: days. */
export const PERIOD_DAYS = 30
export const LATE_DAYS = 45

/** How a desk's period stands on a day; `none` = it has had no key. */
export function periodAge(roster: Roster, which: AnyDesk, today: Day): 'none' | 'fresh' | 'due' | 'late' {
  const epoch = currentEpoch(roster, which)
  if (!epoch) return 'none'
  const days = daysBetween(epoch.on, today)
  return days >= LATE_DAYS ? 'late' : days >= PERIOD_DAYS ? 'due' : 'fresh'
}

/** Whether a device may drop the seed of a period: it ended so long ago that nothing lives that was sealed to it. Common desks keep all. */
export function mayForget(
  roster: Roster,
  { which, epoch }: Pick<HeldDesk<AnyDesk>, 'which' | 'epoch'>,
  today: Day,
): boolean {
  if (findDesk(roster, which)?.kind === 'common') return false
  const next = roster.epochs.get(deskKey(which))?.[epoch + 1]
  return next !== undefined && addDays(next.on, KEPT_DAYS) < today
}

export type MadePeriod = Batch & { seed: Uint8Array }

type SealTo = Pick<Roster, 'devices' | 'organisations'>

/** A desk's next period: its entry, and the new seed sealed to every device that is on the desk then and to the recovery papers.
 *  `after`: the roster as it will be. `before`: the period that ends, of a common desk whose past is to stay readable. */
export async function makePeriod(
  roster: Roster,
  which: AnyDesk,
  after: SealTo,
  random: RandomBytes,
  before: HeldDesk<AnyDesk> | null,
): Promise<MadePeriod> {
  const epoch = (currentEpoch(roster, which)?.epoch ?? -1) + 1
  const seed = random(32)
  const { recipient, bellPublic: bell } = await deskKeys(seed)
  const sealing = { which, epoch, seed }
  const wraps = await wrapsFor([...after.devices.values()], sealing)
  const recovery = await recoveryWrapsFor(after, sealing)
  const links = before ? [await linkTo(before, recipient, epoch)] : []
  const content = { kind: 'epoch', ...which, epoch, recipient, bell } as const
  return { contents: [content], keys: { wraps, recovery, links }, seed }
}

type Sealing = { which: AnyDesk; epoch: number; seed: Uint8Array }

/** A seed for each of the devices that is on the desk; a ringer gets the bell alone. */
export function wrapsFor(devices: readonly Device[], sealing: Sealing): Promise<Wrap[]> {
  const { which, epoch } = sealing
  return Promise.all(
    devices
      .filter((device) => isOnDesk(device, which))
      .map(async (device) => {
        const sealed = device.roles.includes('ringer') ? sealBellWrap : sealWrap
        return { device: device.id, desk: which.desk, epoch, blob: await sealed(device.recipient, sealing) }
      }),
  )
}

/** A seed for the papers of the desk's organisation; that of the desk that all members share for the papers of each. */
export function recoveryWrapsFor(
  { organisations }: Pick<Roster, 'organisations'>,
  sealing: Sealing,
): Promise<RecoveryWrap[]> {
  const { which, epoch } = sealing
  const owners = [...organisations.values()].filter(
    ({ id }) => which.organisation === null || which.organisation === id,
  )
  return Promise.all(
    owners.flatMap(({ id, recovery }) =>
      recovery
        ? [sealWrap(recovery.recipient, sealing).then((blob) => ({ organisation: id, desk: which.desk, epoch, blob }))]
        : [],
    ),
  )
}

async function linkTo(before: HeldDesk<AnyDesk>, recipient: HeldDesk['recipient'], epoch: number): Promise<SeedLink> {
  const { which } = before
  return { ...which, epoch, blob: await sealWrap(recipient, { which, epoch: before.epoch, seed: seedOf(before) }) }
}

/** What a device of a desk seals to others of it that lack a period which it holds: somebody joined while a proposal waited, or a wrap was
 *  lost. `there`: who has a wrap of which period, as the server says. */
export async function missingWraps(
  roster: Roster,
  held: readonly HeldDesk<AnyDesk>[],
  there: ReadonlyArray<Pick<Wrap, 'device' | 'desk' | 'epoch'>>,
  self: DeviceId,
): Promise<BatchKeys['wraps']> {
  const has = new Set(there.map(({ device, desk, epoch }) => `${device}/${desk}/${String(epoch)}`))
  const wraps = await Promise.all(
    held.map(({ which, epoch, identity }) => {
      const lacking = [...roster.devices.values()].filter(
        ({ id }) => id !== self && !has.has(`${id}/${which.desk}/${String(epoch)}`),
      )
      return wrapsFor(lacking, { which, epoch, seed: seedOf({ identity }) })
    }),
  )
  return wraps.flat()
}
