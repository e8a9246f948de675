// /{lang}/statistics: how many people, year by year, and the tables of each release.
import type { Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { Release } from '@apila/core/statistics/release.ts'
import type { VNode } from 'preact'
import { Notice } from '@apila/ui/Notice.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import type { Library } from '../library/library.ts'
import { newestFirst } from './downloads.ts'
import { NumberWithRange } from './NumberWithRange.tsx'
import { getStatisticsWords, type StatisticsWords } from './statistics-content.ts'

interface StatisticsIndexPageProps {
  lang: Language
  library: Library
  releases: readonly Release[]
}

export function StatisticsIndexPage({ lang, library, releases }: StatisticsIndexPageProps): VNode {
  const words = getStatisticsWords(lang)
  const sorted = newestFirst(releases)
  return (
    <PublicPage lang={lang} library={library} path="/statistics" title={words.title} styles={['pages']}>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {sorted.length === 0 ? <p>{words.none}</p> : <PersonsTable releases={sorted} words={words} />}
      {sorted.map((release) => (
        <section key={release.id} aria-labelledby={`release-${release.id}`}>
          <h2 id={`release-${release.id}`}>{fillText(words.tablesOf, { year: release.cohort })}</h2>
          {release.invented && <Notice>{words.invented}</Notice>}
          <ul>
            {release.tables.link.item.map(({ extension }) => (
              <li key={extension.table}>
                <a class="line" href={`/${lang}/statistics/${release.id}/${extension.table}`}>
                  {extension.titles[lang]}
                </a>
              </li>
            ))}
          </ul>
          <p>
            <a class="line" href={`/data/releases/${release.id}.json`}>
              {words.wholeRelease}
            </a>
          </p>
        </section>
      ))}
      <h2>{words.howToRead}</h2>
      <ul>
        <li>{words.readEstimate}</li>
        <li>{words.readRange}</li>
        <li>{words.readOverlap}</li>
        <li>
          <a class="line" href={`/${lang}/statistics/method`}>
            {words.methodLink}
          </a>
        </li>
        <li>
          <a class="line" href={`/${lang}/statistics/ledger`}>
            {words.ledgerLink}
          </a>
        </li>
      </ul>
    </PublicPage>
  )
}

function PersonsTable({ releases, words }: { releases: readonly Release[]; words: StatisticsWords }): VNode {
  const scale = Math.max(1, ...releases.map((release) => release.persons.high))
  return (
    <>
      <table class="numbers">
        <caption>{words.persons}</caption>
        <thead>
          <tr>
            <th scope="col">{words.year}</th>
            <th scope="col">{words.number}</th>
          </tr>
        </thead>
        <tbody>
          {releases.map(({ id, cohort, invented, persons }) => (
            <tr key={id}>
              <th scope="row">
                {cohort}
                {invented && ' *'}
              </th>
              <td>
                <NumberWithRange {...persons} scale={scale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {releases.some((release) => release.invented) && <p>* {words.invented}</p>}
      <p>{words.personsNote}</p>
    </>
  )
}
