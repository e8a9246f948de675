// /{lang}/about, /press and /privacy. The accessibility statement stands with its form, in the feature `feedback`.
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { PublicContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { NetworkPageView } from './NetworkPageView.tsx'

export function networkPageRoutes(ctx: Pick<PublicContext, 'today' | 'network'>): Hono {
  const app = new Hono()
  for (const lang of LANGUAGES) {
    for (const id of ['about', 'press', 'privacy'] as const) {
      app.get(`/${lang}/${id}`, (c) => {
        const library = ctx.network.library.current()
        return c.html(renderPage(<NetworkPageView id={id} library={library} lang={lang} today={ctx.today()} />))
      })
    }
  }
  return app
}
