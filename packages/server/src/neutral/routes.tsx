// The neutral host: /a numbers and languages, /a/{lang} "is it safe now?", /a/{lang}/{number} one answer a page, /x the way out.
// A mistyped address leads to the plain one. Sets nothing but the ten-minute cookie of /x, keeps nothing, asks nothing.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { signedTexts } from '@apila/core/content/client-languages.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { TICKET_SALT_BYTES, ticketSaltText } from '@apila/core/referral/ticket-salt.ts'
import { ClientFirstPage, ClientLaterPage, ClientStartPage, type ClientView } from './ClientPages.tsx'
import { mountLeaving } from './leaving.ts'
import { sha256, toBase64url } from '../platform/keys.ts'
import { NUMBERED_PAGES, StartPage } from './neutral-pages.tsx'
import { TonguesPage } from './TonguesPage.tsx'
import { noRobots, toPlainNeutral } from '../frame/plain-addresses.ts'
import type { NeutralContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'

export function neutralRoutes(ctx: NeutralContext): Hono {
  const app = new Hono()
  const library = () => ctx.network.library.current()
  const signed = () => signedTexts(library().neutral.clients)
  const hasWord = (asked: string | undefined): boolean =>
    library().neutral.interpreter.words.some(({ lang }) => lang === asked)
  const more = () => signed().map(({ lang, name }) => ({ lang, name, href: `/a/${lang}` }))
  const salt = (): string | undefined => {
    const network = ctx.network.roster.current()?.network
    return network && toBase64url(sha256(Buffer.from(ticketSaltText(network))).subarray(0, TICKET_SALT_BYTES))
  }
  mountLeaving(app, ctx.config.leaveTo)
  app.use(toPlainNeutral)
  app.get('/', (c) => c.redirect('/a', 303))
  app.get('/robots.txt', noRobots)
  app.get('/a', (c) => c.html(renderPage(<TonguesPage library={library()} signed={signed()} />)))
  for (const lang of LANGUAGES) {
    app.get(`/a/${lang}`, (c) => c.html(renderPage(<StartPage lang={lang} library={library()} more={more()} />)))
    for (const [number, page] of Object.entries(NUMBERED_PAGES)) {
      app.get(`/a/${lang}/${number}`, (c) => {
        const sound = library().neutral.sounds[`${lang}/${number}`]
        return c.html(renderPage(page({ lang, library: library(), number, sound, salt: salt() })))
      })
    }
  }
  // Languages of clients that a named person has signed.
  const show = (path: string, page: (view: ClientView) => VNode): void => {
    app.get(`/a/:lang${path}`, (c) => {
      const texts = signed().find(({ lang }) => lang === c.req.param('lang'))
      // A language whose word stands on the first page leads there until its own pages are signed; 303, which no browser keeps.
      if (texts === undefined) return hasWord(c.req.param('lang')) ? c.redirect('/a', 303) : c.notFound()
      const sound = library().neutral.sounds[`${texts.lang}${path}`]
      return c.html(renderPage(page({ texts, library: library(), sound })))
    })
  }
  show('', (view) => <ClientStartPage {...view} more={more()} />)
  show('/6', (view) => <ClientFirstPage {...view} />)
  show('/7', (view) => <ClientLaterPage {...view} />)
  return app
}
