// The three groups of signs (D-109), each with what to keep in mind, what one may ask and what one can do. Ticks have no name, so
// that no browser could send one, and live in the page only.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { splitSigns } from '@apila/core/guide/groups.ts'
import type { Sign, SignGroup } from '@apila/core/guide/schema.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choice } from '@apila/ui/Choice.tsx'
import type { PublicTexts } from '../frame/texts.ts'
import type { Guide } from '../library/guide.ts'
import { Lines } from './GuideLines.tsx'

interface SignsProps {
  guide: Guide
  lang: Language
  texts: PublicTexts
}

// Its form is `method="dialog"`, which outside a dialog does nothing at all: even Enter sends no tick anywhere, and a reset needs no script.
export function Signs({ guide, lang, texts }: SignsProps): VNode {
  return (
    <>
      {guide.signs.map((group, place) => (
        <Group key={group.id} guide={guide} group={group} lang={lang} texts={texts} isFirst={place === 0} />
      ))}
      <p>{texts.guideCaveat}</p>
      <p class="no-print hint">{texts.guideTicks}</p>
      <Button type="reset" quiet>
        {texts.guideClear}
      </Button>
    </>
  )
}

function Group({ guide, group, lang, texts, isFirst }: SignsProps & { group: SignGroup; isFirst: boolean }): VNode {
  const { open, folded } = splitSigns(group)
  const letter = group.id.slice(0, 1)
  const rows = (signs: readonly Sign[]) =>
    signs.map((sign) => (
      <Choice key={sign.id} id={sign.id} hint={sign.note?.[lang]}>
        {sign.text[lang]}
      </Choice>
    ))
  return (
    <section class="card signs group" data-group={letter} aria-labelledby={`g-${letter}`}>
      <h2 id={`g-${letter}`}>{group.title[lang]}</h2>
      <p class="hint">{isFirst ? texts.guideStop : group.lead[lang]}</p>
      {rows(open)}
      <details>
        <summary>{texts.guideMore}</summary>
        {rows(folded)}
      </details>
      <Asking guide={guide} group={group} lang={lang} texts={texts} />
    </section>
  )
}

/** Confidentiality first, then the questions (D-157 to D-168), then what to do. */
function Asking({ guide, group, lang, texts }: SignsProps & { group: SignGroup }): VNode {
  return (
    <details>
      <summary>{texts.guideAsk}</summary>
      <p class="once say">{texts.guideKeep}</p>
      <p class="once hint">{texts.guideAskQuestions}</p>
      <Lines lines={guide.questions.lines.filter((line) => line.group === group.id)} lang={lang} />
      <p class="once">{texts.guideStopAsking}</p>
      <p>{texts.guideAskDo}:</p>
      <Lines lines={guide.advice.lines.filter((line) => line.group === group.id)} lang={lang} />
    </details>
  )
}
