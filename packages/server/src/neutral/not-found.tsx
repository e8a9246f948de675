// The neutral host's page for an address that is not there, in the language of the address where it names one.
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { languageOf } from '../frame/not-found.tsx'
import { renderPage } from '../frame/render-page.ts'
import { getNeutralTexts } from '../frame/texts.ts'
import { NeutralFrameOfAll, NeutralPage } from './NeutralPage.tsx'

/** A whole page: only the heading and the way back, no telling word. */
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
