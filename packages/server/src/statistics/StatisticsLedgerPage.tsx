// /{lang}/statistics/ledger: what all releases together have spent, line by line, and how much is left.
import type { Language } from '@apila/core/content/language.ts'
import type { LedgerLine } from '@apila/core/statistics/release.ts'
import type { VNode } from 'preact'
import { Note } from '@apila/ui/Note.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import type { Library } from '../library/library.ts'
import { getStatisticsWords } from './statistics-content.ts'

interface StatisticsLedgerPageProps {
  lang: Language
  library: Library
  lines: readonly LedgerLine[]
}

export function StatisticsLedgerPage({ lang, library, lines }: StatisticsLedgerPageProps): VNode {
  const words = getStatisticsWords(lang)
  const number = (value: number): string => String(Number(value.toPrecision(4)))
  return (
    <PublicPage lang={lang} library={library} path="/statistics/ledger" title={words.ledgerTitle} styles={['pages']}>
      <h1>{words.ledgerTitle}</h1>
      <p>{words.ledgerLead}</p>
      {lines.length === 0 && <p>{words.ledgerNone}</p>}
      {lines.map((line) => (
        <section key={line.line}>
          <h2>
            {words.ledgerLine} {line.line}: {line.cohort ?? line.release}
          </h2>
          {line.invented && <Note>{words.invented}</Note>}
          <dl class="facts">
            <dt>{words.ledgerRho}</dt>
            <dd>{number(line.rho)}</dd>
            <dt>{words.ledgerSpent}</dt>
            <dd>{number(line.spent)}</dd>
            <dt>{words.ledgerCap}</dt>
            <dd>{number(line.cap)}</dd>
            <dt>{words.ledgerPromise}</dt>
            <dd>
              epsilon {number(line.epsilon)}, delta {number(line.delta)}, c = {line.contributions}
            </dd>
            <dt>{words.ledgerHash}</dt>
            <dd class="breakable">{line.hash}</dd>
          </dl>
        </section>
      ))}
      <p>
        <a class="line" href="/data/ledger.jsonl">
          {words.ledgerFile}
        </a>
      </p>
      <p>
        <a class="line" href={`/${lang}/statistics/method`}>
          {words.methodLink}
        </a>
      </p>
    </PublicPage>
  )
}
