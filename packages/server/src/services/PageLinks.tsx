// Links between the pages of a long list. They work without a script and keep what was chosen.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { getDirectoryTexts } from './texts.ts'

export function PageLinks({
  lang,
  page,
  pages,
  chosen,
}: {
  lang: Language
  page: number
  pages: number
  /** What was chosen, as the address says it. */
  chosen: readonly (readonly [string, string])[]
}): VNode | null {
  if (pages === 1) return null
  const words = getDirectoryTexts(lang)
  const to = (number: number) => {
    const query = new URLSearchParams([...chosen.map(([name, value]) => [name, value]), ['page', String(number)]])
    return `/${lang}/services?${query.toString()}`
  }
  const where = fillText(words.directoryPage, { page: String(page), pages: String(pages) })
  return (
    <nav aria-label={where} class="no-print">
      <p>{where}</p>
      <ul class="plain filters">
        {page > 1 && (
          <li>
            <a class="line" rel="prev" href={to(page - 1)}>
              {words.directoryPageBefore}
            </a>
          </li>
        )}
        {page < pages && (
          <li>
            <a class="line" rel="next" href={to(page + 1)}>
              {words.directoryPageAfter}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
