// Checkbox and radio rows at least 44 px high, the whole row a target. Nothing is chosen beforehand unless the caller says so.
import type { ComponentChildren, VNode } from 'preact'
import { FieldError } from './Field.tsx'

export interface ChoiceProps {
  children: ComponentChildren
  type?: 'checkbox' | 'radio' | undefined
  id?: string | undefined
  /** Without a name a form never sends it. */
  name?: string | undefined
  value?: string | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  hint?: ComponentChildren
  test?: string | undefined
  onChange?: ((checked: boolean) => void) | undefined
}

export function Choice({ children, type = 'checkbox', hint, test, onChange, ...input }: ChoiceProps): VNode {
  return (
    <label class="choice">
      <input
        {...input}
        type={type}
        data-test={test}
        autocomplete="off"
        onChange={
          onChange &&
          ((event) => {
            onChange(event.currentTarget.checked)
          })
        }
      />
      <span>
        {children}
        {hint !== undefined && <span class="hint">{hint}</span>}
      </span>
    </label>
  )
}

export interface ChoicesProps {
  legend: ComponentChildren
  /** The error's link leads here: give it where something can be wrong. */
  id?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  /** The question stands on the page already, as its heading. */
  unseenLegend?: boolean | undefined
  children: ComponentChildren
}

/** A question with its choices. */
export function Choices({ legend, id, hint, error, unseenLegend = false, children }: ChoicesProps): VNode {
  return (
    <fieldset id={id} tabIndex={id === undefined ? undefined : -1} aria-describedby={error && `${id ?? ''}-error`}>
      <legend class={unseenLegend ? 'unseen' : undefined}>{legend}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <FieldError id={id ?? ''} error={error} />
      {children}
    </fieldset>
  )
}
