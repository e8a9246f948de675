// The founding: from what each device said of itself to the first entries of the roster. Every device builds them and compares, so that
// nobody has to believe the one that collects. Governed by docs/protocol.md "Founding".
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import type { Digest } from '@apila/core/bytes.ts'
import type { FoundingNetwork, FoundingRecord, FoundingSigned } from '@apila/core/organisation/founding.ts'
import { DeviceId, NETWORK_DESK, RosterEntry, type SignedEntry } from '@apila/core/organisation/roster.ts'
import type { OwnDevice } from '../account/device.ts'
import { digestOf, fromBase64url } from '../encoding.ts'
import { signLabelled } from '../labels.ts'
import { type RosterReading, readRoster } from './roster.ts'

const READ_DIGITS = 32

/** 32 digits of a digest for reading aloud, in eight groups of four: about 106 bits. */
export function readAloud(digest: Digest): string[] {
  const value = fromBase64url(digest).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const digits = (value % 10n ** BigInt(READ_DIGITS)).toString().padStart(READ_DIGITS, '0')
  return digits.match(/.{4}/g) ?? []
}

/** The digits of anything that was said. */
export const digitsOf = async (value: FoundingRecord | FoundingNetwork | readonly string[]): Promise<string[]> =>
  readAloud(await digestOf(canonical(value)))

const byId = (a: FoundingRecord, b: FoundingRecord): number => (a.record.id < b.record.id ? -1 : 1)

/** Texts of the first entries, the same on every device: genesis; for each organisation its desk, its key and both keepers on it; the key of
 *  the desk that all share. */
export async function foundingEntries(network: FoundingNetwork, heard: readonly FoundingRecord[]): Promise<string[]> {
  const records = [...heard].sort(byId)
  const founders = records.flatMap(({ record, organisation }) =>
    organisation ? [{ id: record.organisation, ...organisation }] : [],
  )
  const { track, purchaser, shared } = network
  const bodies: Record<string, unknown>[] = [
    {
      kind: 'genesis',
      network: network.network,
      demo: false,
      track,
      purchaser,
      organisations: founders.map(({ id, names, recovery }) => ({ id, names, recovery })),
      devices: records.map(({ record }) => record),
    },
  ]
  for (const { id: organisation, desk } of founders) {
    const { id, names, volunteers, recipient, bell } = desk
    bodies.push(
      { kind: 'desk', organisation, id, deskKind: 'referral', names, volunteers },
      { kind: 'epoch', organisation, desk: id, epoch: 0, recipient, bell },
      ...records
        .filter(({ record }) => record.organisation === organisation)
        .map(({ record }) => ({
          kind: 'device-change',
          id: record.id,
          roles: record.roles,
          desks: [...record.desks, id],
          supervisor: null,
        })),
    )
  }
  bodies.push({ kind: 'epoch', organisation: null, desk: NETWORK_DESK, epoch: 0, ...shared })
  return chain(bodies, network.on)
}

async function chain(bodies: readonly Record<string, unknown>[], on: Day): Promise<string[]> {
  const texts: string[] = []
  for (const [n, body] of bodies.entries()) {
    const last = texts.at(-1)
    const previous = last === undefined ? null : await digestOf(last)
    texts.push(canonical({ v: 2, n, previous, on, ...body }))
  }
  return texts
}

/** Which of the entries a device signs: the first, as everybody does; those of its own organisation; and, in the organisation of the device
 *  that collects, the key of the desk that all share. */
function isSignedHere(
  text: string,
  own: FoundingRecord,
  records: readonly FoundingRecord[],
  collects: string,
): boolean {
  const entry = RosterEntry.parse(JSON.parse(text))
  const { organisation } = own.record
  const organisationOf = (id: string) => records.find(({ record }) => record.id === id)?.record.organisation
  if (entry.kind === 'genesis') return true
  if (entry.kind === 'desk') return entry.organisation === organisation
  if (entry.kind === 'epoch') return (entry.organisation ?? collects) === organisation
  return entry.kind === 'device-change' && organisationOf(entry.id) === organisation
}

export interface Founding {
  network: FoundingNetwork
  records: readonly FoundingRecord[]
  /** The organisation of the device that collects. */
  collects: string
}

/** A device's signatures. */
export async function signFounding(
  device: OwnDevice,
  own: FoundingRecord,
  { network, records, collects }: Founding,
): Promise<FoundingSigned['signatures']> {
  const texts = await foundingEntries(network, records)
  const signed: FoundingSigned['signatures'] = []
  for (const [n, text] of texts.entries())
    if (isSignedHere(text, own, records, collects))
      signed.push({ n, signature: await signLabelled(device, 'apila/roster/v2', text) })
  return signed
}

/** The batch with everybody's signatures, read as any device will read it: every rule, every signature. */
export async function sealFounding(
  { network, records }: Founding,
  signed: ReadonlyMap<string, FoundingSigned['signatures']>,
  today: Day,
): Promise<{ entries: SignedEntry[]; reading: RosterReading }> {
  const texts = await foundingEntries(network, records)
  const entries = texts.map((entry, n) => ({
    entry,
    signatures: [...signed].flatMap(([device, all]) =>
      all.filter((one) => one.n === n).map(({ signature }) => ({ device: DeviceId.parse(device), signature })),
    ),
  }))
  return { entries, reading: await readRoster(entries, null, today) }
}
