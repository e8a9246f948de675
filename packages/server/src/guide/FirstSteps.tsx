// What is done first: at most three steps, whole. Where nothing was answered the steps for other ages and other signs stand there too,
// hidden, so that the guide's script can bring those forward that fit what was ticked; nothing of it goes to the server.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import type { ActCodes } from '@apila/core/guide/act-answers.ts'
import type { ActRule } from '@apila/core/guide/act-rules.ts'
import { type FirstStep, chooseFirst } from '@apila/core/guide/choose-first.ts'
import type { PublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { WholeStep, stepAnchor } from './ActSteps.tsx'

type Candidate = FirstStep & { rule: ActRule }

/** The answer "not known" to the question of age, and no signs: what is shown before a script says more. */
const NOTHING_KNOWN = ['0', ''] as const

/** Those that are shown. `codes`: null where nothing was answered. */
export function shownFirst(candidates: readonly Candidate[], codes: ActCodes | null): ActRule[] {
  const fitting = codes === null ? chooseFirst(candidates, ...NOTHING_KNOWN) : chooseFirst(forAll(candidates), '0', '')
  return fitting.map(({ rule }) => rule)
}

// With answers every candidate fits them already, whatever the age.
const forAll = (candidates: readonly Candidate[]): Candidate[] => candidates.map((one) => ({ ...one, ages: '0' }))

export interface FirstStepsProps {
  candidates: readonly Candidate[]
  codes: ActCodes | null
  library: Library
  lang: Language
  today: Day
}

export function FirstSteps({ candidates, codes, library, lang, today }: FirstStepsProps): VNode {
  const shown = shownFirst(candidates, codes)
  const rules = codes === null ? candidates.map(({ rule }) => rule) : shown
  const { title } = library.act.words.first
  return (
    <section id="first" class="card" aria-labelledby="steps">
      <h2 id="steps">{title[lang]}</h2>
      <ol class="plain">
        {rules.map((rule) => {
          const step = candidates.find((one) => one.rule === rule)
          return (
            <li
              key={rule.id}
              class="entry step"
              id={codes === null ? `first-${rule.id}` : stepAnchor(rule)}
              hidden={!shown.includes(rule)}
              {...(codes === null && {
                'data-ages': step?.ages,
                'data-groups': step?.groups,
                'data-always': step?.isAlways === true ? '' : undefined,
              })}
            >
              <WholeStep rule={rule} library={library} lang={lang} today={today} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Said by the script alone, when ticks came along: how the groups come together, and that nothing left the device. */
export function Noticed({ texts, carried }: { texts: PublicTexts; carried: string }): VNode {
  return (
    <div id="noticed" class="card" hidden>
      <p
        role="status"
        data-e={texts.guideTogetherE}
        data-c={texts.guideTogetherC}
        data-v={texts.guideTogetherV}
        data-ec={texts.guideTogetherEC}
        data-ev={texts.guideTogetherEV}
        data-cv={texts.guideTogetherCV}
        data-ecv={texts.guideTogetherECV}
      />
      <p class="small">{carried}</p>
    </div>
  )
}
