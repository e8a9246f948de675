// The worker's app's own small controls on top of packages/ui: they carry `data-test` names and move the focus on a page change.
import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { FieldFrame, describedBy } from '@apila/ui/Field.tsx'

/** The page's heading. Takes the focus when the page appears, so that screen readers begin there. */
export function Heading({ children, lang }: { children: ComponentChildren; lang?: string }): VNode {
  const heading = useRef<HTMLHeadingElement>(null)
  // Before painting: a later move of the focus would take it from somebody who already types.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} lang={lang}>
      {children}
    </h1>
  )
}

export interface ActionButtonProps {
  children: ComponentChildren
  test: string
  onClick: () => void
  quiet?: boolean
  disabled?: boolean
  wide?: boolean
  pressed?: boolean
  lang?: string
}

export function ActionButton({
  children,
  test,
  onClick,
  quiet = false,
  disabled = false,
  wide = false,
  pressed,
  lang,
}: ActionButtonProps): VNode {
  const classes = ['button', quiet ? 'quiet' : '', wide ? 'wide' : ''].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      class={classes}
      data-test={test}
      disabled={disabled}
      aria-pressed={pressed}
      lang={lang}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** Looks like a link, acts in the page. */
export function Link({
  children,
  test,
  onClick,
}: {
  children: ComponentChildren
  test: string
  onClick: () => void
}): VNode {
  return (
    <button type="button" class="link" data-test={test} onClick={onClick}>
      {children}
    </button>
  )
}

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
      {options.map((option) => (
        <label class="choice" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            data-test={`${name}-${option.value}`}
            checked={option.value === chosen}
            onChange={() => {
              onChoose(option.value)
            }}
          />
          <span>
            {option.text}
            {option.hint !== undefined && <span class="hint">{option.hint}</span>}
          </span>
        </label>
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

export function Tick({ test, checked, onChange, children }: TickProps): VNode {
  return (
    <label class="choice">
      <input
        type="checkbox"
        data-test={test}
        checked={checked}
        onChange={(event) => {
          onChange(event.currentTarget.checked)
        }}
      />
      <span>{children}</span>
    </label>
  )
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
  type?: 'text' | 'date' | 'time'
  numeric?: boolean
}

/** A text field: one line, or several with `rows`. The browser keeps no history of it. */
export function Write({
  id,
  label,
  value,
  onInput,
  hint,
  error,
  rows,
  max,
  type = 'text',
  numeric = false,
}: WriteProps): VNode {
  const shared = {
    id,
    value,
    'data-test': id,
    autocomplete: 'off' as const,
    'aria-describedby': describedBy(id, hint, error),
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    ...(max === undefined ? {} : { maxLength: max }),
  }
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      {rows === undefined ? (
        <input
          {...shared}
          {...({ type } as { type: 'text' })}
          inputMode={numeric ? 'numeric' : undefined}
          onInput={(event) => {
            onInput(event.currentTarget.value)
          }}
        />
      ) : (
        <textarea
          {...shared}
          rows={rows}
          spellcheck={false}
          onInput={(event) => {
            onInput(event.currentTarget.value)
          }}
        />
      )}
    </FieldFrame>
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
}

export function Select<T extends string>({ id, label, options, chosen, empty, onChoose, hint }: SelectProps<T>): VNode {
  return (
    <FieldFrame id={id} label={label} hint={hint}>
      <select
        id={id}
        data-test={id}
        aria-describedby={describedBy(id, hint)}
        onChange={(event) => {
          const found = options.find((option) => option.value === event.currentTarget.value)
          if (found) onChoose(found.value)
        }}
      >
        {chosen === '' && (
          <option value="" selected>
            {empty}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.text}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
