// /{lang}/interpreters: choosing, changing and working with an interpreter. Governed by docs/requirements.md (D-170 to D-177).
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import { PublicPage } from '../content/PublicPage.tsx'
import type { PublicContext } from '../content/public-context.ts'
import { renderPage } from '../content/render-page.ts'
import { getPublicTexts } from '../content/texts.ts'
import { AdviceSections } from '../record/AdviceSections.tsx'
import { interpreterAdvice } from './interpreter-content.ts'

export function interpreterRoutes(ctx: Pick<PublicContext, 'today'>): Hono {
  const app = new Hono()
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/interpreters`, (c) => c.html(renderPage(<InterpreterPage lang={lang} today={ctx.today()} />)))
  }
  return app
}

function InterpreterPage({ lang, today }: { lang: Language; today: Day }): VNode {
  const texts = getPublicTexts(lang)
  return (
    <PublicPage lang={lang} path="/interpreters" title={interpreterAdvice.title[lang]}>
      <h1>{interpreterAdvice.heading[lang]}</h1>
      <p>{interpreterAdvice.lead[lang]}</p>
      <AdviceSections page={interpreterAdvice} lang={lang} texts={texts} today={today} />
      <p>
        <a class="phone" href={`/${lang}/guide`}>
          {texts.navGuide}
        </a>
      </p>
    </PublicPage>
  )
}
