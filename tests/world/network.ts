// Founds the openly invented demo network: four organisations, their desks and devices. Nothing here is secret or real.
import { DeskKey } from '@apila/core/account/session.ts'
import { ListId } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import {
  type Desk,
  Device,
  type Genesis,
  NetworkId,
  OrganisationId,
  type Role,
  type Roster,
  RosterEntry,
  type SignedEntry,
} from '@apila/core/organisation/roster.ts'
import { type OwnDevice, deriveDemoDevice, sealWrap } from '@apila/sealing/account/device.ts'
import { identityFromSeed, recipientOf } from '@apila/sealing/age.ts'
import { derive, digestOf, sha256, toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import { type Pin, readRoster, signEntry } from '@apila/sealing/organisation/roster.ts'
import demo from '../../content/organisations/demo-names.json' with { type: 'json' }

export const ORGANISATIONS = Object.entries(demo.names).map(([id, names]) => ({ id, names }))

const DESKS: readonly Desk[] = ['referral', 'statistics']

export type World = {
  roster: Roster
  pin: Pin
  entries: readonly SignedEntry[]
  device: (id: string) => OwnDevice
  desk: (organisation: string, desk: Desk) => DeskKey
  wraps: ReadonlyArray<{ device: string; desk: Desk; blob: string }>
}

/** Makes the whole network, signed and sealed as devices would. `on`: the day that the entries carry. */
export async function foundDemo(on: Day): Promise<World> {
  const devices = new Map<string, OwnDevice>()
  const described = new Map<string, Device>()
  for (const { id } of ORGANISATIONS) {
    await describe(`${id}-keeper-1`, id, ['keeper', 'worker'], DESKS)
    await describe(`${id}-keeper-2`, id, ['keeper', 'worker'], DESKS)
    await describe(`${id}-worker-1`, id, ['worker'], DESKS)
    await describe(`${id}-worker-2`, id, ['worker'], DESKS)
  }
  await describe('koivu-officer', 'koivu', ['release-officer'], [])
  await describe('haapa-officer', 'haapa', ['release-officer'], [])

  async function describe(id: string, organisation: string, roles: Role[], desks: readonly Desk[]) {
    const device = await deriveDemoDevice(id)
    devices.set(id, device)
    const { recipient, verifyKey } = device
    described.set(id, Device.parse({ id, organisation, roles, desks, recipient, verifyKey }))
  }
  const device = (id: string) => found(devices, id)
  const keepersOf = (organisation: string) => [device(`${organisation}-keeper-1`), device(`${organisation}-keeper-2`)]

  const entries: SignedEntry[] = []
  async function append(entry: Record<string, unknown>, signers: readonly OwnDevice[]) {
    const previous = entries.at(-1)
    const chained = { ...entry, n: entries.length, previous: previous ? await digestOf(previous.entry) : null, on }
    entries.push(await signEntry(RosterEntry.parse(chained), signers))
  }
  const keepers = ORGANISATIONS.flatMap(({ id }) => keepersOf(id))
  await append({ ...genesisOf([...described.values()].filter((d) => d.roles.includes('keeper'))) }, keepers)
  for (const added of described.values()) {
    if (!added.roles.includes('keeper'))
      await append({ kind: 'device-add', device: added }, keepersOf(added.organisation))
  }
  const desks = new Map<string, DeskKey>()
  const wraps: Array<{ device: string; desk: Desk; blob: string }> = []
  for (const { id: organisation } of ORGANISATIONS) {
    for (const desk of DESKS) {
      const key = await demoDesk(organisation, desk)
      desks.set(`${organisation}/${desk}`, key)
      await append(
        { kind: 'epoch', organisation, desk, epoch: 0, recipient: await recipientOf(key.identity) },
        keepersOf(organisation),
      )
      for (const member of described.values()) {
        if (member.organisation !== organisation || !member.desks.includes(desk)) continue
        wraps.push({ device: member.id, desk, blob: await sealWrap(member.recipient, key) })
      }
    }
  }
  const reading = await readRoster(entries, null)
  if (!reading.ok) throw new Error(`the demo network does not verify: ${reading.problem}`)
  return { roster: reading.roster, pin: reading.pin, entries, device, desk: (o, d) => found(desks, `${o}/${d}`), wraps }
}

function genesisOf(keepers: Device[]): Omit<Genesis, 'n' | 'previous' | 'on'> {
  return {
    kind: 'genesis',
    network: NetworkId.parse('apila-demo'),
    demo: true,
    organisations: ORGANISATIONS.map(({ id, names }) => ({ id: OrganisationId.parse(id), names })),
    keepers,
    policy: {
      epsilonMilli: 2000,
      deltaInverse: 1_000_000,
      contributionBound: 1,
      rhoCapMicro: 2_000_000,
      firstOfficer: Device.shape.id.parse('koivu-officer'),
      secondOfficer: Device.shape.id.parse('haapa-officer'),
    },
  }
}

async function demoDesk(organisation: string, desk: Desk): Promise<DeskKey> {
  const root = await sha256(utf8(`apila demo desk: ${organisation}/${desk}`))
  const list = ListId.parse(toBase64url(await derive(root, 'list', 16)))
  return DeskKey.parse({ v: 1, desk, identity: identityFromSeed(await derive(root, 'identity')), list })
}

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the demo network has no ${key}`)
  return value
}
