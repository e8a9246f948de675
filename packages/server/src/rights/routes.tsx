// Routes of the pages before a criminal process. No sign-in, no cookie, nothing received but the address, nothing kept in a cache.
import { Hono, type Context } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES } from '@apila/core/content/language.ts'
import type { PublicContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import type { RightsView } from './RightsFrame.tsx'
import { RightsAllPage, RightsPartPage, RightsStartPage } from './RightsPages.tsx'
import { ToldListPage } from './ToldListPage.tsx'

export function rightsRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  const show = (path: string, page: (view: RightsView, c: Context) => VNode | null): void => {
    for (const lang of LANGUAGES)
      app.get(`/${lang}/rights${path}`, (c) => {
        const shown = page(
          { lang, library: ctx.network.library.current(), large: c.req.query('large') === '1', leaveHref },
          c,
        )
        return shown === null ? c.notFound() : send(c, shown)
      })
  }
  show('', (view) => <RightsStartPage view={view} />)
  show('/list', (view) => <ToldListPage view={view} />)
  show('/all', (view) => <RightsAllPage view={view} today={ctx.today()} />)
  show('/:part', (view, c) => {
    const part = view.library.rights.parts.find(({ id }) => id === c.req.param('part'))
    return part === undefined ? null : <RightsPartPage view={view} part={part} today={ctx.today()} />
  })
  return app
}

function send(c: Context, page: VNode): Response | Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return c.html(renderPage(page))
}
