// The release desk's order, in all its states. Governed by docs/statistics.md "The release desk".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganisationId } from '../organisation/roster.ts'
import { type DeskState, type Officer, nextReleaseState } from './release-desk.ts'
import type { ReleaseStep } from './wire.ts'

const alder = 'alder' as OrganisationId
const birch = 'birch' as OrganisationId
const STATES: DeskState[] = ['open', 'closing', 'halved', 'totalled', 'drawn', 'returned', 'published']
const OFFICERS: Officer[] = ['first', 'second']
const halves = (...organisations: OrganisationId[]): ReleaseStep => ({
  step: 'halves',
  cohort: 2025,
  halves: organisations.map((organisation) => ({ organisation, blob: 'AAAA' })),
})
const STEPS = {
  halves: halves(alder, birch),
  total: { step: 'total', cohort: 2025, blob: 'AAAA' },
  drawn: { step: 'drawn', cohort: 2025, release: '{}', signature: 'A' },
  returned: { step: 'returned', cohort: 2025, digest: 'A', reason: 'words' },
  checked: { step: 'checked', cohort: 2025, digest: 'A', signature: 'A' },
} as unknown as Record<ReleaseStep['step'], ReleaseStep>

test('of all steps in all states by both officers exactly six are possible: four that lead on, one back, and the same tables again', () => {
  const possible = STATES.flatMap((state) =>
    OFFICERS.flatMap((officer) =>
      Object.values(STEPS).flatMap((step) => {
        const result = nextReleaseState({ state, closedBy: [birch, alder] }, step, officer)
        return result.ok ? [`${state} ${officer} ${step.step} ${result.state}`] : []
      }),
    ),
  )
  assert.deepEqual(possible, [
    'closing first halves halved',
    'halved second total totalled',
    'totalled first drawn drawn',
    'drawn second returned returned',
    'drawn second checked published',
    'returned first drawn drawn',
  ])
})

test('a second drawing is refused as such, also after publication', () => {
  for (const state of ['drawn', 'published'] as const) {
    assert.deepEqual(nextReleaseState({ state, closedBy: [alder] }, STEPS.drawn, 'first'), {
      ok: false,
      problem: 'already-drawn',
    })
  }
})

test('halves must be of exactly the organisations that have closed', () => {
  const standing = { state: 'closing' as const, closedBy: [alder, birch] }
  for (const step of [halves(alder), halves(alder, alder), halves(alder, birch, birch)]) {
    assert.deepEqual(nextReleaseState(standing, step, 'first'), { ok: false, problem: 'changed-meanwhile' })
  }
})
