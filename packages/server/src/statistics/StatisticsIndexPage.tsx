// /{lang}/statistics and /{lang}/statistics/{release}: how many people, in one sentence first, and the tables of a year.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { Release } from '@apila/core/statistics/release.ts'
import { Note } from '@apila/ui/Note.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import type { Library } from '../library/library.ts'
import { Everybody, YearChips, rangeText } from './Years.tsx'
import { getStatisticsWords, type StatisticsWords } from './statistics-content.ts'

interface StatisticsIndexPageProps {
  lang: Language
  library: Library
  /** The year that is shown; none where nothing was published. */
  release: Release | undefined
  releases: readonly Release[]
  /** What follows the language in the address. */
  path: string
}

export function StatisticsIndexPage({ lang, library, release, releases, path }: StatisticsIndexPageProps): VNode {
  const words = getStatisticsWords(lang)
  const title = path === '/statistics' ? words.title : `${words.title} ${release?.cohort ?? ''}`
  return (
    <PublicPage lang={lang} library={library} path={path} title={title} styles={['pages']}>
      <h1>{words.title}</h1>
      {release === undefined ? (
        <>
          <p class="lead">{words.none}</p>
          <Reading lang={lang} words={words} />
        </>
      ) : (
        <>
          <p class="lead">{fillText(words.yearIs, { year: release.cohort, all: rangeText(release.persons) })}</p>
          {release.invented && <Note tone="wait">{words.invented}</Note>}
          <YearChips
            words={words}
            releases={releases}
            shown={release}
            hrefOf={({ id }) => `/${lang}/statistics/${id}`}
          />
          <div class="two">
            <div>
              <Tables lang={lang} release={release} words={words} />
              <Reading lang={lang} words={words} />
            </div>
            <aside aria-label={words.everybody}>
              <Everybody releases={releases} words={words} />
            </aside>
          </div>
        </>
      )}
    </PublicPage>
  )
}

function Tables({ lang, release, words }: { lang: Language; release: Release; words: StatisticsWords }): VNode {
  return (
    <section aria-labelledby="tables">
      <h2 id="tables">{fillText(words.tablesOf, { year: release.cohort })}</h2>
      <ul class="big">
        {release.tables.link.item.map(({ extension }) => (
          <li key={extension.table}>
            <a href={`/${lang}/statistics/${release.id}/${extension.table}`}>{extension.titles[lang]}</a>
          </li>
        ))}
      </ul>
      <p>
        <a class="line" href={`/data/releases/${release.id}.json`}>
          {words.wholeRelease}
        </a>
      </p>
    </section>
  )
}

function Reading({ lang, words }: { lang: Language; words: StatisticsWords }): VNode {
  return (
    <>
      <h2>{words.howToRead}</h2>
      <ul>
        <li>{words.lead}</li>
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
    </>
  )
}
