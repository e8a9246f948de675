// What to mend before a form can go on, with a link to each field. It takes the focus when it appears and when its list changes.
// The only place besides a field's own error that is red.
import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

export interface ErrorSummaryProps {
  title: string
  /** Each names the question and what to do. `fieldId`: the control, or the question whose first choice gets the focus. */
  errors: readonly { fieldId: string; text: string }[]
  /** Counts the presses: the same list after another press takes the focus again. */
  attempt?: number | undefined
  test?: string | undefined
}

export function ErrorSummary({ title, errors, attempt, test }: ErrorSummaryProps): VNode | null {
  const box = useRef<HTMLDivElement>(null)
  const key = errors.map(({ fieldId, text }) => `${fieldId} ${text}`).join()
  // Before it is painted: nobody presses a key in between.
  useLayoutEffect(() => {
    if (key === '') return
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'start' })
  }, [key, attempt])
  if (errors.length === 0) return null
  return (
    <div class="errors" role="alert" aria-labelledby="errors-title" tabIndex={-1} ref={box} data-test={test}>
      <h2 id="errors-title">{title}</h2>
      <ul>
        {errors.map(({ fieldId, text }) => (
          <li key={fieldId}>
            <a
              href={`#${fieldId}`}
              onClick={(event) => {
                // The address of a screen is its own (app): the link moves the focus and leaves the address alone.
                if (focusField(fieldId)) event.preventDefault()
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const CONTROLS = 'input, select, textarea, button'

/** Puts the focus in a field, or in the first choice of a question. */
export function focusField(id: string): boolean {
  const there = document.getElementById(id)
  const field = there?.matches(CONTROLS) === true ? there : (there?.querySelector<HTMLElement>(CONTROLS) ?? there)
  field?.focus({ preventScroll: true })
  ;(field?.closest('.field, fieldset') ?? field)?.scrollIntoView({ block: 'center' })
  return field !== null
}
