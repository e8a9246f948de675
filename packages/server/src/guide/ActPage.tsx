// /{lang}/guide/act: what to do now, today and later. A plain page; duty, right, permission and never are kept apart (D-192),
// and what is not confirmed says so.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import type { ActStep, Verdict } from '@apila/core/guide/schema.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { Notice } from '@apila/ui/Notice.tsx'
import { PublicPage } from '../content/PublicPage.tsx'
import { getPublicTexts, type PublicTexts } from '../content/texts.ts'
import { CallNumbers } from './CallNumbers.tsx'
import { guideContent } from './guide-content.ts'
import { KeepBar } from './KeepBar.tsx'

/** Danger, and advice without names: the two that answer at every hour. */
const FIRST_NUMBERS = guideContent.call.numbers.slice(0, 2)

export interface ActPageProps {
  lang: Language
  today: Day
  /** Where the leave button goes without a script. */
  leaveHref: string
}

export function ActPage({ lang, today, leaveHref }: ActPageProps): VNode {
  const texts = getPublicTexts(lang)
  const { sections, provenance } = guideContent.act
  return (
    <PublicPage
      lang={lang}
      path="/guide/act"
      title={texts.actTitle}
      plainTitle
      withoutNavigation
      script="/static/guide.js"
      bar={<KeepBar texts={texts} leaveHref={leaveHref} />}
    >
      <h1>{texts.actHeading}</h1>
      <p>{texts.actLead}</p>
      <CallNumbers numbers={FIRST_NUMBERS} lang={lang} texts={texts} today={today} />
      <ul class="row">
        {sections.map((section) => (
          <li key={section.id}>
            <a class="phone" href={`#${section.id}`}>
              {section.title[lang]}
            </a>
          </li>
        ))}
      </ul>
      <Notice>{texts.actWarning}</Notice>
      {sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`}>
          <h2 id={`${section.id}-title`}>{section.title[lang]}</h2>
          {section.lead !== undefined && <p>{section.lead[lang]}</p>}
          <ul class="plain">
            {section.steps.map((step) => (
              <Step key={step.text.en} step={step} lang={lang} texts={texts} />
            ))}
          </ul>
        </section>
      ))}
      <p class="small">
        {texts.source}: {provenance.source[lang]}. {texts.checked} {showDay(provenance.checkedOn)}.
      </p>
      <div class="buttons">
        <ButtonLink href={`/${lang}/services`}>{texts.actServices}</ButtonLink>
        <ButtonLink href={`/${lang}/guide`} quiet>
          {texts.actBack}
        </ButtonLink>
      </div>
    </PublicPage>
  )
}

function Step({ step, lang, texts }: { step: ActStep; lang: Language; texts: PublicTexts }): VNode {
  const verdicts: Record<Verdict, string> = {
    duty: texts.verdictDuty,
    right: texts.verdictRight,
    consent: texts.verdictConsent,
    never: texts.verdictNever,
    know: texts.verdictKnow,
  }
  return (
    <li class="entry">
      <span class="tag">{verdicts[step.verdict]}</span>{' '}
      {!step.confirmed && <span class="tag">{texts.unconfirmed}</span>}
      <p>{step.text[lang]}</p>
      <p class="small">
        {step.who !== undefined && `${texts.actWho}: ${step.who[lang]}. `}
        {texts.actBasis}: {step.basis[lang]}.
        {step.seenTo !== undefined && ` ${texts.actSeenTo} ${showDay(step.seenTo)}.`}
      </p>
    </li>
  )
}
