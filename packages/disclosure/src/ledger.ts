// The public account of what all releases together have cost: append-only lines, each bound to the one before, with a hard cap.
// Governed by docs/statistics.md "Ledger". A fixed cap stays valid however later releases are chosen (zCDP privacy filter).
import type { Allocation } from './allocation.ts'
import type { Domain } from './domain.ts'
import type { Component } from './residuals.ts'
import { canonicalBytes, canonicalJson, hex } from './canonical.ts'
import { codesOf } from './domain.ts'

/** SHA-256. */
export type Hash = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** What a release adds to the account. */
export interface LedgerEntry {
  /** The year counted, or null for rows without one. A cohort is measured once. */
  readonly cohort: string | null
  readonly release: string
  readonly invented: boolean
  readonly codebook: string
  /** Whose protection is stated: one person at one organisation, or one row of a file. */
  readonly unit: 'person-and-organisation' | 'row'
  readonly epsilon: number
  readonly delta: number
  /** How many rows of one person the promise covers. */
  readonly contributions: number
  /** What this release costs one person, zCDP. */
  readonly rho: number
  /** Hash of attribute sets and noise, fixed before anything is measured. */
  readonly plan: string
  /** Hash of the published residuals: one output per cohort. */
  readonly output: string
}

export interface LedgerLine extends LedgerEntry {
  readonly line: number
  /** Hash of the line before; zeros for the first. */
  readonly previous: string
  readonly mechanism: string
  /** Sum of rho over all lines up to this one. */
  readonly spent: number
  readonly cap: number
  readonly hash: string
}

export type LedgerProblem =
  | 'cap-passed'
  | 'cap-raised'
  | 'cohort-measured'
  | 'wrong-number'
  | 'chain-broken'
  | 'wrong-hash'
  | 'wrong-sum'
  | 'wrong-value'

export const MECHANISM = 'residual-discrete-gaussian/1'

const FIRST = '0'.repeat(64)

/** Rounding of a sum of a few hundred numbers; far below anything that matters. */
const SLACK = 1e-12

export type NextLine = { ok: true; line: LedgerLine } | { ok: false; problem: LedgerProblem }

/**
 * The line to append, or why it may not be. The cap may stay or be lowered, never raised.
 * @param lines the ledger; its last line alone will do where the caller knows that the cohort is not measured yet
 */
export async function nextLine(
  lines: readonly LedgerLine[],
  entry: LedgerEntry,
  cap: number,
  hash: Hash,
): Promise<NextLine> {
  const last = lines.at(-1)
  const problem = problemOf(lines, entry, cap)
  if (problem !== null) return { ok: false, problem }
  const unhashed = {
    ...pick(entry),
    line: (last?.line ?? 0) + 1,
    previous: last?.hash ?? FIRST,
    mechanism: MECHANISM,
    spent: (last?.spent ?? 0) + entry.rho,
    cap,
  }
  return { ok: true, line: { ...unhashed, hash: await hashOf(unhashed, hash) } }
}

function problemOf(before: readonly LedgerLine[], entry: LedgerEntry, cap: number): LedgerProblem | null {
  const last = before.at(-1)
  if (!(entry.rho > 0) || !(cap > 0)) return 'wrong-value'
  if (last !== undefined && cap > last.cap) return 'cap-raised'
  if (entry.cohort !== null && before.some((line) => line.cohort === entry.cohort)) return 'cohort-measured'
  return (last?.spent ?? 0) + entry.rho > cap + SLACK ? 'cap-passed' : null
}

export type VerifiedLedger = { ok: true; spent: number } | { ok: false; line: number; problem: LedgerProblem }

/** Goes through a whole ledger: numbers, chain, hashes, sums, cap, one measurement per cohort. */
export async function verifyLedger(lines: readonly LedgerLine[], hash: Hash): Promise<VerifiedLedger> {
  for (const [index, line] of lines.entries()) {
    const problem = await lineProblem(lines.slice(0, index), line, hash)
    if (problem !== null) return { ok: false, line: index + 1, problem }
  }
  return { ok: true, spent: lines.at(-1)?.spent ?? 0 }
}

async function lineProblem(before: readonly LedgerLine[], line: LedgerLine, hash: Hash): Promise<LedgerProblem | null> {
  const last = before.at(-1)
  const { hash: stated, ...unhashed } = line
  if (line.line !== before.length + 1) return 'wrong-number'
  if (line.previous !== (last?.hash ?? FIRST)) return 'chain-broken'
  if ((await hashOf(unhashed, hash)) !== stated) return 'wrong-hash'
  if (Math.abs((last?.spent ?? 0) + line.rho - line.spent) > SLACK) return 'wrong-sum'
  return problemOf(before, line, line.cap)
}

async function hashOf(value: unknown, hash: Hash): Promise<string> {
  return hex(await hash(canonicalBytes(value)))
}

/** Only the named parts: an entry may come from a larger object. */
function pick(entry: LedgerEntry): { [key in keyof LedgerEntry]: LedgerEntry[key] } {
  const { cohort, release, invented, codebook, unit, epsilon, delta, contributions, rho, plan, output } = entry
  return { cohort, release, invented, codebook, unit, epsilon, delta, contributions, rho, plan, output }
}

/** Hash of what will be measured and how noisily. */
export function planHash(domain: Domain, allocation: Allocation, hash: Hash): Promise<string> {
  const components = allocation.components.map(({ set, sizes, sigma }) => ({
    attributes: codesOf(domain, set),
    sizes,
    sigma,
  }))
  return hashOf({ codebook: domain.codebook, mechanism: MECHANISM, components }, hash)
}

/** Hash of the published residuals. */
export function outputHash(components: readonly Component[], hash: Hash): Promise<string> {
  return hashOf(
    components.map(({ attributes, sizes, sigma, values }) => ({ attributes, sizes, sigma, values })),
    hash,
  )
}

/** One line of the published file, without its line end. */
export function formatLine(line: LedgerLine): string {
  return canonicalJson(line)
}
