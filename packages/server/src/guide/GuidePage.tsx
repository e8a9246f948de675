// /{lang}/guide: whom it is about, what was noticed, how to meet, whom to call. One page, no sign-in, no script needed, nothing kept.
// The first sign stands on the first screen of a telephone. Governed by docs/working-day.md and D-056 to D-177; no score and no verdict.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { GuideLines } from '@apila/core/guide/schema.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { phoneIcon } from '@apila/ui/icons-first.ts'
import { OldNotice } from '../frame/OldNotice.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import { getPublicTexts, type PublicTexts } from '../frame/texts.ts'
import { CallNumbers } from './CallNumbers.tsx'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { Lines } from './GuideLines.tsx'
import { PrintButton } from '../frame/PrintButton.tsx'
import { SaveGuide } from './SaveGuide.tsx'
import { Signs } from './SignGroups.tsx'
import { Who } from './Who.tsx'

export interface GuidePageProps {
  lang: Language
  library: Library
  moment: Moment
  /** Where the leave button goes without a script. */
  leaveHref: string
  /** Whether this network lets the guide be saved on devices. */
  maySave: boolean
}

export function GuidePage({ lang, library, moment, leaveHref, maySave }: GuidePageProps): VNode {
  const { guide, act } = library
  const texts = getPublicTexts(lang)
  return (
    <PublicPage
      lang={lang}
      library={library}
      path="/guide"
      title={texts.guideTitle}
      plainTitle
      withoutNavigation
      script="/static/guide.js"
    >
      <div class="two">
        <div>
          <h1>{texts.guideHeading}</h1>
          <OldNotice checked={guide.checked} lang={lang} today={moment.day} />
          <details id="alone" class="fold">
            <summary>{texts.guideAlone}</summary>
            <Lines lines={guide.alone.lines} lang={lang} />
            <p class="say">{texts.guideKeep}</p>
          </details>
          <form method="dialog" autocomplete="off" id="signs">
            <Who lang={lang} library={library} texts={texts} />
            <Signs guide={guide} lang={lang} texts={texts} />
          </form>
          <Folded title={texts.guideFacts} list={guide.facts} lang={lang} />
          <Folded title={texts.guideAdvice} list={guide.advice} lang={lang} />
          <Folded title={texts.guideLanguage} list={guide.interpreter} lang={lang} />
        </div>
        <aside aria-label={texts.guideCall}>
          <div class="card narrow-hide no-print">
            <h2>{texts.guideOnward}</h2>
            <p>{texts.guideTicksOptional}</p>
            <div class="buttons">
              <ButtonLink href={`/${lang}/guide/act`}>{texts.guideNext}</ButtonLink>
              <ButtonLink href={leaveHref} rel="noreferrer" quiet leaves>
                {texts.leave}
              </ButtonLink>
            </div>
          </div>
          <Call lang={lang} library={library} texts={texts} moment={moment} />
          <p class="no-print">
            <a class="line" href={`/${lang}/guide/volunteer`}>
              {act.words.first.volunteer[lang]}
            </a>
          </p>
          {maySave && <SaveGuide lang={lang} library={library} />}
          <PrintButton text={act.words.first.print[lang]} />
          <p class="small">
            {texts.guideSource} {texts.checked} {showDay(guide.checked[0] ?? '')}.
          </p>
        </aside>
      </div>
      <Bar lang={lang} library={library} texts={texts} leaveHref={leaveHref} />
    </PublicPage>
  )
}

/** In sight on a telephone: the way out, the line that advises, and what to do. */
function Bar({
  lang,
  library,
  texts,
  leaveHref,
}: Pick<GuidePageProps, 'lang' | 'library' | 'leaveHref'> & { texts: PublicTexts }): VNode {
  const advice = getNumber(library, 'advice').phone
  return (
    <div class="act wide-hide no-print">
      <div class="row">
        <ButtonLink id="leave" href={leaveHref} rel="noreferrer" quiet leaves>
          {texts.leave}
        </ButtonLink>
        <ButtonLink href={`tel:${advice.number}`} quiet shape={phoneIcon}>
          <span aria-hidden="true">{texts.guideAskShort}</span>
          <span class="unseen">
            {texts.guideCallShort} <bdi dir="ltr">{advice.shown}</bdi>
          </span>
        </ButtonLink>
        <ButtonLink href={`/${lang}/guide/act`}>{texts.guideNext}</ButtonLink>
      </div>
    </div>
  )
}

/** Lines that hold for every meeting; those of one group of signs stand with their group. */
function Folded({ title, list, lang }: { title: string; list: GuideLines; lang: Language }): VNode {
  return (
    <details class="fold">
      <summary>
        <h2>{title}</h2>
      </summary>
      <Lines lines={list.lines.filter(({ group }) => group === undefined)} lang={lang} />
    </details>
  )
}

interface CallProps {
  lang: Language
  library: Library
  texts: PublicTexts
  moment: Moment
}

function Call({ lang, library, texts, moment }: CallProps): VNode {
  const { call } = library.guide
  return (
    <section id="call" class="card" aria-labelledby="call-title">
      <h2 id="call-title">{texts.guideCall}</h2>
      <p>{texts.guideCallLead}</p>
      <CallNumbers numbers={call.numbers} library={library} lang={lang} texts={texts} moment={moment} />
      <details>
        <summary>{texts.guideCallSay}</summary>
        <ol>
          {call.lines.map((line) => (
            <li key={line.en}>{line[lang]}</li>
          ))}
        </ol>
      </details>
    </section>
  )
}
