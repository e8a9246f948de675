// What an organisation has said of its number stands on every page that shows the number, in a link or in a sentence: the frames ask
// for it, so that no page can leave it out. Nothing while nothing is reported.
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { Note } from '@apila/ui/Note.tsx'
import type { Library } from '../library/library.ts'

export interface ReportedNumbersProps {
  library: Library
  /** The languages to say it in: the page's, or all of ours where the page's is none of them. */
  languages: readonly Language[]
  /** The sentence, with {number} and {day}. */
  sentenceIn: (lang: Language) => string
  /** All of the page that may show a number. */
  page: ComponentChildren
  /** Services whose entries stand on the page and say it themselves. */
  entries?: readonly string[] | undefined
}

export function ReportedNumbers({
  library,
  languages,
  sentenceIn,
  page,
  entries = [],
}: ReportedNumbersProps): VNode | null {
  const reported = library.directory.services.flatMap(({ id, phones, reportedOn }) =>
    reportedOn === undefined || entries.includes(id)
      ? []
      : phones.map(({ number, shown }) => ({ number, shown, day: showDay(reportedOn) })),
  )
  if (reported.length === 0) return null
  const html = renderToString(<>{page}</>)
  const here = reported.filter(({ number, shown }) => [`tel:${number}`, shown].some((text) => isIn(html, text)))
  if (here.length === 0) return null
  return (
    <Note>
      {here.flatMap(({ number, shown, day }) =>
        languages.map((lang) => (
          <p key={`${number} ${lang}`} lang={lang}>
            {fillText(sentenceIn(lang), { number: shown, day })}
          </p>
        )),
      )}
    </Note>
  )
}

/** Whether a number stands in the page, and not as a part of a longer one or of an identifier. */
function isIn(html: string, text: string): boolean {
  return new RegExp(`(?<![\\d-])${text.replace(/[+()]/g, '\\$&')}(?!\\d)`).test(html)
}

/** The page's language, or all of ours. */
export const languagesFor = (lang: string): readonly Language[] => {
  const own = LANGUAGES.filter((one) => one === lang)
  return own.length > 0 ? own : LANGUAGES
}
