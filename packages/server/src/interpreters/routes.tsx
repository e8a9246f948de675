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
import type { Library } from '../library/library.ts'

export function interpreterRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/interpreters`, (c) => {
      const library = ctx.network.library.current()
      return c.html(
        renderPage(<InterpreterPage lang={lang} library={library} today={ctx.today()} leaveHref={leaveHref} />),
      )
    })
  }
  return app
}

interface InterpreterPageProps {
  lang: Language
  library: Library
  today: Day
  leaveHref: string
}

function InterpreterPage({ lang, library, today, leaveHref }: InterpreterPageProps): VNode {
  const advice = library.interpreters
  const texts = getPublicTexts(lang)
  return (
    <MeetingPage lang={lang} library={library} path="/interpreters" title={advice.title[lang]} leaveHref={leaveHref}>
      <h1>{advice.heading[lang]}</h1>
      <p>{advice.lead[lang]}</p>
      <AdviceSections page={advice} lang={lang} texts={texts} today={today} />
      <ul class="row">
        <li>
          <a class="phone" href={`/${lang}/services`}>
            {advice.services[lang]}
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
