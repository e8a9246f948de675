// /{lang}/search: one field and what was found, each result with its kind. Its form sends a body and never an address: an address stays in
// the browser's history, in the logs of whatever stands before the server and in a link's referrer (docs/decisions/0017).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { Button } from '@apila/ui/Button.tsx'
import { FieldFrame } from '@apila/ui/Field.tsx'
import { searchIcon } from '@apila/ui/icons.ts'
import { KeepBar } from '../frame/KeepBar.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import { getPublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import type { FoundDocument, SearchKind } from './documents.ts'

/** Longest text of a result. Unit: characters. */
const LONGEST = 180

export interface SearchPageProps {
  lang: Language
  library: Library
  leaveHref: string
  /** Undefined: nothing was asked yet. */
  asked?: { text: string; found: readonly FoundDocument[] }
  /** What was asked stands in the page's own address. */
  isInAddress?: boolean
}

export function SearchPage({ lang, library, leaveHref, asked, isInAddress = false }: SearchPageProps): VNode {
  const texts = getPublicTexts(lang)
  return (
    <PublicPage
      lang={lang}
      library={library}
      path="/search"
      title={texts.searchTitle}
      plainTitle
      indexed={false}
      styles={['pages']}
      script="/static/guide.js"
      bar={
        <KeepBar
          texts={texts}
          leaveHref={leaveHref}
          sentence={isInAddress ? texts.searchInAddress : texts.searchKept}
        />
      }
    >
      <h1>{texts.searchTitle}</h1>
      <form method="post" action={`/${lang}/search`} autocomplete="off" role="search">
        <FieldFrame id="q" label={texts.searchLabel} hint={texts.searchHint}>
          <input
            id="q"
            name="q"
            type="search"
            maxLength={100}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="q-hint"
            value={asked?.text ?? ''}
          />
        </FieldFrame>
        <Button type="submit" shape={searchIcon}>
          {texts.searchButton}
        </Button>
      </form>
      {asked !== undefined && <Results lang={lang} library={library} {...asked} />}
    </PublicPage>
  )
}

function Results({
  lang,
  library,
  text,
  found,
}: {
  lang: Language
  library: Library
  text: string
  found: readonly FoundDocument[]
}): VNode {
  const texts = getPublicTexts(lang)
  const kinds: Record<SearchKind, string> = {
    guide: texts.navGuide,
    act: texts.guideNext,
    service: texts.searchService,
    rights: texts.navRights,
    statistics: texts.navStatistics,
  }
  if (text === '') return <p role="status">{texts.searchEmpty}</p>
  if (found.length === 0) {
    const { phone } = getNumber(library, 'advice')
    return (
      <>
        <h2>{texts.searchNone}</h2>
        <p>
          {texts.searchNoneHint}{' '}
          <a class="phone" href={`tel:${phone.number}`}>
            <bdi dir="ltr">{phone.shown}</bdi>
          </a>
        </p>
      </>
    )
  }
  return (
    <>
      <h2>{fillText(texts.searchFound, { count: String(found.length) })}</h2>
      <ol class="plain">
        {found.map(({ kind, title, text: more, href }) => (
          <li key={`${href} ${title}`} class="card entry">
            <h3>
              <a href={href}>{title}</a>
            </h3>
            <p>
              <span class="tag">{kinds[kind]}</span> {shorten(more)}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}

/** At a word's end. */
function shorten(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST))} …`
}
