// What stands around every page of numbers: chips of the years, and all people year by year.
import type { VNode } from 'preact'
import type { Release } from '@apila/core/statistics/release.ts'
import { wholeNumbers } from '@apila/core/statistics/shown-table.ts'
import { ChipLinks } from '@apila/ui/Chips.tsx'
import { Range } from '@apila/ui/NumbersTable.tsx'
import { oldestFirst } from './downloads.ts'
import type { StatisticsWords } from './statistics-content.ts'

/** A range as a sentence says it, which no line's end cuts. */
export function rangeText(numbers: { value: number; low: number; high: number }): string {
  const { low, high } = wholeNumbers(numbers)
  return `${low}\u2060–\u2060${high}`
}

interface YearChipsProps {
  words: StatisticsWords
  releases: readonly Release[]
  shown: Release
  hrefOf: (release: Release) => string
}

/** Nothing where there is one year only. */
export function YearChips({ words, releases, shown, hrefOf }: YearChipsProps): VNode | null {
  if (releases.length < 2) return null
  const links = oldestFirst(releases).map((release) => ({
    href: hrefOf(release),
    text: release.cohort,
    current: release.id === shown.id,
  }))
  return (
    <nav class="no-print" aria-label={words.year}>
      <ChipLinks links={links} />
    </nav>
  )
}

export function Everybody({ releases, words }: { releases: readonly Release[]; words: StatisticsWords }): VNode {
  const scale = Math.max(1, ...releases.map(({ persons }) => persons.high))
  return (
    <div class="card">
      <h2>{words.everybody}</h2>
      <table class="numbers">
        <caption class="unseen">{words.persons}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.year}</th>
            <th scope="col">{words.persons}</th>
          </tr>
        </thead>
        <tbody>
          {oldestFirst(releases).map(({ id, cohort, invented, persons }) => (
            <tr key={id}>
              <th scope="row">
                {cohort}
                {invented && ' *'}
              </th>
              <td>
                <Range row={persons} scale={scale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {releases.some((release) => release.invented) && <p class="small">* {words.invented}</p>}
      <p class="small">{words.personsNote}</p>
    </div>
  )
}
