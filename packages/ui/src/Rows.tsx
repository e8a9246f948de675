// A list of cases, questions or drafts. The whole row is one link, whose spoken name says which row it is; at most one button in a row.
import type { ComponentChildren, VNode } from 'preact'
import { Icon } from './Icon.tsx'
import { forwardIcon } from './icons-first.ts'

export interface RowsProps {
  /** What waits for the reader: the marks are filled. */
  due?: boolean | undefined
  test?: string | undefined
  children: ComponentChildren
}

export function Rows({ due = false, test, children }: RowsProps): VNode {
  return (
    <ul class={due ? 'rows due' : 'rows'} data-test={test}>
      {children}
    </ul>
  )
}

export interface RowProps {
  mark?: VNode | undefined
  /** Said before the title by a screen reader and seen by nobody: "Reference K7. " */
  spoken?: string | undefined
  title: ComponentChildren
  href: string
  onOpen?: (() => void) | undefined
  /** One line: who, or what for. */
  line?: ComponentChildren
  /** The tag, and one date that is that state's own. */
  state?: ComponentChildren
  /** At most one button. */
  action?: VNode | undefined
  test?: string | undefined
  /** The link's own name for tests; without it `test` with `-open`. */
  linkTest?: string | undefined
  /** What a test waits for. */
  status?: string | undefined
}

export function Row(props: RowProps): VNode {
  const { mark, spoken, title, href, onOpen, line, state, action, test } = props
  const linkTest = props.linkTest ?? (test === undefined ? undefined : `${test}-open`)
  return (
    <li data-test={test} data-status={props.status}>
      {mark ?? <span />}
      <div>
        <h3>
          <a
            href={href}
            data-test={linkTest}
            onClick={
              onOpen &&
              ((event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return
                event.preventDefault()
                onOpen()
              })
            }
          >
            {spoken !== undefined && <span class="unseen">{spoken}</span>}
            {title}
          </a>
        </h3>
        {line !== undefined && <p class="hint">{line}</p>}
        {state !== undefined && <div class="row">{state}</div>}
      </div>
      {action ?? <Icon shape={forwardIcon} class="i go" flips />}
    </li>
  )
}
