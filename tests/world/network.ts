// Founds the openly invented demo network: four organisations, their desks and devices. Nothing here is secret or real.
import { Wrap } from '@apila/core/account/session.ts'
import type { Day } from '@apila/core/day.ts'
import type { DeskKind, Role } from '@apila/core/organisation/roles.ts'
import {
  DeskId,
  type Device,
  OrganisationId,
  RosterEntry,
  type SignedEntry,
  type WhichDesk,
} from '@apila/core/organisation/roster.ts'
import { type Roster, deskKey } from '@apila/core/organisation/roster-value.ts'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { type HeldDesk, deskKeys, sealWrap } from '@apila/sealing/account/desk-keys.ts'
import { type OwnDevice, describeDevice } from '@apila/sealing/account/device.ts'
import { type Bytes, digestOf, sha256, utf8 } from '@apila/sealing/encoding.ts'
import { readRoster, signEntry } from '@apila/sealing/organisation/roster.ts'
import demo from '../../content/organisations/demo-names.json' with { type: 'json' }

export const ORGANISATIONS = Object.entries(demo.names).map(([id, names]) => ({ id, names }))

const DESKS: readonly { id: DeskKind; names: { fi: string; sv: string; en: string } }[] = [
  { id: 'referral', names: { fi: 'Asiakastyö', sv: 'Klientarbete', en: 'Work with clients' } },
  { id: 'statistics', names: { fi: 'Tilastot', sv: 'Statistik', en: 'Statistics' } },
]
const ALL_DESKS = DESKS.map(({ id }) => DeskId.parse(id))

export type World = {
  roster: Roster
  entries: readonly SignedEntry[]
  device: (id: string) => OwnDevice
  desk: (organisation: string, kind: DeskKind) => HeldDesk
  /** What a desk's keys come from; for tests that make wraps. */
  seed: (organisation: string, kind: DeskKind) => Promise<Bytes>
  wraps: readonly Wrap[]
}

export const whichDesk = (organisation: string, kind: DeskKind): WhichDesk => ({
  organisation: OrganisationId.parse(organisation),
  desk: DeskId.parse(kind),
})

/** Which devices there are, besides two keepers of each organisation. */
const WORKERS = ['worker-1', 'worker-2']
const OFFICERS = ['koivu', 'haapa']

/** Makes the whole network, signed and sealed as devices would. `on`: the day that the entries carry. */
export async function foundDemo(on: Day): Promise<World> {
  const devices = new Map<string, OwnDevice>()
  const device = (id: string) => found(devices, id)
  const keepersOf = (organisation: string) => [device(`${organisation}-keeper-1`), device(`${organisation}-keeper-2`)]

  async function describe(id: string, organisation: string, roles: Role[], desks: DeskId[]): Promise<Device> {
    const own = await deriveDemoDevice(id)
    devices.set(id, own)
    const placing = { organisation: OrganisationId.parse(organisation), roles, desks, supervisor: null, pledge: null }
    return describeDevice(own, placing)
  }

  const entries: SignedEntry[] = []
  async function append(entry: Record<string, unknown>, signers: readonly OwnDevice[]) {
    const last = entries.at(-1)
    const previous = last ? await digestOf(last.entry) : null
    entries.push(await signEntry(RosterEntry.parse({ v: 2, n: entries.length, previous, on, ...entry }), signers))
  }

  const keepers: Device[] = []
  for (const { id } of ORGANISATIONS)
    for (const n of ['1', '2']) keepers.push(await describe(`${id}-keeper-${n}`, id, ['keeper', 'worker'], []))
  await append(
    {
      kind: 'genesis',
      network: 'apila-demo',
      demo: true,
      track: 'ngo-led',
      purchaser: null,
      // Without papers: their keys would be four of the largest things that every device fetches.
      organisations: ORGANISATIONS,
      devices: keepers,
    },
    keepers.map(({ id }) => device(id)),
  )
  const held = new Map<string, HeldDesk>()
  const wraps: Wrap[] = []
  for (const { id: organisation } of ORGANISATIONS) {
    const sign = (entry: Record<string, unknown>) => append(entry, keepersOf(organisation))
    for (const { id: kind, names } of DESKS) {
      const keys = await deskKeys(await demoSeed(organisation, kind))
      const which = whichDesk(organisation, kind)
      held.set(deskKey(which), { ...keys, which, epoch: 0 })
      await sign({ kind: 'desk', organisation, id: kind, deskKind: kind, names, volunteers: false })
      const { recipient, bellPublic: bell } = keys
      await sign({ kind: 'epoch', organisation, desk: kind, epoch: 0, recipient, bell })
    }
    for (const { id, roles, supervisor } of keepers.filter((keeper) => keeper.organisation === organisation))
      await sign({ kind: 'device-change', id, roles, desks: ALL_DESKS, supervisor })
    for (const worker of WORKERS) {
      const added = await describe(`${organisation}-${worker}`, organisation, ['worker'], ALL_DESKS)
      await sign({ kind: 'device', device: added })
    }
    if (OFFICERS.includes(organisation)) {
      const officer = await describe(`${organisation}-officer`, organisation, ['release-officer'], [])
      await sign({ kind: 'device', device: officer })
    }
    const members = [...devices.values()].filter(({ id }) => new RegExp(`^${organisation}-(keeper|worker)-`).test(id))
    for (const { id: kind } of DESKS)
      for (const member of members) wraps.push(await wrapFor(member, organisation, kind))
  }
  await append(
    {
      kind: 'policy',
      topic: 'statistics',
      value: {
        epsilonMilli: 2000,
        deltaInverse: 1_000_000,
        contributionBound: 1,
        rhoCapMicro: 2_000_000,
        firstOfficer: 'koivu-officer',
        secondOfficer: 'haapa-officer',
        fromCohort: 2020,
      },
    },
    ORGANISATIONS.flatMap(({ id }) => keepersOf(id)),
  )
  const reading = await readRoster(entries, null, on)
  if (!reading.ok) throw new Error(`the demo network does not verify: ${reading.problem} at ${String(reading.n)}`)
  return {
    roster: reading.roster,
    entries,
    device,
    desk: (organisation, kind) => found(held, deskKey(whichDesk(organisation, kind))),
    seed: demoSeed,
    wraps,
  }
}

async function wrapFor(member: OwnDevice, organisation: string, kind: DeskKind): Promise<Wrap> {
  const which = whichDesk(organisation, kind)
  const seed = await demoSeed(organisation, kind)
  return Wrap.parse({
    device: member.id,
    desk: which.desk,
    epoch: 0,
    blob: await sealWrap(member.recipient, { which, epoch: 0, seed }),
  })
}

const demoSeed = (organisation: string, kind: DeskKind): Promise<Bytes> =>
  sha256(utf8(`apila demo desk: ${organisation}/${kind}`))

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the demo network has no ${key}`)
  return value
}
