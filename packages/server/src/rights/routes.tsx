// Routes of the pages before a criminal process. No sign-in, no cookie, nothing received but the address, nothing kept in a cache.
import { Hono, type Context } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import type { PublicContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { rightsPages } from '../library/rights.ts'
import type { RightsView } from './RightsFrame.tsx'
import { RightsAllPage, RightsPartPage, RightsStartPage } from './RightsPages.tsx'
import { ToldListPage } from './ToldListPage.tsx'

export function rightsRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  const show = (path: string, page: (view: RightsView) => VNode): void => {
    for (const lang of LANGUAGES) app.get(`/${lang}/rights${path}`, (c) => send(c, page(viewOf(c, lang, leaveHref))))
  }
  show('', (view) => <RightsStartPage view={view} />)
  show('/list', (view) => <ToldListPage view={view} />)
  show('/all', (view) => <RightsAllPage view={view} today={ctx.today()} />)
  for (const part of rightsPages.parts) {
    show(`/${part.id}`, (view) => <RightsPartPage view={view} part={part} today={ctx.today()} />)
  }
  return app
}

function viewOf(c: Context, lang: Language, leaveHref: string): RightsView {
  return { lang, large: c.req.query('large') === '1', leaveHref }
}

function send(c: Context, page: VNode): Response | Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return c.html(renderPage(page))
}
