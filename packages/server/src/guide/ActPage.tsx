// /{lang}/guide/act: what to do now, today and later. Answers come in the address as codes and are kept nowhere; without them
// the general route is shown: what to do now, the rest folded. Duty, right, permission and never are kept apart (D-192), and what is uncertain says so.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { isChildRoute, showCodes, toAnswers, type ActCodes } from '@apila/core/guide/act-answers.ts'
import { ACT_TIMES, GENERAL_SECTIONS, type ActRule } from '@apila/core/guide/act-rules.ts'
import { decide, findWishStep, holdsInWorkAlways } from '@apila/core/guide/decide.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import { isOld } from '@apila/core/rights/legal-base.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { Notice } from '@apila/ui/Notice.tsx'
import { getPublicTexts, type PublicTexts } from '../content/texts.ts'
import { legalWords } from '../rights/legal-reference.ts'
import { actProvenance, actRules, actTable, actWords } from './act-content.ts'
import { ActForm } from './ActForm.tsx'
import { ActSteps, stepAnchor } from './ActSteps.tsx'
import { CallNumbers } from './CallNumbers.tsx'
import { guideContent } from './guide-content.ts'
import { MeetingPage } from './MeetingPage.tsx'

/** Danger, and advice without names: the two that answer at every hour. */
const FIRST_NUMBERS = guideContent.call.numbers.slice(0, 2)

export interface ActPageProps {
  lang: Language
  moment: Moment
  /** Where the leave button goes without a script. */
  leaveHref: string
  /** Null: nothing was answered, the general route is shown. */
  codes: ActCodes | null
}

export function ActPage({ lang, moment, leaveHref, codes }: ActPageProps): VNode {
  const today = moment.day
  const texts = getPublicTexts(lang)
  const sections = codes === null ? generalRoute(lang) : fittingSteps(codes, lang)
  return (
    <MeetingPage lang={lang} path={`/guide/act${showCodes(codes)}`} title={texts.actTitle} leaveHref={leaveHref}>
      <h1>{texts.actHeading}</h1>
      <p>{texts.actLead}</p>
      <CallNumbers numbers={FIRST_NUMBERS} lang={lang} texts={texts} moment={moment} />
      {codes === null && (
        <p class="no-print">
          <a class="line" href="#steps">
            {actWords.general[lang]}
          </a>
        </p>
      )}
      <ActForm lang={lang} codes={codes} />
      <h2 id="steps">{(codes === null ? actWords.general : actWords.steps)[lang]}</h2>
      {codes !== null && <WishLink codes={codes} lang={lang} />}
      {codes !== null && isChildRoute(toAnswers(codes).age) && toAnswers(codes).age !== 'child' && (
        <Notice>{actWords.childRoute[lang]}</Notice>
      )}
      <p class="small">{actWords.caveat[lang]}</p>
      {codes === null ? (
        sections.map((section, index) => (
          <FoldedSection key={section.id} section={section} isOpen={index === 0} lang={lang} today={today} />
        ))
      ) : (
        <>
          <SectionLinks sections={sections} />
          {sections.map((section) => (
            <OpenSection key={section.id} section={section} lang={lang} today={today} />
          ))}
        </>
      )}
      <p class="small">{`${legalWords.words.lawyer[lang]} ${anyOld(sections, today) ? legalWords.words.oldHere[lang] : ''}`}</p>
      <p class="small">
        {`${actWords.words.owner[lang]} ${actProvenance.source[lang]}. ${texts.checked} ${showDay(actProvenance.checkedOn)}.`}
      </p>
      <Onward lang={lang} texts={texts} />
    </MeetingPage>
  )
}

interface Section {
  id: string
  title: string
  steps: readonly ActRule[]
  /** What holds whatever is known of the person: folded where answers were given, so that the fitting steps come first. */
  always: readonly ActRule[]
}

function generalRoute(lang: Language): Section[] {
  return GENERAL_SECTIONS.map((id) => ({
    id,
    title: actWords.sections[id][lang],
    steps: actRules.filter(({ general }) => general === id),
    always: [],
  }))
}

function fittingSteps(codes: ActCodes, lang: Language): Section[] {
  const steps = decide(actTable, codes)
  return ACT_TIMES.map((id) => {
    const atTime = steps.filter(({ time }) => time === id)
    return {
      id,
      title: actWords.times[id][lang],
      steps: atTime.filter((rule) => !holdsInWorkAlways(rule)),
      always: atTime.filter(holdsInWorkAlways),
    }
  })
}

// What the person wants comes before what the law says of it: its step may stand far below.
function WishLink({ codes, lang }: { codes: ActCodes; lang: Language }): VNode | null {
  const { assistance } = toAnswers(codes)
  const step = findWishStep(decide(actTable, codes))
  if (assistance === 'unknown' || step === undefined) return null
  return (
    <p>
      <a class="line" href={`#${stepAnchor(step)}`}>
        {actWords.wish[assistance][lang]}
      </a>
    </p>
  )
}

interface SectionProps {
  section: Section
  lang: Language
  today: Day
}

function OpenSection({ section, lang, today }: SectionProps): VNode {
  return (
    <section id={section.id} aria-labelledby={`${section.id}-title`}>
      <h3 id={`${section.id}-title`}>{section.title}</h3>
      <ActSteps rules={section.steps} lang={lang} today={today} />
      {section.always.length > 0 && (
        <details>
          <summary>{actWords.always[lang]}</summary>
          <ActSteps rules={section.always} lang={lang} today={today} />
        </details>
      )}
    </section>
  )
}

function FoldedSection({ section, isOpen, lang, today }: SectionProps & { isOpen: boolean }): VNode {
  return (
    <details id={section.id} open={isOpen}>
      <summary>
        <h3>{section.title}</h3>
      </summary>
      <ActSteps rules={section.steps} lang={lang} today={today} />
    </details>
  )
}

const anyOld = (sections: readonly Section[], today: Day): boolean =>
  sections.some(({ steps }) => steps.some((rule) => isOld(rule, today)))

function SectionLinks({ sections }: { sections: readonly Section[] }): VNode {
  return (
    <ul class="row">
      {sections.map(({ id, title }) => (
        <li key={id}>
          <a class="phone" href={`#${id}`}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Onward({ lang, texts }: { lang: Language; texts: PublicTexts }): VNode {
  const { rights, record, interpreters, cards } = actWords.onward
  return (
    <div class="buttons">
      <ButtonLink href={`/${lang}/services`}>{texts.actServices}</ButtonLink>
      <ButtonLink href={`/${lang}/rights`} quiet>
        {rights[lang]}
      </ButtonLink>
      <ButtonLink href={`/${lang}/guide/record`} quiet>
        {record[lang]}
      </ButtonLink>
      <ButtonLink href={`/${lang}/interpreters`} quiet>
        {interpreters[lang]}
      </ButtonLink>
      <ButtonLink href={`/${lang}/guide/cards`} quiet>
        {cards[lang]}
      </ButtonLink>
      <ButtonLink href={`/${lang}/guide`} quiet>
        {texts.actBack}
      </ButtonLink>
    </div>
  )
}
