// Reads and verifies the roster on the device: the server is not believed. Governed by docs/protocol.md "Roster".
import { canonical } from '@apila/core/canonical.ts'
import { type Digest, Signature } from '@apila/core/bytes.ts'
import {
  type DeviceId,
  type Roster,
  RosterEntry,
  type RosterProblem,
  type SignedEntry,
  applyEntry,
} from '@apila/core/organisation/roster.ts'
import { type OwnDevice, isSignedBy, signText } from '../account/device.ts'
import { digestOf, utf8 } from '../encoding.ts'

/** What a device remembers of the roster, so that a shorter, forked or foreign one is refused. */
export type Pin = { genesis: Digest; length: number; head: Digest }

export type RosterReading =
  | { ok: true; roster: Roster; pin: Pin }
  | { ok: false; problem: RosterProblem | 'bad-signature' | 'broken-chain' | 'shorter' | 'forked' | 'other-network' }

const signedBytes = (entry: string) => utf8(`apila/roster/v1\0${entry}`)

/** Signs an entry by each of the devices. */
export async function signEntry(entry: RosterEntry, devices: readonly OwnDevice[]): Promise<SignedEntry> {
  const text = canonical(entry)
  const signatures = await Promise.all(
    devices.map(async (device) => ({
      device: device.id,
      signature: Signature.parse(await signText(device, signedBytes(text))),
    })),
  )
  return { entry: text, signatures }
}

/** Verifies every entry, every signature and the chain, and compares with what this device saw before. `pin` null: first time, at enrolment. */
export async function readRoster(entries: readonly SignedEntry[], pin: Pin | null): Promise<RosterReading> {
  let roster: Roster | null = null
  let head: Digest | null = null
  let genesis: Digest | null = null
  for (const [index, signed] of entries.entries()) {
    const entry = readEntry(signed.entry)
    if (!entry) return { ok: false, problem: 'not-canonical' }
    if (entry.previous !== head) return { ok: false, problem: 'broken-chain' }
    const signers = await verifiedSigners(roster, entry, signed)
    if (!signers) return { ok: false, problem: 'bad-signature' }
    const applied = applyEntry(roster, entry, signers)
    if (!applied.ok) return applied
    roster = applied.roster
    head = await digestOf(signed.entry)
    genesis ??= head
    if (pin && index === 0 && genesis !== pin.genesis) return { ok: false, problem: 'other-network' }
    if (pin && index === pin.length - 1 && head !== pin.head) return { ok: false, problem: 'forked' }
  }
  if (!roster || !head || !genesis || entries.length < (pin?.length ?? 1)) return { ok: false, problem: 'shorter' }
  return { ok: true, roster, pin: { genesis, length: entries.length, head } }
}

function readEntry(text: string): RosterEntry | null {
  try {
    const json: unknown = JSON.parse(text)
    return canonical(json) === text ? RosterEntry.parse(json) : null
  } catch {
    return null
  }
}

// One wrong or unknown signature spoils the entry: nobody should have to guess which of them counted.
async function verifiedSigners(
  roster: Roster | null,
  entry: RosterEntry,
  signed: SignedEntry,
): Promise<Set<DeviceId> | null> {
  const known = new Map(
    roster ? roster.devices : entry.kind === 'genesis' ? entry.keepers.map((d) => [d.id, d] as const) : [],
  )
  const signers = new Set<DeviceId>()
  for (const { device, signature } of signed.signatures) {
    const verifyKey = known.get(device)?.verifyKey
    if (!verifyKey || !(await isSignedBy(verifyKey, signature, signedBytes(signed.entry)))) return null
    signers.add(device)
  }
  return signers
}
