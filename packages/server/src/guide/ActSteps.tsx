// Steps of the act page. What is done first and now stands whole, with its kind and legal base folded beneath it. What comes later is
// one line a step, its kind and what is done; the rest is folded. What she is told of a duty is folded nowhere (D-045).
import type { ComponentChildren, VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import type { ActRule } from '@apila/core/guide/act-rules.ts'
import { findUncertainty } from '@apila/core/guide/decide.ts'
import type { CallUse } from '@apila/core/guide/schema.ts'
import { showBase } from '@apila/core/rights/legal-base.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { LegalFacts, OldMark } from '../rights/LegalFacts.tsx'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { ActLinks } from './ActLinks.tsx'

/** Where a step stands on the page, for a link to it. */
export const stepAnchor = ({ id }: ActRule): string => `step-${id}`

export interface ActStepsProps {
  rules: readonly ActRule[]
  library: Library
  lang: Language
  today: Day
  /** Each step one line, the rest of it folded. */
  folded?: boolean
}

/** Steps in their order. */
export function ActSteps({ rules, library, lang, today, folded = false }: ActStepsProps): VNode {
  const Step = folded ? FoldedStep : WholeStep
  return (
    <ul class="plain">
      {rules.map((rule) => (
        <li key={rule.id} class="entry step" id={stepAnchor(rule)}>
          <Step rule={rule} library={library} lang={lang} today={today} />
        </li>
      ))}
    </ul>
  )
}

export interface StepProps {
  rule: ActRule
  library: Library
  lang: Language
  today: Day
}

/** What is done stands first; what it is by law is folded beneath it. */
export function WholeStep({ rule, library, lang, today }: StepProps): VNode {
  const { words } = library.act
  return (
    <>
      {rule.onlyIf !== undefined && (
        <p>
          <Condition rule={rule} library={library} lang={lang} />
        </p>
      )}
      <p>
        <strong>{withNumbers(rule.text[lang], library)}</strong>
        {rule.more !== undefined && [' ', withNumbers(rule.more[lang], library)]}
      </p>
      <Told rule={rule} library={library} lang={lang} />
      <Pays rule={rule} library={library} lang={lang} />
      <Onward rule={rule} library={library} lang={lang} />
      <details class="aside">
        <summary>
          <span>
            <Kind rule={rule} library={library} lang={lang} /> <span class="small">{words.doers[rule.doer][lang]}</span>
          </span>
          <span class="small">{words.words.law[lang]}</span>
        </summary>
        <Law rule={rule} library={library} lang={lang} today={today} />
      </details>
    </>
  )
}

function FoldedStep({ rule, library, lang, today }: StepProps): VNode {
  const { words } = library.act
  return (
    <>
      <details>
        <summary>
          <span>
            <Kind rule={rule} library={library} lang={lang} /> <Condition rule={rule} library={library} lang={lang} />{' '}
            {rule.text[lang]} {rule.doer !== 'everyone' && <span class="small">{words.doers[rule.doer][lang]}</span>}
          </span>
        </summary>
        {rule.more !== undefined && <p>{withNumbers(rule.more[lang], library)}</p>}
        <Pays rule={rule} library={library} lang={lang} />
        <Onward rule={rule} library={library} lang={lang} />
        <Law rule={rule} library={library} lang={lang} today={today} />
      </details>
      <Told rule={rule} library={library} lang={lang} />
    </>
  )
}

type PartProps = Pick<StepProps, 'rule' | 'library' | 'lang'>

/** Duty, right, with her permission or never; and how sure. */
function Kind({ rule, library, lang }: PartProps): VNode {
  const { kinds, promise, words } = library.act.words
  const uncertainty = findUncertainty(rule)
  return (
    <>
      <span class="tag">{(rule.binds === 'network' ? promise : kinds[rule.kind])[lang]}</span>{' '}
      {uncertainty === 'law' && <span class="tag">{library.law.words.words.uncertain[lang]}</span>}
      {uncertainty === 'basis' && <span class="tag">{words.basis[lang]}</span>}
    </>
  )
}

function Condition({ rule, library, lang }: PartProps): VNode | null {
  if (rule.onlyIf === undefined) return null
  return (
    <span class="only">
      <strong>{library.act.words.words.onlyIf[lang]}:</strong> {rule.onlyIf[lang]}.
    </span>
  )
}

function Told({ rule: { told }, library, lang }: PartProps): VNode | null {
  if (told === undefined) return null
  return (
    <p>
      <strong>{library.act.words.words.say[lang]}:</strong> {told.what[lang]} {told.why[lang]} {told.toWhom[lang]}
    </p>
  )
}

/** Who pays for the help, how sure that is and where it comes from. */
function Pays({ rule: { pays }, library, lang }: PartProps): VNode | null {
  if (pays === undefined) return null
  const { pays: label, unsure } = library.act.words.words
  return (
    <p>
      <strong>{label[lang]}:</strong> {pays.text[lang]}{' '}
      <span class="small">
        ({pays.certainty === 'C' && `${unsure[lang]}; `}
        {pays.source[lang]})
      </span>
    </p>
  )
}

// Where a step goes on. Whoever acts on uncertain law first asks those who know, and names nobody (G-02).
function Onward({ rule, library, lang }: PartProps): VNode {
  return (
    <>
      {rule.links !== undefined && <ActLinks links={rule.links} library={library} lang={lang} />}
      {findUncertainty(rule) === 'law' && (
        <p class="small">
          {library.act.words.words.ask[lang]}: <CallLink phone={getNumber(library, 'advice').phone} />
        </p>
      )}
    </>
  )
}

function Law({ rule, library, lang, today }: StepProps): VNode {
  const { law } = library
  return (
    <div class="law">
      <OldMark statement={rule} law={law} lang={lang} today={today} />
      <LegalFacts
        statement={rule}
        law={law}
        lang={lang}
        beside={rule.see && { name: library.act.words.words.see[lang], value: showBase(rule.see, law.reference, lang) }}
        numbers={rule.numbers}
      />
    </div>
  )
}

/** Numbers that the texts of the steps name, and that a telephone calls from there. */
const NAMED: readonly CallUse[] = ['danger', 'advice']

/** The text with its numbers as links; splitting by a group keeps what it found. A full stop belongs to the link: short numbers
 *  are narrower than a target, and it would stand apart. */
export function withNumbers(text: string, library: Library): ComponentChildren {
  const phones = NAMED.map((use) => getNumber(library, use).phone)
  const number = new RegExp(
    `\\b((?:${phones.map(({ shown }) => shown.replace(/[+()]/g, '\\$&')).join('|')})(?!\\d)[.,]?)`,
  )
  return text.split(number).map((part) => {
    const phone = phones.find(({ shown }) => part.startsWith(shown))
    return phone === undefined ? part : <CallLink key={part} phone={phone} end={part.slice(phone.shown.length)} />
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
