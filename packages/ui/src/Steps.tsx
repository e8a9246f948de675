// The named steps of one task. Done: a tick and a way back; now: filled; later: a number. Any step may be open to be skipped to.
import type { VNode } from 'preact'
import { Icon } from './Icon.tsx'
import { checkIcon } from './icons-first.ts'

export interface Step {
  id: string
  name: string
  done: boolean
  /** Absent: it cannot be gone to from here. */
  href?: string | undefined
}

export interface StepsProps {
  steps: readonly Step[]
  /** Id of the step where one is. */
  at: string
  /** Said after a step that is done: ", done". */
  doneText: string
  onGo?: ((id: string) => void) | undefined
}

export function Steps({ steps, at, doneText, onGo }: StepsProps): VNode {
  return (
    <ol class="steps">
      {steps.map(({ id, name, done, href }, n) => {
        const inside = (
          <>
            <i aria-hidden="true">{done && id !== at ? <Icon shape={checkIcon} /> : n + 1}</i>
            <span class="grow">
              {name}
              {done && id !== at && <span class="unseen">{doneText}</span>}
            </span>
          </>
        )
        return (
          <li key={id} class={done ? 'done' : undefined}>
            {id === at ? (
              <span aria-current="step">{inside}</span>
            ) : href === undefined ? (
              <span>{inside}</span>
            ) : (
              <a
                href={href}
                data-test={`step-${id}`}
                onClick={
                  onGo &&
                  ((event) => {
                    event.preventDefault()
                    onGo(id)
                  })
                }
              >
                {inside}
              </a>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** On a telephone: one folded line that says where one is. */
export function StepsFolded({ where, ...steps }: StepsProps & { where: string }): VNode {
  return (
    <details class="where whole">
      <summary>{where}</summary>
      <Steps {...steps} />
    </details>
  )
}
