// Whose turn it is at the release desk: sums are halved, totalled, drawn and checked, in this order, by two officers.
// Governed by docs/statistics.md "The release desk". Pure: the caller says what is stored and who asks.
import { labelledText } from '../labels.ts'
import type { DeviceId, OrganisationId, ReleasePolicy } from '../organisation/roster.ts'
import type { ReleaseState, ReleaseStep } from './wire.ts'

export type DeskState = ReleaseState['state']
export type Officer = 'first' | 'second'

export type DeskStanding = {
  state: DeskState
  /** Organisations whose sums are there. */
  closedBy: readonly OrganisationId[]
}

export type StepResult =
  { ok: true; state: DeskState } | { ok: false; problem: 'not-your-turn' | 'already-drawn' | 'changed-meanwhile' }

/** The text whose UTF-8 bytes an officer signs: a release's canonical text without signatures. */
export const releaseText = (canonicalRelease: string): string => labelledText('apila/release/v2', canonicalRelease)

/** Which officer a device is under the network's policy, if any. */
export function findOfficer(policy: ReleasePolicy, device: DeviceId): Officer | undefined {
  if (device === policy.firstOfficer) return 'first'
  return device === policy.secondOfficer ? 'second' : undefined
}

/** The officer who is to act next; `null` while organisations are closing nothing yet, and after publication. */
export function officerInTurn(state: DeskState): Officer | null {
  switch (state) {
    case 'closing':
    case 'totalled':
    case 'returned':
      return 'first'
    case 'halved':
    case 'drawn':
      return 'second'
    case 'open':
    case 'published':
      return null
  }
}

/** Whether an organisation may still add its sums: only until the first officer has begun. */
export const takesClosings = (state: DeskState): boolean => state === 'open' || state === 'closing'

const STEPS = {
  halves: { from: 'closing', to: 'halved' },
  total: { from: 'halved', to: 'totalled' },
  drawn: { from: 'totalled', to: 'drawn' },
  returned: { from: 'drawn', to: 'returned' },
  checked: { from: 'drawn', to: 'published' },
} as const satisfies Record<ReleaseStep['step'], { from: DeskState; to: DeskState }>

/** Where a step leads from. Tables that came back are sent again by the same step; that their noise is the same the caller compares. */
const fromOf = (step: ReleaseStep['step'], state: DeskState): DeskState =>
  step === 'drawn' && state === 'returned' ? 'returned' : STEPS[step].from

/** Whether an officer may take a step, and where it leads. */
export function nextReleaseState(standing: DeskStanding, step: ReleaseStep, officer: Officer): StepResult {
  const { to } = STEPS[step.step]
  const from = fromOf(step.step, standing.state)
  // Noise that is drawn twice could be averaged away: one drawing per cohort, whoever asks.
  if (step.step === 'drawn' && (standing.state === 'drawn' || standing.state === 'published'))
    return { ok: false, problem: 'already-drawn' }
  if (standing.state !== from || officerInTurn(from) !== officer) return { ok: false, problem: 'not-your-turn' }
  // Sums that came in while the officer was at work would be lost in silence.
  if (
    step.step === 'halves' &&
    !isSameSet(
      step.halves.map((half) => half.organisation),
      standing.closedBy,
    )
  ) {
    return { ok: false, problem: 'changed-meanwhile' }
  }
  return { ok: true, state: to }
}

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set(a).size === a.length && a.every((item) => b.includes(item))
