// /{lang}/interpreters: choosing, changing and working with an interpreter. Governed by docs/requirements.md (D-170 to D-177).
// Read beside the client, so the way out is on it, as on the guide.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import type { PublicContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { MeetingPage } from '../frame/MeetingPage.tsx'
import { AdviceSections } from '../record/AdviceSections.tsx'
import { interpreterAdvice } from '../library/interpreters.ts'

export function interpreterRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/interpreters`, (c) =>
      c.html(renderPage(<InterpreterPage lang={lang} today={ctx.today()} leaveHref={leaveHref} />)),
    )
  }
  return app
}

function InterpreterPage({ lang, today, leaveHref }: { lang: Language; today: Day; leaveHref: string }): VNode {
  const texts = getPublicTexts(lang)
  return (
    <MeetingPage lang={lang} path="/interpreters" title={interpreterAdvice.title[lang]} leaveHref={leaveHref}>
      <h1>{interpreterAdvice.heading[lang]}</h1>
      <p>{interpreterAdvice.lead[lang]}</p>
      <AdviceSections page={interpreterAdvice} lang={lang} texts={texts} today={today} />
      <ul class="row">
        <li>
          <a class="phone" href={`/${lang}/services`}>
            {interpreterAdvice.services[lang]}
          </a>
        </li>
        <li>
          <a class="phone" href={`/${lang}/guide`}>
            {texts.navGuide}
          </a>
        </li>
      </ul>
    </MeetingPage>
  )
}
