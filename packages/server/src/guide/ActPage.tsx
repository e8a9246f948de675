// /{lang}/guide/act: what to do now, today and later. Answers come in the address as codes and are kept nowhere; without them
// the general route is shown. At most three steps stand open, the rest is folded; duty, right, permission and never are kept apart
// (D-192), and what is uncertain says so.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { ACT_QUESTIONS, isChildRoute, showCodes, toAnswers, type ActCodes } from '@apila/core/guide/act-answers.ts'
import { ACT_TIMES, GENERAL_SECTIONS, type ActRule } from '@apila/core/guide/act-rules.ts'
import { decide, findWishStep, holdsInWorkAlways } from '@apila/core/guide/decide.ts'
import { listFirst } from '@apila/core/guide/first-steps.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { CallUse } from '@apila/core/guide/schema.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import { isOld } from '@apila/core/rights/legal-base.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { getPublicTexts, type PublicTexts } from '../frame/texts.ts'
import type { Act } from '../library/act.ts'
import type { Library } from '../library/library.ts'
import { ActForm, Answered } from './ActForm.tsx'
import { ActSteps, stepAnchor } from './ActSteps.tsx'
import { CallNumbers } from './CallNumbers.tsx'
import { FirstSteps, Noticed, shownFirst } from './FirstSteps.tsx'
import { PrintButton } from '../frame/PrintButton.tsx'
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
  const candidates = listFirst(act.table, codes ?? NOTHING_ANSWERED)
  const first = shownFirst(candidates, codes)
  const sections = codes === null ? generalRoute(act, lang) : fittingSteps(act, codes, first, lang)
  const all = [...first, ...sections.flatMap(({ steps }) => steps)]
  const isAnyOld = all.some((rule) => isOld(rule, today))
  const wish = findWishStep(all)
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
      {codes === null && <Noticed texts={texts} carried={actWords.first.carried[lang]} />}
      {codes !== null && <Answered words={actWords} lang={lang} codes={codes} />}
      {codes !== null && wish !== undefined && <WishLink codes={codes} wish={wish} words={actWords} lang={lang} />}
      {codes !== null && isChildRoute(toAnswers(codes).age) && toAnswers(codes).age !== 'child' && (
        <Note>{actWords.childRoute[lang]}</Note>
      )}
      <FirstSteps candidates={candidates} codes={codes} library={library} lang={lang} today={today} />
      {codes === null && <ActForm words={actWords} lang={lang} codes={codes} />}
      <h2 id="rest">{(codes === null ? actWords.general : actWords.steps)[lang]}</h2>
      <p class="small">{`${actWords.caveat[lang]} ${isAnyOld ? actWords.old[lang] : ''}`}</p>
      {sections.map((section) => (
        <FoldedSection key={section.id} section={section} library={library} lang={lang} today={today} />
      ))}
      {codes !== null && <ActForm words={actWords} lang={lang} codes={codes} />}
      <details>
        <summary>{actWords.words.answers[lang]}</summary>
        <p class="small">{`${legal.lawyer[lang]} ${isAnyOld ? legal.oldHere[lang] : ''}`}</p>
        <p class="small">
          {`${actWords.words.owner[lang]} ${provenance.source[lang]}. ${texts.checked} ${showDay(provenance.checkedOn)}.`}
        </p>
      </details>
      <Onward library={library} lang={lang} texts={texts} />
    </MeetingPage>
  )
}

/** "Not known" to every question. */
const NOTHING_ANSWERED: ActCodes = ACT_QUESTIONS.map(() => 0)

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
        <a class="line" href={`/${lang}/guide/volunteer`}>
          {library.act.words.first.volunteer[lang]}
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

// What holds whatever is known of the person comes last, so that the fitting steps come first; what is done first stands above.
function fittingSteps({ table, words }: Act, codes: ActCodes, first: readonly ActRule[], lang: Language): Section[] {
  const steps = decide(table, codes).filter((rule) => !first.includes(rule))
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

// A meeting has time for three steps; the rest is opened when needed. How many of a section bind by law is said before it is opened.
function FoldedSection({ section: { id, title, steps }, library, lang, today }: SectionProps): VNode | null {
  if (steps.length === 0) return null
  const duties = steps.filter(({ kind }) => kind === 'duty').length
  return (
    <details id={id}>
      <summary>
        <h3>
          {title} <span class="hint">{String(steps.length)}</span>{' '}
          {duties > 0 && (
            <span class="tag">{fillText(library.act.words.first.duties[lang], { count: String(duties) })}</span>
          )}
        </h3>
      </summary>
      <ActSteps rules={steps} library={library} lang={lang} today={today} folded={id !== 'now'} />
    </details>
  )
}

/** Where one goes from here; what it is for stands in content/guide/steps.json. */
function Onward({ library, lang, texts }: { library: Library; lang: Language; texts: PublicTexts }): VNode {
  const { guide, act } = library
  return (
    <section class="no-print" aria-labelledby="onward">
      <h2 id="onward">{texts.guideSteps}</h2>
      <div class="buttons">
        <ButtonLink href={`/${lang}/services`}>{texts.actServices}</ButtonLink>
        <PrintButton text={act.words.first.print[lang]} />
      </div>
      <ul class="plain">
        {guide.steps.steps
          .filter(({ to }) => !to.startsWith('/guide/act'))
          .map(({ id, to, text }) => (
            <li key={id}>
              <a class="line" href={`/${lang}${to}`}>
                {text[lang]}
              </a>
            </li>
          ))}
      </ul>
    </section>
  )
}
