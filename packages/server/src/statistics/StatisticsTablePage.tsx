// One published table: each number with its range, drawn and as text, how to read it, and its files.
import type { Language } from '@apila/core/content/language.ts'
import type { Dataset, Release } from '@apila/core/statistics/release.ts'
import type { VNode } from 'preact'
import { Notice } from '@apila/ui/Notice.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import type { Library } from '../library/library.ts'
import { listCells, wordsFor } from './cells.ts'
import { newestFirst } from './downloads.ts'
import { NumberWithRange } from './NumberWithRange.tsx'
import { getStatisticsWords, type StatisticsWords } from './statistics-content.ts'

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
  const title = `${titles[lang]}, ${release.cohort}`
  const others = newestFirst(releases).filter(
    (other) => other.id !== release.id && other.tables.link.item.some((item) => item.extension.table === table),
  )
  return (
    <PublicPage
      lang={lang}
      library={library}
      path={`/statistics/${release.id}/${table}`}
      title={title}
      styles={['pages']}
    >
      <h1>{title}</h1>
      {release.invented && <Notice>{words.invented}</Notice>}
      <NumbersTable lang={lang} dataset={dataset} words={words} caption={title} />
      <h2>{words.howToRead}</h2>
      <ul>
        <li>{words.readRange}</li>
        <li>{words.readOverlap}</li>
        <li>{kind === 'mentions' ? words.readMentions : words.readTotals}</li>
        <li>{words.readEstimate}</li>
        <li>{words.personsNote}</li>
        <li>
          <a class="line" href={`/${lang}/statistics/method`}>
            {words.methodLink}
          </a>
        </li>
      </ul>
      <h2>{words.downloads}</h2>
      <ul>
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
      {others.length > 0 && (
        <>
          <h2>{words.otherYears}</h2>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <a class="line" href={`/${lang}/statistics/${other.id}/${table}`}>
                  {other.cohort}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a class="line" href={`/${lang}/statistics`}>
          {words.allTables}
        </a>
      </p>
    </PublicPage>
  )
}

interface NumbersTableProps {
  lang: Language
  dataset: Dataset
  words: StatisticsWords
  caption: string
}

/** Two columns at every width; the first of two crossed dimensions becomes groups of rows. */
function NumbersTable({ lang, dataset, words, caption }: NumbersTableProps): VNode {
  const axes = dataset.id.map((code, axis) => ({ code, axis })).filter(({ code }) => code !== 'PER')
  const outer = axes.length > 1 ? axes[0] : undefined
  const inner = axes.at(-1)
  const cells = listCells(dataset)
  const scale = Math.max(1, ...dataset.extension.high)
  const groups = outer === undefined ? [undefined] : (dataset.dimension[outer.code]?.category.index ?? [])
  const headsOf = axes.map(({ code }) => wordsFor(dataset, lang, code))
  return (
    <table class="numbers">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{headsOf.join(' / ') || words.category}</th>
          <th scope="col">{words.number}</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group ?? ''}>
          {outer !== undefined && group !== undefined && (
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {wordsFor(dataset, lang, outer.code, group)}
              </th>
            </tr>
          )}
          {cells
            .filter((cell) => outer === undefined || cell.codes[outer.axis] === group)
            .map((cell) => {
              const code = cell.codes[inner?.axis ?? 0] ?? ''
              return (
                <tr key={code}>
                  <th scope="row">{wordsFor(dataset, lang, inner?.code ?? '', code)}</th>
                  <td>
                    <NumberWithRange value={cell.value} low={cell.low} high={cell.high} scale={scale} />
                  </td>
                </tr>
              )
            })}
        </tbody>
      ))}
    </table>
  )
}
