// The app's own additions to the controls of packages/ui: a heading that takes the focus, and shorter forms with a `data-test` name.
// Those of the first screens stand in first-controls.tsx. New screens take the controls of packages/ui themselves.
import type { ComponentChildren, VNode } from 'preact'
import { Choice } from '@apila/ui/Choice.tsx'
import { Field, SelectField, TextField } from '@apila/ui/Field.tsx'
import { keepFocus } from './frame/keep-focus.ts'

export { ActionButton, Heading, Link } from './first-controls.tsx'

keepFocus()

export interface PickProps<T extends string> {
  name: string
  options: readonly { value: T; text: string; hint?: string }[]
  chosen: T | null
  onChoose: (value: T) => void
}

/** One of several, as rows of at least 44 px. Nothing is chosen beforehand unless `chosen` says so. */
export function Pick<T extends string>({ name, options, chosen, onChoose }: PickProps<T>): VNode {
  return (
    <>
      {options.map(({ value, text, hint }) => (
        <Choice
          key={value}
          type="radio"
          name={name}
          value={value}
          test={`${name}-${value}`}
          checked={value === chosen}
          hint={hint}
          onChange={() => {
            onChoose(value)
          }}
        >
          {text}
        </Choice>
      ))}
    </>
  )
}

export interface TickProps {
  test: string
  checked: boolean
  onChange: (checked: boolean) => void
  children: ComponentChildren
}

export function Tick(props: TickProps): VNode {
  return <Choice {...props} />
}

export interface WriteProps {
  id: string
  label: string
  value: string
  onInput: (value: string) => void
  hint?: string | undefined
  error?: string | undefined
  rows?: number
  max?: number
  numeric?: boolean
}

/** A text field: one line, or several with `rows`. The browser keeps no history of it. */
export function Write(props: WriteProps): VNode {
  const { id, value, onInput, rows, max, numeric = false, ...frame } = props
  const shared = {
    value,
    'data-test': id,
    autocomplete: 'off' as const,
    ...(max === undefined ? {} : { maxLength: max }),
    onInput: (event: { currentTarget: { value: string } }) => {
      onInput(event.currentTarget.value)
    },
  }
  return rows === undefined ? (
    <Field {...frame} id={id} input={{ ...shared, type: 'text', inputMode: numeric ? 'numeric' : undefined }} />
  ) : (
    <TextField {...frame} id={id} area={{ ...shared, rows }} />
  )
}

export interface SelectProps<T extends string> {
  id: string
  label: string
  options: readonly { value: T; text: string }[]
  chosen: T | ''
  empty: string
  onChoose: (value: T) => void
  hint?: string
  error?: string | undefined
}

export function Select<T extends string>({
  id,
  label,
  options,
  chosen,
  empty,
  onChoose,
  hint,
  error,
}: SelectProps<T>): VNode {
  return (
    <SelectField
      id={id}
      label={label}
      hint={hint}
      error={error}
      test={id}
      selected={chosen}
      options={chosen === '' ? [{ value: '', text: empty }, ...options] : options}
      onChoose={(value) => {
        const found = options.find((option) => option.value === value)
        if (found) onChoose(found.value)
      }}
    />
  )
}
