// The steps of the act page that may come first, in their order; choose-first.ts then takes three at most.
import type { ActCodes, AnswerTo } from './act-answers.ts'
import { ACT_QUESTIONS, toAnswers } from './act-answers.ts'
import type { ActRule } from './act-rules.ts'
import type { FirstStep } from './choose-first.ts'
import { decide, type DecisionTable } from './decide.ts'

/** In their order. Asking without names comes before every duty; a child welfare notification only where somebody may be a child. */
const ORDER: readonly { act: string; isAlways?: true; groups?: string; ages?: string }[] = [
  { act: 'call-for-help', isAlways: true },
  { act: 'consult', isAlways: true },
  { act: 'warn-of-crime', isAlways: true },
  { act: 'tell-supervisor', isAlways: true },
  { act: 'notify-child-welfare', isAlways: true, ages: '23' },
  { act: 'propose-assistance' },
  { act: 'ask-assistance-herself' },
  { act: 'help-without-authorities' },
  { act: 'help-without-assistance' },
  { act: 'ask-alone', groups: 'c' },
  { act: 'contact-her', groups: 'c' },
  { act: 'give-urgent-care', groups: 'e' },
  { act: 'explain-paths', groups: 'v' },
]

const AGES = ACT_QUESTIONS.flatMap(({ id, values }) => (id === 'age' ? values : []))
const AGE = ACT_QUESTIONS.findIndex(({ id }) => id === 'age')

/** All steps that may come first for these answers. Without an answer to the age they are those of every age, each with its own. */
export function listFirst(table: DecisionTable, codes: ActCodes): (FirstStep & { rule: ActRule })[] {
  const place = codes[AGE] ?? 0
  const places = place === 0 ? AGES.map((_, age) => age) : [place]
  const byAge = places.map((age) => {
    const own = codes.map((code, index) => (index === AGE ? age : code))
    return { age: String(age), rules: decide(table, own), answers: toAnswers(own) }
  })
  return ORDER.flatMap(({ act, isAlways = false, groups = '', ages: only = '0123' }) => {
    const rules = new Map<ActRule, string>()
    for (const { age, rules: fitting, answers } of byAge) {
      const rule = fitting.find((one) => one.act === act && isForFirst(one, answers.danger))
      if (rule !== undefined && only.includes(age)) rules.set(rule, (rules.get(rule) ?? '') + age)
    }
    return [...rules].map(([rule, ages]) => ({ rule, ages, groups, isAlways }))
  })
}

// The number for danger stands above the steps in any case; a warning is a first step where it is a duty. What is never done is no step.
function isForFirst({ act, kind }: ActRule, danger: AnswerTo<'danger'>): boolean {
  if (act === 'call-for-help') return danger === 'yes'
  if (act === 'warn-of-crime') return kind === 'duty'
  return kind !== 'never'
}
