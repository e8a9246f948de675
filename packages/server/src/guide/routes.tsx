// Routes of the guide for professionals. No sign-in, no cookie, nothing received but the address.
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { PublicContext } from '../content/public-context.ts'
import { renderPage } from '../content/render-page.ts'
import { ActPage } from './ActPage.tsx'
import { GuidePage } from './GuidePage.tsx'

export function guideRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/guide`, (c) =>
      c.html(renderPage(<GuidePage lang={lang} today={ctx.today()} leaveHref={leaveHref} />)),
    )
    app.get(`/${lang}/guide/act`, (c) =>
      c.html(renderPage(<ActPage lang={lang} today={ctx.today()} leaveHref={leaveHref} />)),
    )
  }
  return app
}
