// What every page before a criminal process shares: a title that says nothing to others, the way out, larger text at a wish.
import type { ComponentChildren, VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { PrintButton } from '../frame/PrintButton.tsx'
import { MeetingPage } from '../frame/MeetingPage.tsx'
import type { Library } from '../library/library.ts'

export interface RightsView {
  lang: Language
  library: Library
  /** Larger letters, on screen and on paper: chosen by a link, kept in the address only. */
  large: boolean
  leaveHref: string
}

export interface RightsFrameProps {
  view: RightsView
  /** What follows `/rights` in the address: empty, or a part with its slash. */
  path: string
  title: string
  children: ComponentChildren
}

export function RightsFrame({ view, path, title, children }: RightsFrameProps): VNode {
  const { lang, library, large, leaveHref } = view
  const { words } = library.rights
  return (
    <MeetingPage
      lang={lang}
      library={library}
      path={`/rights${path}${large ? '?large=1' : ''}`}
      title={title}
      leaveHref={leaveHref}
      sentence={words.keep[lang]}
      styles={['pages']}
    >
      <div class={large ? 'paper large' : 'paper'}>
        <h1>{title}</h1>
        {/* At the top: whoever needs it must not read her way to it, and ticks further down would go. */}
        <p class="no-print">
          <a class="phone" href={rightsHref({ ...view, large: !large }, path)}>
            {(large ? words.normal : words.large)[lang]}
          </a>
        </p>
        {children}
        {path !== '' && (
          <p class="no-print">
            <a class="phone" href={rightsHref(view, '')}>
              {words.start[lang]}
            </a>
          </p>
        )}
        <PrintButton text={library.act.words.first.print[lang]} />
        <Standing view={view} onPaper={path !== '/list'} />
      </div>
    </MeetingPage>
  )
}

/** D-056. The list that she may take along on paper goes without. */
function Standing({ view: { lang, library }, onPaper }: { view: RightsView; onPaper: boolean }): VNode {
  const { provenance, words } = library.rights
  const legal = library.law.words.words
  return (
    <p class={onPaper ? 'small' : 'small no-print'}>
      {words.owner[lang]}: {provenance.owner}. {legal.source[lang]}: {provenance.source[lang]}. {legal.checked[lang]}{' '}
      {showDay(provenance.checkedOn)}.
    </p>
  )
}

/** The address of a page, with larger letters kept. */
export function rightsHref({ lang, large }: Pick<RightsView, 'lang' | 'large'>, path: string): string {
  return `/${lang}/rights${path}${large ? '?large=1' : ''}`
}
