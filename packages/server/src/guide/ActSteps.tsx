// Steps of the act page. Each shows its kind in words and who does it, what is done, what she is told, where it goes on, and,
// folded, the legal base with its days.
import type { ComponentChildren, VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import type { ActRule } from '@apila/core/guide/act-rules.ts'
import { findUncertainty } from '@apila/core/guide/decide.ts'
import { showBase } from '@apila/core/rights/legal-base.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { LegalFacts, OldMark } from '../rights/LegalFacts.tsx'
import { legalReference, legalWords } from '../rights/legal-reference.ts'
import { ActLinks } from './ActLinks.tsx'
import { actWords } from './act-content.ts'
import { ADVICE_LINE } from './guide-content.ts'

/** Numbers that the texts of the steps name, and that a telephone calls from there. */
const NUMBERS = [{ number: '112', shown: '112' }, ADVICE_LINE]
const NUMBER = new RegExp(`\\b((?:${NUMBERS.map(({ shown }) => shown).join('|')})(?!\\d)[.,]?)`)

/** Where a step stands on the page, for a link to it. */
export const stepAnchor = ({ id }: ActRule): string => `step-${id}`

/** Steps in their order. */
export function ActSteps({ rules, lang, today }: { rules: readonly ActRule[]; lang: Language; today: Day }): VNode {
  return (
    <ul class="plain">
      {rules.map((rule) => (
        <ActStep key={rule.id} rule={rule} lang={lang} today={today} />
      ))}
    </ul>
  )
}

interface ActStepProps {
  rule: ActRule
  lang: Language
  today: Day
}

function ActStep({ rule, lang, today }: ActStepProps): VNode {
  const { kinds, promise, words, doers } = actWords
  const uncertainty = findUncertainty(rule)
  return (
    <li class="entry step" id={stepAnchor(rule)}>
      <p>
        <span class="tag">{(rule.binds === 'network' ? promise : kinds[rule.kind])[lang]}</span>{' '}
        {uncertainty === 'law' && <span class="tag">{legalWords.words.uncertain[lang]}</span>}
        {uncertainty === 'basis' && <span class="tag">{words.basis[lang]}</span>}{' '}
        <span class="small">{doers[rule.doer][lang]}</span>
      </p>
      {rule.onlyIf !== undefined && (
        <p>
          <strong>{words.onlyIf[lang]}:</strong> {rule.onlyIf[lang]}.
        </p>
      )}
      <p>{withNumbers(rule.text[lang])}</p>
      {rule.told !== undefined && (
        <p>
          <strong>{words.say[lang]}:</strong> {rule.told.what[lang]} {rule.told.why[lang]} {rule.told.toWhom[lang]}
        </p>
      )}
      {rule.links !== undefined && <ActLinks links={rule.links} lang={lang} />}
      {uncertainty === 'law' && <Advice lang={lang} />}
      <details class="aside">
        <summary>
          <span>
            {legalWords.words.details[lang]} <OldMark statement={rule} lang={lang} today={today} />
          </span>
        </summary>
        <LegalFacts
          statement={rule}
          lang={lang}
          beside={rule.see && { name: words.see[lang], value: showBase(rule.see, legalReference, lang) }}
          numbers={rule.numbers}
        />
      </details>
    </li>
  )
}

// Whoever acts on uncertain law first asks those who know, and names nobody (G-02).
function Advice({ lang }: { lang: Language }): VNode {
  return (
    <p class="small">
      {actWords.words.ask[lang]}: <CallLink phone={ADVICE_LINE} />
    </p>
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
