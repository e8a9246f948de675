// The neutral host: /a language list, /a/{lang} "is it safe now?", /a/{lang}/{number} one answer a page, /x the way out.
// A mistyped address leads to the plain one. Sets nothing but the ten-minute cookie of /x, keeps nothing, asks nothing.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { type ClientTexts, signedTexts } from '@apila/core/content/client-languages.ts'
import { LANGUAGES, LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import { TICKET_SALT_BYTES, ticketSaltText } from '@apila/core/referral/ticket-salt.ts'
import { NEUTRAL_CONTENT, type NeutralContent } from '../library/clients.ts'
import { ClientFirstPage, ClientLaterPage, ClientStartPage } from './ClientPages.tsx'
import { mountLeaving } from './leaving.ts'
import { sha256, toBase64url } from '../platform/keys.ts'
import { NeutralFrameOfAll } from './NeutralPage.tsx'
import { NUMBERED_PAGES, StartPage } from './neutral-pages.tsx'
import { noRobots, toPlainNeutral } from '../frame/plain-addresses.ts'
import type { NeutralContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'

/** `content`: what is prepared for clients and recorded; another one only in tests. */
export function neutralRoutes(ctx: NeutralContext, content: NeutralContent = NEUTRAL_CONTENT): Hono {
  const app = new Hono()
  const signed = signedTexts(content.clients)
  const more = signed.map(({ lang, name }) => ({ lang, name, href: `/a/${lang}` }))
  const salt = (): string | undefined => {
    const network = ctx.roster.current()?.roster.network
    return network && toBase64url(sha256(Buffer.from(ticketSaltText(network))).subarray(0, TICKET_SALT_BYTES))
  }
  mountLeaving(app, ctx.config.leaveTo)
  app.use(toPlainNeutral)
  app.get('/', (c) => c.redirect('/a', 303))
  app.get('/robots.txt', noRobots)
  app.get('/a', (c) => c.html(renderPage(<LanguageList signed={signed} />)))
  for (const lang of LANGUAGES) {
    app.get(`/a/${lang}`, (c) => c.html(renderPage(<StartPage lang={lang} more={more} />)))
    for (const [number, page] of Object.entries(NUMBERED_PAGES)) {
      const sound = content.sounds[`${lang}/${number}`]
      app.get(`/a/${lang}/${number}`, (c) => c.html(renderPage(page({ lang, number, sound, salt: salt() }))))
    }
  }
  for (const texts of signed) {
    const { lang } = texts
    app.get(`/a/${lang}`, (c) => c.html(renderPage(<ClientStartPage texts={texts} more={more} />)))
    app.get(`/a/${lang}/6`, (c) =>
      c.html(renderPage(<ClientFirstPage texts={texts} sound={content.sounds[`${lang}/6`]} />)),
    )
    app.get(`/a/${lang}/7`, (c) => c.html(renderPage(<ClientLaterPage texts={texts} />)))
  }
  return app
}

interface Choice {
  lang: string
  name: string
  dir: 'ltr' | 'rtl'
}

function LanguageList({ signed }: { signed: readonly ClientTexts[] }): VNode {
  const choices: Choice[] = [
    ...LANGUAGES.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang], dir: 'ltr' as const })),
    ...signed,
  ]
  return (
    <NeutralFrameOfAll>
      <ul class="big">
        {choices.map(({ lang, name, dir }) => (
          <li key={lang}>
            <a href={`/a/${lang}`} lang={lang} hreflang={lang} dir={dir}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </NeutralFrameOfAll>
  )
}
