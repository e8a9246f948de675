// The expected margin of every table before anything is measured: depends on no data. Governed by docs/statistics.md "Budget".
import type { Domain } from './domain.ts'
import type { Parameters, Publication } from './release.ts'
import { setOf } from './domain.ts'
import { Z95 } from './normal.ts'
import { allocationFor } from './release.ts'
import { plannedSd } from './residuals.ts'

export interface PlannedTable {
  readonly id: string
  /** Half width of the 95 % interval of one number, in persons. */
  readonly margin: number
}

/** Margins that the parameters will give: the finest numbers of each table. The empty id is the number of persons. */
export function planTables(
  domain: Domain,
  parameters: Parameters,
  publications: readonly Omit<Publication, 'titles'>[],
): PlannedTable[] {
  const allocation = allocationFor(domain, parameters)
  const margin = (codes: readonly string[]): number => Z95 * plannedSd(domain, allocation, setOf(domain, codes))
  return [
    { id: '', margin: margin([]) },
    ...publications.map(({ id, kind, attributes }) => ({
      id,
      margin: kind === 'crossed' ? margin(attributes) : Math.max(...attributes.map((code) => margin([code]))),
    })),
  ]
}
