// The neutral host's frame: nothing in address, title or links says what the pages are about, because addresses and titles
// stay in the browser's history whatever one does. A way out stands on every page.
import type { ComponentChildren, VNode } from 'preact'
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '@apila/core/content/language.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { Page } from '@apila/ui/Page.tsx'
import { getNeutralTexts } from './texts.ts'

export interface NeutralPageProps {
  lang: Language
  /** Number of the page; absent on the start page. */
  number?: string | undefined
  title: string
  script?: string | undefined
  children: ComponentChildren
}

export function NeutralPage({ lang, number, title, script, children }: NeutralPageProps): VNode {
  const texts = getNeutralTexts(lang)
  const suffix = number === undefined ? '' : `/${number}`
  return (
    <Page
      lang={lang}
      title={title}
      siteName={texts.name}
      homeHref={`/a/${lang}`}
      skipText={texts.skip}
      languagesText={texts.languages}
      languageLinks={LANGUAGES.map((other) => ({ lang: other, name: LANGUAGE_NAMES[other], href: `/a/${other}${suffix}` }))}
      indexed={false}
      script={script}
      bar={
        <nav class="keep" aria-label={texts.leave}>
          <div class="bar">
            <ButtonLink href="/x" rel="noreferrer" quiet>
              {texts.leave}
            </ButtonLink>
          </div>
        </nav>
      }
    >
      <h1>{title}</h1>
      {children}
      {number !== undefined && (
        <p>
          <a class="phone" href={`/a/${lang}`}>
            {texts.back}
          </a>
        </p>
      )}
    </Page>
  )
}
