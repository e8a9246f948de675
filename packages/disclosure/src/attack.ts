// Attacks on a release before it is published: can someone tell whether a person is in it? Governed by docs/statistics.md "Attacks".
// The attack runs on made-up rows drawn from the published margins, so that its report tells nothing more about the real ones.
import type { Allocation } from './allocation.ts'
import type { Columns } from './counting.ts'
import type { Domain } from './domain.ts'
import type { RandomBytes } from './discrete-gaussian.ts'
import type { Component } from './residuals.ts'
import { countRows } from './counting.ts'
import { setOf } from './domain.ts'
import { normalCdf, Z95 } from './normal.ts'
import { indexComponents, measure, reconstruct } from './residuals.ts'
import { product } from './tensor.ts'

export interface AttackBounds {
  /** Chance that any attack ranks a person who is in the release above one who is not; 0.5 is guessing. */
  readonly auc: number
  /** Share of persons in the release that any attack can name while wrongly naming 1 % of the others. */
  readonly truePositivesAt1Percent: number
}

export interface MembershipAttack {
  readonly name: 'linear-score'
  readonly persons: number
  readonly runs: number
  readonly auc: number
  /** 95 % interval of the measured chance. */
  readonly aucLow: number
  readonly aucHigh: number
  readonly truePositivesAt1Percent: number
  readonly bound: AttackBounds
  /** False when even the low end of the measured chance lies above the bound: such a release must not be approved. */
  readonly withinBound: boolean
}

/** The 99th percentile of the standard normal distribution. */
const Z99 = 2.3263478740408408

/** What the noise allows at best, whatever the attacker knows: Gaussian differential privacy with mu = root of 2 rho. */
export function attackBounds(rho: number): AttackBounds {
  const mu = Math.sqrt(2 * rho)
  return { auc: normalCdf(mu / Math.SQRT2), truePositivesAt1Percent: normalCdf(mu - Z99) }
}

/** Made-up persons in one run, and in all: enough for a standard error near 0.01 in a second or so. */
const MOST_PERSONS = 2000
const MOST_RUNS = 8

/**
 * Ranks made-up persons by how much the released numbers lean towards them (the best linear score when the attacker knows
 * the margins of the population) and reports how often members rank above others.
 */
export function membershipAttack(
  domain: Domain,
  components: readonly Component[],
  allocation: Allocation,
  randomBytes: RandomBytes,
): MembershipAttack {
  const index = indexComponents(domain, components)
  const total = Math.round(reconstruct(domain, index, []).values[0] ?? 0)
  const persons = Math.min(MOST_PERSONS, Math.max(20, total))
  const runs = Math.min(MOST_RUNS, Math.ceil(MOST_PERSONS / persons))
  const margins = domain.attributes.map(({ code }) => shares(reconstruct(domain, index, setOf(domain, [code])).values))
  const uniform = uniformFrom(randomBytes)
  const inside: number[] = []
  const outside: number[] = []
  let auc = 0
  for (let run = 0; run < runs; run++) {
    const members = drawPersons(margins, persons, uniform)
    const others = drawPersons(margins, persons, uniform)
    const released = measure(domain, countRows(domain, members), allocation, randomBytes)
    const memberScores = scoresOf(domain, released, margins, members)
    const otherScores = scoresOf(domain, released, margins, others)
    auc += rankShare(memberScores, otherScores) / runs
    inside.push(...memberScores)
    outside.push(...otherScores)
  }
  const bound = attackBounds(allocation.rho)
  const error = Z95 * Math.sqrt((2 * persons + 1) / (12 * persons * persons * runs))
  return {
    name: 'linear-score',
    persons,
    runs,
    auc: round(auc),
    aucLow: round(auc - error),
    aucHigh: round(auc + error),
    truePositivesAt1Percent: round(truePositives(inside, outside)),
    bound: { auc: round(bound.auc), truePositivesAt1Percent: round(bound.truePositivesAt1Percent) },
    withinBound: auc - error <= bound.auc,
  }
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

/** Shares of the values of an attribute, none below zero. */
function shares(values: Float64Array): number[] {
  const positive = Array.from(values, (value) => Math.max(value, 0))
  const total = positive.reduce((sum, value) => sum + value, 0)
  return positive.map((value) => (total > 0 ? value / total : 1 / positive.length))
}

/** Uniform numbers for the made-up persons; these protect nobody, so doubles will do. */
function uniformFrom(randomBytes: RandomBytes): () => number {
  let block = new Uint32Array(0)
  let at = 0
  return () => {
    if (at >= block.length) {
      block = new Uint32Array(randomBytes(16_384).slice().buffer)
      at = 0
    }
    return (block[at++] ?? 0) / 2 ** 32
  }
}

function drawPersons(margins: readonly (readonly number[])[], rows: number, uniform: () => number): Columns {
  const columns = margins.map((margin) =>
    Uint16Array.from({ length: rows }, () => {
      let left = uniform()
      const value = margin.findIndex((share) => (left -= share) < 0)
      return value < 0 ? margin.length - 1 : value
    }),
  )
  return { rows, columns }
}

/** For each person: sum over components of (released - expected) at her cell, weighted by how noisy that number is. */
function scoresOf(
  domain: Domain,
  released: readonly Component[],
  margins: readonly (readonly number[])[],
  persons: Columns,
): number[] {
  const scores = new Array<number>(persons.rows).fill(0)
  for (const { attributes, sizes, sigma, values } of released) {
    const set = setOf(domain, attributes)
    const weight = 1 / (sigma ** 2 + persons.rows / product(sizes))
    const columns = set.map((attribute) => persons.columns[attribute] ?? new Uint16Array(persons.rows))
    const leans = set.map((attribute) => (margins[attribute] ?? []).map((share, _, all) => share - 1 / all.length))
    for (let row = 0; row < persons.rows; row++) {
      let cell = 0
      let expected = persons.rows
      for (let axis = 0; axis < sizes.length; axis++) {
        const value = columns[axis]?.[row] ?? 0
        cell = cell * (sizes[axis] ?? 1) + value
        expected *= leans[axis]?.[value] ?? 0
      }
      scores[row] = (scores[row] ?? 0) + ((values[cell] ?? 0) - expected) * weight
    }
  }
  return scores
}

/** Share of pairs in which the member has the higher score; ties count half. */
function rankShare(inside: readonly number[], outside: readonly number[]): number {
  const sorted = [...outside].sort((a, b) => a - b)
  const below = inside.reduce(
    (sum, score) => sum + (firstAbove(sorted, score, false) + firstAbove(sorted, score, true)) / 2,
    0,
  )
  return below / (inside.length * outside.length)
}

/** How many sorted values lie below `score`, or at most at it when `orEqual`. */
function firstAbove(sorted: readonly number[], score: number, orEqual: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const value = sorted[middle] ?? 0
    if (value < score || (orEqual && value === score)) low = middle + 1
    else high = middle
  }
  return low
}

/** Share of members above the score that 1 % of the others pass. */
function truePositives(inside: readonly number[], outside: readonly number[]): number {
  const sorted = [...outside].sort((a, b) => b - a)
  const limit = sorted[Math.floor(outside.length / 100)] ?? Infinity
  return inside.filter((score) => score > limit).length / inside.length
}
