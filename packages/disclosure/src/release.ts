// A release of the network: drawn once from the officers' sums, rebuilt by anyone from its residuals, signed by two.
// Governed by docs/statistics.md "The release".
import type { Allocation } from './allocation.ts'
import type { Counters } from './counters.ts'
import type { Domain } from './domain.ts'
import type { Collection, Dataset, DatasetDimension } from './json-stat.ts'
import type { LedgerLine } from './ledger.ts'
import type { RandomBytes } from './discrete-gaussian.ts'
import type { Component, ComponentIndex } from './residuals.ts'
import type { PeopleTable } from './tables.ts'
import { rhoFor, rowRho } from './accounting.ts'
import { allocate, costOf } from './allocation.ts'
import { canonicalJson, utf8 } from './canonical.ts'
import { countsFrom } from './counters.ts'
import { setOf } from './domain.ts'
import { collection, dataset } from './json-stat.ts'
import { indexComponents, measure } from './residuals.ts'
import { publishedTotal, tableForPeople } from './tables.ts'

interface Labels {
  readonly fi: string
  readonly sv: string
  readonly en: string
}

/** What the network decides before a cohort opens, never by looking at the data. */
export interface Parameters {
  readonly epsilon: number
  readonly delta: number
  /** How many rows of one person the promise covers (c). */
  readonly contributions: number
  /** Importance of each table of 1, 2, ... attributes. */
  readonly weights: readonly number[]
}

/**
 * Defaults of the network: a year of one person at one organisation. Source: docs/statistics.md "Budget".
 * Crossed tables weigh as much as single ones: there are few of them, and they carry the main question.
 */
export const DEFAULT_PARAMETERS: Parameters = { epsilon: 2, delta: 1e-6, contributions: 1, weights: [1, 1] }

export interface Publication {
  readonly id: string
  readonly kind: 'crossed' | 'mentions'
  /** Attribute codes. Those of a `mentions` table share what stands before the first `.` or `-`. */
  readonly attributes: readonly string[]
  readonly titles: Labels
}

export interface UnsignedRelease {
  readonly format: 'apila-release/1'
  readonly id: string
  readonly cohort: string
  readonly invented: boolean
  readonly codebook: string
  readonly parameters: Parameters
  /** The published number of persons; persons met by two organisations count in both. */
  readonly persons: { readonly value: number; readonly low: number; readonly high: number }
  readonly tables: Collection
  readonly residuals: {
    readonly rho: number
    readonly delta: number
    readonly epsilon: number
    readonly components: readonly Component[]
  }
  readonly ledger: LedgerLine
}

export interface ReleaseInput {
  readonly id: string
  readonly cohort: string
  readonly invented: boolean
  readonly domain: Domain
  readonly publications: readonly Publication[]
  readonly labels: Readonly<Record<string, Labels>>
  readonly parameters: Parameters
  readonly components: readonly Component[]
  readonly ledger: LedgerLine
}

/** How noisily each component will be measured: depends on the domain and the parameters only. */
export function allocationFor(domain: Domain, parameters: Parameters): Allocation {
  const personRho = rhoFor(parameters.epsilon, parameters.delta)
  return allocate(domain, rowRho(personRho, parameters.contributions), parameters.weights)
}

/** What a release with this allocation costs one person, for the ledger. */
export function chargeOf(allocation: Allocation, parameters: Parameters): number {
  return allocation.rho * parameters.contributions ** 2
}

/** Draws the noise. The first officer does this exactly once for a cohort. */
export function drawRelease(
  domain: Domain,
  sums: Counters,
  parameters: Parameters,
  randomBytes: RandomBytes,
): Component[] {
  return measure(domain, countsFrom(domain, sums), allocationFor(domain, parameters), randomBytes)
}

/** Builds all that is published from the residuals. The same input gives the same bytes, so anyone can check the tables. */
export function buildRelease(input: ReleaseInput): UnsignedRelease {
  const { domain, parameters, components, ledger } = input
  const index = indexComponents(domain, components)
  const total = publishedTotal(domain, index)
  return {
    format: 'apila-release/1',
    id: input.id,
    cohort: input.cohort,
    invented: input.invented,
    codebook: domain.codebook,
    parameters,
    persons: { value: total.values[0] ?? 0, low: total.low[0] ?? 0, high: total.high[0] ?? 0 },
    tables: collection(
      `${input.cohort}${input.invented ? ' (invented)' : ''}`,
      input.publications.map((publication) => publicationDataset(input, index, publication)),
    ),
    residuals: { rho: costOf(components), delta: parameters.delta, epsilon: parameters.epsilon, components },
    ledger,
  }
}

function publicationDataset(input: ReleaseInput, index: ComponentIndex, publication: Publication): Dataset {
  const label = (code: string): string => input.labels[code]?.en ?? code
  const build = publication.kind === 'crossed' ? crossedNumbers : mentionNumbers
  const { dimensions, cells } = build(input.domain, index, publication.attributes)
  const time = { code: 'PER', label: 'Year', categories: [{ code: input.cohort, label: input.cohort }] }
  const labelled = dimensions.map(({ code, values }): DatasetDimension => ({
    code,
    label: label(code),
    categories: values.map((value) => ({ code: value, label: label(value) })),
  }))
  const numbers = {
    values: cells.map((cell) => cell.table.values[cell.at] ?? 0),
    low: cells.map((cell) => cell.table.low[cell.at] ?? 0),
    high: cells.map((cell) => cell.table.high[cell.at] ?? 0),
  }
  const extension = { table: publication.id, kind: publication.kind, titles: publication.titles }
  return dataset(publication.titles.en, [...labelled, time], numbers, extension, 'PER')
}

/** Where a published number comes from. */
interface CellSource {
  readonly table: PeopleTable
  readonly at: number
}

interface Layout {
  readonly dimensions: readonly { readonly code: string; readonly values: readonly string[] }[]
  readonly cells: readonly CellSource[]
}

/** All combinations, with the total of each attribute first: a total has a far smaller margin than a sum of cells. */
function crossedNumbers(domain: Domain, index: ComponentIndex, attributes: readonly string[]): Layout {
  const positions = attributes.map((code) => setOf(domain, [code])[0] ?? 0)
  const tables = new Map<string, PeopleTable>()
  let combinations: (number | null)[][] = [[]]
  for (const position of positions) {
    const choices = [null, ...(domain.attributes[position]?.values.keys() ?? [])]
    combinations = combinations.flatMap((combination) => choices.map((choice) => [...combination, choice]))
  }
  const cells = combinations.map((combination): CellSource => {
    const chosen = positions.flatMap((position, axis) => {
      const value = combination[axis] ?? null
      return value === null ? [] : [{ position, value }]
    })
    chosen.sort((a, b) => a.position - b.position)
    const set = chosen.map(({ position }) => position)
    const table =
      tables.get(set.join()) ?? (set.length === 0 ? publishedTotal(domain, index) : tableForPeople(domain, index, set))
    tables.set(set.join(), table)
    return { table, at: chosen.reduce((at, { value }, axis) => at * (table.sizes[axis] ?? 1) + value, 0) }
  })
  const dimensions = attributes.map((code, axis) => ({
    code,
    values: [`${code}.ALL`, ...(domain.attributes[positions[axis] ?? 0]?.values ?? [])],
  }))
  return { dimensions, cells }
}

/** The second value of an attribute that says only whether something was mentioned. */
const MENTIONED = 'yes'

/**
 * Each attribute by itself: a yes/no attribute gives one number, any other one a number for each of its values.
 * Several may hold for one person, so they do not add up.
 */
function mentionNumbers(domain: Domain, index: ComponentIndex, attributes: readonly string[]): Layout {
  const dimension = /^[^.-]+/.exec(attributes[0] ?? '')?.[0] ?? ''
  const mentions = attributes.flatMap((code) => {
    const set = setOf(domain, [code])
    const values = domain.attributes[set[0] ?? 0]?.values ?? []
    const table = tableForPeople(domain, index, set)
    if (values.length === 2 && values[1] === MENTIONED) return [{ code, table, at: 1 }]
    return values.map((value, at) => ({ code: value, table, at }))
  })
  return {
    dimensions: [{ code: dimension, values: [`${dimension}.ALL`, ...mentions.map(({ code }) => code)] }],
    cells: [{ table: publishedTotal(domain, index), at: 0 }, ...mentions],
  }
}

/** The text that both officers sign: canonical JSON of the release without signatures. */
export function signingText(release: UnsignedRelease): string {
  const { format, id, cohort, invented, codebook, parameters, persons, tables, residuals, ledger } = release
  const unsigned: UnsignedRelease = {
    format,
    id,
    cohort,
    invented,
    codebook,
    parameters,
    persons,
    tables,
    residuals,
    ledger,
  }
  return canonicalJson(unsigned)
}

export function signingBytes(release: UnsignedRelease): Uint8Array {
  return utf8(signingText(release))
}
