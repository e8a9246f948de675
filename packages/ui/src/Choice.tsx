// Checkbox and radio rows at least 44 px high, the whole row a target. Nothing is chosen beforehand unless the caller says so.
import type { ComponentChildren, VNode } from 'preact'

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
  onChange?: ((checked: boolean) => void) | undefined
}

export function Choice({ children, type = 'checkbox', hint, onChange, ...input }: ChoiceProps): VNode {
  return (
    <label class="choice">
      <input
        {...input}
        type={type}
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
  hint?: string | undefined
  error?: string | undefined
  children: ComponentChildren
}

/** A question with its choices. */
export function Choices({ legend, hint, error, children }: ChoicesProps): VNode {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {error !== undefined && <p class="error">{error}</p>}
      {children}
    </fieldset>
  )
}
