// Route of the record page. No sign-in, no cookie, nothing received but the address.
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { PublicContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { RecordPage } from './RecordPage.tsx'

export function recordRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/guide/record`, (c) => {
      const library = ctx.network.library.current()
      return c.html(renderPage(<RecordPage lang={lang} library={library} today={ctx.today()} leaveHref={leaveHref} />))
    })
  }
  return app
}
