// An organisation's own sums as tables that explain themselves, so that they can be read without this program's codebook. Pure.
import type { OwnSums, SumTable } from '@apila/core/export/member-export.ts'
import type { Cohort } from '@apila/core/statistics/wire.ts'
import type { AddedUp } from '@apila/disclosure/adding-up.ts'
import { countsFrom } from '@apila/disclosure/counters.ts'
import { type Domain, codesOf, setOf } from '@apila/disclosure/domain.ts'

export function sumsOf(domain: Domain, cohort: Cohort, { sums, devices, unread }: AddedUp): OwnSums {
  const countsOf = countsFrom(domain, sums)
  const tables = domain.tables.map((codes): SumTable => {
    const set = setOf(domain, codes)
    const values = set.map((attribute) => domain.attributes[attribute]?.values ?? [])
    const cells = [...countsOf(set)].flatMap((count, cell) =>
      count > 0 ? [{ values: placesOf(values, cell), count }] : [],
    )
    return { attributes: codesOf(domain, set), cells }
  })
  return { cohort, codebook: domain.codebook, entries: sums.entries, devices, unread, tables }
}

/** The values of a cell by its place; the last attribute runs quickest. */
function placesOf(values: readonly (readonly string[])[], cell: number): string[] {
  let rest = cell
  return values
    .toReversed()
    .map((all) => {
      const value = all[rest % all.length] ?? ''
      rest = Math.floor(rest / all.length)
      return value
    })
    .toReversed()
}
