// One telephone number with what is known of its hours; with `moment` also whether it answers now.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { type Moment, shownHours } from '@apila/core/services/hours.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import type { PublicTexts } from '../frame/texts.ts'
import { OpenTag } from './OpenTag.tsx'

export interface PhoneLineProps {
  phone: Phone
  lang: Language
  texts: PublicTexts
  today: Day
  /** Old hours are shown with their year, or left out with a word. */
  oldHours: 'with-year' | 'left-out'
  moment?: Moment | undefined
}

export function PhoneLine({ phone, lang, texts, today, oldHours, moment }: PhoneLineProps): VNode {
  const hours = shownHours(phone, today)
  return (
    <>
      {phone.label !== undefined && <span>{phone.label[lang]}: </span>}
      <a class="phone tel" href={`tel:${phone.number}`}>
        <bdi dir="ltr">{phone.shown}</bdi>
      </a>{' '}
      {moment === undefined ? (
        hours.kind === 'always' && <span class="tag">{texts.openNow}</span>
      ) : (
        <OpenTag phone={phone} lang={lang} texts={texts} moment={moment} />
      )}{' '}
      {hours.kind === 'always' && <span class="small">{texts.alwaysOpen}</span>}
      {hours.kind === 'fresh' && <span class="small">{hours.hours[lang]}</span>}
      {hours.kind === 'old' && (
        <span class="small">
          {oldHours === 'with-year'
            ? `${hours.hours[lang]} (${texts.hoursFrom} ${showDay(hours.asOf.slice(0, 4))})`
            : texts.serviceHoursOld}
        </span>
      )}
    </>
  )
}
