// /{lang}/guide: what was noticed, how to meet, whom to call. One page, no sign-in, no script needed, nothing kept.
// Governed by docs/working-day.md and D-056 to D-177; no score and no verdict anywhere (D-107).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { splitSigns } from '@apila/core/guide/groups.ts'
import type { GuideLines, Sign, SignGroup } from '@apila/core/guide/schema.ts'
import { Button, ButtonLink } from '@apila/ui/Button.tsx'
import { Choice } from '@apila/ui/Choice.tsx'
import { Notice } from '@apila/ui/Notice.tsx'
import { OldNotice } from '../content/OldNotice.tsx'
import { PublicPage } from '../content/PublicPage.tsx'
import { getPublicTexts, type PublicTexts } from '../content/texts.ts'
import { CallNumbers } from './CallNumbers.tsx'
import { guideChecked, guideContent } from './guide-content.ts'
import { KeepBar } from './KeepBar.tsx'

export interface GuidePageProps {
  lang: Language
  today: Day
  /** Where the leave button goes without a script. */
  leaveHref: string
}

export function GuidePage({ lang, today, leaveHref }: GuidePageProps): VNode {
  const texts = getPublicTexts(lang)
  return (
    <PublicPage
      lang={lang}
      path="/guide"
      title={texts.guideTitle}
      plainTitle
      withoutNavigation
      script="/static/guide.js"
      bar={<KeepBar texts={texts} leaveHref={leaveHref} />}
    >
      <h1>{texts.guideHeading}</h1>
      <OldNotice checked={guideChecked} lang={lang} today={today} />
      <h2>{texts.guideAlone}</h2>
      <Lines list={guideContent.alone} lang={lang} />
      <Signs lang={lang} texts={texts} />
      <Folded title={texts.guideFacts} list={guideContent.facts} lang={lang} />
      <Folded title={texts.guideAdvice} list={guideContent.advice} lang={lang} />
      <Folded title={texts.guideLanguage} list={guideContent.interpreter} lang={lang} />
      <Folded title={texts.guideQuestions} lead={texts.guideQuestionsLead} list={guideContent.questions} lang={lang} />
      <Call lang={lang} texts={texts} today={today} />
      <p class="small">
        {texts.guideSource} {texts.checked} {showDay(guideChecked[0] ?? '')}.
      </p>
      <div class="act">
        <div class="bar">
          <ButtonLink href="#call" quiet>
            {texts.guideCallShort}
          </ButtonLink>
          <ButtonLink href={`/${lang}/guide/act`}>{texts.guideNext}</ButtonLink>
        </div>
      </div>
    </PublicPage>
  )
}

// `method="dialog"` outside a dialog does nothing at all: even Enter sends no tick anywhere, and a reset needs no script.
function Signs({ lang, texts }: { lang: Language; texts: PublicTexts }): VNode {
  return (
    <form method="dialog" autocomplete="off" id="signs">
      <Notice>
        <p>
          <strong>{texts.guideStop}</strong>
        </p>
        <p>{texts.guideCaveat}</p>
        <p>{texts.guideTicks}</p>
      </Notice>
      {guideContent.signs.map((group) => (
        <Group key={group.id} group={group} lang={lang} texts={texts} />
      ))}
      <p
        id="together"
        role="status"
        data-1={texts.guideSeenOne}
        data-2={texts.guideSeenTwo}
        data-3={texts.guideSeenThree}
      />
      <Button type="reset" quiet>
        {texts.guideClear}
      </Button>
    </form>
  )
}

function Group({ group, lang, texts }: { group: SignGroup; lang: Language; texts: PublicTexts }): VNode {
  const { open, folded } = splitSigns(group)
  const rows = (signs: readonly Sign[]) =>
    signs.map((sign) => (
      <Choice key={sign.id} id={sign.id} hint={sign.note?.[lang]}>
        {sign.text[lang]}
      </Choice>
    ))
  return (
    <fieldset class="group">
      <legend>
        <h2>{group.title[lang]}</h2>
      </legend>
      <p class="hint">{group.lead[lang]}</p>
      {rows(open)}
      <details>
        <summary>{texts.guideMore}</summary>
        {rows(folded)}
      </details>
    </fieldset>
  )
}

function Lines({ list, lang }: { list: GuideLines; lang: Language }): VNode {
  return (
    <ul>
      {list.lines.map((line) => (
        <li key={line.text.en}>
          {line.text[lang]}
          {line.note !== undefined && <span class="hint"> ({line.note[lang]})</span>}
        </li>
      ))}
    </ul>
  )
}

function Folded({
  title,
  lead,
  list,
  lang,
}: {
  title: string
  lead?: string
  list: GuideLines
  lang: Language
}): VNode {
  return (
    <details>
      <summary>
        <h2>{title}</h2>
      </summary>
      {lead !== undefined && <p>{lead}</p>}
      <Lines list={list} lang={lang} />
    </details>
  )
}

function Call({ lang, texts, today }: { lang: Language; texts: PublicTexts; today: Day }): VNode {
  return (
    <section id="call" aria-labelledby="call-title">
      <h2 id="call-title">{texts.guideCall}</h2>
      <p>{texts.guideCallLead}</p>
      <ol>
        {guideContent.call.lines.map((line) => (
          <li key={line.en}>{line[lang]}</li>
        ))}
      </ol>
      <CallNumbers numbers={guideContent.call.numbers} lang={lang} texts={texts} today={today} />
    </section>
  )
}
