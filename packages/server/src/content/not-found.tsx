// The page for an address that is not there, on either host: in the language of the address where it names one.
import type { VNode } from 'preact'
import { LANGUAGES, Language } from '@apila/core/content/language.ts'
import { NeutralFrameOfAll, NeutralPage } from './NeutralPage.tsx'
import { PublicPage } from './PublicPage.tsx'
import { renderPage } from './render-page.ts'
import { getNeutralTexts, getPublicTexts } from './texts.ts'

/** A whole page of the public host. `path`: the address without host. */
export function renderNotFound(path: string): string {
  const named = languageOf(path)
  const lang = named ?? 'en'
  return renderPage(
    <PublicPage lang={lang} path="/" title={getPublicTexts(lang).notFoundTitle}>
      {(named ? [named] : LANGUAGES).map((each) => {
        const texts = getPublicTexts(each)
        return (
          <section lang={each} key={each}>
            <h1>{texts.notFoundTitle}</h1>
            <p>{texts.notFoundText}</p>
            <p>
              <a class="line" href={`/${each}/`}>
                {texts.toStart}
              </a>
            </p>
          </section>
        )
      })}
    </PublicPage>,
  )
}

/** The same for the neutral host: only the heading and the way back, no telling word. */
export function renderNeutralNotFound(path: string): string {
  const lang = languageOf(path)
  return renderPage(lang ? <NeutralNotFound lang={lang} /> : <NeutralNotFoundOfAll />)
}

function NeutralNotFound({ lang }: { lang: Language }): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} title={texts.notFoundTitle}>
      <p>
        <a class="line" href={`/a/${lang}`}>
          {texts.back}
        </a>
      </p>
    </NeutralPage>
  )
}

function NeutralNotFoundOfAll(): VNode {
  return (
    <NeutralFrameOfAll>
      {LANGUAGES.map((lang) => (
        <section lang={lang} key={lang}>
          <h2>{getNeutralTexts(lang).notFoundTitle}</h2>
          <p>
            <a class="line" href={`/a/${lang}`}>
              {getNeutralTexts(lang).back}
            </a>
          </p>
        </section>
      ))}
    </NeutralFrameOfAll>
  )
}

function languageOf(path: string): Language | undefined {
  return path
    .toLowerCase()
    .split('/')
    .map((part) => Language.safeParse(part))
    .find((parsed) => parsed.success)?.data
}
