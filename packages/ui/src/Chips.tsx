// Short choices beside each other: several chips, or two to four segments of one kind. Real radio buttons and checkboxes underneath,
// so that arrows, space and forms work without a script. What is chosen is filled and ticked.
import type { VNode } from 'preact'
import { Choices, type ChoicesProps } from './Choice.tsx'
import { Icon } from './Icon.tsx'
import { checkIcon } from './icons-first.ts'

export interface Chip<T extends string> {
  value: T
  text: string
  lang?: string | undefined
  id?: string | undefined
}

export interface ChipsProps<T extends string> extends Omit<ChoicesProps, 'children'> {
  name: string
  options: readonly Chip<T>[]
  chosen: readonly T[]
  /** Several may be chosen. */
  several?: boolean | undefined
  /** Two to four of one kind, a word each, joined in a row. */
  segments?: boolean | undefined
  onChoose?: ((value: T, isChosen: boolean) => void) | undefined
}

export function Chips<T extends string>(props: ChipsProps<T>): VNode {
  const { name, options, chosen, several = false, segments = false, onChoose, ...question } = props
  return (
    <Choices {...question}>
      <div class={segments ? 'chips segments' : 'chips'}>
        {options.map(({ value, text, lang, id }) => (
          <label key={value} lang={lang}>
            <input
              type={several ? 'checkbox' : 'radio'}
              id={id}
              name={name}
              value={value}
              data-test={`${name}-${value}`}
              autocomplete="off"
              checked={chosen.includes(value)}
              onChange={
                onChoose &&
                ((event) => {
                  onChoose(value, event.currentTarget.checked)
                })
              }
            />
            <Icon shape={checkIcon} class="tick" />
            {text}
          </label>
        ))}
      </div>
    </Choices>
  )
}

/** Filters that are links: years of the statistics, chosen filters that can be taken away. */
export function ChipLinks({ links }: { links: readonly { href: string; text: string; current?: boolean }[] }): VNode {
  return (
    <ul class="chips">
      {links.map(({ href, text, current = false }) => (
        <li key={href}>
          <a href={href} aria-current={current ? 'true' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}
