// The neutral host: /a language list, /a/{lang} start, /a/{lang}/{number} pages, /x the way out. Sets nothing, keeps nothing.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { Page } from '@apila/ui/Page.tsx'
import { EndPage } from './EndPage.tsx'
import { NeutralPage } from './NeutralPage.tsx'
import type { NeutralContext } from './public-context.ts'
import { renderPage } from './render-page.ts'
import { getNeutralTexts, type NeutralTexts } from './texts.ts'

/** Where leaving leads: a page that anybody might have open, that suggests nothing and is the same for all. */
const LEAVE_TO = 'https://www.ilmatieteenlaitos.fi/'

interface NumberedPage {
  title: (texts: NeutralTexts) => string
  page: (lang: Language, number: string, network: string | undefined) => VNode
}

// Numbers are addresses that stand on paper: a page keeps its number for ever, and a page that goes leaves its number unused.
const PAGES: Readonly<Record<string, NumberedPage>> = {
  '1': {
    title: (texts) => texts.talkTitle,
    page: (lang, number) => <LinesPage lang={lang} number={number} lines={(texts) => [texts.talk1, texts.talk2, texts.talk3, texts.talk4, texts.talk5]} />,
  },
  '2': {
    title: (texts) => texts.decideTitle,
    page: (lang, number) => <LinesPage lang={lang} number={number} lines={(texts) => [texts.decide1, texts.decide2, texts.decide3, texts.decide4, texts.decide5]} />,
  },
  '3': { title: (texts) => texts.callTitle, page: (lang, number) => <CallPage lang={lang} number={number} /> },
  '4': { title: (texts) => texts.endTitle, page: (lang, number, network) => <EndPage lang={lang} number={number} network={network} /> },
  '5': {
    title: (texts) => texts.safeTitle,
    page: (lang, number) => <LinesPage lang={lang} number={number} lines={(texts) => [texts.safe1, texts.safe2, texts.safe3, texts.safe4]} />,
  },
}

export function neutralRoutes(ctx: NeutralContext): Hono {
  const app = new Hono()
  const network = (): string | undefined => ctx.roster.current()?.roster.network
  app.get('/a', (c) => c.html(renderPage(<LanguageList />)))
  for (const lang of LANGUAGES) {
    app.get(`/a/${lang}`, (c) => c.html(renderPage(<StartPage lang={lang} />)))
    for (const [number, { page }] of Object.entries(PAGES)) {
      app.get(`/a/${lang}/${number}`, (c) => c.html(renderPage(page(lang, number, network()))))
    }
  }
  app.get('/x', (c) => c.redirect(LEAVE_TO, 303))
  return app
}

function LanguageList(): VNode {
  const texts = getNeutralTexts('fi')
  const names = LANGUAGES.map((lang) => getNeutralTexts(lang).name).join(' · ')
  return (
    <Page lang="fi" title={names} siteName={texts.name} homeHref="/a" skipText={texts.skip} languagesText={texts.languages} languageLinks={[]} indexed={false}>
      <h1>{names}</h1>
      <ul class="big">
        {LANGUAGES.map((lang) => (
          <li key={lang}>
            <a href={`/a/${lang}`} lang={lang} hreflang={lang}>
              {LANGUAGE_NAMES[lang]}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}

function StartPage({ lang }: { lang: Language }): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} title={texts.startTitle}>
      <p>{texts.startLead}</p>
      <ul class="big">
        {Object.entries(PAGES).map(([number, { title }]) => (
          <li key={number}>
            <a href={`/a/${lang}/${number}`}>{title(texts)}</a>
          </li>
        ))}
      </ul>
    </NeutralPage>
  )
}

interface NumberedProps {
  lang: Language
  number: string
}

function LinesPage({ lang, number, lines }: NumberedProps & { lines: (texts: NeutralTexts) => readonly string[] }): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} number={number} title={PAGES[number]?.title(texts) ?? texts.name}>
      <ul>
        {lines(texts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        <a class="phone" href={`/a/${lang}/3`}>
          {texts.callTitle}
        </a>
      </p>
    </NeutralPage>
  )
}

// Numbers only, no organisation's name. The same numbers stand in the service directory with source and day; a test compares them.
function CallPage({ lang, number }: NumberedProps): VNode {
  const texts = getNeutralTexts(lang)
  const calls = [
    { number: '112', shown: '112', text: texts.call1 },
    { number: '+358295463177', shown: '029 546 3177', text: texts.call2 },
    { number: '+35880005005', shown: '080 005 005', text: texts.call3 },
    { number: '116006', shown: '116 006', text: texts.call4 },
  ]
  return (
    <NeutralPage lang={lang} number={number} title={texts.callTitle}>
      <p>{texts.callLead}</p>
      <ul class="plain">
        {calls.map((call) => (
          <li key={call.number} class="entry">
            {call.text}
            <div>
              <a class="phone tel" href={`tel:${call.number}`}>
                <bdi dir="ltr">{call.shown}</bdi>
              </a>
            </div>
          </li>
        ))}
      </ul>
    </NeutralPage>
  )
}
