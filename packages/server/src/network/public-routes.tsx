// /{lang}/about, /press and /privacy. The accessibility statement stands with its form, in the feature `feedback`.
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { PublicContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { networkPages } from '../library/network.ts'
import { NetworkPageView } from './NetworkPageView.tsx'

export function networkPageRoutes(ctx: Pick<PublicContext, 'today'>): Hono {
  const app = new Hono()
  for (const lang of LANGUAGES) {
    for (const page of [networkPages.about, networkPages.press, networkPages.privacy]) {
      app.get(`/${lang}/${page.id}`, (c) =>
        c.html(renderPage(<NetworkPageView page={page} lang={lang} today={ctx.today()} />)),
      )
    }
  }
  return app
}
