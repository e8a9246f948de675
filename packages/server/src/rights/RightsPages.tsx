// /{lang}/rights: what she should know before a criminal process, one thing a page, each statement with its basis and days.
// Governed by D-208 to D-214 and docs/guide-rules.md. Nothing is stored and nothing is sent.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { isOld, showBase, showSources } from '@apila/core/rights/legal-base.ts'
import type { RightsPart, RightsStatement } from '@apila/core/rights/rights-pages.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { LegalFacts, OldMark } from './LegalFacts.tsx'
import { getNumber } from '../library/numbers.ts'
import { RightsFrame, rightsHref, type RightsView } from './RightsFrame.tsx'

export function RightsStartPage({ view }: { view: RightsView }): VNode {
  const { lang, library } = view
  const { words, first, parts } = library.rights
  return (
    <RightsFrame view={view} path="" title={words.title[lang]}>
      <p>{words.lead[lang]}</p>
      <h2>{words.first[lang]}</h2>
      <ul>
        {first.map((line) => (
          <li key={line.en}>{line[lang]}</li>
        ))}
      </ul>
      <AskLine view={view} />
      <h2>{words.parts[lang]}</h2>
      <ul class="big">
        {parts.map((part) => (
          <li key={part.id}>
            <a href={rightsHref(view, `/${part.id}`)}>{part.title[lang]}</a>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <ButtonLink href={rightsHref(view, '/list')}>{words.list[lang]}</ButtonLink>
        <ButtonLink href={rightsHref(view, '/all')} quiet>
          {words.all[lang]}
        </ButtonLink>
      </div>
    </RightsFrame>
  )
}

export function RightsPartPage({ view, part, today }: { view: RightsView; part: RightsPart; today: Day }): VNode {
  const { lang, library } = view
  const { words, parts } = library.rights
  const { law } = library
  const next = parts[parts.indexOf(part) + 1]
  return (
    <RightsFrame view={view} path={`/${part.id}`} title={part.title[lang]}>
      <p>{part.lead[lang]}</p>
      <Warning view={view} today={today} statements={part.statements} />
      <ul class="plain">
        {part.statements.map((statement) => (
          <li key={statement.numbers[0]} class="entry">
            <p>{statement.text[lang]}</p>
            {statement.certainty !== 'A' && <span class="tag">{law.words.words.uncertain[lang]}</span>}
            <details>
              <summary>{law.words.words.details[lang]}</summary>
              {/* In the fold: beside nearly every entry it would frighten. The top of the page says it once. */}
              <OldMark statement={statement} law={law} lang={lang} today={today} />
              <LegalFacts statement={statement} law={law} lang={lang} numbers={statement.numbers} />
            </details>
          </li>
        ))}
      </ul>
      <AskLine view={view} />
      <div class="buttons">
        {next !== undefined && (
          <ButtonLink href={rightsHref(view, `/${next.id}`)} quiet>
            {`${words.next[lang]}: ${next.title[lang]}`}
          </ButtonLink>
        )}
        <ButtonLink href={rightsHref(view, '/list')} quiet>
          {words.list[lang]}
        </ButtonLink>
      </div>
    </RightsFrame>
  )
}

/** Everything unfolded, for paper. */
export function RightsAllPage({ view, today }: { view: RightsView; today: Day }): VNode {
  const { lang, library } = view
  const { words, first, parts } = library.rights
  return (
    <RightsFrame view={view} path="/all" title={words.title[lang]}>
      <ul>
        {first.map((line) => (
          <li key={line.en}>{line[lang]}</li>
        ))}
      </ul>
      <AskLine view={view} />
      <Warning view={view} today={today} statements={parts.flatMap(({ statements }) => statements)} />
      {parts.map((part) => (
        <section key={part.id} aria-labelledby={part.id}>
          <h2 id={part.id}>{part.title[lang]}</h2>
          <p>{part.lead[lang]}</p>
          <Statements view={view} part={part} />
        </section>
      ))}
    </RightsFrame>
  )
}

/** What a part says, each statement with its facts behind it. */
function Statements({ view, part }: { view: RightsView; part: RightsPart }): VNode {
  return (
    <ul>
      {part.statements.map((statement) => (
        <li key={statement.numbers[0]}>
          {statement.text[view.lang]}
          <span class="hint"> {factsInOneLine(statement, view)}</span>
        </li>
      ))}
    </ul>
  )
}

function factsInOneLine(statement: RightsStatement, { lang, library }: RightsView): string {
  const { reference } = library.law
  const { words, certainties } = library.law.words
  const base = showBase(statement.base, reference, lang) || showSources(statement.sources, reference, lang)
  const seen = statement.seenTo === null ? words.notSeen[lang] : showDay(statement.seenTo)
  const days = `${words.checked[lang]} ${showDay(statement.checkedOn)}. ${words.seenTo[lang]}: ${seen}.`
  return `(${statement.numbers.join(', ')}: ${base}. ${certainties[statement.certainty][lang]}. ${days})`
}

function Warning({
  view,
  today,
  statements,
}: {
  view: RightsView
  today: Day
  statements: readonly RightsStatement[]
}): VNode {
  const { words } = view.library.law.words
  return (
    <p class="small">
      {words.lawyer[view.lang]} {statements.some((statement) => isOld(statement, today)) && words.oldHere[view.lang]}
    </p>
  )
}

/** The line that answers at every hour, beside every page of law. */
export function AskLine({ view: { lang, library } }: { view: RightsView }): VNode {
  const { phone } = getNumber(library, 'advice')
  return (
    <Note>
      {library.rights.words.call[lang]}:{' '}
      <a class="phone" href={`tel:${phone.number}`}>
        <bdi dir="ltr">{phone.shown}</bdi>
      </a>
    </Note>
  )
}
