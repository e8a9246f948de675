// A labelled input: label above, hint and error tied to it for screen readers.
import type { ComponentChildren, InputHTMLAttributes, VNode } from 'preact'

export interface FieldFrameProps {
  /** Id of the control inside; hint and error get ids made from it. */
  id: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: ComponentChildren
}

/** Label, hint and error around any control whose `aria-describedby` is `describedBy(...)`. */
export function FieldFrame({ id, label, hint, error, children }: FieldFrameProps): VNode {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  )
}

/** Ids of what describes a control, for `aria-describedby`; undefined where nothing does. */
export function describedBy(id: string, hint?: string, error?: string): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

export interface FieldProps extends Omit<FieldFrameProps, 'children'> {
  /** Attributes of the input itself: type, name, value, onInput, autocomplete, inputMode and the like. */
  input?: InputHTMLAttributes | undefined
}

export function Field({ id, label, hint, error, input }: FieldProps): VNode {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        {...input}
        id={id}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </FieldFrame>
  )
}

export interface SelectFieldProps extends Omit<FieldFrameProps, 'children' | 'error'> {
  name: string
  selected: string
  options: readonly { value: string; text: string }[]
}

export function SelectField({ id, label, hint, name, selected, options }: SelectFieldProps): VNode {
  return (
    <FieldFrame id={id} label={label} hint={hint}>
      <select id={id} name={name} aria-describedby={describedBy(id, hint)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === selected}>
            {option.text}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
