// The questions of the act page: a plain GET form that needs no script. Every question may stay "not known", and that alone is
// chosen beforehand. Letters and digits go into the address, never words (D-042).
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { ACT_QUESTIONS, type ActCodes } from '@apila/core/guide/act-answers.ts'
import { QUESTION_GROUPS } from '@apila/core/guide/act-words.ts'
import { Button, ButtonLink } from '@apila/ui/Button.tsx'
import { Choice, Choices } from '@apila/ui/Choice.tsx'
import { actWords } from './act-content.ts'

export interface ActFormProps {
  lang: Language
  codes: ActCodes | null
}

export function ActForm({ lang, codes }: ActFormProps): VNode {
  const { form, groups } = actWords
  const path = `/${lang}/guide/act`
  return (
    <>
      {codes !== null && <Answered lang={lang} codes={codes} />}
      <details class="no-print">
        <summary>
          <h2>{(codes === null ? form.open : form.change)[lang]}</h2>
        </summary>
        <form method="get" action={`${path}#steps`} autocomplete="off">
          <p>{form.lead[lang]}</p>
          {QUESTION_GROUPS.map((group) => (
            <section key={group} aria-labelledby={`group-${group}`}>
              <h3 id={`group-${group}`}>{groups[group][lang]}</h3>
              <div class="filters">
                {ACT_QUESTIONS.map(
                  (question, index) =>
                    actWords.questions[question.id].group === group && (
                      <Question key={question.id} question={question} chosen={codes?.[index] ?? 0} lang={lang} />
                    ),
                )}
              </div>
            </section>
          ))}
          <p class="hint">{form.address[lang]}</p>
          <div class="buttons">
            <Button type="submit">{form.show[lang]}</Button>
            <ButtonLink href={path} quiet>
              {form.clear[lang]}
            </ButtonLink>
          </div>
        </form>
      </details>
    </>
  )
}

function Question({
  question,
  chosen,
  lang,
}: {
  question: (typeof ACT_QUESTIONS)[number]
  chosen: number
  lang: Language
}): VNode {
  const { legend, answers } = actWords.questions[question.id]
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

function Answered({ lang, codes }: { lang: Language; codes: ActCodes }): VNode | null {
  const known = ACT_QUESTIONS.flatMap((question, index) => {
    const value = question.values[codes[index] ?? 0]
    if (value === undefined || value === 'unknown') return []
    const { legend, answers } = actWords.questions[question.id]
    return [{ id: question.id, text: `${legend[lang]} ${answers[value]?.[lang] ?? ''}` }]
  })
  if (known.length === 0) return null
  return (
    <section aria-labelledby="answered">
      <h2 id="answered">{actWords.form.answered[lang]}</h2>
      <ul>
        {known.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
