// Reads and verifies the roster on the device: the server is not believed. Governed by docs/protocol.md "Roster".
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import type { RosterEntry, SignedEntry } from '@apila/core/organisation/roster.ts'
import type { RosterProblem } from '@apila/core/organisation/roster-problem.ts'
import { type Refusal, applyEntries } from '@apila/core/organisation/roster-rules.ts'
import { type HashedEntry, type SignatureCheck, aheadContent } from '@apila/core/organisation/roster-signers.ts'
import { type Pin, type Roster, headAt } from '@apila/core/organisation/roster-value.ts'
import { hasDemoKey } from '../account/demo-device.ts'
import type { OwnDevice } from '../account/device.ts'
import { digestOf } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'

export type ReadingProblem = RosterProblem | 'bad-signature' | 'demo-key' | 'shorter' | 'forked' | 'other-network'
export type RosterReading = { ok: true; roster: Roster } | Refusal<ReadingProblem>

/** Signs an entry by each of the devices. */
export async function signEntry(entry: RosterEntry, devices: readonly OwnDevice[]): Promise<SignedEntry> {
  const text = canonical(entry)
  const signatures = await Promise.all(
    devices.map(async (device) => ({
      device: device.id,
      signature: await signLabelled(device, 'apila/roster/v2', text),
    })),
  )
  return { entry: text, signatures }
}

/** An entry with the digests that the rules compare. */
export async function hashEntry(signed: SignedEntry): Promise<HashedEntry> {
  const content = aheadContent(signed)
  return { ...signed, digest: await digestOf(signed.entry), content: content === null ? null : await digestOf(content) }
}

/** Whether every one of these signatures verifies. */
export async function areTrue(signatures: readonly SignatureCheck[]): Promise<boolean> {
  const each = await Promise.all(
    signatures.map(({ verifyKey, signature, label, text }) => isSignedBy(verifyKey, signature, label, text)),
  )
  return !each.includes(false)
}

/** Verifies entries: every rule, every signature, the chain, and what this device saw before.
 *  `from`: a roster that this device has verified, and `entries` are those after it; or a pin, and `entries` are all from the first; or null,
 *  the first time. `today`: the device's own day. */
export async function readRoster(
  entries: readonly SignedEntry[],
  from: Roster | Pin | null,
  today: Day,
): Promise<RosterReading> {
  const verified = from && 'heads' in from ? from : null
  if (!verified && entries.length < (from?.length ?? 1)) return { ok: false, problem: 'shorter', n: entries.length }
  const hashed = await Promise.all(entries.map(hashEntry))
  if (!verified && from && hashed[0]?.digest !== from.genesis) return { ok: false, problem: 'other-network', n: 0 }
  const read = applyEntries(verified, hashed, today)
  if (!read.ok) return read
  const { roster, signatures, notDemo } = read
  if (from && headAt(roster, from.length) !== from.head) return { ok: false, problem: 'forked', n: from.length - 1 }
  if (!(await areTrue(signatures))) return { ok: false, problem: 'bad-signature', n: roster.length }
  const arePublic = await Promise.all(notDemo.map(hasDemoKey))
  if (arePublic.includes(true)) return { ok: false, problem: 'demo-key', n: roster.length }
  return { ok: true, roster }
}
