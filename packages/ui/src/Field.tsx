// A labelled control: label above, hint and error tied to it for screen readers. An error has a shape, a line and words, never colour alone.
import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes, VNode } from 'preact'
import { Icon } from './Icon.tsx'
import { warningIcon } from './icons-first.ts'

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
      <FieldError id={id} error={error} />
      {children}
    </div>
  )
}

/** What to mend, beside the field. Nothing while nothing is wrong. */
export function FieldError({ id, error }: { id: string; error?: string | undefined }): VNode | null {
  if (error === undefined) return null
  return (
    <p class="error" id={`${id}-error`}>
      <Icon shape={warningIcon} />
      <span>{error}</span>
    </p>
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

export interface TextFieldProps extends Omit<FieldFrameProps, 'children'> {
  /** Under the field: how much is written, when it was kept. */
  under?: ComponentChildren
  area?: TextareaHTMLAttributes | undefined
}

/** Several lines. */
export function TextField({ id, label, hint, error, under, area }: TextFieldProps): VNode {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        spellcheck={false}
        {...area}
        id={id}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      {under !== undefined && <div class="under small">{under}</div>}
    </FieldFrame>
  )
}

export interface SelectFieldProps extends Omit<FieldFrameProps, 'children'> {
  name?: string | undefined
  selected: string
  options: readonly { value: string; text: string }[]
  test?: string | undefined
  onChoose?: ((value: string) => void) | undefined
}

export function SelectField(props: SelectFieldProps): VNode {
  const { id, label, hint, error, name, selected, options, onChoose } = props
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        name={name}
        data-test={props.test}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error === undefined ? undefined : 'true'}
        onChange={
          onChoose &&
          ((event) => {
            onChoose(event.currentTarget.value)
          })
        }
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === selected}>
            {option.text}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
