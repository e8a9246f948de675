// /{lang}/statistics/method: how the numbers are made and what they do not protect, in plain words.
import type { Language } from '@apila/core/content/language.ts'
import type { VNode } from 'preact'
import { PublicPage } from '../frame/PublicPage.tsx'
import type { Library } from '../library/library.ts'
import { getMethodWords, getStatisticsWords } from './statistics-content.ts'

export function StatisticsMethodPage({ lang, library }: { lang: Language; library: Library }): VNode {
  const words = getStatisticsWords(lang)
  const { title, sections } = getMethodWords(lang)
  return (
    <PublicPage lang={lang} library={library} path="/statistics/method" title={title} styles={['pages']}>
      <h1>{title}</h1>
      {sections.map(({ heading, sentences }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a class="line" href={`/${lang}/statistics/ledger`}>
          {words.ledgerLink}
        </a>
      </p>
      <p>
        <a class="line" href={`/${lang}/statistics`}>
          {words.allTables}
        </a>
      </p>
    </PublicPage>
  )
}
