// Adult, child or not known, before any sign. A child, or who may be one, opens advice without names at once: before duty, and without
// a script (public.css shows it by the choice itself; a browser that cannot choose shows it to all).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { Icon } from '@apila/ui/Icon.tsx'
import type { PublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'

/** Places among the answers to the act page's question of age. */
const AGES = [
  { place: '1', id: undefined, word: 'guideAdult' },
  { place: '2', id: 'child', word: 'guideChild' },
  { place: '3', id: 'unsure', word: 'guideUnsure' },
] as const

export function Who({ lang, library, texts }: { lang: Language; library: Library; texts: PublicTexts }): VNode {
  const { phone } = getNumber(library, 'advice')
  return (
    <>
      <fieldset>
        <legend>{texts.guideWho}</legend>
        <div class="chips segments">
          {AGES.map(({ place, id, word }) => (
            <label key={place}>
              <input type="radio" name="who" id={id} value={place} autocomplete="off" />
              {texts[word]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="note child">
        <Icon name="phone" />
        <div>
          <p>
            <strong>{texts.guideChildFirst}</strong>{' '}
            <a class="phone" href={`tel:${phone.number}`}>
              <bdi dir="ltr">{phone.shown}</bdi>
            </a>{' '}
            <a class="line" href={`/${lang}/services?need=danger`}>
              {texts.guideChildArea}
            </a>
          </p>
          <p>
            {texts.guideChildDuty}{' '}
            <a class="line" href={`/${lang}/guide/act`}>
              {texts.guideChildWhether}
            </a>
          </p>
        </div>
      </div>
    </>
  )
}
