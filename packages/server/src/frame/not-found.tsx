// The page for an address that is not there: in the language of the address where it names one.
import { LANGUAGES, Language } from '@apila/core/content/language.ts'
import type { Library } from '../library/library.ts'
import { PublicPage } from './PublicPage.tsx'
import { renderPage } from './render-page.ts'
import { getPublicTexts } from './texts.ts'

/** A whole page of the public host. `path`: the address without host. */
export function renderNotFound(path: string, library: Library): string {
  const named = languageOf(path)
  const lang = named ?? 'en'
  return renderPage(
    <PublicPage lang={lang} library={library} path="/" title={getPublicTexts(lang).notFoundTitle}>
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

/** The language that an address names, if any. */
export function languageOf(path: string): Language | undefined {
  return path
    .toLowerCase()
    .split('/')
    .map((part) => Language.safeParse(part))
    .find((parsed) => parsed.success)?.data
}
