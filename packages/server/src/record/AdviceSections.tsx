// The sections of a page of advice, with basis, doubt, source and day; old facts say that they are old.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, daysBetween } from '@apila/core/day.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import type { PublicTexts } from '../content/texts.ts'
import type { AdvicePage } from './advice-page.ts'
import { adviceWords } from './record-content.ts'

/** Advice checked longer ago says so. Unit: days. Source: the guide's rule "older than 12 months". Shortening it is safe. */
const FRESH_DAYS = 365

export interface AdviceSectionsProps {
  page: AdvicePage
  lang: Language
  texts: PublicTexts
  today: Day
}

export function AdviceSections({ page, lang, texts, today }: AdviceSectionsProps): VNode {
  const { checkedOn, source } = page.provenance
  return (
    <>
      {daysBetween(Day.parse(checkedOn), today) > FRESH_DAYS && (
        <Notice>
          <p>{adviceWords.old[lang]}</p>
        </Notice>
      )}
      {page.sections.map((section) => (
        <section key={section.id} aria-labelledby={section.id}>
          <h2 id={section.id}>{section.title[lang]}</h2>
          <ul>
            {section.lines.map((line) => (
              <li key={line.text.en}>
                {line.text[lang]}
                {line.confirmed === false && (
                  <>
                    {' '}
                    <span class="tag">{texts.unconfirmed}</span>
                  </>
                )}
                {line.basis !== undefined && (
                  <div class="small">
                    {texts.actBasis}: {line.basis[lang]}
                    {line.seenTo !== undefined && ` · ${texts.actSeenTo} ${showDay(line.seenTo)}`}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p class="small">
        {adviceWords.source[lang]}: {source[lang]}. {texts.checked} {showDay(checkedOn)}.
      </p>
    </>
  )
}
