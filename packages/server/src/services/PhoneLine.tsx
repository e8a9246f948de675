// One telephone number with what is known of its hours, and whether it answers now. Old hours carry their year and say nothing of now.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { type Moment, shownHours } from '@apila/core/services/hours.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { ButtonLink } from '@apila/ui/Button.tsx'
import { phoneIcon } from '@apila/ui/icons-first.ts'
import type { PublicTexts } from '../frame/texts.ts'
import { OpenTag } from './OpenTag.tsx'

export interface PhoneLineProps {
  phone: Phone
  lang: Language
  texts: PublicTexts
  moment: Moment
  /** The number as a button, in the directory's cards. */
  isButton?: boolean
}

export function PhoneLine({ phone, lang, texts, moment, isButton = false }: PhoneLineProps): VNode {
  const hours = shownHours(phone, moment.day)
  return (
    <>
      {phone.label !== undefined && <span>{phone.label[lang]}: </span>}
      {isButton ? (
        <ButtonLink href={`tel:${phone.number}`} quiet shape={phoneIcon}>
          <bdi dir="ltr">{phone.shown}</bdi>
        </ButtonLink>
      ) : (
        <a class="phone tel" href={`tel:${phone.number}`}>
          <bdi dir="ltr">{phone.shown}</bdi>
        </a>
      )}{' '}
      <OpenTag phone={phone} lang={lang} texts={texts} moment={moment} />{' '}
      {hours.kind === 'always' && <span class="small">{texts.alwaysOpen}</span>}
      {hours.kind === 'fresh' && <span class="small">{hours.hours[lang]}</span>}
      {hours.kind === 'old' && (
        <span class="small">{`${hours.hours[lang]} (${texts.hoursFrom} ${showDay(hours.asOf.slice(0, 4))})`}</span>
      )}
    </>
  )
}
