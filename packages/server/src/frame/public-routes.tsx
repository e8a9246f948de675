// Start pages of the public host.
import { type Context, Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import type { CallUse } from '@apila/core/guide/schema.ts'
import { Clover, LargeClover } from '@apila/ui/Clover.tsx'
import { Icon, type Shape } from '@apila/ui/Icon.tsx'
import { chartIcon, phoneIcon } from '@apila/ui/icons-first.ts'
import { peopleIcon, personIcon } from '@apila/ui/icons.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Page } from '@apila/ui/Page.tsx'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { PublicPage } from './PublicPage.tsx'
import type { StartContext } from './public-context.ts'
import { renderPage } from './render-page.ts'
import { getPublicTexts } from './texts.ts'

export function contentRoutes({ config, network }: StartContext): Hono {
  const app = new Hono()
  app.get('/', (c) => c.html(renderPage(<LanguagePage library={network.library.current()} />)))
  for (const lang of LANGUAGES) {
    const start = (c: Context) =>
      c.html(
        renderPage(
          <StartPage
            lang={lang}
            library={network.library.current()}
            neutralUrl={config.neutralUrl}
            isFounded={network.roster.current() !== null}
          />,
        ),
      )
    app.get(`/${lang}`, start)
    app.get(`/${lang}/`, start)
  }
  return app
}

const languageLinks = LANGUAGES.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang], href: `/${lang}/` }))

/** Never guessed from the address or the browser: everyone chooses. */
function LanguagePage({ library }: { library: Library }): VNode {
  const texts = getPublicTexts('fi')
  const labels = LANGUAGES.map((lang) => getPublicTexts(lang).languages).join(' · ')
  return (
    <Page
      lang="fi"
      title={texts.siteName}
      demo={
        library.demo
          ? [...new Set(LANGUAGES.map((lang) => getPublicTexts(lang).demoStrip.split(':')[0]))].join(' · ')
          : undefined
      }
      siteName={texts.siteName}
      sign={<Clover />}
      homeHref="/"
      skipText={texts.skip}
      languagesText={labels}
      languageLinks={[]}
      styles={['pages']}
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
  /** Without a network there are no organisations to speak of. */
  isFounded: boolean
}

function StartPage({ lang, library, neutralUrl, isFounded }: StartPageProps): VNode {
  const texts = getPublicTexts(lang)
  const doors: readonly Door[] = [
    { href: `/${lang}/guide`, name: texts.startGuide, text: texts.startGuideText, shape: peopleIcon },
    { href: `/${lang}/services`, name: texts.startServices, text: texts.startServicesText, shape: phoneIcon },
    { href: `${neutralUrl}/a/${lang}`, name: texts.startForYou, text: texts.startForYouText, shape: personIcon },
    { href: `/${lang}/statistics`, name: texts.startStatistics, text: texts.startStatisticsText, shape: chartIcon },
  ]
  return (
    <PublicPage lang={lang} library={library} path="/" title={texts.siteName} plainTitle styles={['pages']}>
      <div class="hero">
        <div>
          <h1>{texts.startTitle}</h1>
          <p class="lead">{isFounded ? texts.startLead : texts.startLeadEmpty}</p>
        </div>
        <LargeClover />
      </div>
      <div class="doors">
        {doors.map((door) => (
          <div class="card door" key={door.href}>
            <span class="pic">
              <Icon shape={door.shape} />
            </span>
            <h2>
              <a href={door.href} rel="noreferrer">
                {door.name}
              </a>
            </h2>
            <p>{door.text}</p>
          </div>
        ))}
      </div>
      <Note shape={phoneIcon}>
        <ul class="row">
          <NumberOf use="danger" text={texts.startDanger} library={library} />
          <NumberOf use="advice" text={texts.startAdvice} library={library} />
        </ul>
      </Note>
      <Promises lang={lang} library={library} />
    </PublicPage>
  )
}

interface Door {
  href: string
  name: string
  text: string
  shape: Shape
}

function NumberOf({ use, text, library }: { use: CallUse; text: string; library: Library }): VNode {
  const { phone } = getNumber(library, use)
  return (
    <li>
      {text}{' '}
      <a class="phone" href={`tel:${phone.number}`}>
        <bdi dir="ltr">{phone.shown}</bdi>
      </a>
    </li>
  )
}

/** Until somebody runs the network, nobody has promised anything: then they are proposals, and say so. */
function Promises({ lang, library }: { lang: Language; library: Library }): VNode {
  const texts = getPublicTexts(lang)
  const promises = [
    [texts.startDecides, texts.startDecidesText],
    [texts.startNoRegister, texts.startNoRegisterText],
    [texts.startException, texts.startExceptionText],
  ] as const
  return (
    <section class="wide" aria-labelledby="promises">
      <h2 id="promises">{texts.startPromises}</h2>
      {library.runBy === null && <p class="small">{texts.startPromisesProposal}</p>}
      <div class="doors">
        {promises.map(([name, text]) => (
          <div key={name}>
            <h3>{name}</h3>
            <p>{text}</p>
          </div>
        ))}
      </div>
      <p>
        <a class="line" href={`/${lang}/about`}>
          {texts.startAbout}
        </a>
      </p>
    </section>
  )
}
