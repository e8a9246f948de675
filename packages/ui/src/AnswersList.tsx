// Every answer before it counts, each with a way to change it. Without `onChange` or `href` it is a copy to read.
import type { ComponentChildren, VNode } from 'preact'

export interface Answer {
  id: string
  name: string
  value: ComponentChildren
  href?: string | undefined
}

export interface AnswersListProps {
  answers: readonly Answer[]
  /** "Change"; the question's name is said after it. */
  changeText?: string | undefined
  onChange?: ((id: string) => void) | undefined
}

export function AnswersList({ answers, changeText, onChange }: AnswersListProps): VNode {
  return (
    <dl class="answers-list">
      {answers.map(({ id, name, value, href }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {changeText !== undefined && href !== undefined && (
            <dd class="change">
              <a
                class="line"
                href={href}
                data-test={`change-${id}`}
                onClick={
                  onChange &&
                  ((event) => {
                    event.preventDefault()
                    onChange(id)
                  })
                }
              >
                {changeText}
                <span class="unseen">{`: ${name}`}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
