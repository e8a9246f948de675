// Tells the reader of a page that nobody has checked it for twelve months (D-056). Nothing while the page is fresh.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import { checkAge } from '@apila/core/services/age.ts'
import { Note } from '@apila/ui/Note.tsx'
import { getPublicTexts } from './texts.ts'

export interface OldNoticeProps {
  /** Days on which the parts of the page were checked; the oldest one counts. */
  checked: readonly string[]
  lang: Language
  today: Day
}

export function OldNotice({ checked, lang, today }: OldNoticeProps): VNode | null {
  if (checked.every((day) => checkAge(day, today) !== 'year')) return null
  return (
    <Note>
      <p>{getPublicTexts(lang).pageOld}</p>
    </Note>
  )
}
