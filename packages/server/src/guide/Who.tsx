// Adult, child or not known, before any sign. A child, or who may be one, opens advice without names at once: before duty, and without
// a script (public.css shows it by the choice itself; a browser that cannot choose shows it to all).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { phoneIcon } from '@apila/ui/icons-first.ts'
import type { PublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'

export function Who({ lang, library, texts }: { lang: Language; library: Library; texts: PublicTexts }): VNode {
  const { phone } = getNumber(library, 'advice')
  return (
    <>
      <Chips
        legend={texts.guideWho}
        name="who"
        segments
        chosen={[]}
        // Values are places among the answers to the act page's question of age.
        options={[
          { value: '1', text: texts.guideAdult },
          { value: '2', id: 'child', text: texts.guideChild },
          { value: '3', id: 'unsure', text: texts.guideUnsure },
        ]}
      />
      <Note shape={phoneIcon} class="child">
        <p>
          <strong>{texts.guideChildFirst}</strong>{' '}
          <a class="phone" href={`tel:${phone.number}`}>
            <bdi dir="ltr">{phone.shown}</bdi>
          </a>
          <br />
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
      </Note>
    </>
  )
}
