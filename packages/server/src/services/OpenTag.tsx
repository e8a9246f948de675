// Whether a telephone line answers at this moment, in words. Where its hours are old nothing is said of now: the hours stand beside it
// with their year. Nothing here is an alarm: closed is no red.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { type Moment, type OpenNow, openNow } from '@apila/core/services/hours.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { Tag } from '@apila/ui/Tag.tsx'
import { checkIcon, clockIcon, endedIcon } from '@apila/ui/icons-first.ts'
import type { PublicTexts } from '../frame/texts.ts'

export interface OpenTagProps {
  phone: Phone
  lang: Language
  texts: PublicTexts
  moment: Moment
}

/** A line that never closes is marked so that a saved copy may keep it; the rest is true only now (public.css). */
export function OpenTag({ phone, lang, texts, moment }: OpenTagProps): VNode | null {
  const open = openNow(phone, lang, moment)
  const words = wordsOf(open, lang, texts)
  if (words === null) return null
  const stays = open.kind === 'open' && open.until === null
  return (
    <Tag
      shape={open.kind === 'open' ? checkIcon : open.kind === 'closed' ? endedIcon : clockIcon}
      tone={open.kind === 'open' ? 'ok' : undefined}
      class={stays ? undefined : 'now'}
    >
      {words}
    </Tag>
  )
}

function wordsOf(open: OpenNow, lang: Language, texts: PublicTexts): string | null {
  switch (open.kind) {
    case 'unknown':
      return texts.openUnknown
    case 'holiday':
      return texts.openHoliday
    case 'open':
      if (!open.certain) return null
      return open.until === null ? texts.openNow : fillText(texts.openUntil, { time: shownTime(open.until, lang) })
    case 'closed': {
      if (!open.certain) return null
      const time = shownTime(open.at, lang)
      if (open.weekday === null) return fillText(texts.closedUntilToday, { time })
      return fillText(texts.closedUntil, { day: texts.weekdays.split(' ')[open.weekday - 1] ?? '', time })
    }
  }
}

/** `20:00` as `20`, `16:30` as `16.30`, in English `20:00`. */
const shownTime = (time: string, lang: Language): string =>
  lang === 'en' ? time : time.replace(':00', '').replace(/^0/, '').replace(':', '.')
