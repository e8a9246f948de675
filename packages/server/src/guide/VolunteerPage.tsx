// /{lang}/guide/volunteer: the volunteers' own route. What one may promise, whom one tells, who supervises; a line that the organisations
// have not agreed to says that it is our proposal. Governed by D-015 and D-016.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { MeetingPage } from '../frame/MeetingPage.tsx'
import { getPublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { withNumbers } from './ActSteps.tsx'
import { PrintButton } from '../frame/PrintButton.tsx'

export interface VolunteerPageProps {
  lang: Language
  library: Library
  leaveHref: string
}

export function VolunteerPage({ lang, library, leaveHref }: VolunteerPageProps): VNode {
  const { title, lead, proposal, sections, provenance } = library.guide.volunteer
  const texts = getPublicTexts(lang)
  return (
    <MeetingPage lang={lang} library={library} path="/guide/volunteer" title={title[lang]} leaveHref={leaveHref}>
      <h1>{title[lang]}</h1>
      <p>{lead[lang]}</p>
      {sections.map(({ id, title: heading, lines }) => (
        <section key={id} id={id} class="card" aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{heading[lang]}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line.text.en}>
                {withNumbers(line.text[lang], library)}{' '}
                {line.proposal === true && <span class="tag">{proposal[lang]}</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div class="buttons">
        <ButtonLink href={`/${lang}/guide/act?b=5`}>{texts.guideNext}</ButtonLink>
        <ButtonLink href={`/${lang}/guide`} quiet>
          {texts.guideHeading}
        </ButtonLink>
        <PrintButton text={library.act.words.first.print[lang]} />
      </div>
      <p class="small">{`${texts.source}: ${provenance.source[lang]}. ${texts.checked} ${showDay(provenance.checkedOn)}.`}</p>
    </MeetingPage>
  )
}
