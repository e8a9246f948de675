// The second officer's check before signing: do the published residuals lie around the true sums as the noise says,
// and do the tables follow from them? Governed by docs/statistics.md "The release". Needs the true sums; runs on a device.
import type { Counters } from './counters.ts'
import type { Domain } from './domain.ts'
import type { PlannedComponent } from './allocation.ts'
import type { Hash } from './ledger.ts'
import type { Parameters, Publication, ReleaseInput, UnsignedRelease } from './release.ts'
import type { Component } from './residuals.ts'
import { canonicalJson } from './canonical.ts'
import { countsFrom } from './counters.ts'
import { codesOf } from './domain.ts'
import { outputHash, planHash } from './ledger.ts'
import { chiSquaredScore } from './normal.ts'
import { allocationFor, buildRelease, chargeOf, signingText } from './release.ts'
import { trueComponent } from './residuals.ts'
import { project, product } from './tensor.ts'

export type CheckCode =
  | 'sigma-differs'
  | 'component-missing'
  | 'component-unknown'
  | 'wrong-size'
  | 'not-a-residual'
  | 'beyond-noise'
  | 'too-quiet'
  | 'too-noisy'
  | 'tables-differ'
  | 'parameters-differ'
  | 'ledger-differs'

export interface CheckProblem {
  readonly code: CheckCode
  /** Attributes of the component; empty for the whole release or for N. */
  readonly component: readonly string[]
  /** Standard score, where one was computed. */
  readonly score: number | null
}

/**
 * Limit of standard scores. About 1 in 150,000 for one number, so that a fair release of a few hundred numbers is refused
 * about once in 500, while a wrong sum of a few sigmas is seen. Source: decided for the network's tests too.
 */
export const Z_LIMIT = 4.5

/** Published values carry six decimals; sums of a few thousand of them stay far below this. */
const ROUNDING = 1e-3

export interface CheckInput {
  readonly domain: Domain
  readonly publications: readonly Publication[]
  readonly labels: ReleaseInput['labels']
  /** The true sums that the second officer opened and added up. */
  readonly sums: Counters
  readonly release: UnsignedRelease
  /** What the network decided before the cohort opened. Without it, the release is taken at its own word. */
  readonly parameters?: Parameters
}

export function checkRelease(input: CheckInput): { readonly ok: boolean; readonly problems: readonly CheckProblem[] } {
  const problems = [...checkResiduals(input), ...checkTables(input), ...checkTerms(input)]
  return { ok: problems.length === 0, problems }
}

/** Whether the release keeps to the network's parameters and its ledger line speaks of it and charges what it cost. */
function checkTerms({ domain, release, parameters }: CheckInput): CheckProblem[] {
  const { ledger, parameters: own } = release
  const charge = chargeOf(allocationFor(domain, own), own)
  const stated = [
    ledger.release,
    ledger.cohort,
    ledger.invented,
    ledger.codebook,
    ledger.epsilon,
    ledger.delta,
    ledger.contributions,
  ]
  const actual = [
    release.id,
    release.cohort,
    release.invented,
    domain.codebook,
    own.epsilon,
    own.delta,
    own.contributions,
  ]
  const problems: CheckProblem[] = []
  if (parameters !== undefined && canonicalJson(parameters) !== canonicalJson(own)) {
    problems.push({ code: 'parameters-differ', component: [], score: null })
  }
  if (canonicalJson(stated) !== canonicalJson(actual) || Math.abs(ledger.rho / charge - 1) > 1e-9) {
    problems.push({ code: 'ledger-differs', component: [], score: null })
  }
  return problems
}

/** Whether the hashes in the ledger line are those of this release's plan and residuals. */
export async function ledgerHashesAgree(domain: Domain, release: UnsignedRelease, hash: Hash): Promise<boolean> {
  const { plan, output } = release.ledger
  const allocation = allocationFor(domain, release.parameters)
  return (
    plan === (await planHash(domain, allocation, hash)) &&
    output === (await outputHash(release.residuals.components, hash))
  )
}

function checkTables({ domain, publications, labels, release }: CheckInput): CheckProblem[] {
  const { id, cohort, invented, parameters, ledger } = release
  const rebuilt = attempt(() =>
    signingText(
      buildRelease({
        id,
        cohort,
        invented,
        domain,
        publications,
        labels,
        parameters,
        ledger,
        components: release.residuals.components,
      }),
    ),
  )
  return rebuilt === signingText(release) ? [] : [{ code: 'tables-differ', component: [], score: null }]
}

/** A release that cannot even be rebuilt differs; the reason is told by the residuals' own problems. */
function attempt(build: () => string): string | null {
  try {
    return build()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function checkResiduals({ domain, sums, release }: CheckInput): CheckProblem[] {
  const counts = countsFrom(domain, sums)
  const published = new Map(
    release.residuals.components.map((component) => [canonicalJson(component.attributes), component]),
  )
  const problems: CheckProblem[] = []
  let squares = 0
  let degrees = 0
  for (const planned of allocationFor(domain, release.parameters).components) {
    const attributes = codesOf(domain, planned.set)
    const key = canonicalJson(attributes)
    const component = published.get(key)
    published.delete(key)
    if (component === undefined) {
      problems.push({ code: 'component-missing', component: attributes, score: null })
      continue
    }
    const shape = shapeProblem(planned, component)
    if (shape !== null) {
      problems.push({ code: shape, component: attributes, score: null })
      continue
    }
    const truth = trueComponent(counts(planned.set), planned.sizes)
    const errors = component.values.map((value, cell) => value - (truth[cell] ?? 0))
    const score = worstScore(planned, errors)
    if (Math.abs(score) > Z_LIMIT) problems.push({ code: 'beyond-noise', component: attributes, score })
    squares += errors.reduce((sum, error) => sum + error ** 2, 0) / planned.sigma ** 2
    degrees += planned.sizes.reduce((total, size) => total * (size - 1), 1)
  }
  for (const component of published.values()) {
    problems.push({ code: 'component-unknown', component: component.attributes, score: null })
  }
  return [...problems, ...spreadProblem(squares, degrees)]
}

/** All components together: noise that is too small gives people away, noise that is too large was not drawn as agreed. */
function spreadProblem(squares: number, degrees: number): CheckProblem[] {
  if (degrees === 0) return []
  const score = chiSquaredScore(squares, degrees)
  if (score < -Z_LIMIT) return [{ code: 'too-quiet', component: [], score }]
  return score > Z_LIMIT ? [{ code: 'too-noisy', component: [], score }] : []
}

function shapeProblem(planned: PlannedComponent, component: Component): CheckCode | null {
  if (canonicalJson(component.sizes) !== canonicalJson(planned.sizes)) return 'wrong-size'
  if (component.values.length !== product(planned.sizes)) return 'wrong-size'
  if (Math.abs(component.sigma / planned.sigma - 1) > 1e-9) return 'sigma-differs'
  const projected = project(Float64Array.from(component.values), planned.sizes)
  const isResidual = component.values.every((value, cell) => Math.abs(value - (projected[cell] ?? 0)) < ROUNDING)
  return isResidual ? null : 'not-a-residual'
}

/** The largest standard score of a cell; a projected cell has standard deviation sigma x root of the sensitivity. */
function worstScore(planned: PlannedComponent, errors: readonly number[]): number {
  const sd = planned.sigma * Math.sqrt(planned.sensitivity)
  return errors.reduce((worst, error) => (Math.abs(error / sd) > Math.abs(worst) ? error / sd : worst), 0)
}
