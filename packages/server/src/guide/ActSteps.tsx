// Steps of the act page. Each shows its kind in words and who does it, what is done, what she is told, where it goes on, and,
// folded, the legal base with its days.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import type { ActRule } from '@apila/core/guide/act-rules.ts'
import { findUncertainty } from '@apila/core/guide/decide.ts'
import { showBase } from '@apila/core/rights/legal-base.ts'
import { LegalFacts, OldMark } from '../rights/LegalFacts.tsx'
import { legalReference, legalWords } from '../rights/legal-reference.ts'
import { ActLinks } from './ActLinks.tsx'
import { actWords } from './act-content.ts'

/** The assistance system's line, as the service directory has it; a test compares them. */
const ADVICE_NUMBER = { href: 'tel:+358295463177', shown: '029 546 3177' }

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
    <li class="entry step">
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
      <p>{rule.text[lang]}</p>
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
      {actWords.words.ask[lang]}:{' '}
      <a class="phone" href={ADVICE_NUMBER.href}>
        <bdi dir="ltr">{ADVICE_NUMBER.shown}</bdi>
      </a>
    </p>
  )
}
