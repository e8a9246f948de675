// The verified roster in memory: every entry is judged as a device judges it, at start and when it comes.
// Governed by docs/protocol.md "Roster".
import type { Day } from '@apila/core/day.ts'
import { labelledText } from '@apila/core/labels.ts'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import type { RosterProblem } from '@apila/core/organisation/roster-problem.ts'
import { type Refusal, applyEntries } from '@apila/core/organisation/roster-rules.ts'
import { aheadContent } from '@apila/core/organisation/roster-signers.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { digestOf, isSignedBy } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { hasDemoKey } from './demo-keys.ts'

export type Extended = { ok: true; roster: Roster } | Refusal<RosterProblem | 'bad-signature' | 'demo-key'>

/** Verifies entries that follow `from`, whole or not at all. */
export function extendRoster(from: Roster | null, entries: readonly SignedEntry[], today: Day): Extended {
  const hashed = entries.map((signed) => {
    const content = aheadContent(signed)
    return { ...signed, digest: digestOf(signed.entry), content: content === null ? null : digestOf(content) }
  })
  const read = applyEntries(from, hashed, today)
  if (!read.ok) return read
  const { roster, signatures, notDemo } = read
  // The place of the entry that holds what is wrong.
  const placeOf = (wrong: string): number =>
    (from?.length ?? 0) +
    entries.findIndex(
      ({ entry, signatures: own }) => entry.includes(wrong) || own.some(({ signature }) => signature === wrong),
    )
  const untrue = signatures.find(
    ({ verifyKey, label, text, signature }) => !isSignedBy(verifyKey, labelledText(label, text), signature),
  )
  if (untrue) return { ok: false, problem: 'bad-signature', n: placeOf(untrue.signature) }
  const known = notDemo.find(hasDemoKey)
  return known === undefined ? { ok: true, roster } : { ok: false, problem: 'demo-key', n: placeOf(known.verifyKey) }
}

/** The length from which on a writer has read every key that is new and every device that has gone or changed. */
function movedAt(roster: Roster | null): number {
  const keys = [...(roster?.epochs.values() ?? [])].flat().map(({ since }) => since)
  const devices = [...(roster?.stays.values() ?? [])].flat().map(({ until }) => until ?? 0)
  // Leashes are sealed to whom the members named.
  const keeper = roster?.turns.get('policy/leash-keeper') ?? 0
  return [...keys, ...devices, keeper].reduce((latest, length) => Math.max(latest, length), 0)
}

export type RosterKeeper = {
  /** The roster so far; `null` until a network is founded. */
  current: () => Roster | null
  set: (roster: Roster) => void
  /** Refuses what seals leashes to a keeper, or asks one for them, where the roster names none; and the other way round. */
  requireForm: (isForKeeper: boolean) => void
  /** Refuses a write of somebody who had read `length` entries, where keys or devices have changed since. */
  requireUnmoved: (length: number) => void
}

export function openRosterKeeper(roster: Roster | null): RosterKeeper {
  let current = roster
  let moved = movedAt(roster)
  return {
    current: () => current,
    set: (next) => {
      current = next
      moved = movedAt(next)
    },
    requireForm: (isForKeeper) => {
      if (isForKeeper !== Boolean(current?.policy.leashKeeper?.keeper)) throw new Problem('roster-moved')
    },
    requireUnmoved: (length) => {
      // A longer roster than ours is another one.
      if (length < moved || length > (current?.length ?? 0)) throw new Problem('roster-moved')
    },
  }
}
