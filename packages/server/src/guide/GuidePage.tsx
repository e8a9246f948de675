// /{lang}/guide: what was noticed, how to meet, whom to call. One page, no sign-in, no script needed, nothing kept.
// Governed by docs/working-day.md and D-056 to D-177; no score and no verdict anywhere (D-107).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { GuideLines } from '@apila/core/guide/schema.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { OldNotice } from '../frame/OldNotice.tsx'
import { getPublicTexts, type PublicTexts } from '../frame/texts.ts'
import { CallNumbers } from './CallNumbers.tsx'
import type { Guide } from '../library/guide.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { Lines } from './GuideLines.tsx'
import { MeetingPage } from '../frame/MeetingPage.tsx'
import { SaveGuide } from './SaveGuide.tsx'
import { Signs } from './SignGroups.tsx'

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
  const { guide } = library
  const advice = getNumber(library, 'advice').phone
  const texts = getPublicTexts(lang)
  return (
    <MeetingPage lang={lang} library={library} path="/guide" title={texts.guideTitle} leaveHref={leaveHref}>
      <h1>{texts.guideHeading}</h1>
      <OldNotice checked={guide.checked} lang={lang} today={moment.day} />
      <h2 id="alone">{texts.guideAlone}</h2>
      <Lines lines={guide.alone.lines} lang={lang} />
      <Signs guide={guide} lang={lang} texts={texts} />
      <Steps guide={guide} lang={lang} texts={texts} />
      <Folded title={texts.guideFacts} list={guide.facts} lang={lang} />
      <Folded title={texts.guideAdvice} list={guide.advice} lang={lang} />
      <Folded title={texts.guideLanguage} list={guide.interpreter} lang={lang} />
      <Call lang={lang} library={library} texts={texts} moment={moment} />
      {maySave && <SaveGuide lang={lang} library={library} />}
      <p class="small">
        {texts.guideSource} {texts.checked} {showDay(guide.checked[0] ?? '')}.
      </p>
      <div class="act">
        <p
          id="together"
          role="status"
          data-e={texts.guideTogetherE}
          data-c={texts.guideTogetherC}
          data-v={texts.guideTogetherV}
          data-ec={texts.guideTogetherEC}
          data-ev={texts.guideTogetherEV}
          data-cv={texts.guideTogetherCV}
          data-ecv={texts.guideTogetherECV}
        />
        <div class="bar">
          <ButtonLink href={`tel:${advice.number}`} quiet>
            <span>
              {texts.guideCallShort} <bdi dir="ltr">{advice.shown}</bdi>
            </span>
          </ButtonLink>
          <ButtonLink href={`/${lang}/guide/act`}>{texts.guideNext}</ButtonLink>
        </div>
      </div>
    </MeetingPage>
  )
}

/** In an order for everybody. With a script the steps that fit the groups of ticked signs come first; no tick leaves the page. */
function Steps({ guide, lang, texts }: { guide: Guide; lang: Language; texts: PublicTexts }): VNode {
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{texts.guideSteps}</h2>
      <ul id="steps" class="plain">
        {guide.steps.steps.map(({ id, groups, to, text }) => (
          <li key={id} data-groups={groups.map((group) => group.slice(0, 1)).join('')}>
            <a class="line" href={`/${lang}${to}`}>
              {text[lang]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Lines that hold for every meeting; those of one group of signs stand with their group. */
function Folded({ title, list, lang }: { title: string; list: GuideLines; lang: Language }): VNode {
  return (
    <details>
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
    <section id="call" aria-labelledby="call-title">
      <h2 id="call-title">{texts.guideCall}</h2>
      <p>{texts.guideCallLead}</p>
      <ol>
        {call.lines.map((line) => (
          <li key={line.en}>{line[lang]}</li>
        ))}
      </ol>
      <CallNumbers numbers={call.numbers} library={library} lang={lang} texts={texts} moment={moment} />
    </section>
  )
}
