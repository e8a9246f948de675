// Start pages of the public host.
import { type Context, Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { Clover } from '@apila/ui/Clover.tsx'
import { Notice } from '@apila/ui/Notice.tsx'
import { Page } from '@apila/ui/Page.tsx'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { PublicPage } from './PublicPage.tsx'
import type { PublicContext } from './public-context.ts'
import { renderPage } from './render-page.ts'
import { getPublicTexts } from './texts.ts'

export function contentRoutes({ config, network }: Pick<PublicContext, 'config' | 'network'>): Hono {
  const app = new Hono()
  app.get('/', (c) => c.html(renderPage(<LanguagePage />)))
  for (const lang of LANGUAGES) {
    const start = (c: Context) =>
      c.html(renderPage(<StartPage lang={lang} library={network.library.current()} neutralUrl={config.neutralUrl} />))
    app.get(`/${lang}`, start)
    app.get(`/${lang}/`, start)
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
      sign={<Clover />}
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

interface StartPageProps {
  lang: Language
  library: Library
  neutralUrl: string
}

function StartPage({ lang, library, neutralUrl }: StartPageProps): VNode {
  const texts = getPublicTexts(lang)
  const danger = getNumber(library, 'danger').phone
  const ways = [
    { href: `/${lang}/guide`, name: texts.startGuide, text: texts.startGuideText },
    { href: `/${lang}/services`, name: texts.startServices, text: texts.startServicesText },
    { href: `${neutralUrl}/a/${lang}`, name: texts.startForYou, text: texts.startForYouText },
    { href: `/${lang}/statistics`, name: texts.startStatistics, text: texts.startStatisticsText },
    { href: '/desk/', name: texts.startDesk, text: texts.startDeskText },
  ]
  return (
    <PublicPage lang={lang} library={library} path="/" title={texts.startTitle}>
      <h1>{texts.startTitle}</h1>
      <p>{texts.startLead}</p>
      <Notice>
        {texts.startDanger}{' '}
        <a class="phone" href={`tel:${danger.number}`}>
          {danger.shown}
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
