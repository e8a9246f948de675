// The two officers' acts at the release desk: halves, total, draw, check. Each sees the true sums; the screen says so.
// Governed by docs/statistics.md "The release desk".
import type { OrganisationId, ReleasePolicy } from '@apila/core/organisation/roster.ts'
import { LedgerLine, UnsignedRelease, budgetOf } from '@apila/core/statistics/release.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import type { ReleaseState, ReleaseStep, ReturnReason } from '@apila/core/statistics/wire.ts'
import { checkRelease } from '@apila/disclosure/check.ts'
import { type Counters, decodeCounters, encodeCounters, mergeCounters } from '@apila/disclosure/counters.ts'
import { nextLine, outputHash, planHash } from '@apila/disclosure/ledger.ts'
import {
  DEFAULT_PARAMETERS,
  type Parameters,
  allocationFor,
  buildRelease,
  chargeOf,
  drawRelease,
  signingText,
} from '@apila/disclosure/release.ts'
import type { Component } from '@apila/disclosure/residuals.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { digestOf, sha256 } from '@apila/sealing/encoding.ts'
import { openSums, peelSums, sealTotal, signRelease, verifyRelease } from '@apila/sealing/statistics/sums.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { getPolicy } from './policy.ts'
import { codebookWords } from './statistics-content.ts'

export function parametersOf(policy: ReleasePolicy): Parameters {
  const { epsilon, delta, contributions } = budgetOf(policy)
  return { epsilon, delta, contributions, weights: DEFAULT_PARAMETERS.weights }
}

const send = (session: Session, step: ReleaseStep) => session.api.tell('POST', 'releases/steps', step)

/** First officer: takes one layer off every organisation's sums; what is left opens for the second only. */
export async function sendHalves(session: Session, state: ReleaseState): Promise<void> {
  const halves: { organisation: OrganisationId; blob: string }[] = []
  for (const { organisation, blob } of state.blobs) {
    const half = await peelSums(session.device, blob)
    if (half === null) throw new BrokenSeal()
    halves.push({ organisation, blob: half })
  }
  await send(session, { step: 'halves', cohort: state.cohort, halves })
}

/** The network's true sums, from blobs that open for this officer. */
export async function readSums(session: Session, state: ReleaseState): Promise<Counters> {
  const read: Counters[] = []
  for (const { blob } of state.blobs) {
    const bytes = await openSums(session.device, blob)
    const decoded = bytes && decodeCounters(DOMAIN, bytes)
    if (!decoded?.ok) throw new BrokenSeal()
    read.push(decoded.counters)
  }
  return mergeCounters(DOMAIN, read)
}

/** Second officer: adds up and seals the total to the first. */
export async function sendTotal(session: Session, state: ReleaseState, sums: Counters): Promise<void> {
  const first = session.roster.devices.get(getPolicy(session, state.cohort).firstOfficer)
  if (!first) throw new Refused('not-found')
  await send(session, {
    step: 'total',
    cohort: state.cohort,
    blob: await sealTotal(first.recipient, encodeCounters(DOMAIN, sums)),
  })
}

/** Steps of the draw, for the bar that shows how far it is. */
export const DRAW_STEPS = 5

/** What was drawn in a session, by year. It ends with the session, so that whoever signs in next on this page never sends it. */
const DRAWN = new WeakMap<Session, Map<number, string>>()

function drawnIn(session: Session): Map<number, string> {
  const drawn = DRAWN.get(session) ?? new Map<number, string>()
  DRAWN.set(session, drawn)
  return drawn
}

/** First officer: draws the noise once, builds all tables, signs. `onStep` hears 1 to DRAW_STEPS. */
export async function drawAndSign(
  session: Session,
  state: ReleaseState,
  sums: Counters,
  onStep: (step: number) => void,
): Promise<void> {
  const drawn = drawnIn(session)
  const text = drawn.get(state.cohort) ?? (await draw(session, state, sums, onStep))
  // What could not be sent is sent again, and never drawn again.
  drawn.set(state.cohort, text)
  onStep(4)
  const signature = await signRelease(session.device, text)
  onStep(5)
  await send(session, { step: 'drawn', cohort: state.cohort, release: text, signature })
}

async function draw(
  session: Session,
  state: ReleaseState,
  sums: Counters,
  onStep: (step: number) => void,
): Promise<string> {
  const parameters = parametersOf(getPolicy(session, state.cohort))
  onStep(1)
  await painted()
  const components = drawRelease(DOMAIN, sums, parameters, (length) => crypto.getRandomValues(new Uint8Array(length)))
  onStep(2)
  await painted()
  const text = await build(session, state, components)
  onStep(3)
  await painted()
  return text
}

/** First officer: makes the tables that were sent back anew of the noise that was drawn, signs and sends them. */
export async function sendAgain(session: Session, state: ReleaseState): Promise<void> {
  if (state.release === null) throw new Refused('not-your-turn')
  const { residuals } = UnsignedRelease.parse(JSON.parse(state.release))
  const release = await build(session, state, residuals.components)
  const signature = await signRelease(session.device, release)
  await send(session, { step: 'drawn', cohort: state.cohort, release, signature })
}

/** Second officer: sends the drawn tables back to the first, with a reason. */
export async function sendBack(session: Session, state: ReleaseState, reason: ReturnReason): Promise<void> {
  if (state.release === null) throw new Refused('not-your-turn')
  await send(session, { step: 'returned', cohort: state.cohort, digest: await digestOf(state.release), reason })
}

/** The tables of what was drawn, with today's words and its line in the ledger. */
async function build(session: Session, state: ReleaseState, components: readonly Component[]): Promise<string> {
  const policy = getPolicy(session, state.cohort)
  const parameters = parametersOf(policy)
  const allocation = allocationFor(DOMAIN, parameters)
  const id = String(state.cohort)
  const { epsilon, delta, contributions } = parameters
  const last = state.lastLedgerLine === null ? [] : [LedgerLine.parse(JSON.parse(state.lastLedgerLine))]
  const entry = {
    cohort: id,
    release: id,
    invented: session.roster.demo,
    codebook: DOMAIN.codebook,
    unit: 'person-and-organisation' as const,
    epsilon,
    delta,
    contributions,
    rho: chargeOf(allocation, parameters),
    plan: await planHash(DOMAIN, allocation, sha256),
    output: await outputHash(components, sha256),
  }
  const next = await nextLine(last, entry, budgetOf(policy).cap, sha256)
  if (!next.ok) throw new Refused('release-refused')
  return signingText(
    buildRelease({
      id,
      cohort: id,
      invented: session.roster.demo,
      domain: DOMAIN,
      publications: codebookWords.publications,
      labels: codebookWords.printed,
      parameters,
      components,
      ledger: next.line,
    }),
  )
}

/** Lets the page show how far it is before the next long step. */
const painted = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 30)
  })

export type Checked = { ok: true; text: string; release: UnsignedRelease } | { ok: false; problems: readonly string[] }

/** Second officer: is this what the first officer signed, and does it lie around the true sums as the noise says? */
export async function checkDrawn(session: Session, state: ReleaseState, sums: Counters): Promise<Checked> {
  const { release, drawnBy, drawnSignature } = state
  if (release === null || drawnBy === null || drawnSignature === null) throw new Refused('not-your-turn')
  const signed = await verifyRelease(session.roster, drawnBy, release, drawnSignature)
  if (!signed || drawnBy !== getPolicy(session, state.cohort).firstOfficer)
    return { ok: false, problems: ['signature'] }
  const drawnRelease = UnsignedRelease.safeParse(JSON.parse(release))
  if (!drawnRelease.success) return { ok: false, problems: ['form'] }
  const checked = checkRelease({
    domain: DOMAIN,
    publications: codebookWords.publications,
    labels: codebookWords.printed,
    sums,
    release: drawnRelease.data,
  })
  return checked.ok
    ? { ok: true, text: release, release: drawnRelease.data }
    : { ok: false, problems: [...new Set(checked.problems.map((problem) => problem.code))] }
}

/** Second officer: signs the very same text, which publishes it. */
export async function signChecked(session: Session, cohort: number, text: string): Promise<void> {
  await send(session, {
    step: 'checked',
    cohort,
    digest: await digestOf(text),
    signature: await signRelease(session.device, text),
  })
}
