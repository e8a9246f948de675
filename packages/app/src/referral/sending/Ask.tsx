// A question with one answer of several: real radio buttons. Pressing one goes on to what is open next; arrow keys only choose, and
// Enter goes on, so that nobody is carried away while looking through the answers.
import type { ComponentChildren, VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon } from '@apila/ui/Icon.tsx'
import { FieldError } from '@apila/ui/Field.tsx'
import { checkIcon } from '@apila/ui/icons-first.ts'

export interface AskOption<T extends string> {
  value: T
  text: string
  hint?: ComponentChildren
  lang?: string
}

export interface AskProps<T extends string> {
  /** The question's id is `q-<code>`; answers are named `<name>-<value>`. */
  code: string
  name: string
  legend: string
  hint?: ComponentChildren
  /** What is said beside the question with this id: every question that can be open says so itself. */
  errorAt: (id: string) => string | undefined
  options: readonly AskOption<T>[]
  chosen: T | null
  /** Short answers stand side by side. */
  short?: boolean
  disabled?: boolean
  onChoose: (value: T, goesOn: boolean) => void
  children?: ComponentChildren
}

export function Ask<T extends string>(props: AskProps<T>): VNode {
  const { code, name, legend, hint, errorAt, options, chosen, short = false, disabled, onChoose, children } = props
  const byArrow = useRef(false)
  const id = `q-${code}`
  const error = errorAt(id)
  const input = (value: T) => (
    <input
      type="radio"
      name={name}
      value={value}
      data-test={`${name}-${value}`}
      autocomplete="off"
      checked={value === chosen}
      onKeyDown={(event) => {
        byArrow.current = event.key.startsWith('Arrow')
        if (event.key !== 'Enter') return
        event.preventDefault()
        onChoose(value, true)
      }}
      onKeyUp={() => {
        byArrow.current = false
      }}
      onClick={() => {
        onChoose(value, !byArrow.current)
      }}
    />
  )
  return (
    <fieldset id={id} disabled={disabled} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend>{legend}</legend>
      {hint !== undefined && <div class="hint">{hint}</div>}
      <FieldError id={id} error={error} />
      {short ? (
        <div class="chips">
          {options.map(({ value, text, lang }) => (
            <label key={value} lang={lang}>
              {input(value)}
              <Icon shape={checkIcon} class="tick" />
              {text}
            </label>
          ))}
        </div>
      ) : (
        options.map(({ value, text, hint: more, lang }) => (
          <label class="choice" key={value} lang={lang}>
            {input(value)}
            <span>
              {text}
              {more !== undefined && <span class="hint">{more}</span>}
            </span>
          </label>
        ))
      )}
      {children}
    </fieldset>
  )
}
