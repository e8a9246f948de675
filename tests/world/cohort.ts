// An invented year of observations, counted on invented devices. The same seed gives the same year.
import { CODEBOOK_VERSION, getDimension, standsAlone } from '@apila/core/statistics/codebook.ts'
import { Observation } from '@apila/core/statistics/observation.ts'
import { DOMAIN, toRow } from '@apila/core/statistics/tables.ts'
import { type Counters, addRow, emptyCounters } from '@apila/disclosure/counters.ts'
import { seededNumbers } from '../machinery/seeded.ts'

// Weights of the first codes of a question; later codes share what is left. Invented, only roughly shaped like published totals.
const WEIGHTS: Record<string, readonly number[]> = {
  STG: [0.6, 0.3, 0.1],
  EXM: [0.5, 0.22, 0.1, 0.08],
  GEN: [0.55, 0.38],
  PLC: [0.55, 0.3],
  AUT: [0.45, 0.25, 0.2],
}

/** `people` invented observations of one year. */
export function inventYear(seed: number, period: string, people: number): Observation[] {
  const next = seededNumbers(seed)
  return Array.from({ length: people }, () =>
    Observation.parse({ codebookVersion: CODEBOOK_VERSION, period, FIR: 'FIR.Y', ...answers(next) }),
  )
}

function answers(next: () => number): Record<string, string | string[]> {
  const single = ['STG', 'EXM', 'GEN', 'AGE', 'PLC', 'AUT'].map((code) => [code, pick(code, next)])
  const multi = ['RSN', 'RSY', 'NED', 'GIV', 'ELS'].map((code) => [code, pickSome(code, next)])
  return Object.fromEntries([...single, ...multi]) as Record<string, string | string[]>
}

function pick(dimension: string, next: () => number): string {
  const codes = getDimension(dimension).codes.map(({ code }) => code)
  let left = next()
  for (const [index, weight] of (WEIGHTS[dimension] ?? []).entries()) {
    left -= weight
    if (left < 0) return codes[index] ?? `${dimension}.UK`
  }
  return codes[Math.floor(next() * codes.length)] ?? `${dimension}.UK`
}

function pickSome(dimension: string, next: () => number): string[] {
  const codes = getDimension(dimension).codes.map(({ code }) => code)
  const chosen = codes.filter((code) => !standsAlone(code) && next() < 0.18)
  return chosen.length > 0 ? chosen : [`${dimension}.NQ`]
}

/** Counters of a year. */
export function count(observations: readonly Observation[]): Counters {
  return observations
    .map(toRow)
    .reduce((counters, row) => (row ? addRow(DOMAIN, counters, row) : counters), emptyCounters(DOMAIN))
}
