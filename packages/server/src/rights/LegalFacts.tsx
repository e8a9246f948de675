// Where a legal statement comes from, how sure it is, and up to which day changes could be seen. Shown the same way everywhere.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { isOld, showBase, showSources, type LegalStatement } from '@apila/core/rights/legal-base.ts'
import { SummaryList, type Fact } from '@apila/ui/SummaryList.tsx'
import type { Law } from '../library/law.ts'

export interface LegalFactsProps {
  statement: LegalStatement
  law: Law
  lang: Language
  /** What belongs beside the provision. */
  beside?: Fact | undefined
  numbers: readonly string[]
}

export function LegalFacts({ statement, law, lang, beside, numbers }: LegalFactsProps): VNode {
  const { reference } = law
  const { words, certainties } = law.words
  const base = showBase(statement.base, reference, lang)
  return (
    <SummaryList
      facts={[
        { name: words.base[lang], value: base === '' ? words.noBase[lang] : base },
        ...(beside === undefined ? [] : [beside]),
        { name: words.source[lang], value: showSources(statement.sources, reference, lang) },
        { name: words.certainty[lang], value: `${statement.certainty}: ${certainties[statement.certainty][lang]}` },
        { name: words.checked[lang], value: showDay(statement.checkedOn) },
        {
          name: words.seenTo[lang],
          value: statement.seenTo === null ? words.notSeen[lang] : showDay(statement.seenTo),
        },
        { name: words.numbers[lang], value: numbers.join(', ') },
      ]}
    />
  )
}

export function OldMark({
  statement,
  law,
  lang,
  today,
}: {
  statement: LegalStatement
  law: Law
  lang: Language
  today: Day
}): VNode | null {
  return isOld(statement, today) ? <span class="small">{law.words.words.old[lang]}</span> : null
}
