// Routes of the guide for professionals. No sign-in, no cookie, nothing received but the address.
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { findCodes } from '@apila/core/guide/act-answers.ts'
import type { GuideContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { ActPage } from './ActPage.tsx'
import { GuidePage } from './GuidePage.tsx'
import { VolunteerPage } from './VolunteerPage.tsx'

export function guideRoutes(ctx: GuideContext): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  const moment = () => ({ day: ctx.today(), minute: ctx.minute() })
  for (const lang of LANGUAGES) {
    const view = () => ({ lang, library: ctx.network.library.current(), moment: moment(), leaveHref })
    app.get(`/${lang}/guide`, (c) => c.html(renderPage(<GuidePage {...view()} maySave={ctx.config.savedGuide} />)))
    app.get(`/${lang}/guide/volunteer`, (c) => c.html(renderPage(<VolunteerPage {...view()} />)))
    app.get(`/${lang}/guide/act`, (c) => {
      // Answers about a person stand in the address: no copy of the page stays in a cache (D-042).
      c.header('Cache-Control', 'no-store')
      const codes = findCodes((code) => c.req.query(code))
      return c.html(renderPage(<ActPage {...view()} codes={codes} />))
    })
  }
  return app
}
