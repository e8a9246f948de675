// Counters and sums on their way to the release desk: sealed until two officers of different organisations open them together.
// Governed by docs/statistics.md "Architecture" and docs/protocol.md "Statistics".
import type { Recipient, Signature } from '@apila/core/bytes.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { COUNTER_BYTES } from '@apila/core/statistics/wire.ts'
import { openText, seal, sealText } from '../age.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { toBase64url } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'
import { padTo, unpad } from '../padding.ts'

/** Seals a device's counters to its organisation's statistics desk; one size, whatever they hold. Throws `RangeError` above COUNTER_BYTES - 4. */
export const sealCounters = (desk: Recipient, counters: Uint8Array): Promise<string> =>
  sealText(desk, padTo(counters, COUNTER_BYTES))

/** `null` = another desk's. */
export async function openCounters(desk: Pick<DeskKeys, 'identity'>, blob: string): Promise<Uint8Array | null> {
  const opened = await openText(desk.identity, blob)
  return opened && unpad(opened, COUNTER_BYTES)
}

/** Seals an organisation's sums so that it takes both officers, first the first, to open them. */
export async function sealSums(first: Recipient, second: Recipient, sums: Uint8Array): Promise<string> {
  return sealText(first, await seal(second, padTo(sums, COUNTER_BYTES)))
}

/** The first officer's part: takes one layer off; what is left is still sealed to the second. */
export async function peelSums(firstOfficer: OwnDevice, blob: string): Promise<string | null> {
  const inner = await openText(firstOfficer.identity, blob)
  return inner && toBase64url(inner)
}

/** The second officer's part, of what the first has peeled; and either officer's reading of a total sealed to that officer. */
export async function openSums(officer: OwnDevice, blob: string): Promise<Uint8Array | null> {
  const opened = await openText(officer.identity, blob)
  return opened && unpad(opened, COUNTER_BYTES)
}

/** Seals the added-up total from the second officer to the first. */
export const sealTotal = (first: Recipient, total: Uint8Array): Promise<string> =>
  sealText(first, padTo(total, COUNTER_BYTES))

/** An officer's signature over the canonical text of a release. */
export const signRelease = (officer: OwnDevice, canonicalRelease: string): Promise<Signature> =>
  signLabelled(officer, 'apila/release/v2', canonicalRelease)

export async function verifyRelease(
  roster: Roster,
  officer: DeviceId,
  canonicalRelease: string,
  signature: Signature,
): Promise<boolean> {
  const device = roster.devices.get(officer)
  return device !== undefined && isSignedBy(device.verifyKey, signature, 'apila/release/v2', canonicalRelease)
}
