// Steps of the act page. What is done now stands whole, with its legal base folded under its kind. What comes later is one line a step,
// its kind and what is done; the rest is folded. What she is told of a duty is folded nowhere (D-045).
import type { ComponentChildren, VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import type { ActRule } from '@apila/core/guide/act-rules.ts'
import { findUncertainty } from '@apila/core/guide/decide.ts'
import { showBase } from '@apila/core/rights/legal-base.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { LegalFacts, OldMark } from '../rights/LegalFacts.tsx'
import { legalReference, legalWords } from '../library/law.ts'
import { ActLinks } from './ActLinks.tsx'
import { actWords } from '../library/act.ts'
import { ADVICE_LINE } from '../library/guide.ts'

/** Numbers that the texts of the steps name, and that a telephone calls from there. */
const NUMBERS = [{ number: '112', shown: '112' }, ADVICE_LINE]
const NUMBER = new RegExp(`\\b((?:${NUMBERS.map(({ shown }) => shown).join('|')})(?!\\d)[.,]?)`)

/** Where a step stands on the page, for a link to it. */
export const stepAnchor = ({ id }: ActRule): string => `step-${id}`

export interface ActStepsProps {
  rules: readonly ActRule[]
  lang: Language
  today: Day
  /** Each step one line, the rest of it folded. */
  folded?: boolean
}

/** Steps in their order. */
export function ActSteps({ rules, lang, today, folded = false }: ActStepsProps): VNode {
  const Step = folded ? FoldedStep : WholeStep
  return (
    <ul class="plain">
      {rules.map((rule) => (
        <li key={rule.id} class="entry step" id={stepAnchor(rule)}>
          <Step rule={rule} lang={lang} today={today} />
        </li>
      ))}
    </ul>
  )
}

interface StepProps {
  rule: ActRule
  lang: Language
  today: Day
}

function WholeStep({ rule, lang, today }: StepProps): VNode {
  return (
    <>
      <details class="aside">
        <summary>
          <span>
            <Kind rule={rule} lang={lang} /> <span class="small">{actWords.doers[rule.doer][lang]}</span>
          </span>
          <span class="small">{actWords.words.law[lang]}</span>
        </summary>
        <Law rule={rule} lang={lang} today={today} />
      </details>
      {rule.onlyIf !== undefined && (
        <p>
          <Condition rule={rule} lang={lang} />
        </p>
      )}
      <p>
        <strong>{withNumbers(rule.text[lang])}</strong>
        {rule.more !== undefined && [' ', withNumbers(rule.more[lang])]}
      </p>
      <Told rule={rule} lang={lang} />
      <Onward rule={rule} lang={lang} />
    </>
  )
}

function FoldedStep({ rule, lang, today }: StepProps): VNode {
  return (
    <>
      <details>
        <summary>
          <span>
            <Kind rule={rule} lang={lang} /> <Condition rule={rule} lang={lang} /> {rule.text[lang]}{' '}
            {rule.doer !== 'everyone' && <span class="small">{actWords.doers[rule.doer][lang]}</span>}
          </span>
        </summary>
        {rule.more !== undefined && <p>{withNumbers(rule.more[lang])}</p>}
        <Onward rule={rule} lang={lang} />
        <Law rule={rule} lang={lang} today={today} />
      </details>
      <Told rule={rule} lang={lang} />
    </>
  )
}

/** Duty, right, with her permission or never; and how sure. */
function Kind({ rule, lang }: { rule: ActRule; lang: Language }): VNode {
  const { kinds, promise, words } = actWords
  const uncertainty = findUncertainty(rule)
  return (
    <>
      <span class="tag">{(rule.binds === 'network' ? promise : kinds[rule.kind])[lang]}</span>{' '}
      {uncertainty === 'law' && <span class="tag">{legalWords.words.uncertain[lang]}</span>}
      {uncertainty === 'basis' && <span class="tag">{words.basis[lang]}</span>}
    </>
  )
}

function Condition({ rule, lang }: { rule: ActRule; lang: Language }): VNode | null {
  if (rule.onlyIf === undefined) return null
  return (
    <span class="only">
      <strong>{actWords.words.onlyIf[lang]}:</strong> {rule.onlyIf[lang]}.
    </span>
  )
}

function Told({ rule: { told }, lang }: { rule: ActRule; lang: Language }): VNode | null {
  if (told === undefined) return null
  return (
    <p>
      <strong>{actWords.words.say[lang]}:</strong> {told.what[lang]} {told.why[lang]} {told.toWhom[lang]}
    </p>
  )
}

// Where a step goes on. Whoever acts on uncertain law first asks those who know, and names nobody (G-02).
function Onward({ rule, lang }: { rule: ActRule; lang: Language }): VNode {
  return (
    <>
      {rule.links !== undefined && <ActLinks links={rule.links} lang={lang} />}
      {findUncertainty(rule) === 'law' && (
        <p class="small">
          {actWords.words.ask[lang]}: <CallLink phone={ADVICE_LINE} />
        </p>
      )}
    </>
  )
}

function Law({ rule, lang, today }: StepProps): VNode {
  return (
    <div class="law">
      <OldMark statement={rule} lang={lang} today={today} />
      <LegalFacts
        statement={rule}
        lang={lang}
        beside={rule.see && { name: actWords.words.see[lang], value: showBase(rule.see, legalReference, lang) }}
        numbers={rule.numbers}
      />
    </div>
  )
}

/** The text with its numbers as links; splitting by a group keeps what it found. A full stop belongs to the link: short numbers
 *  are narrower than a target, and it would stand apart. */
function withNumbers(text: string): ComponentChildren {
  return text.split(NUMBER).map((part) => {
    const number = NUMBERS.find(({ shown }) => part.startsWith(shown))
    return number === undefined ? part : <CallLink key={part} phone={number} end={part.slice(number.shown.length)} />
  })
}

function CallLink({ phone, end }: { phone: Pick<Phone, 'number' | 'shown'>; end?: string }): VNode {
  const { number, shown } = phone
  return (
    <a class="phone" href={`tel:${number}`}>
      <bdi dir="ltr">{shown}</bdi>
      {end}
    </a>
  )
}
