// The neutral host's page for an address that is not there, in the language of the address where it names one.
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { languageOf } from '../frame/not-found.tsx'
import { renderPage } from '../frame/render-page.ts'
import { getNeutralTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { NeutralFrameOfAll, NeutralPage } from './NeutralPage.tsx'

/** A whole page: only the heading and the way back, no telling word. */
export function renderNeutralNotFound(path: string, library: Library): string {
  const lang = languageOf(path)
  return renderPage(
    lang ? <NeutralNotFound lang={lang} library={library} /> : <NeutralNotFoundOfAll library={library} />,
  )
}

function NeutralNotFound({ lang, library }: { lang: Language; library: Library }): VNode {
  const texts = getNeutralTexts(lang)
  return (
    <NeutralPage lang={lang} library={library} title={texts.notFoundTitle}>
      <p>
        <a class="line" href={`/a/${lang}`}>
          {texts.back}
        </a>
      </p>
    </NeutralPage>
  )
}

function NeutralNotFoundOfAll({ library }: { library: Library }): VNode {
  return (
    <NeutralFrameOfAll library={library}>
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
