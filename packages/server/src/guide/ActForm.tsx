// The questions of the act page: a plain GET form that needs no script. Three stand open, the others are folded; every question may
// stay "not known", and that alone is chosen beforehand. Letters and digits go into the address, never words (D-042).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { ACT_QUESTIONS, type ActCodes } from '@apila/core/guide/act-answers.ts'
import { FIRST_QUESTIONS, QUESTION_GROUPS } from '@apila/core/guide/act-words.ts'
import { Button, ButtonLink } from '@apila/ui/Button.tsx'
import { Choice, Choices } from '@apila/ui/Choice.tsx'
import type { Act } from '../library/act.ts'

export interface ActFormProps {
  words: Act['words']
  lang: Language
  codes: ActCodes | null
}

type Question = (typeof ACT_QUESTIONS)[number]

/** Open where nothing was answered; where something was, the answers, and the form folded. */
export function ActForm({ words, lang, codes }: ActFormProps): VNode {
  const { form } = words
  if (codes === null) {
    return (
      <section class="no-print" aria-labelledby="form-title">
        <h2 id="form-title">{form.open[lang]}</h2>
        <Form words={words} lang={lang} codes={codes} />
      </section>
    )
  }
  return (
    <details class="no-print">
      <summary>
        <h2>{form.change[lang]}</h2>
      </summary>
      <Form words={words} lang={lang} codes={codes} />
    </details>
  )
}

function Form({ words, lang, codes }: ActFormProps): VNode {
  const { form } = words
  const path = `/${lang}/guide/act`
  const ask = (question: Question) => (
    <QuestionChoices
      key={question.id}
      words={words}
      question={question}
      chosen={codes?.[ACT_QUESTIONS.indexOf(question)] ?? 0}
      lang={lang}
    />
  )
  const folded = ACT_QUESTIONS.filter(({ id }) => !FIRST_QUESTIONS.includes(id))
  return (
    <form method="get" action={`${path}#steps`} autocomplete="off">
      <p>{form.lead[lang]}</p>
      <div class="filters">{ACT_QUESTIONS.filter((question) => !folded.includes(question)).map(ask)}</div>
      <details open={folded.some((question) => (codes?.[ACT_QUESTIONS.indexOf(question)] ?? 0) > 0)}>
        <summary>{form.more[lang]}</summary>
        {QUESTION_GROUPS.map((group) => (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h3 id={`group-${group}`}>{words.groups[group][lang]}</h3>
            <div class="filters">{folded.filter(({ id }) => words.questions[id].group === group).map(ask)}</div>
          </section>
        ))}
      </details>
      <p class="hint">{form.address[lang]}</p>
      <div class="buttons">
        <Button type="submit">{form.show[lang]}</Button>
        <ButtonLink href={path} quiet>
          {form.clear[lang]}
        </ButtonLink>
      </div>
    </form>
  )
}

interface QuestionChoicesProps {
  words: Act['words']
  question: Question
  chosen: number
  lang: Language
}

function QuestionChoices({ words, question, chosen, lang }: QuestionChoicesProps): VNode {
  const { legend, answers } = words.questions[question.id]
  return (
    <Choices legend={legend[lang]}>
      {question.values.map((value, place) => (
        <Choice key={value} type="radio" name={question.code} value={String(place)} checked={place === chosen}>
          {answers[value]?.[lang]}
        </Choice>
      ))}
    </Choices>
  )
}

/** Answers that say nothing without their question. */
const SHORT: readonly string[] = ['yes', 'no', 'not-now']

/** What was answered, in words. */
export function Answered({ words, lang, codes }: ActFormProps & { codes: ActCodes }): VNode | null {
  const known = ACT_QUESTIONS.flatMap((question, index) => {
    const value = question.values[codes[index] ?? 0]
    if (value === undefined || value === 'unknown') return []
    const { legend, answers } = words.questions[question.id]
    const answer = answers[value]?.[lang] ?? ''
    return [{ id: question.id, text: SHORT.includes(value) ? `${legend[lang]} ${answer}` : answer }]
  })
  if (known.length === 0) return null
  return (
    <section aria-labelledby="answered">
      <h2 id="answered">{words.form.answered[lang]}</h2>
      <ul class="row">
        {known.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
