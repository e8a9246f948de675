// Whom to call from the guide, and whether anybody answers now. Hours that are old are shown with their year.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { CallScript } from '@apila/core/guide/schema.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import type { PublicTexts } from '../frame/texts.ts'
import { getService } from '../library/directory.ts'
import type { Library } from '../library/library.ts'
import { PhoneLine } from '../services/PhoneLine.tsx'

export interface CallNumbersProps {
  numbers: CallScript['numbers']
  library: Library
  lang: Language
  texts: PublicTexts
  moment: Moment
}

export function CallNumbers({ numbers, library, lang, texts, moment }: CallNumbersProps): VNode {
  return (
    <ul class="plain">
      {numbers.map(({ service, label }) => (
        <li key={service} class="entry">
          {label[lang]}
          {getService(library, service).phones.map((phone) => (
            <div key={phone.number}>
              <PhoneLine phone={phone} lang={lang} texts={texts} moment={moment} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}
