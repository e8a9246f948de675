// Shows a page of the network, and says what its reader should know of it: who answers, when it was checked, whether it is behind.
import type { ComponentChildren, VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { splitLinks } from '@apila/core/network/inline.ts'
import { type Block, type NetworkPage, standingOf } from '@apila/core/network/page.ts'
import { Note } from '@apila/ui/Note.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { OldNotice } from '../frame/OldNotice.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import type { Library } from '../library/library.ts'
import { pageValues } from './page-values.ts'
import { getNetworkTexts } from './texts.ts'

export interface NetworkPageViewProps {
  id: NetworkPage['id']
  library: Library
  lang: Language
  today: Day
  /** After the text, before who answers for it. */
  children?: ComponentChildren
}

export function NetworkPageView({ id, library, lang, today, children }: NetworkPageViewProps): VNode {
  const page = library.pages[id]
  const values = pageValues(library, lang)
  const texts = getNetworkTexts(lang)
  const { title, lead, sections, checkedOn } = page[lang]
  const { isBehind } = standingOf(page, lang)
  return (
    <PublicPage lang={lang} library={library} path={`/${id}`} title={title}>
      <h1>{title}</h1>
      <OldNotice checked={[checkedOn]} lang={lang} today={today} />
      {isBehind && <Note>{texts.pageBehind}</Note>}
      <p>{sentence(lead, values, lang)}</p>
      {sections.map(({ id, title, blocks }) => (
        <section key={id} id={id}>
          <h2>{title}</h2>
          {blocks.map((block, i) => (
            <BlockView key={i} block={block} values={values} lang={lang} />
          ))}
        </section>
      ))}
      {children}
      <Standing page={page} lang={lang} />
    </PublicPage>
  )
}

type Values = ReturnType<typeof pageValues>

function BlockView({ block, values, lang }: { block: Block; values: Values; lang: Language }): VNode {
  switch (block.kind) {
    case 'text':
      return <p>{sentence(block.text, values, lang)}</p>
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{sentence(item, values, lang)}</li>
          ))}
        </ul>
      )
    case 'facts':
      return (
        <SummaryList facts={block.items.map(({ name, value }) => ({ name, value: sentence(value, values, lang) }))} />
      )
  }
}

function Standing({ page, lang }: { page: NetworkPage; lang: Language }): VNode {
  const texts = getNetworkTexts(lang)
  const { owner, source, checkedOn, reviewedBy } = page[lang]
  const { version } = standingOf(page, lang)
  const facts = { owner, source, day: showDay(checkedOn), version: String(version) }
  return (
    <p class="small">
      {fillText(texts.pageStanding, facts)}{' '}
      {reviewedBy === null ? texts.pageNotReviewed : fillText(texts.pageReviewed, { name: reviewedBy })}
    </p>
  )
}

/** A text in the reader's language with its places filled and its links made; our own pages stay in that language. */
function sentence(text: string, values: Values, lang: Language): ComponentChildren {
  const pieces = splitLinks(fillText(text, values))
  return pieces.map((piece, i) =>
    piece.href === undefined ? (
      piece.text
    ) : (
      <a
        key={i}
        class={pieces.length === 1 ? 'line' : undefined}
        href={piece.href.startsWith('/') ? `/${lang}${piece.href}` : piece.href}
        rel="noreferrer"
      >
        {piece.text}
      </a>
    ),
  )
}
