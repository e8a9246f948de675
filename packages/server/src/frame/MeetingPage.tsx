// The frame of every page that is open beside the person: a title that says nothing, no row of links, the word on confidentiality and
// the way out in sight, and the script that makes leaving quicker (docs/working-day.md).
import type { ComponentChildren, VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Library } from '../library/library.ts'
import { PublicPage } from './PublicPage.tsx'
import { getPublicTexts } from './texts.ts'
import { KeepBar } from './KeepBar.tsx'

export interface MeetingPageProps {
  lang: Language
  library: Library
  /** What follows the language in the address, with its slash. */
  path: string
  title: string
  /** Where the leave button goes without a script. */
  leaveHref: string
  /** Said to the reader herself, on pages that are hers; otherwise the words that the worker says aloud. */
  sentence?: string
  /** Sheets of the page's kind: `pages`, `act`. */
  styles?: readonly string[]
  /** A page's own script, which leaves quickly too. */
  script?: string
  /** False keeps search engines away. */
  indexed?: boolean
  children: ComponentChildren
}

export function MeetingPage({
  lang,
  library,
  path,
  title,
  leaveHref,
  sentence,
  styles,
  script,
  indexed,
  children,
}: MeetingPageProps): VNode {
  return (
    <PublicPage
      lang={lang}
      library={library}
      path={path}
      title={title}
      plainTitle
      withoutNavigation
      indexed={indexed}
      styles={styles}
      script={script ?? '/static/guide.js'}
      bar={<KeepBar texts={getPublicTexts(lang)} leaveHref={leaveHref} sentence={sentence} />}
    >
      {children}
    </PublicPage>
  )
}
