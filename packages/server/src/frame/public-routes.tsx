// Start pages of the public host.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { Page } from '@apila/ui/Page.tsx'
import { PublicPage } from './PublicPage.tsx'
import type { PublicContext } from './public-context.ts'
import { renderPage } from './render-page.ts'
import { getPublicTexts } from './texts.ts'

export function contentRoutes({ config }: Pick<PublicContext, 'config'>): Hono {
  const app = new Hono()
  app.get('/', (c) => c.html(renderPage(<LanguagePage />)))
  for (const lang of LANGUAGES) {
    const start = renderPage(<StartPage lang={lang} neutralUrl={config.neutralUrl} />)
    app.get(`/${lang}`, (c) => c.html(start))
    app.get(`/${lang}/`, (c) => c.html(start))
  }
  return app
}

const languageLinks = LANGUAGES.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang], href: `/${lang}/` }))

/** Never guessed from the address or the browser: everyone chooses. */
function LanguagePage(): VNode {
  const texts = getPublicTexts('fi')
  const labels = LANGUAGES.map((lang) => getPublicTexts(lang).languages).join(' · ')
  return (
    <Page
      lang="fi"
      title={texts.siteName}
      siteName={texts.siteName}
      homeHref="/"
      skipText={texts.skip}
      languagesText={labels}
      languageLinks={[]}
    >
      <h1>{labels}</h1>
      <ul class="big">
        {languageLinks.map((link) => (
          <li key={link.lang}>
            <a href={link.href} lang={link.lang} hreflang={link.lang}>
              {link.name}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function StartPage({ lang, neutralUrl }: { lang: Language; neutralUrl: string }): VNode {
  const texts = getPublicTexts(lang)
  const ways = [
    { href: `/${lang}/guide`, name: texts.startGuide, text: texts.startGuideText },
    { href: `/${lang}/services`, name: texts.startServices, text: texts.startServicesText },
    { href: `${neutralUrl}/a/${lang}`, name: texts.startForYou, text: texts.startForYouText },
    { href: `/${lang}/statistics`, name: texts.startStatistics, text: texts.startStatisticsText },
    { href: '/desk/', name: texts.startDesk, text: texts.startDeskText },
  ]
  return (
    <PublicPage lang={lang} path="/" title={texts.startTitle}>
      <h1>{texts.startTitle}</h1>
      <p>{texts.startLead}</p>
      <Notice>
        {texts.startDanger}{' '}
        <a class="phone" href="tel:112">
          112
        </a>
      </Notice>
      <ul class="big">
        {ways.map((way) => (
          <li key={way.href}>
            <a href={way.href} rel="noreferrer">
              {way.name}
            </a>
            <p class="hint">{way.text}</p>
          </li>
        ))}
      </ul>
    </PublicPage>
  )
}
