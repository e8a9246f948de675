// Whether a release may be published, and publishing it: the network's policy, the ledger's chain and cap, one act.
// The server checks form and account; whether the noise is honest only the second officer can check. Governed by docs/statistics.md "Ledger".
import { LedgerLine, Release, UnsignedRelease, budgetOf } from '@apila/core/statistics/release.ts'
import type { ReleasePolicy } from '@apila/core/organisation/roster.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import { canonicalJson } from '@apila/disclosure/canonical.ts'
import { outputHash, planHash, verifyLedger } from '@apila/disclosure/ledger.ts'
import { allocationFor } from '@apila/disclosure/release.ts'
import type { Scope } from '../platform/db.ts'
import { sha256 } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { addLedgerLine, addRelease, findRelease, listLedger } from './store.ts'

/** A drawn release by its canonical text. Throws `release-refused` where it is not one. */
export function readUnsigned(text: string): UnsignedRelease {
  return parseCanonical(text, UnsignedRelease)
}

/** A published release by its canonical text. */
export function readRelease(text: string): Release {
  return parseCanonical(text, Release)
}

function parseCanonical<T>(
  text: string,
  schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false } },
): T {
  const parsed = schema.safeParse(parseJson(text))
  if (!parsed.success || canonicalJson(parsed.data) !== text) throw new Problem('release-refused')
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('release-refused', { cause })
  }
}

/** Refuses a release that departs from what the network decided before the cohort opened. */
export function requirePolicy(policy: ReleasePolicy, isDemo: boolean, cohort: number, release: UnsignedRelease): void {
  const { epsilon, delta, contributions } = release.parameters
  const budget = budgetOf(policy)
  const follows =
    release.cohort === String(cohort) &&
    release.invented === isDemo &&
    epsilon === budget.epsilon &&
    delta === budget.delta &&
    contributions === budget.contributions &&
    release.ledger.cap <= budget.cap
  if (!follows) throw new Problem('release-refused')
}

/** Refuses a release whose line does not continue the ledger, or whose line speaks of another release. */
export async function requireLedger(tx: Scope, release: UnsignedRelease): Promise<void> {
  const before = (await listLedger(tx)).map((line) => LedgerLine.parse(JSON.parse(line)))
  const { ledger } = release
  const verified = await verifyLedger([...before, ledger], sha256)
  const hashes = await compareHashes(release)
  const conditions: readonly (readonly [place: string, holds: boolean])[] = [
    [verified.ok ? '' : `ledger: ${verified.problem}`, verified.ok],
    ...hashes,
    ['ledger.release', ledger.release === release.id],
    ['ledger.cohort', ledger.cohort === release.cohort],
    ['ledger.invented', ledger.invented === release.invented],
    ['id: known', (await findRelease(tx, release.id)) === undefined],
  ]
  const broken = conditions.filter(([, holds]) => !holds).map(([place]) => place)
  if (broken.length > 0) throw refusal(broken, release.invented)
}

/** Only of what is invented it is told where it fails: whoever makes the demo's releases anew needs to know. */
const refusal = (places: readonly string[], isInvented: boolean): Problem =>
  new Problem('release-refused', isInvented ? { paths: places } : {})

// Whether the ledger line is of this plan and of these residuals; needs no counts.
async function compareHashes({
  parameters,
  residuals,
  ledger,
}: UnsignedRelease): Promise<(readonly [place: string, holds: boolean])[]> {
  try {
    const plan = await planHash(DOMAIN, allocationFor(DOMAIN, parameters), sha256)
    return [
      ['ledger.plan', ledger.plan === plan],
      ['ledger.output', ledger.output === (await outputHash(residuals.components, sha256))],
    ]
  } catch {
    // Parameters that no plan can be made of.
    return [['parameters', false]]
  }
}

/** Publishes a release and its line in the ledger, in the caller's transaction. */
export async function publish(tx: Scope, release: Release): Promise<void> {
  await requireLedger(tx, unsignedOf(release))
  await addRelease(tx, release.id, canonicalJson(release))
  await addLedgerLine(tx, release.ledger.line, canonicalJson(release.ledger))
}

/** What the signatures of a release cover. */
export function unsignedOf(release: Release): UnsignedRelease {
  const unsigned: UnsignedRelease & Partial<Pick<Release, 'signatures'>> = { ...release }
  delete unsigned.signatures
  return unsigned
}
