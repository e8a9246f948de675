// One published table: a sentence that its ranges bear out, each number with its range, drawn and as text, how to read it, and its files.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { wordsFor } from '@apila/core/statistics/codebook-words.ts'
import type { Dataset, Release } from '@apila/core/statistics/release.ts'
import { type ShownTable, showTable } from '@apila/core/statistics/shown-table.ts'
import { Note } from '@apila/ui/Note.tsx'
import { NumbersTable } from '@apila/ui/NumbersTable.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import type { Library } from '../library/library.ts'
import { findDataset, newestFirst } from './downloads.ts'
import { Everybody, YearChips, rangeText } from './Years.tsx'
import { codebookWords, getStatisticsWords, type StatisticsWords } from './statistics-content.ts'

interface StatisticsTablePageProps {
  lang: Language
  library: Library
  release: Release
  dataset: Dataset
  /** All releases, for the links to the same table of other years. */
  releases: readonly Release[]
}

export function StatisticsTablePage({ lang, library, release, dataset, releases }: StatisticsTablePageProps): VNode {
  const words = getStatisticsWords(lang)
  const { table, titles, kind } = dataset.extension
  const nameOf = (dimension: string, category?: string): string =>
    wordsFor(codebookWords, dataset, lang, dimension, category)
  const shown = showTable(dataset)
  const same = releases.filter((other) => findDataset(other, table) !== undefined)
  return (
    <PublicPage
      lang={lang}
      library={library}
      path={`/statistics/${release.id}/${table}`}
      title={`${titles[lang]}, ${release.cohort}`}
      styles={['pages']}
    >
      <p class="small">
        <a class="line" href={`/${lang}/statistics`}>
          {words.allTables}
        </a>
      </p>
      <h1>{titles[lang]}</h1>
      <p class="lead">{sentenceOf(shown, release, words, nameOf)}</p>
      {release.invented && <Note tone="wait">{words.invented}</Note>}
      <YearChips
        words={words}
        releases={same}
        shown={release}
        hrefOf={({ id }) => `/${lang}/statistics/${id}/${table}`}
      />
      <div class="two">
        <div>
          <div class="card">
            <NumbersTable
              caption={`${titles[lang]}, ${release.cohort}`}
              table={shown}
              nameOf={nameOf}
              rangeHead={fillText(words.rangeHead, {
                year: release.cohort,
                end: String(Math.ceil(shown.scale)),
              })}
              weakText={(names, limit) => fillText(words.weak, { names: names.join(', '), limit })}
              before={yearBefore(same, release, table)}
            />
          </div>
          <h2>{words.howToRead}</h2>
          <ul>
            <li>{words.readRange}</li>
            <li>{words.readOverlap}</li>
            <li>{kind === 'mentions' ? words.readMentions : words.readTotals}</li>
            <li>{words.readEstimate}</li>
            <li>
              <a class="line" href={`/${lang}/statistics/method`}>
                {words.methodLink}
              </a>
            </li>
          </ul>
        </div>
        <aside aria-label={words.everybody}>
          <Everybody releases={releases} words={words} />
          <Files lang={lang} release={release} table={table} words={words} />
        </aside>
      </div>
    </PublicPage>
  )
}

/** What the ranges bear out: which is largest only where no other reaches into its range. */
function sentenceOf(
  { most, all, dimensions }: ShownTable,
  { cohort, persons }: Release,
  words: StatisticsWords,
  nameOf: (dimension: string, category?: string) => string,
): string {
  const values = { year: cohort, all: rangeText(all ?? persons) }
  return most === null
    ? fillText(words.noMost, values)
    : fillText(words.mostIs, { ...values, group: nameOf(dimensions[0] ?? '', most.code), range: rangeText(most) })
}

/** The same rows of the year before, with the total but not those that are too small to show. */
function yearBefore(releases: readonly Release[], { cohort }: Release, table: string) {
  const before = newestFirst(releases).find((other) => other.cohort < cohort)
  const dataset = before && findDataset(before, table)
  if (dataset === undefined) return undefined
  const shown = showTable(dataset)
  return {
    head: before?.cohort ?? '',
    rangeOf: (group: string | null, code: string): string | undefined => {
      const row = shown.groups.find((one) => one.code === group)?.rows.find((one) => one.code === code)
      return row && rangeText(row)
    },
  }
}

interface FilesProps {
  lang: Language
  release: Release
  table: string
  words: StatisticsWords
}

function Files({ lang, release, table, words }: FilesProps): VNode {
  return (
    <div class="card">
      <h2>{words.downloads}</h2>
      <ul class="plain">
        <li>
          <a class="line" href={`/data/releases/${release.id}/${table}.csv?lang=${lang}`}>
            {words.csv}
          </a>
        </li>
        <li>
          <a class="line" href={`/data/releases/${release.id}/${table}.json`}>
            {words.jsonStat}
          </a>
        </li>
      </ul>
    </div>
  )
}
