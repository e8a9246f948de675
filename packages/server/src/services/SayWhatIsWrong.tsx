// The way from a wrong number to somebody who mends it, also for an organisation without a desk here: the form that keepers read.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { getDirectoryTexts } from './texts.ts'

export function SayWhatIsWrong({ lang }: { lang: Language }): VNode {
  return (
    <p class="no-print">
      <a class="line" href={`/${lang}/accessibility#feedback`}>
        {getDirectoryTexts(lang).directoryWrong}
      </a>
    </p>
  )
}
