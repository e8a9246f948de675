// /{lang}/guide/act: what to do now, today and later. Answers come in the address as codes and are kept nowhere; without them
// the general route is shown: what to do now, the rest folded. Duty, right, permission and never are kept apart (D-192), and what is uncertain says so.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { isChildRoute, showCodes, toAnswers, type ActCodes } from '@apila/core/guide/act-answers.ts'
import { ACT_TIMES, GENERAL_SECTIONS, type ActRule } from '@apila/core/guide/act-rules.ts'
import { decide, findWishStep, holdsInWorkAlways } from '@apila/core/guide/decide.ts'
import type { CallUse } from '@apila/core/guide/schema.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import { isOld } from '@apila/core/rights/legal-base.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { Notice } from '@apila/ui/Notice.tsx'
import { getPublicTexts, type PublicTexts } from '../frame/texts.ts'
import type { Act } from '../library/act.ts'
import type { Library } from '../library/library.ts'
import { ActForm } from './ActForm.tsx'
import { ActSteps, stepAnchor } from './ActSteps.tsx'
import { CallNumbers } from './CallNumbers.tsx'
import { MeetingPage } from '../frame/MeetingPage.tsx'

/** The two that answer at every hour; the second asks for no name. */
const FIRST_USES: readonly CallUse[] = ['danger', 'advice']

export interface ActPageProps {
  lang: Language
  library: Library
  moment: Moment
  /** Where the leave button goes without a script. */
  leaveHref: string
  /** Null: nothing was answered, the general route is shown. */
  codes: ActCodes | null
}

export function ActPage({ lang, library, moment, leaveHref, codes }: ActPageProps): VNode {
  const { act } = library
  const { words: actWords, provenance } = act
  const legal = library.law.words.words
  const today = moment.day
  const texts = getPublicTexts(lang)
  const sections = codes === null ? generalRoute(act, lang) : fittingSteps(act, codes, lang)
  const isAnyOld = sections.some(({ steps }) => steps.some((rule) => isOld(rule, today)))
  const wish = findWishStep(sections.flatMap(({ steps }) => steps))
  return (
    <MeetingPage
      lang={lang}
      library={library}
      path={`/guide/act${showCodes(codes)}`}
      title={texts.actTitle}
      styles={['act']}
      leaveHref={leaveHref}
    >
      <h1>{texts.actHeading}</h1>
      {codes === null && <Before lang={lang} library={library} texts={texts} moment={moment} />}
      <ActForm words={actWords} lang={lang} codes={codes} />
      <h2 id="steps">{(codes === null ? actWords.general : actWords.steps)[lang]}</h2>
      {codes !== null && wish !== undefined && <WishLink codes={codes} wish={wish} words={actWords} lang={lang} />}
      {codes !== null && isChildRoute(toAnswers(codes).age) && toAnswers(codes).age !== 'child' && (
        <Notice>{actWords.childRoute[lang]}</Notice>
      )}
      <p class="small">{`${actWords.caveat[lang]} ${isAnyOld ? actWords.old[lang] : ''}`}</p>
      {codes !== null && <SectionLinks sections={sections.filter(isTimed)} />}
      {sections.map((section) =>
        codes !== null && isTimed(section) ? (
          <FittingSection key={section.id} section={section} library={library} lang={lang} today={today} />
        ) : (
          <FoldedSection key={section.id} section={section} library={library} lang={lang} today={today} />
        ),
      )}
      <details>
        <summary>{actWords.words.answers[lang]}</summary>
        <p class="small">{`${legal.lawyer[lang]} ${isAnyOld ? legal.oldHere[lang] : ''}`}</p>
        <p class="small">
          {`${actWords.words.owner[lang]} ${provenance.source[lang]}. ${texts.checked} ${showDay(provenance.checkedOn)}.`}
        </p>
      </details>
      <Onward words={actWords} lang={lang} texts={texts} />
    </MeetingPage>
  )
}

interface BeforeProps {
  lang: Language
  library: Library
  texts: PublicTexts
  moment: Moment
}

/** What a reader without answers meets first; answers lead past it, to steps that begin with the same numbers. */
function Before({ lang, library, texts, moment }: BeforeProps): VNode {
  const numbers = library.guide.call.numbers.filter(({ use }) => FIRST_USES.includes(use))
  return (
    <>
      <p>{texts.actLead}</p>
      <CallNumbers numbers={numbers} library={library} lang={lang} texts={texts} moment={moment} />
      <p class="no-print">
        <a class="line" href="#steps">
          {library.act.words.general[lang]}
        </a>
      </p>
    </>
  )
}

interface Section {
  id: string
  title: string
  steps: readonly ActRule[]
}

function generalRoute({ rules, words }: Act, lang: Language): Section[] {
  return GENERAL_SECTIONS.map((id) => ({
    id,
    title: words.sections[id][lang],
    steps: rules.filter(({ general }) => general === id),
  }))
}

// What holds whatever is known of the person comes last and folded, so that the fitting steps come first.
function fittingSteps({ table, words }: Act, codes: ActCodes, lang: Language): Section[] {
  const steps = decide(table, codes)
  const fitting = steps.filter((rule) => !holdsInWorkAlways(rule))
  return [
    ...ACT_TIMES.map((id) => ({
      id,
      title: words.times[id][lang],
      steps: fitting.filter(({ time }) => time === id),
    })),
    { id: 'always', title: words.always[lang], steps: steps.filter(holdsInWorkAlways) },
  ]
}

const isTimed = ({ id }: Section): boolean => ACT_TIMES.some((time) => time === id)

interface WishLinkProps {
  codes: ActCodes
  wish: ActRule
  words: Act['words']
  lang: Language
}

// What the person wants comes before what the law says of it: its step may stand far below.
function WishLink({ codes, wish, words, lang }: WishLinkProps): VNode | null {
  const { assistance } = toAnswers(codes)
  if (assistance === 'unknown') return null
  return (
    <p class="no-print">
      <a class="line" href={`#${stepAnchor(wish)}`}>
        {words.wish[assistance][lang]}
      </a>
    </p>
  )
}

interface SectionProps {
  section: Section
  library: Library
  lang: Language
  today: Day
}

// A meeting has time for what is done now; the rest is seen at a glance and opened when needed.
function FittingSection({ section: { id, title, steps }, library, lang, today }: SectionProps): VNode {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <ActSteps rules={steps} library={library} lang={lang} today={today} folded={id !== 'now'} />
    </section>
  )
}

function FoldedSection({ section: { id, title, steps }, library, lang, today }: SectionProps): VNode {
  const isNow = id === 'now'
  return (
    <details id={id} open={isNow}>
      <summary>
        <h3>{title}</h3>
      </summary>
      <ActSteps rules={steps} library={library} lang={lang} today={today} folded={!isNow} />
    </details>
  )
}

function SectionLinks({ sections }: { sections: readonly Section[] }): VNode {
  return (
    <ul class="row no-print">
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

// The rest of the site stands at the foot of every page.
function Onward({ words, lang, texts }: { words: Act['words']; lang: Language; texts: PublicTexts }): VNode {
  const { rights, record } = words.onward
  return (
    <>
      <div class="buttons">
        <ButtonLink href={`/${lang}/services`}>{texts.actServices}</ButtonLink>
      </div>
      <ul class="row">
        <li>
          <a class="line" href={`/${lang}/rights`}>
            {rights[lang]}
          </a>
        </li>
        <li>
          <a class="line" href={`/${lang}/guide/record`}>
            {record[lang]}
          </a>
        </li>
      </ul>
    </>
  )
}
