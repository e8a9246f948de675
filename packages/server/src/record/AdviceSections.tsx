// The sections of a page of advice, with basis, doubt, source and day; old facts say that they are old.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { OldNotice } from '../frame/OldNotice.tsx'
import type { PublicTexts } from '../frame/texts.ts'
import type { AdvicePage } from '../library/advice-page.ts'

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
      <OldNotice checked={[checkedOn]} lang={lang} today={today} />
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
        {texts.source}: {source[lang]}. {texts.checked} {showDay(checkedOn)}.
      </p>
    </>
  )
}
