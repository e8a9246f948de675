// The verified roster in memory: every entry is checked as a device checks it, at start and when it comes.
// Governed by docs/protocol.md "Roster".
import { canonical } from '@apila/core/canonical.ts'
import type { Digest } from '@apila/core/bytes.ts'
import {
  type DeviceId,
  type Roster,
  RosterEntry,
  type SignedEntry,
  applyEntry,
} from '@apila/core/organisation/roster.ts'
import { digestOf, isSignedBy } from '../platform/keys.ts'

export type RosterHead = { roster: Roster; head: Digest }

/** The bytes that roster signatures are made over. */
export const rosterText = (entry: string): string => `apila/roster/v1\0${entry}`

/** Verifies entries that follow `from`; `null` when any of them cannot stand. */
export function extendRoster(from: RosterHead | null, entries: readonly SignedEntry[]): RosterHead | null {
  let current = from
  for (const signed of entries) {
    const entry = readEntry(signed.entry)
    if (!entry || entry.previous !== (current?.head ?? null)) return null
    const signers = verifiedSigners(current?.roster ?? null, entry, signed)
    const applied = signers && applyEntry(current?.roster ?? null, entry, signers)
    if (!applied?.ok) return null
    current = { roster: applied.roster, head: digestOf(signed.entry) }
  }
  return current
}

function readEntry(text: string): RosterEntry | null {
  try {
    const json: unknown = JSON.parse(text)
    const parsed = RosterEntry.safeParse(json)
    return parsed.success && canonical(json) === text ? parsed.data : null
  } catch {
    return null
  }
}

// One wrong or unknown signature spoils the entry: nobody should have to guess which of them counted.
function verifiedSigners(roster: Roster | null, entry: RosterEntry, signed: SignedEntry): Set<DeviceId> | null {
  const founders = entry.kind === 'genesis' ? entry.keepers : []
  const known = roster ? roster.devices : new Map(founders.map((device) => [device.id, device]))
  const text = rosterText(signed.entry)
  const signers = new Set<DeviceId>()
  for (const { device, signature } of signed.signatures) {
    const verifyKey = known.get(device)?.verifyKey
    if (!verifyKey || !isSignedBy(verifyKey, text, signature)) return null
    signers.add(device)
  }
  return signers
}

export type RosterKeeper = {
  /** The roster so far; `null` until a network is founded. */
  current: () => RosterHead | null
  set: (head: RosterHead) => void
}

export function openRosterKeeper(head: RosterHead | null): RosterKeeper {
  let current = head
  return {
    current: () => current,
    set: (next) => {
      current = next
    },
  }
}
